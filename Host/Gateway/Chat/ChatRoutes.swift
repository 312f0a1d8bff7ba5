// POST /api/chat: a customer's message in, the answer of its turn out.

import HTTPTypes
import HostAccess
import HostCore
import HostInbox
import HostStorage
import HostTurns
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let chatRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/chat",
            ports: .client,
            access: .permission(Permission(.chat, .write)),
            id: "sendMessage",
            tag: "Chat",
            summary: "Sends a customer's message and waits for the answer",
            description: """
                Waits up to 15 seconds for the turn, then answers 202. A message is processed once: the same \
                `message_id` of the same customer with the same body gives the same answer; with another body it \
                gives 422. With `Accept: text/event-stream` the answer comes as the events `turn.started`, \
                `progress`, `message`, `turn.finished` and `error`.
                """,
            parameters: [.tenant],
            body: .json(Schema.reference("ChatRequest")),
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The turn's answer.",
                    content: [
                        ("application/json", Schema.reference("ChatAnswer")),
                        ("text/event-stream", Schema.text("Server-sent events with JSON data.")),
                    ]
                ),
                .json(Schema.reference("ChatAccepted"), status: 202, "The message is stored; its turn takes longer."),
            ],
            problems: [.notFound, .mismatch, .unavailable],
            handler: { try await ChatRoutes.send($0) }
        )
    ]
}

private enum ChatRoutes {
    static func send(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let services = exchange.services
        let request = try ChatRequest(try await exchange.object()) {
            MessageID(at: services.clock.now(), randomness: services.randomness).rawValue
        }
        if exchange.request.headers[.accept]?.contains("text/event-stream") == true {
            return try await ChatTurnStream.response(to: request.message, .api, tenant, services)
        }
        let receipt = try await services.engine.submit(request.message, channel: .api, tenant: tenant)
        guard let reply = try await services.engine.reply(for: receipt) else {
            return .json(["turn_id": .string(receipt.turnID.rawValue)], status: .accepted)
        }
        return .json(text: reply.document)
    }
}
