// The numbers that people see: INV-1001, COT-42, CUST-7.

import HostCore

/// Sequences of one tenant, without gaps: a number that is rolled back with
/// its transaction is given again.
public struct Counters: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// 1, then 2, 3 ... for each name.
    public func next(_ name: String, in connection: any DatabaseConnection) throws(DatabaseError) -> Int64 {
        let row = try connection.row(
            """
            INSERT INTO counters (tenant_id, name, value) VALUES (?, ?, 1)
            ON CONFLICT (tenant_id, name) DO UPDATE SET value = counters.value + 1 RETURNING value
            """,
            tenant.id,
            name
        )
        guard let row else { throw .failed("a counter's value did not come back") }
        return try row.integer(0)
    }
}
