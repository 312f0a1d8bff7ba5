// Which attempts a list or an export shows.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// A filter of attempts. Nil stands for any.
public struct TransactionFilter: Sendable, Hashable {
    public var state: Payment.State?
    public var invoice: InvoiceID?
    public var customer: CustomerID?
    public var provider: PluginID?
    public var method: String?
    /// Begun at this moment or later, and before that one. The tenant's time.
    public var from: Timestamp?
    public var until: Timestamp?

    public init() {}

    /// Conditions on a row of `payments`, each with an argument.
    fileprivate var conditions: (sql: String, arguments: [any DatabaseArgument]) {
        var (sql, arguments) = ("", [any DatabaseArgument]())
        func require(_ condition: String, _ argument: (some DatabaseArgument)?) {
            guard let argument else { return }
            sql += " AND \(condition)"
            arguments.append(argument)
        }
        require("state = ?", state?.rawValue)
        require("invoice_id = ?", invoice)
        require("provider = ?", provider)
        require("method = ?", method)
        require("created_at >= ?", from)
        require("created_at < ?", until)
        require("invoice_id IN (SELECT id FROM invoices WHERE customer_id = ?)", customer)
        return (sql, arguments)
    }
}

extension Payments {
    /// A page of attempts, the latest begun first.
    public func list(
        _ filter: TransactionFilter = TransactionFilter(),
        before cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (payments: [PaymentRow], next: ActivityCursor?) {
        let bound = cursor ?? .end
        let (conditions, arguments) = filter.conditions
        let rows = try connection.rows(
            """
            SELECT \(PaymentRow.columns) FROM payments
            WHERE tenant_id = ? AND (created_at, id) < (?, ?) \(conditions)
            ORDER BY created_at DESC, id DESC LIMIT ?
            """,
            [tenant.id, bound.at, bound.key] + arguments + [limit + 1]
        )
        var found: [PaymentRow] = []
        for row in rows.prefix(limit) { found.append(try PaymentRow(row)) }
        let next = found.last.map { ActivityCursor(at: $0.createdAt, key: $0.id.rawValue) }
        return (found, rows.count > limit ? next : nil)
    }

    /// Attempts at a provider whose money arrived, of those begun in a stretch of time.
    func arrived(
        at provider: PluginID,
        from: Timestamp,
        until: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [PaymentRow] {
        let rows = try connection.rows(
            """
            SELECT \(PaymentRow.columns) FROM payments
            WHERE tenant_id = ? AND provider = ? AND created_at >= ? AND created_at < ?
                AND \(PaymentRow.hasArrived)
            ORDER BY created_at, id
            """,
            tenant.id,
            provider,
            from,
            until
        )
        var found: [PaymentRow] = []
        for row in rows { found.append(try PaymentRow(row)) }
        return found
    }
}
