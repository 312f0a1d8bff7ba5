// A tenant's secrets: settings marked secret, keys of payment providers, tokens.

public import HostStorage
public import OrkestaModel

/// The secrets of one tenant, sealed at rest.
public struct Secrets: Sendable {
    private let tenant: TenantHandle
    private let box: SecretBox

    public init(_ tenant: TenantHandle, box: SecretBox) {
        self.tenant = tenant
        self.box = box
    }

    /// Stores a secret in the place of the one that has this name.
    public func set(
        _ name: String,
        to secret: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO secrets (tenant_id, name, sealed, updated_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, name) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at
            """,
            tenant.id,
            name,
            try box.seal(secret, tenant: tenant.id, name: name),
            moment
        )
    }

    /// The secret, or nil when there is none. Throws as ``SecretBox/open(_:tenant:name:)`` does.
    public func open(_ name: String, in connection: any DatabaseConnection) throws -> String? {
        let row = try connection.row("SELECT sealed FROM secrets WHERE tenant_id = ? AND name = ?", tenant.id, name)
        guard let row else { return nil }
        return try box.open(try row.blob(0), tenant: tenant.id, name: name)
    }

    /// What there is, in order; not what it says.
    public func names(in connection: any DatabaseConnection) throws(DatabaseError) -> [String] {
        let rows = try connection.rows("SELECT name FROM secrets WHERE tenant_id = ? ORDER BY name", tenant.id)
        var names: [String] = []
        for row in rows { names.append(try row.text(0)) }
        return names
    }

    /// Whether there was one to delete.
    @discardableResult
    public func delete(_ name: String, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try connection.execute("DELETE FROM secrets WHERE tenant_id = ? AND name = ?", tenant.id, name) == 1
    }
}
