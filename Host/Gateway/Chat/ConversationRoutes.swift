// The hand-off to people: which conversations wait for one, taking them,
// answering, and giving them back to the agents.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let conversationRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/conversations",
            ports: .both,
            access: .permission(Permission(.conversations, .read)),
            id: "listConversations",
            tag: "Conversations",
            summary: "Conversations in one state, latest first",
            parameters: [
                .query(
                    "state",
                    "`paused` (the default): a person has them, or is to take them.",
                    Schema.word("The state.", of: Conversation.State.allCases.map(\.rawValue))
                ),
                .limit, .cursor, .tenant,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Conversation")), "A page of conversations.")],
            problems: [.notFound],
            handler: { try await ConversationRoutes.list($0) }
        ),
        Route(
            method: .get,
            path: "/api/conversations/{conversation_id}",
            ports: .both,
            access: .permission(Permission(.conversations, .read)),
            id: "getConversation",
            tag: "Conversations",
            summary: "A conversation, its open cases and its last messages",
            parameters: [conversationID, .tenant],
            responses: [.json(Schema.reference("ConversationDetail"))],
            problems: [.notFound],
            handler: { try await ConversationRoutes.show($0) }
        ),
        Route(
            method: .get,
            path: "/api/conversations/{conversation_id}/summary",
            ports: .both,
            access: .permission(Permission(.conversations, .read)),
            id: "summarizeConversation",
            tag: "Conversations",
            summary: "A conversation on one page, for the person who takes it",
            parameters: [conversationID, .tenant],
            responses: [.json(Schema.reference("HandOffSummary"))],
            problems: [.notFound],
            handler: { try await ConversationRoutes.summary($0) }
        ),
        Route(
            method: .post,
            path: "/api/conversations/{conversation_id}/take",
            ports: .both,
            access: .permission(Permission(.conversations, .write)),
            id: "takeConversation",
            tag: "Conversations",
            summary: "A person takes the conversation; agents are silent from now on",
            description: """
                Its open cases are taken with it, and the customer is told that a person is there. Taking it again \
                takes the cases that came since. Given back by its end, what the customer asked last and nobody has \
                answered is answered by agents.
                """,
            parameters: [
                conversationID,
                .query(
                    "minutes",
                    "It goes back to the agents when the person has been silent for so long; without it, never.",
                    Schema.integer("Minutes.", minimum: 1, maximum: Int(Limits.handOffMinutesMax), example: 60)
                ),
                .tenant,
            ],
            responses: [.json(Schema.reference("Conversation"))],
            problems: [.notFound, .conflict],
            handler: { exchange in
                let minutes = try ConversationRoutes.minutes(exchange)
                return try await ConversationRoutes.change(exchange) {
                    try await $0.take($1, of: $2, minutes: minutes, audit: $3)
                }
            }
        ),
        Route(
            method: .post,
            path: "/api/conversations/{conversation_id}/messages",
            ports: .both,
            access: .permission(Permission(.conversations, .write)),
            id: "answerAsPerson",
            tag: "Conversations",
            summary: "Says something to the customer in a person's name",
            description: """
                It goes out through the conversation's channel; the price firewall does not apply to people. Whoever \
                answers what waits for a person and nobody has taken has taken it, for \
                \(Limits.answerHandOffMinutes) minutes from what is said last.
                """,
            parameters: [conversationID, .tenant],
            body: .json(Schema.reference("PersonMessage")),
            responses: [.json(Schema.reference("Message"), status: 201, "It is stored and on its way.")],
            problems: [.notFound, .conflict],
            handler: { try await ConversationRoutes.answer($0) }
        ),
        Route(
            method: .post,
            path: "/api/conversations/{conversation_id}/give-back",
            ports: .both,
            access: .permission(Permission(.conversations, .write)),
            id: "giveBackConversation",
            tag: "Conversations",
            summary: "Gives the conversation back to the agents",
            description: """
                Its cases are closed. The customer is told, and their next message is answered by agents, where they \
                left off: they know what the person said, what the customer asked, and the note.
                """,
            parameters: [conversationID, .tenant],
            body: Route.Body(
                content: [("application/json", Schema.reference("GiveBack"))],
                isRequired: false
            ),
            responses: [.json(Schema.reference("Conversation"))],
            problems: [.notFound, .conflict],
            handler: { exchange in
                let note = try await ConversationRoutes.note(exchange)
                return try await ConversationRoutes.change(exchange) {
                    try await $0.giveBack($1, of: $2, note: note, audit: $3)
                }
            }
        ),
    ]

    private static let conversationID = Route.Parameter.path(
        "conversation_id",
        "The conversation's key.",
        Schema.text("As in the answers of POST /api/chat.")
    )
}

private enum ConversationRoutes {
    private static let messagesShown = 50

