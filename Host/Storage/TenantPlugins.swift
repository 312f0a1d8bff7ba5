// Which plugins a tenant uses, and with what settings.

public import HostCore
public import OrkestaModel

/// A plugin of one tenant.
public struct TenantPlugin: Sendable, Hashable {
    public let pluginID: PluginID
    public let isEnabled: Bool
    /// A JSON object; secrets are not in it.
    public let settings: JSON
    /// 1 at first, one more with every change.
    public let revision: Int64
    public let updatedAt: Timestamp
}

/// A tenant in service that has enabled a plugin.
public struct PluginUser: Sendable {
    public let tenant: TenantHandle
    public let environment: Tenant.Environment
    /// As ``TenantPlugin/revision``.
    public let revision: Int64
    private let row: DatabaseRow

    fileprivate init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let id = TenantID(try row.text(0)), let environment = Tenant.Environment(rawValue: try row.text(1))
        else { throw .failed("a tenant's row is damaged") }
        tenant = TenantHandle(id)
        self.environment = environment
        revision = try row.integer(2)
        self.row = row
    }

    /// As ``TenantPlugin/settings``; read when they are asked for. Throws when they are damaged.
    public func settings() throws(DatabaseError) -> JSON { try row.json(3) }
}

/// The plugins of one tenant.
public struct TenantPlugins: Sendable {
    private static let columns = "plugin_id, enabled, settings, revision, updated_at"

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Every plugin that the tenant has a row of, by id.
    public func list(in connection: any DatabaseConnection) throws(DatabaseError) -> [TenantPlugin] {
        let rows = try connection.rows(
            "SELECT \(Self.columns) FROM tenant_plugins WHERE tenant_id = ? ORDER BY plugin_id",
            tenant.id
        )
        var plugins: [TenantPlugin] = []
        for row in rows { plugins.append(try plugin(row)) }
        return plugins
    }

    /// Those of ``list(in:)`` that are enabled.
    public func enabled(in connection: any DatabaseConnection) throws(DatabaseError) -> [TenantPlugin] {
        try list(in: connection).filter(\.isEnabled)
    }

    /// The tenants in service that have enabled a plugin, by id, those behind `after`.
    public static func users(
        of id: PluginID,
        after: TenantID? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [PluginUser] {
        let rows = try connection.rows(
            """
            SELECT tenants.id, tenants.environment, tenant_plugins.revision, tenant_plugins.settings
            FROM tenant_plugins JOIN tenants ON tenants.id = tenant_plugins.tenant_id
            WHERE tenant_plugins.plugin_id = ? AND tenant_plugins.enabled = 1
                AND tenants.status IN ('active', 'trial') AND tenants.id > ?
            ORDER BY tenants.id LIMIT ?
            """,
            id,
            after?.rawValue ?? "",
            limit
        )
        var users: [PluginUser] = []
        for row in rows { users.append(try PluginUser(row)) }
        return users
    }

    /// The tenant's row of a plugin, or nil.
    public func find(
        _ id: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> TenantPlugin? {
        let row = try connection.row(
            "SELECT \(Self.columns) FROM tenant_plugins WHERE tenant_id = ? AND plugin_id = ?",
            tenant.id,
            id
        )
        guard let row else { return nil }
        return try plugin(row)
    }

    /// Enables or disables a plugin and merges `settings` (RFC 7396: null
    /// removes) into what is stored; nil leaves either as it is, a new row
    /// being disabled. Throws a conflict ``Problem`` when `expected` is given
    /// and is not the stored revision (0: no row).
    @discardableResult
    public func set(
        _ id: PluginID,
        enabled: Bool? = nil,
        settings: JSON? = nil,
        expecting expected: Int64? = nil,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> TenantPlugin {
        let stored = try find(id, in: connection)
        if let expected, expected != stored?.revision ?? 0 { throw changed(id) }
        if let settings, settings.objectValue == nil { throw notAnObject(id) }
        let base = stored?.settings ?? .object([:])
        let plugin = TenantPlugin(
            pluginID: id,
            isEnabled: enabled ?? stored?.isEnabled ?? false,
            settings: settings.map(base.merging) ?? base,
            revision: (stored?.revision ?? 0) + 1,
            updatedAt: moment
        )
        try connection.execute(
            """
            INSERT INTO tenant_plugins (tenant_id, \(Self.columns)) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, plugin_id) DO UPDATE SET enabled = excluded.enabled, settings = excluded.settings,
                revision = excluded.revision, updated_at = excluded.updated_at
            """,
            tenant.id,
            id,
            plugin.isEnabled,
            plugin.settings,
            plugin.revision,
            moment
        )
        try connection.announce(.pluginChanged(tenant.id, id))
        return plugin
    }

    private func plugin(_ row: DatabaseRow) throws(DatabaseError) -> TenantPlugin {
        guard let id = PluginID(try row.text(0)) else { throw .failed("a plugin's row is damaged") }
        return TenantPlugin(
            pluginID: id,
            isEnabled: try row.flag(1),
            settings: try row.json(2),
            revision: try row.integer(3),
            updatedAt: try row.timestamp(4)
        )
    }

    private func changed(_ id: PluginID) -> Problem {
        Problem(
            .conflict,
            "the settings of \(id) have changed since they were read",
            field: "revision",
            remedy: "Read them again and repeat the change."
        )
    }

    private func notAnObject(_ id: PluginID) -> Problem {
        Problem(.invalid, "the settings of \(id) are no JSON object", field: "settings", remedy: "Send an object.")
    }
}
