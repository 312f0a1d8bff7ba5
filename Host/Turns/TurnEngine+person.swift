// People in a conversation: one takes it from the agents, answers, and gives it
// back.

public import HostAccess
public import HostConversations
public import HostCore
import HostOutbox
public import HostStorage
import HostTime
public import OrkestaModel

/// Makes the audit record of what a person did, at the tenant's time.
public typealias PersonAudit = @Sendable (_ action: String, _ after: JSON, Timestamp) -> AuditRecord

extension TurnEngine {
    /// The timer by which agents answer again when nobody takes a conversation:
    /// ORK_TIMER_HAND_BACK of clock.h.
    private static let handBackTimer = "hand_back"

    /// A person takes the conversation: agents are silent, its cases are taken.
    /// Taking it again takes the cases that came since, and is recorded too. With
    /// `minutes`, it goes back by itself once the person has been silent for so long.
    /// Throws `notFound`, and `conflict` for one that is over.
    public func take(
        _ id: ConversationID,
        of tenant: TenantHandle,
        minutes: Int64? = nil,
        audit: @escaping PersonAudit
    ) async throws -> Conversation {
        try await change(id, of: tenant, to: .paused, minutes: minutes, cases: .taken, "take", audit)
    }

    /// Agents answer again; the cases are closed. Throws `notFound`, and
    /// `conflict` for a conversation that no person has.
    public func giveBack(
        _ id: ConversationID,
        of tenant: TenantHandle,
        audit: @escaping PersonAudit
    ) async throws -> Conversation {
        try await change(id, of: tenant, to: .active, minutes: nil, cases: .closed, "give-back", audit)
    }

    /// Says something to the customer in a person's name. Throws `notFound`,
    /// and `conflict` unless a person has the conversation.
    public func say(
        _ text: String,
        in id: ConversationID,
        of tenant: TenantHandle,
        audit: @escaping PersonAudit
    ) async throws -> Message {
        let askedAt = SystemClock.monotonicMilliseconds()
        let said = try await database.write { [self] connection in
            let (present, known) = try find(id, of: tenant, in: connection)
            guard present.state == .paused else { throw notTaken(present) }
            let at = clocks.clock(for: known).now()
            let thing = "person\u{1F}\(id)\u{1F}\(present.messageCount)"
            let draft = MessageDraft(
                id: MessageID(at: at, randomness: clocks.randomness(for: known, thing: thing)),
                role: .person,
                content: .text(text),
                at: at
            )
            guard let message = try Conversations(tenant).append([draft], to: id, at: at, in: connection).first else {
                throw Problem(.internal, "the message was not stored", remedy: "Send it again.")
            }
            try HandOffs.extend(id, now: clock.now(), in: connection)
            try AuditLog.record(audit("answer", ["message_id": .string(message.id.rawValue)], at), in: connection)
            try ConversationEvents(tenant).messagesCame(
                [message],
                in: present,
                id: DomainEventID(at: at, randomness: clocks.randomness(for: known, thing: "event\u{1F}\(message.id)")),
                at: at,
                connection
            )
            let leased = try enqueue(message, present, known, tenant, at: at, in: connection)
            return (message, present, leased)
        }
        let key = ConversationKey(tenant: tenant.id, channel: said.1.channel, address: said.1.address)
        runner.dispatcher.dispatch(said.2, askedAt: askedAt)
        runner.dispatcher.wake()
        feed.publish(.messages, of: key)
        database.hint([.messages(tenant: key.tenant, channel: key.channel, address: key.address)])
        return said.0
    }

    private func enqueue(
        _ message: Message,
        _ conversation: Conversation,
        _ known: Tenant,
        _ tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [OutboxItem] {
        guard conversation.channel != .api else { return [] }
        let item = OutboxItem(
            id: OutboxItemID(at: moment, randomness: clocks.randomness(for: known, thing: message.id.rawValue)),
            tenant: tenant.id,
            channel: conversation.channel,
            address: conversation.address,
            conversationID: conversation.id,
            messageID: message.id,
            sequence: message.sequence,
            reply: message.content.json,
            locale: conversation.locale,
            sendGuard: nil,
            createdAt: moment
        )
        return try Outbox(tenant).enqueue(
            [item],
            environment: known.environment,
            leaseOwner: owner,
            now: clock.now(),
            in: connection
        )
    }

    private func change(
        _ id: ConversationID,
        of tenant: TenantHandle,
        to state: Conversation.State,
        minutes: Int64?,
        cases: Case.State,
        _ action: String,
        _ audit: @escaping PersonAudit
    ) async throws -> Conversation {
        try await database.write { [self] connection in
            let (present, known) = try find(id, of: tenant, in: connection)
            guard present.state != .completed else { throw over(present) }
            guard state == .paused || present.state == .paused else { throw notTaken(present) }
            let at = clocks.clock(for: known).now()
            if present.state != state {
                try Conversations(tenant).setState(state, of: id, at: at, in: connection)
            }
            if let minutes {
                try HandOffs.begin(id, of: tenant, minutes: minutes, now: clock.now(), in: connection)
            } else {
                try HandOffs.end(id, in: connection)
            }
            try Cases(tenant).moveAll(of: id, to: cases, at: at, in: connection)
            try Timers(tenant).cancelAll(
                named: Self.handBackTimer,
                channel: present.channel,
                address: present.address,
                in: connection
            )
            try AuditLog.record(audit(action, ["state": .string(state.rawValue)], at), in: connection)
            let changed = try find(id, of: tenant, in: connection).0
            let thing = "event\u{1F}\(action)\u{1F}\(id)\u{1F}\(changed.stateRevision)"
            try ConversationEvents(tenant).handedOver(
                changed,
                id: DomainEventID(at: at, randomness: clocks.randomness(for: known, thing: thing)),
                at: at,
                connection
            )
            return changed
        }
    }

    private func find(
        _ id: ConversationID,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> (Conversation, Tenant) {
        guard let found = try Conversations(tenant).find(id, in: connection) else {
            throw Problem(
                .notFound,
                "there is no conversation \(id)",
                field: "conversation_id",
                remedy: "List the conversations with GET /api/conversations."
            )
        }
        return (found, try TurnSnapshot.tenant(tenant, in: connection))
    }

    private func over(_ conversation: Conversation) -> Problem {
        Problem(
            .conflict,
            "the conversation \(conversation.id) is over",
            field: "conversation_id",
            remedy: "Wait until the customer writes again; that opens a new one."
        )
    }

    private func notTaken(_ conversation: Conversation) -> Problem {
        Problem(
            .conflict,
            "agents have the conversation \(conversation.id)",
            field: "conversation_id",
            remedy: "Take it first: POST /api/conversations/{conversation_id}/take."
        )
    }
}
