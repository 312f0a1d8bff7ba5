// Plugins: those of the platform, and what a tenant makes of them.

import HTTPTypes
import HostAccess
import HostCore
import HostOutbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let pluginRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/plugins",
            ports: .tower,
            access: .permission(Permission(.plugins, .read)),
            id: "listPlugins",
            tag: "Plugins",
            summary: "The plugins of the platform",
            responses: [.json(Schema.page(of: Schema.reference("Plugin")), "All of them.")],
            handler: { .page(await $0.services.plugins.plugins().map(\.json), next: nil) }
        ),
        Route(
            method: .get,
            path: "/api/tenants/{tenant_id}/plugins",
            ports: .tower,
            access: .permission(Permission(.plugins, .read)),
            id: "listTenantPlugins",
            tag: "Plugins",
            summary: "The plugins as a tenant uses them",
            parameters: [tenantPath],
            responses: [.json(Schema.page(of: Schema.reference("TenantPlugin")), "All of them.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
                return .page(try await PluginRoutes.list(of: tenant, exchange), next: nil)
            }
        ),
        Route(
            method: .put,
            path: "/api/tenants/{tenant_id}/plugins/{plugin}",
            ports: .tower,
            access: .permission(Permission(.plugins, .write)),
            id: "changeTenantPlugin",
            tag: "Plugins",
            summary: "Enables, disables or sets up a plugin of a tenant",
            description: """
                Settings are merged (RFC 7396: null removes) and checked against the plugin's JSON Schema. In force \
                when it answers; nothing changes when it fails.
                """,
            parameters: [tenantPath, .path("plugin", "The plugin.", Schema.pluginID)],
            body: .json(Schema.reference("TenantPluginChange")),
            responses: [.json(Schema.reference("TenantPlugin"), "The plugin as it is now.")],
            problems: [.notFound, .conflict, .pluginFailure],
            handler: { try await PluginRoutes.change($0) }
        ),
        Route(
            method: .post,
            path: "/api/plugins/{plugin}/reload",
            ports: .tower,
            access: .permission(Permission(.system, .operate)),
            id: "reloadPlugin",
            tag: "Plugins",
            summary: "Takes a plugin's replaced library into use",
            description: """
                For the platform's operator. Reads the declaration in plugins.d, the manifest and the library again; every tenant \
                that runs the plugin gets an instance of the new library, and turns that run finish on the old one. A \
                tenant whose new instance does not come up keeps the old one and is named in `failed`.
                """,
            parameters: [.path("plugin", "The plugin.", Schema.pluginID)],
            responses: [.json(Schema.reference("PluginReload"), "What came of it.")],
            problems: [.forbidden, .notFound, .pluginFailure],
            handler: { try await PluginRoutes.reload($0) }
        ),
    ]
}

private enum PluginRoutes {
    /// A channel that runs may have to be mended at its provider all the same.
    static func list(of tenant: TenantHandle, _ exchange: Exchange) async throws -> [JSON] {
        let stops = exchange.services.dispatcher.stopReasons(of: tenant.id)
        return try await exchange.services.plugins.plugins(of: tenant).map { plugin in
            guard plugin.detail == nil, let reason = stops[plugin.id] else { return plugin.json }
            return plugin.json.merging(["detail": .string(reason)])
        }
    }

    static func change(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        guard let plugin = PluginID(try exchange.path("plugin")) else { throw unknown }
        let json = try await exchange.object()
        let enabled = try enabled(json)
        let settings = json["settings"]
        if let settings, settings.objectValue == nil {
            throw DocumentError(field: "settings", reason: "an object is expected")
        }
        guard enabled != nil || settings != nil else {
            throw DocumentError(field: "enabled", reason: "enabled or settings is expected")
        }
        let services = exchange.services
        let now = services.clock.now()
        try await services.plugins.change(plugin, of: tenant, enabled: enabled, settings: settings) {
            before,
            after,
            connection in
            try AuditLog.record(
                exchange.audit(
                    "plugin.change",
                    "plugin",
                    plugin.rawValue,
                    tenant: tenant.id,
                    before: before,
                    after: after,
                    at: now
                ),
                in: connection
            )
        }
        let plugins = try await services.plugins.plugins(of: tenant)
        guard let changed = plugins.first(where: { $0.id == plugin }) else { throw unknown }
        if changed.isEnabled { await services.dispatcher.channelChanged(plugin, of: tenant.id) }
        return .json(changed.json)
    }

    static func reload(_ exchange: Exchange) async throws -> Response {
        guard let plugin = PluginID(try exchange.path("plugin")) else { throw unknown }
        let services = exchange.services
        let reload = try await services.plugins.reload(plugin)
        let record = exchange.audit(
            "plugin.reload",
            "plugin",
            plugin.rawValue,
            tenant: nil,
            after: ["version": .string(reload.version), "library_hash": .string(reload.libraryHash)],
            at: services.clock.now()
        )
        try await services.database.write { try AuditLog.record(record, in: $0) }
        for tenant in reload.tenants { await services.dispatcher.channelChanged(plugin, of: tenant) }
        return .json(reload.json)
    }

    private static func enabled(_ json: JSON) throws(DocumentError) -> Bool? {
        guard let value = json["enabled"], !value.isNull else { return nil }
        guard let flag = value.boolValue else {
            throw DocumentError(field: "enabled", reason: "true or false is expected")
        }
        return flag
    }

    private static let unknown = Problem(
        .notFound,
        "there is no such plugin",
        field: "plugin",
        remedy: "GET /api/plugins lists those of the platform."
    )
}

extension PluginSummary {
    fileprivate var json: JSON {
        [
            "id": .string(id.rawValue),
            "kind": .string(kind),
            "name": .string(name),
            "version": .string(version),
            "library": .string(library),
            "state": .string(state),
            "detail": JSON(detail),
            "settings_schema": settingsSchema,
            "tenants": .integer(Int64(tenantCount)),
        ]
    }
}

extension PluginReloadSummary {
    fileprivate var json: JSON {
        let failures = failed.sorted { $0.key.rawValue < $1.key.rawValue }.map { tenant, reason -> JSON in
            ["tenant_id": .string(tenant.rawValue), "detail": .string(reason)]
        }
        return [
            "id": .string(id.rawValue),
            "version": .string(version),
            "library_hash": .string(libraryHash),
            "tenants": JSON(tenants.map(\.rawValue)),
            "failed": .array(failures),
        ]
    }
}

extension TenantPluginSummary {
    fileprivate var json: JSON {
        [
            "id": .string(id.rawValue),
            "kind": .string(kind),
            "enabled": .bool(isEnabled),
            "state": .string(state),
            "detail": JSON(detail),
            "settings": settings,
            "secrets_set": JSON(secretsSet),
            "revision": .integer(revision),
        ]
    }
}
