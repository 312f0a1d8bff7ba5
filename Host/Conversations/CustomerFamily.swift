// Whom a customer is after merges: the one that stays, and everybody who is them now.
// What cannot be moved, such as the ledger's entries, is read by it.

public import HostCore
public import HostStorage

/// One person under all the customers that they were.
public struct CustomerFamily: Sendable, Hashable {
    /// The customer that stays.
    public let current: CustomerID
    /// With whoever was merged into them, through any number of merges; in the order of
    /// their keys.
    public let everybody: [CustomerID]
}

extension Customers {
    /// The customer who answers to this name now: the one whom ``find(_:in:)`` finds, or whom
    /// they were merged into. Nil when there is none.
    public func current(_ name: String, in connection: any DatabaseConnection) throws -> Customer? {
        guard let named = try find(name, in: connection) else { return nil }
        guard let current = try successors(of: named.id, in: connection).last else { return named }
        return try find(current.rawValue, in: connection)
    }

    /// Everybody who is the same person as this customer now. A customer who was never merged
    /// is a family of one.
    public func family(
        of customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> CustomerFamily {
        let current = try successors(of: customer, in: connection).last ?? customer
        let rows = try connection.rows(
            """
            WITH RECURSIVE family (id) AS (
                SELECT merged_id FROM customer_merges WHERE tenant_id = ? AND into_id = ?
                UNION
                SELECT customer_merges.merged_id FROM customer_merges JOIN family
                    ON customer_merges.into_id = family.id
                WHERE customer_merges.tenant_id = ?
            ) SELECT id FROM family
            """,
            tenant.id,
            current,
            tenant.id
        )
        var everybody = [current]
        for row in rows { everybody.append(try row.identifier(0)) }
        return CustomerFamily(current: current, everybody: everybody.sorted())
    }

    /// Whom the customer was merged into, and whom those were, in this order: the last one
    /// stays. None where the customer was not merged.
    func successors(
        of customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [CustomerID] {
        let rows = try connection.rows(
            """
            WITH RECURSIVE line (merged_id, into_id) AS (
                SELECT merged_id, into_id FROM customer_merges WHERE tenant_id = ? AND merged_id = ?
                UNION
                SELECT customer_merges.merged_id, customer_merges.into_id FROM customer_merges JOIN line
                    ON customer_merges.merged_id = line.into_id
                WHERE customer_merges.tenant_id = ?
            ) SELECT merged_id, into_id FROM line
            """,
            tenant.id,
            customer,
            tenant.id
        )
        var next: [CustomerID: CustomerID] = [:]
        for row in rows { next[try row.identifier(0)] = try row.identifier(1) }
        var line: [CustomerID] = []
        while let successor = next.removeValue(forKey: line.last ?? customer) { line.append(successor) }
        return line
    }
}
