// The hand-off to people: which conversations wait for one, taking them,
// answering, and giving them back to the agents.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
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
            handler: { try await ConversationHandlers.list($0) }
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
            handler: { try await ConversationHandlers.show($0) }
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
            handler: { try await ConversationHandlers.summary($0) }
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
                takes the cases that came since, and begins the minutes anew. Given back by its end, what the customer \
                asked last and nobody has answered is answered by agents.
                """,
            parameters: [
                conversationID,
                .query(
                    "minutes",
                    "It goes back to the agents when the person has been silent for so long; without it, never.",
                    Schema.integer("Minutes.", minimum: 1, maximum: Int(Limits.handOffMinutesMax), example: 60)
                ),
                .tenant, .idempotencyKey,
            ],
            body: Route.Body(
                content: [("application/json", Schema.reference("Take"))],
                isRequired: false
            ),
            responses: [.json(Schema.reference("Conversation"))],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await ConversationHandlers.take($0) }
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
            parameters: [conversationID, .tenant, .idempotencyKey],
            body: .json(Schema.reference("PersonMessage")),
            responses: [.json(Schema.reference("Message"), status: 201, "It is stored and on its way.")],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await ConversationHandlers.answer($0) }
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
            parameters: [conversationID, .tenant, .idempotencyKey],
            body: Route.Body(
                content: [("application/json", Schema.reference("GiveBack"))],
                isRequired: false
            ),
            responses: [.json(Schema.reference("Conversation"))],
            problems: [.notFound, .conflict, .mismatch],
            handler: { try await ConversationHandlers.giveBack($0) }
        ),
    ]

    private static let conversationID = Route.Parameter.path(
        "conversation_id",
        "The conversation's key.",
        Schema.text("As in the answers of POST /api/chat.")
    )
}
