// What the routes of conversations do.

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

enum ConversationHandlers {
    private static let messagesShown = 50

    private typealias Change =
        @Sendable (TurnEngine, ConversationID, TenantHandle, PersonAudit, any DatabaseConnection) throws -> PersonStep

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
        let deliveries = try MessageDelivery.find(history, of: tenant, in: connection)
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

    static func take(_ exchange: Exchange) async throws -> Response {
        let minutes = try minutes(exchange)
        let details = try await details(exchange)
        let name = try personName(details)
        return try await change(exchange, details) { engine, id, tenant, audit, connection in
            try engine.take(id, of: tenant, by: name, minutes: minutes, audit: audit, in: connection)
        }
    }

    static func giveBack(_ exchange: Exchange) async throws -> Response {
        let details = try await details(exchange)
        let note = try note(details)
        return try await change(exchange, details) { engine, id, tenant, audit, connection in
            try engine.giveBack(id, of: tenant, note: note, audit: audit, in: connection)
        }
    }

    /// The body, which may be left out.
    private static func details(_ exchange: Exchange) async throws -> JSON {
        guard exchange.mediaType == "application/json" else { return [:] }
        return try await exchange.object()
    }

    /// What the person calls themself; nil: they do not say. A provider's app is nobody's name.
    private static func personName(_ document: JSON) throws(DocumentError) -> String? {
        guard let name = try document.optionalText("by")?.trimmed, !name.isEmpty else { return nil }
        guard name.count <= Limits.personNameCharactersMax, !name.hasPrefix("channel:"),
            !name.contains(where: \.isNewline)
        else {
            throw DocumentError(
                field: "by",
                reason: "a person's name of at most \(Limits.personNameCharactersMax) characters is expected"
            )
        }
        return name
    }

    /// What agents shall know besides; nil for nothing.
    private static func note(_ document: JSON) throws(DocumentError) -> String? {
        guard let note = try document.optionalText("note"), !note.isEmpty else { return nil }
        guard note.count <= Limits.handOffNoteCharactersMax else {
            throw DocumentError(
                field: "note",
                reason: "at most \(Limits.handOffNoteCharactersMax) characters are expected"
            )
        }
        return note
    }

    private static func minutes(_ exchange: Exchange) throws(Problem) -> Int64? {
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

    private static func change(
        _ exchange: Exchange,
        _ details: JSON,
        _ change: @escaping Change
    ) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let id = try conversation(exchange)
        let (engine, audit) = (exchange.services.engine, audit(exchange, id, tenant))
        return try await exchange.idempotent(tenant, details) { connection in
            let step = try change(engine, id, tenant, audit, connection)
            let taken = try HandOffs(tenant).find(id, in: connection)
            return (.ok, try named(step.conversation, taken, of: tenant, in: connection), step)
        } then: { (step: PersonStep) in
            engine.follow(step, of: tenant)
        }
    }

    static func answer(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let id = try conversation(exchange)
        let body = try await exchange.object()
        let text = try body.requiredText("text")
        guard (1...Limits.messageCharactersMax).contains(text.count) else {
            throw DocumentError(field: "text", reason: "1 to \(Limits.messageCharactersMax) characters are expected")
        }
        let name = try personName(body)
        let (engine, audit) = (exchange.services.engine, audit(exchange, id, tenant))
        return try await exchange.idempotent(tenant, body) { connection in
            let (message, step) = try engine.say(text, in: id, of: tenant, by: name, audit: audit, connection)
            return (.created, message.json, step)
        } then: { (step: PersonStep) in
            engine.follow(step, of: tenant)
        }
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
