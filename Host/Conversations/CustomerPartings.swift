// Customers of whom a person said that they are not one: no provider's word joins them
// again, until a person does.

import HostCore
import HostStorage
import OrkestaModel

/// The pairs of customers of one tenant that were parted. They are looked for between
/// families: whoever was merged into one of a pair since stays apart from the other, too.
struct CustomerPartings: Sendable {
    private let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The customer is none of these others.
    func record(
        _ parted: CustomerID,
        from others: [CustomerID],
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        for other in others {
            try connection.execute(
                """
                INSERT INTO customer_partings (tenant_id, parted_id, from_id, at) VALUES (?, ?, ?, ?)
                ON CONFLICT (tenant_id, parted_id, from_id) DO UPDATE SET at = excluded.at
                """,
                tenant.id,
                parted,
                other,
                moment
            )
        }
    }

    /// Whether anybody of the one was parted from anybody of the other.
    func exist(
        between one: CustomerFamily,
        _ other: CustomerFamily,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let (isBetween, arguments) = condition(between: one, other)
        let found = try connection.rows("SELECT 1 FROM customer_partings WHERE \(isBetween) LIMIT 1", arguments)
        return !found.isEmpty
    }

    /// They are one all the same: a person says so.
    func forget(
        between one: CustomerFamily,
        _ other: CustomerFamily,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let (isBetween, arguments) = condition(between: one, other)
        try connection.execute("DELETE FROM customer_partings WHERE \(isBetween)", arguments)
    }

    private func condition(
        between one: CustomerFamily,
        _ other: CustomerFamily
    ) -> (sql: String, arguments: [any DatabaseArgument]) {
        let (ones, others) = (marks(one), marks(other))
        let sql = """
            tenant_id = ? AND (parted_id IN (\(ones)) AND from_id IN (\(others))
                OR parted_id IN (\(others)) AND from_id IN (\(ones)))
            """
        let ids = one.everybody + other.everybody + other.everybody + one.everybody
        let tenant: [any DatabaseArgument] = [tenant.id]
        return (sql, tenant + (ids as [any DatabaseArgument]))
    }

    private func marks(_ family: CustomerFamily) -> String {
        family.everybody.map { _ in "?" }.joined(separator: ", ")
    }
}
