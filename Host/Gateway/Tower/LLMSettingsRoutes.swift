// Which language models a tenant has, looked at and changed.

import HTTPTypes
import HostAccess
import HostCore
import HostLLM
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let llmSettingsRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/tenants/{tenant_id}/llm-settings",
            ports: .tower,
            access: .permission(Permission(.llm, .read)),
            id: "getLLMSettings",
            tag: "Language models",
            summary: "A tenant's providers, models, budget and hedging",
            parameters: [tenantPath],
            responses: [.json(Schema.reference("LLMSettings"), "What it has chosen.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
                let document = try await exchange.services.database.read {
                    try TenantModelsStore(tenant).document(in: $0)
                }
                return .json(TenantModels().json.merging(document))
            }
        ),
        Route(
            method: .put,
            path: "/api/tenants/{tenant_id}/llm-settings",
            ports: .tower,
            access: .permission(Permission(.llm, .write)),
            id: "changeLLMSettings",
            tag: "Language models",
            summary: "Changes what of a tenant's language models the body names",
            description: """
                It holds from the next question on. A list replaces the whole list; null leaves a thing to the host \
                again. Providers and models are known by orkesta.yaml and the host's environment.
                """,
            parameters: [tenantPath],
            body: .json(Schema.reference("LLMSettingsChange")),
            responses: [.json(Schema.reference("LLMSettings"), "What it has chosen now.")],
            problems: [.notFound],
            handler: { try await LLMSettingsChange.apply($0) }
        ),
    ]
}

private enum LLMSettingsChange {
    static func apply(_ exchange: Exchange) async throws -> Response {
        let services = exchange.services
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        let patch = try await exchange.object()
        try await requireAgents(patch, services)
        let settings = services.languageModels?.configuration ?? LLMSettings()
        let now = services.clock.now()
        let document = try await services.database.write { connection in
            let store = TenantModelsStore(tenant)
            let was = try store.document(in: connection)
            try store.merge(patch, among: settings, at: now, in: connection)
            let becomes = try store.document(in: connection)
            try AuditLog.record(
                exchange.audit(
                    "llm-settings.change",
                    "tenant",
                    tenant.id.rawValue,
                    tenant: tenant.id,
                    before: was,
                    after: becomes,
                    at: now
                ),
                in: connection
            )
            return becomes
        }
        try await services.languageModels?.loadChoices(of: tenant.id, from: services.database)
        return .json(TenantModels().json.merging(document))
    }

    /// A model chosen for an agent that there is not would never be asked.
    private static func requireAgents(_ patch: JSON, _ services: GatewayServices) async throws {
        let named = patch["agents"]?.objectValue?.filter { !$0.value.isNull }.keys.sorted() ?? []
        guard !named.isEmpty else { return }
        let agents = await services.plugins.plugins().filter { $0.kind == "agent" }.map(\.id.rawValue)
        guard let unknown = named.first(where: { !agents.contains($0) }) else { return }
        throw DocumentError(
            field: "agents.\(unknown.prefix(100))",
            reason: "there is no such agent; there are \(agents.sorted().joined(separator: ", "))"
        )
    }
}
