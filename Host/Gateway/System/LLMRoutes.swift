// How the language models are, for a tenant: who would be asked, and what is spent.

import HTTPTypes
import HostAccess
import HostCore
import HostLLM
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let llmRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/llm/status",
            ports: .client,
            access: .permission(Permission(.dashboard, .read)),
            id: "getLLMStatus",
            tag: "Language models",
            summary: "The providers of language models, in the order in which they are asked",
            description: """
                Each with its models, how they do, and what somebody has to look after; and what the tenant has spent \
                today. A platform key that names no tenant sees the host's providers. Without providers the agents \
                answer by their own rules.
                """,
            parameters: [.tenant],
            responses: [.json(Schema.reference("LLMStatus"), "As it is now.")],
            problems: [.notFound],
            handler: { exchange in
                let isOfHost = try exchange.caller.tenant == nil && exchange.query("tenant_id") == nil
                let tenant = isOfHost ? nil : try await exchange.tenant().tenant.id
                guard let chain = exchange.services.languageModels else {
                    return .json(["available": false, "providers": [], "budget": .null])
                }
                return .json(chain.status(of: tenant))
            }
        )
    ]
}
