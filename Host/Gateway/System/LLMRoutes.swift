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
                today. Without providers the agents answer by their own rules.
                """,
            parameters: [.tenant],
            responses: [.json(Schema.reference("LLMStatus"), "As it is now.")],
            problems: [.notFound],
            handler: { exchange in
                let access = try await exchange.tenant()
                guard let chain = exchange.services.languageModels else {
                    return .json(["available": false, "providers": [], "budget": .null])
                }
                return .json(chain.status(of: access.tenant.id))
            }
        )
    ]
}
