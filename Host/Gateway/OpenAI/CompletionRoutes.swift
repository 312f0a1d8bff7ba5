// The chain of language models for any OpenAI client: chat completions and the
// list of models, with the tenant's key, budget and providers.

import HTTPTypes
import HostAccess
import HostCore
import HostLLM
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let completionRoutes: [Route] = [
        Route(
            method: .post,
            path: "/v1/chat/completions",
            ports: .client,
            access: .permission(Permission(.llm, .operate)),
            id: "createChatCompletion",
            tag: "Language models",
            summary: "Asks the chain of language models, as OpenAI's API is asked",
            description: """
                `model` is `orkesta` for the whole chain, `orkesta-small` for its small models, or a name that \
                `GET /v1/models` lists: then only providers with that model are asked. The answer is that of one \
                attempt, whole: with `stream` it begins when an answer is accepted, so that nothing of a failed \
                attempt is ever sent, and every failure has its status. Members of OpenAI's request that are not \
                described here are ignored. The member `orkesta` of the answer says who answered and what was tried.
                """,
            parameters: [.tenant],
            body: .json(Schema.reference("ChatCompletionRequest")),
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The answer; with `stream` as events of chat.completion.chunk, then `[DONE]`.",
                    content: [
                        ("application/json", Schema.reference("ChatCompletion")),
                        ("text/event-stream", Schema.text("Server-sent events with JSON data.")),
                    ]
                )
            ],
            problems: [.notFound, .rateLimited, .unavailable, .timeout],
            errorForm: .openAI,
            endsWithClient: true,
            handler: { try await Completions.create($0) }
        ),
        .transcription,
        Route(
            method: .get,
            path: "/v1/models",
            ports: .client,
            access: .permission(Permission(.llm, .read)),
            id: "listModels",
            tag: "Language models",
            summary: "The models that the tenant may ask for, as OpenAI's API lists them",
            parameters: [.tenant],
            responses: [.json(Schema.reference("ModelList"), "The models.")],
            problems: [.notFound],
            errorForm: .openAI,
            handler: { exchange in
                .json(try await Completions.models(exchange).json(since: exchange.services.startedAt))
            }
        ),
        Route(
            method: .get,
            path: "/v1/models/{model}",
            ports: .client,
            access: .permission(Permission(.llm, .read)),
            id: "getModel",
            tag: "Language models",
            summary: "One of these models",
            parameters: [
                .path(
                    "model",
                    "Its name; percent-encode a slash in it.",
                    Schema.text("A model.", example: "openai%2Fgpt-oss-120b")
                ),
                .tenant,
            ],
            responses: [.json(Schema.reference("Model"), "The model.")],
            problems: [.notFound],
            errorForm: .openAI,
            handler: { exchange in
                let name = try exchange.path("model", mayHoldSlash: true)
                let models = try await Completions.models(exchange)
                return .json(try models.json(of: name, since: exchange.services.startedAt))
            }
        ),
    ]
}

private enum Completions {
    static func models(_ exchange: Exchange) async throws -> CompletionModels {
        CompletionModels(exchange.services.languageModels, of: try await exchange.servedAccess().tenant.id)
    }

    static func create(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedAccess().tenant.id
        let request = try CompletionRequest(try await exchange.object())
        let answer = CompletionAnswer(
            try await result(of: request, tenant, exchange),
            id: "chatcmpl-\(String(exchange.services.randomness.next(), radix: 36))",
            at: exchange.services.clock.now()
        )
        guard request.isStreamed else { return .json(answer.json) }
        return .events { writer in
            try await writer.write(contentsOf: answer.events(withUsage: request.wantsUsage))
        }
    }

    private static func result(
        of request: CompletionRequest,
        _ tenant: TenantID,
        _ exchange: Exchange
    ) async throws -> ChatResult {
        let call = try CompletionModels(exchange.services.languageModels, of: tenant).call(to: request.model)
        guard let chain = exchange.services.languageModels else { throw OpenAIError.unknownModel(request.model) }
        do throws(ChainFailure) {
            return try await chain.complete(request.question, for: call)
        } catch {
            throw OpenAIError(error, about: "messages")
        }
    }
}
