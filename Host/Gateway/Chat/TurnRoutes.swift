// Turns looked at afterwards: who answered, how long it took, and what was asked
// of language models, why, with which attempts and at what cost.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostStorage
import HostTurns
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let turnRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/turns",
            ports: .both,
            access: .permission(Permission(.conversations, .read)),
            id: "listTurns",
            tag: "Turns",
            summary: "Turns, latest first",
            parameters: [
                .query("conversation", "Only this conversation's.", Schema.text("A conversation's key.")),
                .limit, .cursor, .tenant,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Turn")), "A page of turns.")],
            problems: [.notFound],
            handler: { try await TurnRoutes.list($0) }
        ),
        Route(
            method: .get,
            path: "/api/turns/{turn_id}",
            ports: .both,
            access: .permission(Permission(.conversations, .read)),
            id: "getTurn",
            tag: "Turns",
            summary: "A turn with its trace",
            description: """
                The trace is kept for \(Limits.traceDaysKept) days. `models` has a line for each question to a language \
                model: why it was asked, every attempt, what it took and cost.
                """,
            parameters: [
                .path("turn_id", "The turn's key.", Schema.text("As in the answers of POST /api/chat.")), .tenant,
            ],
            responses: [.json(Schema.reference("TurnDetail"))],
            problems: [.notFound],
            handler: { try await TurnRoutes.show($0) }
        ),
    ]
}

private enum TurnRoutes {
    static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let conversation = try exchange.query("conversation").map { ConversationID($0) }
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) } ?? .end
        let page = try await exchange.services.database.read {
            try Turns(tenant).list(of: conversation, after: cursor, limit: limit, in: $0)
        }
        return .page(try page.turns.map { try $0.summary }, next: page.next?.description)
    }

    static func show(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let id = TurnID(try exchange.path("turn_id"))
        let found = try await exchange.services.database.read { try Turns(tenant).find(id, in: $0) }
        guard let found else {
            throw Problem(
                .notFound,
                "there is no turn \(id), or it has not ended, or its trace is no longer kept",
                field: "turn_id",
                remedy: "List the turns with GET /api/turns."
            )
        }
        let reply = try JSON(parsing: found.reply)
        let detail: JSON = ["replies": reply["replies"] ?? [], "trace": try JSON(parsing: found.trace)]
        return .json(try found.summary.merging(detail))
    }
}

extension TurnRecord {
    /// What a list shows of it.
    fileprivate var summary: JSON {
        get throws {
            let questions = try JSON(parsing: trace)["models"]?.arrayValue ?? []
            let cost = questions.reduce(Int64(0)) { $0 &+ ($1["cost_nanos"]?.integerValue ?? 0) }
            return [
                "id": .string(id.rawValue), "conversation_id": .string(conversationID.rawValue),
                "agent": .string(agent), "intent": JSON(intent), "status": .string(status.rawValue),
                "attempts": .integer(attempts), "started_at": .string(startedAt.description),
                "finished_at": .string(finishedAt.description), "questions": .integer(Int64(questions.count)),
                "cost_nanos": .integer(cost),
            ]
        }
    }
}
