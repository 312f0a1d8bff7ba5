// All tenants: the only repository that is made from nothing, and the only
// place where a tenant handle comes from.

public import HostCore
public import OrkestaModel

/// The platform's list of tenants. Whoever asks it has been authorized.
public struct TenantDirectory: Sendable {
    /// Asked for with every message: put together once.
    private static let findSQL = "SELECT \(Tenant.columns) FROM tenants WHERE id = ?"

    public init() {}

    /// Stores a new tenant. Throws a conflict ``Problem`` when its id is taken.
    public func create(_ tenant: Tenant, in connection: any DatabaseConnection) throws -> TenantHandle {
        let created = try connection.execute(
            """
            INSERT INTO tenants (\(Tenant.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """,
            tenant.values
        )
        guard created == 1 else {
            throw Problem(
                .conflict,
                "there is a tenant \(tenant.id) already",
                field: "id",
                remedy: "Choose another id, or change the tenant that exists."
            )
        }
        return TenantHandle(tenant.id)
    }

    /// The tenant and the right to its rows, or nil.
    public func find(
        _ id: TenantID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (tenant: Tenant, handle: TenantHandle)? {
        guard let row = try connection.row(Self.findSQL, id) else { return nil }
        return (try Tenant(row), TenantHandle(id))
    }

    /// Whether a tenant's effects reach the world; nil when there is no such tenant. Asked with
    /// every request of a plugin, so that nothing else is read.
    public func environment(
        of id: TenantID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Tenant.Environment? {
        guard let row = try connection.row("SELECT environment FROM tenants WHERE id = ?", id) else { return nil }
        guard let environment = Tenant.Environment(rawValue: try row.text(0)) else {
            throw .failed("a tenant's row is damaged")
        }
        return environment
    }

    /// The right to the rows of a tenant. Throws a notFound ``Problem``.
    public func handle(for id: TenantID, in connection: any DatabaseConnection) throws -> TenantHandle {
        guard try connection.row("SELECT 1 FROM tenants WHERE id = ?", id) != nil else { throw unknown(id) }
        return TenantHandle(id)
    }

    /// Up to `limit` tenants by id, those behind `after`.
    public func list(
        after: TenantID? = nil,
        limit: Int = Limits.pageItemsMax,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Tenant] {
        let rows = try connection.rows(
            "SELECT \(Tenant.columns) FROM tenants WHERE id > ? ORDER BY id LIMIT ?",
            after?.rawValue ?? "",
            limit
        )
        var tenants: [Tenant] = []
        for row in rows { tenants.append(try Tenant(row)) }
        return tenants
    }

    /// Stores what of `tenant` may change. Throws a notFound ``Problem``.
    public func update(_ tenant: Tenant, at moment: Timestamp, in connection: any DatabaseConnection) throws {
        let updated = try connection.execute(
            """
            UPDATE tenants SET display_name = ?, status = ?, environment = ?, locale = ?, currency = ?, time_zone = ?,
                default_agent = ?, dunning_enabled = ?, simulated_now = ?, random_seed = ?, updated_at = ?
            WHERE id = ?
            """,
            tenant.displayName,
            tenant.status.rawValue,
            tenant.environment.rawValue,
            tenant.locale,
            tenant.currency,
            tenant.timeZone,
            tenant.defaultAgent,
            tenant.dunningEnabled,
            tenant.simulatedNow,
            tenant.randomSeed,
            moment,
            tenant.id
        )
        guard updated == 1 else { throw unknown(tenant.id) }
        try connection.announce(.tenantChanged(tenant.id))
    }

    /// Counts one more change of the tenant's catalog and returns its new revision.
    public func advanceCatalog(
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int64 {
        let row = try connection.row(
            "UPDATE tenants SET catalog_revision = catalog_revision + 1 WHERE id = ? RETURNING catalog_revision",
            tenant.id
        )
        guard let row else { throw .failed("the tenant is gone") }
        return try row.integer(0)
    }

    /// Remembers when the catalog was last imported.
    public func recordImport(
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute("UPDATE tenants SET last_import = ? WHERE id = ?", moment, tenant.id)
    }

    private func unknown(_ id: TenantID) -> Problem {
        Problem(
            .notFound,
            "there is no tenant \(id)",
            field: "tenant_id",
            remedy: "Check the id, or create the tenant first."
        )
    }
}
