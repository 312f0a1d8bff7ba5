// Tenants: listed, looked at, made and changed.

import HTTPTypes
import HostAccess
import HostCore
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let tenantRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/tenants",
            ports: .tower,
            access: .permission(Permission(.tenants, .read)),
            id: "listTenants",
            tag: "Tenants",
            summary: "The tenants that the key may see, with their figures",
            parameters: [.limit, .cursor],
            responses: [.json(Schema.page(of: Schema.reference("Tenant")), "A page of tenants.")],
            handler: { try await TenantRoutes.list($0) }
        ),
        Route(
            method: .post,
            path: "/api/tenants",
            ports: .tower,
            access: .permission(Permission(.tenants, .write)),
            id: "createTenant",
            tag: "Tenants",
            summary: "Makes a tenant and its first API key",
            description: """
                It can sell at once: unless `plugins` names others (none: []), it gets the channel and the agents of the \
                house. The key is in this answer and cannot be shown again.
                """,
            body: .json(Schema.reference("NewTenant")),
            responses: [.json(Schema.reference("CreatedTenant"), status: 201, "The tenant and its key.")],
            problems: [.conflict],
            handler: { try await TenantRoutes.create($0) }
        ),
        Route(
            method: .get,
            path: "/api/tenants/{tenant_id}",
            ports: .tower,
            access: .permission(Permission(.tenants, .read)),
            id: "getTenant",
            tag: "Tenants",
            summary: "One tenant",
            parameters: [tenantPath],
            responses: [.json(Schema.reference("Tenant"), "The tenant with its figures.")],
            problems: [.notFound],
            handler: { try await TenantRoutes.get($0) }
        ),
        Route(
            method: .put,
            path: "/api/tenants/{tenant_id}/settings",
            ports: .tower,
            access: .permission(Permission(.tenants, .write)),
            id: "changeTenant",
            tag: "Tenants",
            summary: "Changes what of a tenant the body names",
            parameters: [tenantPath],
            body: .json(Schema.reference("TenantSettings")),
            responses: [.json(Schema.reference("Tenant"), "The tenant as it is now.")],
            problems: [.notFound],
            handler: { try await TenantRoutes.change($0) }
        ),
    ]

    static let tenantPath = Route.Parameter.path("tenant_id", "The tenant.", Schema.tenantID)
}

private enum TenantRoutes {
    static func list(_ exchange: Exchange) async throws -> Response {
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { TenantID($0) }
        let services = exchange.services
        if let own = exchange.caller.tenant { return .page([try await figures(own.handle, services).json], next: nil) }
        let now = services.clock.now()
        let page = try await services.database.read { connection -> (items: [JSON], next: String?) in
            let tenants = try TenantDirectory().list(after: cursor, limit: limit + 1, in: connection)
            let items = try tenants.prefix(limit).map { tenant in
                let handle = try TenantDirectory().handle(for: tenant.id, in: connection)
                return try TenantFigures(tenant, handle: handle, at: now, in: connection).json
            }
            return (items, tenants.count > limit ? tenants[limit - 1].id.rawValue : nil)
        }
        return .page(page.items, next: page.next)
    }

    static func get(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant(named: try exchange.path("tenant_id"))
        return .json(try await figures(access.handle, exchange.services).json)
    }

    // Not optimized: the compiler (6.3.1) crashes while it splits this coroutine.
    @_optimize(none)
    static func create(_ exchange: Exchange) async throws -> Response {
        let services = exchange.services
        let json = try await exchange.object()
        let now = services.clock.now()
        let selling = try await start(json, services)
        let tenant = try newTenant(json, selling, at: now, seed: services.randomness.next())
        let keyID = APIKeyID(at: now, randomness: services.randomness)
        let key = try await services.database.write { connection in
            try store(tenant, selling.plugins, keyID, exchange, at: now, in: connection)
        }
        services.credentials.invalidate()
        let more: JSON = ["api_key": .string(key), "plugins": JSON(selling.plugins.map(\.rawValue))]
        return .json(tenant.json.merging(more), status: .created)
    }

