// Numbers that must be known before the thing they name exists: a reply says
// COT-42 while its quote still waits for the turn's commit.

import HostCore
public import OrkestaModel

/// Numbers of one tenant, each reserved under a key. The same key always gets
/// the same number, so a redo says what the first attempt said; a number whose
/// thing never came to be stays unused. Gaps happen, doubles do not.
public struct ReservedNumbers: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The number of `name`'s sequence that `key` has, or the next one.
    public func reserve(
        _ name: String,
        key: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int64 {
        if let known = try find(name, key: key, in: connection) { return known }
        let number = try Counters(tenant).next(name, in: connection)
        try connection.execute(
            """
            INSERT INTO reserved_numbers (tenant_id, name, key, number, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, name, key) DO NOTHING
            """,
            tenant.id,
            name,
            key,
            number,
            moment
        )
        // Another node may have been faster with the same key; then its number counts.
        guard let reserved = try find(name, key: key, in: connection) else {
            throw .failed("a reserved number did not come back")
        }
        return reserved
    }

    private func find(
        _ name: String,
        key: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int64? {
        try connection.row(
            "SELECT number FROM reserved_numbers WHERE tenant_id = ? AND name = ? AND key = ?",
            tenant.id,
            name,
            key
        )?.integer(0)
    }
}