    typealias Change =
        @Sendable (TurnEngine, ConversationID, TenantHandle, @escaping PersonAudit) async throws -> Conversation

    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: Conversation.State = try exchange.word("state") ?? .paused
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let (items, next) = try await exchange.services.database.read { connection in
            let page = try Conversations(tenant).list(state: state, after: cursor, limit: limit, in: connection)
            let last = try Conversations(tenant).lastMessages(of: page.conversations, in: connection)
            let taken = try HandOffs(tenant).find(page.conversations.map(\.id), in: connection)
            let items = try page.conversations.map { conversation in
                try named(conversation, taken[conversation.id], of: tenant, in: connection)
                    .merging(["last_message": last[conversation.id]?.json ?? .null])
            }
            return (items, page.next)
        }
        return .page(items, next: next?.description)
    }

    static func show(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let id = try conversation(exchange)
        let found = try await exchange.services.database.read { connection -> JSON? in
            guard let conversation = try Conversations(tenant).find(id, in: connection) else { return nil }
            let cases = try Cases(tenant).unclosed(in: id, connection)
            let messages = try messages(of: conversation, tenant, in: connection)
            let taken = try HandOffs(tenant).find(id, in: connection)
            return try named(conversation, taken, of: tenant, in: connection).merging([
                "sales_state": JSON(conversation.context["sales_state"]?.stringValue),
                "cases": .array(cases.map(\.json)), "messages": .array(messages),
            ])
        }
        guard let found else { throw unknown(id.rawValue) }
        return .json(found)
    }

    /// The last ones, with their files and how far they have come.
    private static func messages(
        of conversation: Conversation,
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> [JSON] {
        let history = try Conversations(tenant).history(of: conversation.id, limit: messagesShown, in: connection)
        let deliveries = try MessageDelivery.find(history.map(\.id), of: tenant, in: connection)
        let shown = try Attachments.shown(with: history, of: conversation, tenant: tenant, in: connection)
        return zip(history, shown).map { message, document in
            document.merging(["delivery": deliveries[message.id]?.json ?? .null])
        }
    }

    static func summary(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let id = try conversation(exchange)
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let summary = try await exchange.services.database.read { connection -> JSON? in
            guard let found = try Conversations(access.handle).find(id, in: connection) else { return nil }
            return try HandOffSummary(found, of: access.handle, at: now, in: connection).json
        }
        guard let summary else { throw unknown(id.rawValue) }
        return .json(summary)
    }

    /// What agents shall know besides; nil for nothing.
    static func note(_ exchange: Exchange) async throws -> String? {
        guard exchange.mediaType == "application/json" else { return nil }
        let note = try await exchange.object().optionalText("note")
        guard let note, !note.isEmpty else { return nil }
        guard note.count <= Limits.handOffNoteCharactersMax else {
            throw DocumentError(
                field: "note",
                reason: "at most \(Limits.handOffNoteCharactersMax) characters are expected"
            )
        }
        return note
    }

    static func minutes(_ exchange: Exchange) throws(Problem) -> Int64? {
        guard let text = try exchange.query("minutes") else { return nil }
        guard let minutes = Int64(text), (1...Limits.handOffMinutesMax).contains(minutes) else {
            throw Problem(
                .invalid,
                "it is no number of minutes from 1 to \(Limits.handOffMinutesMax)",
                field: "minutes",
                remedy: "Give such a number, or none."
            )
        }
        return minutes
    }

    /// With what the customer is called, and who has it.
    private static func named(
        _ conversation: Conversation,
        _ taken: TakenConversation?,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> JSON {
        let customer = try Customers(tenant).find(conversation.customerID.rawValue, in: connection)
        return conversation.summary.merging([
            "customer_name": JSON(customer?.name), "taken": taken?.json ?? .null,
        ])
    }

    static func change(_ exchange: Exchange, _ change: Change) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let id = try conversation(exchange)
        let changed = try await change(exchange.services.engine, id, tenant, audit(exchange, id, tenant))
        return .json(
            try await exchange.services.database.read { connection in
                try named(changed, HandOffs(tenant).find(id, in: connection), of: tenant, in: connection)
            }
        )
    }

    static func answer(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let id = try conversation(exchange)
        let text = try await exchange.object().requiredText("text")
        guard (1...Limits.messageCharactersMax).contains(text.count) else {
            throw DocumentError(field: "text", reason: "1 to \(Limits.messageCharactersMax) characters are expected")
        }
        let message = try await exchange.services.engine.say(
            text,
            in: id,
            of: tenant,
            audit: audit(exchange, id, tenant)
        )
        return .json(message.json, status: .created)
    }

    private static func audit(_ exchange: Exchange, _ id: ConversationID, _ tenant: TenantHandle) -> PersonAudit {
        { action, after, moment in
            exchange.audit(action, "conversation", id.rawValue, tenant: tenant.id, after: after, at: moment)
        }
    }

    private static func conversation(_ exchange: Exchange) throws -> ConversationID {
        ConversationID(try exchange.path("conversation_id"))
    }

    private static func unknown(_ name: String) -> Problem {
        Problem(
            .notFound,
            "there is no conversation \(name)",
            field: "conversation_id",
            remedy: "List the conversations with GET /api/conversations."
        )
    }
}
