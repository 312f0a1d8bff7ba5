// What waits to be sent, what was sent, and what could not be: looked at, and sent
// again or thrown away because a person wants it.

import HTTPTypes
import HostAccess
import HostCore
import HostOutbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let outboxRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/outbox",
            ports: .tower,
            access: .permission(Permission(.conversations, .read)),
            id: "listOutbox",
            tag: "Channels",
            summary: "Messages to send and sent, newest first",
            parameters: [
                .query(
                    "state",
                    "Only these; `dead` could not be sent, `unknown` may have been.",
                    Schema.word("The state.", of: OutboxState.allCases.map(\.rawValue))
                ),
                .tenant, .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("OutboxMessage")), "A page of messages.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant().handle
                let (state, limit): (OutboxState?, Int) = (try exchange.word("state"), try exchange.limit())
                let cursor = try exchange.cursor { OutboxItemID($0) }
                let entries = try await exchange.services.database.read {
                    try Outbox(tenant).list(state: state, before: cursor, limit: limit, in: $0)
                }
                let next = entries.count == limit ? entries.last?.item.id.rawValue : nil
                return .page(entries.map(\.json), next: next)
            }
        ),
        Route(
            method: .post,
            path: "/api/outbox/{outbox_id}/replay",
            ports: .tower,
            access: .permission(Permission(.conversations, .write)),
            id: "replayOutboxMessage",
            tag: "Channels",
            summary: "Sends a message again that is dead or of unknown outcome",
            description: """
                One of unknown outcome may have arrived: the customer then gets it twice. It goes out as another \
                message, which is answered, and is cancelled itself: what its provider still tells of it is not about \
                that one.
                """,
            parameters: [outboxID, .tenant],
            responses: [.json(Schema.reference("OutboxMessage"), "What is on its way in its place.")],
            problems: [.notFound, .conflict],
            handler: { try await act(.replay, $0) }
        ),
        Route(
            method: .post,
            path: "/api/outbox/{outbox_id}/discard",
            ports: .tower,
            access: .permission(Permission(.conversations, .write)),
            id: "discardOutboxMessage",
            tag: "Channels",
            summary: "Throws a message away that is dead or of unknown outcome",
            description: "It is `cancelled` then. A reminder was not said: collections look at the customer anew.",
            parameters: [outboxID, .tenant],
            responses: [.json(Schema.reference("OutboxMessage"), "It goes nowhere any more.")],
            problems: [.notFound, .conflict],
            handler: { try await act(.discard, $0) }
        ),
    ]

    private static let outboxID = Route.Parameter.path(
        "outbox_id",
        "The message's key.",
        Schema.text("As in the list.")
    )

    private static func act(_ act: DeadLetterAct, _ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let (services, id) = (exchange.services, OutboxItemID(try exchange.path("outbox_id")))
        let now = services.clock.now()
        let entry = try await services.database.write { connection in
            try act.carryOut(on: id, of: tenant, for: exchange, at: now, in: connection)
        }
        if act == .replay {
            services.dispatcher.wake()
            services.database.hint([.outboxWaits])
        }
        return .json(entry?.json ?? .null)
    }
}

extension OutboxEntry {
    fileprivate var json: JSON {
        [
            "id": .string(item.id.rawValue),
            "channel": .string(item.channel.rawValue),
            "address": .string(item.address),
            "conversation_id": .string(item.conversationID.rawValue),
            "message_id": .string(item.messageID.rawValue),
            "reply": item.reply,
            "more": .array(item.more),
            "state": .string(state.rawValue),
            "delivery": JSON(delivery.map(\.word)),
            "attempts": .integer(Int64(item.attempts)),
            "error": JSON(lastError),
            "provider_message_id": JSON(providerMessageID),
            "idempotency_key": .string(item.idempotencyKey),
            "fallback_of": JSON(item.fallbackOf?.rawValue),
            "created_at": .string(item.createdAt.description),
            "settled_at": JSON(settledAt?.description),
        ]
    }
}
