// The one transaction that makes a turn real.

import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import OrkestaModel

/// A turn that is ready to become real.
struct TurnCommit: Sendable {
    let item: InboxItem
    let snapshot: TurnSnapshot
    let draft: TurnDraft
    let turnID: TurnID
    let attempt: Int
    /// Whose leases the outbox rows get.
    let owner: String
    /// The database's time.
    let now: Timestamp
    /// The tenant's time at the turn's end.
    let finishedAt: Timestamp
    /// What of the answers goes out as one message.
    let joining: OutgoingMessage.Joining
    /// Canonical JSON text, made before the transaction: others wait for that.
    let trace: String

    init(
        item: InboxItem,
        snapshot: TurnSnapshot,
        draft: TurnDraft,
        attempt: Int,
        owner: String,
        now: Timestamp,
        finishedAt: Timestamp,
        joining: OutgoingMessage.Joining = .nothing
    ) {
        self.item = item
        self.snapshot = snapshot
        self.draft = draft
        turnID = item.turnID
        self.attempt = attempt
        self.owner = owner
        self.now = now
        self.finishedAt = finishedAt
        self.joining = joining
        trace = Self.trace(of: draft, item, from: snapshot, attempt: attempt).description
    }

    /// Throws ``TurnEndedBefore``, `StaleConversation`, ``StagedConflict``, a
    /// problem of a staged write, or a database error; then nothing happened.
    func write(in connection: any DatabaseConnection) throws -> CommittedTurn {
        guard try Inbox(snapshot.handle).finish(item.id, turn: turnID, now: now, in: connection) else {
            throw TurnEndedBefore()
        }
        let rows = TurnSeeds(item.id).randomness(.rows)
        let change = change(rows)
        let (conversation, messages) = try Conversations(snapshot.handle).commitTurn(
            change,
            to: snapshot.conversation,
            at: item.receivedAt,
            in: connection
        )
        try StagedWrites(item: item, tenant: snapshot.handle, conversation: conversation, randomness: rows)
            .apply(draft.writes, in: connection)
        if let word = draft.subscription { try apply(word, in: connection) }
        try announce(conversation, messages, rows, in: connection)
        if let problem = draft.problem { try openCase(problem, conversation, rows, in: connection) }
        let reply = TurnReply(turnID: turnID, status: draft.status, document: document(conversation, messages))
        try insertTurn(reply, conversation, in: connection)
        let spoken = item.channel == .api ? [] : messages.filter { $0.role == .assistant }
        let sendGuard =
            draft.writes.sendGuard ?? (item.body.isUnprompted ? .customerOptedOut(snapshot.customer.id) : nil)
        let outbound = OutgoingMessage.joined(spoken, joining).map { outgoing in
            let message = outgoing.message
            return OutboxItem(
                id: OutboxItemID(at: item.receivedAt, randomness: rows),
                tenant: item.tenant,
                channel: item.channel,
                address: item.address,
                conversationID: conversation.id,
                messageID: message.id,
                sequence: message.sequence,
                reply: outgoing.content.json,
                more: outgoing.more.map(\.json),
                locale: conversation.locale,
                sendGuard: sendGuard,
                createdAt: item.receivedAt,
                template: draft.templates[outgoing.content.plainText]
            )
        }
        guard !outbound.isEmpty else {
            return CommittedTurn(reply: reply, messages: messages, leased: [], hasUnleased: false)
        }
        let leased = try Outbox(snapshot.handle).enqueue(
            outbound,
            environment: snapshot.tenant.environment,
            leaseOwner: owner,
            now: now,
            in: connection
        )
        return CommittedTurn(
            reply: reply,
            messages: messages,
            leased: leased,
            hasUnleased: leased.count < outbound.count
        )
    }

    private func change(_ rows: SeededRandomness) -> ConversationChange {
        var messages: [MessageDraft] = []
        if case .message(let text, _, _) = item.body {
            messages.append(
                MessageDraft(
                    id: MessageID(at: item.receivedAt, randomness: rows),
                    role: .user,
                    content: .text(text),
                    turnID: turnID,
                    providerMessageID: item.messageID,
                    at: item.receivedAt,
                    writtenAt: item.writtenAt
                )
            )
        }
        for staged in draft.replies {
            messages.append(
                MessageDraft(
                    id: MessageID(at: item.receivedAt, randomness: rows),
                    role: .assistant,
                    content: staged.reply,
                    agentID: staged.agent,
                    turnID: turnID,
                    at: finishedAt
                )
            )
        }
        if draft.status == .failed, !item.body.isUnprompted {
            let apology = ApologyPhrases.apology(in: snapshot.locale(for: item))
            messages.append(
                MessageDraft(
                    id: MessageID(at: item.receivedAt, randomness: rows),
                    role: .assistant,
                    content: .text(apology),
                    turnID: turnID,
                    at: finishedAt
                )
            )
        }
        var change = ConversationChange(keeping: snapshot.conversation, messages: messages)
        guard draft.status == .completed, let agent = draft.agent else { return change }
        change.context = draft.state
        change.locale = draft.locale ?? change.locale
        if agent != TurnRelay.orchestrator { change.agentID = agent }
        switch draft.change {
        case .keep: break
        case .complete: change.state = .completed
        case .pause: change.state = .paused
        case .resume: change.state = .active
        }
        return change
    }