    /// Writes the tenant, its plugins and its first key, whose text it returns.
    private static func store(
        _ tenant: Tenant,
        _ plugins: [PluginID],
        _ keyID: APIKeyID,
        _ exchange: Exchange,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> String {
        let handle = try TenantDirectory().create(tenant, in: connection)
        for plugin in plugins {
            try TenantPlugins(handle).set(plugin, enabled: true, at: now, in: connection)
        }
        let key = try APIKeys().issue(
            to: .tenant(handle, tenant.environment),
            name: "first key",
            permissions: .tenant,
            id: keyID,
            at: now,
            in: connection
        )
        let made = exchange.audit(
            "tenant.create",
            "tenant",
            tenant.id.rawValue,
            tenant: tenant.id,
            after: tenant.json.merging(["plugins": JSON(plugins.map(\.rawValue))]),
            at: now
        )
        try AuditLog.record(made, in: connection)
        let issued = exchange.audit(
            "key.issue",
            "api_key",
            keyID.rawValue,
            tenant: tenant.id,
            after: ["name": .string(key.key.name)],
            at: now
        )
        try AuditLog.record(issued, in: connection)
        return key.text
    }

    static func change(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant(named: try exchange.path("tenant_id"))
        let settings = try TenantSettings(try await exchange.object())
        let services = exchange.services
        if case .some(.some(let agent)) = settings.defaultAgent {
            let enabled = try await services.plugins.plugins(of: access.handle).filter(\.isEnabled)
            try check(agent, isAmong: enabled.filter { $0.kind == "agent" }.map(\.id))
        }
        let now = services.clock.now()
        try await services.database.write { connection in
            guard let before = try TenantDirectory().find(access.handle.id, in: connection)?.tenant else {
                throw Exchange.unknownTenant(access.handle.id.rawValue)
            }
            let after = settings.applied(to: before)
            try TenantDirectory().update(after, at: now, in: connection)
            try AuditLog.record(
                exchange.audit(
                    "tenant.change",
                    "tenant",
                    before.id.rawValue,
                    tenant: before.id,
                    before: before.json,
                    after: after.json,
                    at: now
                ),
                in: connection
            )
        }
        services.credentials.invalidate()
        return .json(try await figures(access.handle, services).json)
    }

    private static func figures(_ handle: TenantHandle, _ services: GatewayServices) async throws -> TenantFigures {
        let now = services.clock.now()
        return try await services.database.read { connection in
            guard let found = try TenantDirectory().find(handle.id, in: connection) else {
                throw Exchange.unknownTenant(handle.id.rawValue)
            }
            return try TenantFigures(found.tenant, handle: found.handle, at: now, in: connection)
        }
    }

    /// What the new tenant starts with: what it names, or what sells.
    private static func start(_ json: JSON, _ services: GatewayServices) async throws -> SellingSet {
        let standard = await services.plugins.sellingSet()
        let known = await services.plugins.plugins()
        var start = standard
        if let named = try TenantSettings.plugins(json, among: known.map(\.id)) {
            let agent = standard.defaultAgent.flatMap { named.contains($0) ? $0 : nil }
            start = SellingSet(plugins: named, defaultAgent: agent)
        }
        guard case .some(.some(let agent)) = try TenantSettings(json).defaultAgent else { return start }
        let agents = known.filter { $0.kind == "agent" }.map(\.id)
        try check(agent, isAmong: start.plugins.filter(agents.contains))
        return start
    }

    private static func check(_ agent: PluginID, isAmong agents: [PluginID]) throws(DocumentError) {
        guard !agents.contains(agent) else { return }
        let names = agents.map(\.rawValue).joined(separator: ", ")
        throw DocumentError(
            field: "default_agent",
            reason: "\(agent) is no agent that the tenant has enabled"
                + (names.isEmpty ? "; none is enabled" : "; one of \(names) is expected")
        )
    }

    private static func newTenant(
        _ json: JSON,
        _ start: SellingSet,
        at now: Timestamp,
        seed: UInt64
    ) throws -> Tenant {
        guard let id = TenantID(try json.requiredText("id")) else {
            throw DocumentError(field: "id", reason: "1 to 63 of a-z, 0-9 and - are expected")
        }
        let settings = try TenantSettings(json)
        guard let name = settings.displayName else {
            throw DocumentError(field: "display_name", reason: "a string is expected")
        }
        let environment: Tenant.Environment = try TenantSettings.word(json, "environment") ?? .sandbox
        let tenant = Tenant(
            id: id,
            displayName: name,
            environment: environment,
            defaultAgent: start.defaultAgent,
            randomSeed: Int64(truncatingIfNeeded: seed),
            createdAt: now
        )
        return settings.applied(to: tenant)
    }
}