    private func apply(_ word: SubscriptionWord, in connection: any DatabaseConnection) throws {
        try Customers(snapshot.handle).setOptedOut(
            snapshot.customer.id,
            since: word == .stop ? item.receivedAt : nil,
            at: item.receivedAt,
            in: connection
        )
    }

    private func announce(
        _ conversation: Conversation,
        _ messages: [Message],
        _ rows: SeededRandomness,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try ConversationEvents(snapshot.handle).messagesCame(
            messages,
            in: conversation,
            id: DomainEventID(at: item.receivedAt, randomness: rows),
            at: item.receivedAt,
            connection
        )
    }

    private func openCase(
        _ problem: Problem,
        _ conversation: Conversation,
        _ rows: SeededRandomness,
        in connection: any DatabaseConnection
    ) throws {
        _ = try Cases(snapshot.handle).open(
            kind: "agent-failure",
            summary: problem.description,
            conversation: conversation,
            at: item.receivedAt,
            randomness: rows,
            in: connection
        )
    }

    private func insertTurn(
        _ reply: TurnReply,
        _ conversation: Conversation,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO turns (id, tenant_id, conversation_id, inbox_id, agent, intent, status, attempts, started_at,
                finished_at, reply, trace)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            turnID,
            item.tenant,
            conversation.id,
            item.id,
            draft.agent?.rawValue ?? "none",
            draft.intent,
            draft.status.rawValue,
            attempt,
            item.receivedAt,
            finishedAt,
            reply.document,
            trace
        )
    }

    private func document(_ conversation: Conversation, _ messages: [Message]) -> String {
        let document: JSON = [
            "conversation_id": .string(conversation.id.rawValue),
            "turn_id": .string(turnID.rawValue),
            "agent": JSON(draft.agent?.rawValue),
            "intent": JSON(draft.intent),
            "replies": .array(messages.compactMap { $0.role == .assistant ? $0.content.json : nil }),
            "products": .array(draft.products),
            "state": .string(conversation.state.rawValue),
            "sales_state": JSON(conversation.context["sales_state"]?.stringValue),
        ]
        return document.description
    }

    /// What a replay needs, and what an operator asks for first.
    private static func trace(
        of draft: TurnDraft,
        _ item: InboxItem,
        from snapshot: TurnSnapshot,
        attempt: Int
    ) -> JSON {
        [
            "agents": .array(
                draft.visits.map { ["id": .string($0.agent.rawValue), "milliseconds": .integer($0.milliseconds)] }
            ),
            "observations": .array(
                draft.observations.map { ["name": .string($0.name), "version": .integer($0.version)] }
            ),
            "seed": .string(String(TurnSeeds(item.id).agents)),
            "now": .integer(item.receivedAt.milliseconds),
            "attempt": .integer(Int64(attempt)),
            "catalog_revision": .integer(snapshot.tenant.catalogRevision),
            "state_revision": .integer(snapshot.conversation.stateRevision),
            "locale": .string(snapshot.locale(for: item)),
            "time_zone": .string(snapshot.tenant.timeZone),
            "problem": draft.problem?.json ?? .null,
            "firewall": .array(draft.refusals.map(\.json)),
            "models": .array(draft.models),
        ]
    }
}

/// What a commit left to do outside the database.
struct CommittedTurn: Sendable {
    let reply: TurnReply
    let messages: [Message]
    /// Outbox rows that this node may send at once.
    let leased: [OutboxItem]
    let hasUnleased: Bool
}

/// The item's turn was committed before, here or by another node.
struct TurnEndedBefore: Error {}

extension InboxItem.Body {
    /// Whether what is said comes without a message of the customer's.
    var isUnprompted: Bool {
        switch self {
        case .message, .question: false
        case .timer, .event: true
        }
    }
}
