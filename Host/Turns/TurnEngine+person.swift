// A person in a conversation: what is said to the customer in their name.

public import HostAccess
public import HostConversations
public import HostCore
import HostOutbox
public import HostStorage
import HostTime
public import OrkestaModel

/// Makes the audit record of what a person did, at the tenant's time.
public typealias PersonAudit = @Sendable (_ action: String, _ after: JSON, Timestamp) -> AuditRecord

/// What a person did in a conversation, stored by a transaction that is the caller's. Once it
/// is committed, ``TurnEngine/follow(_:of:)`` takes it on.
public struct PersonStep: Sendable {
    /// As it is then.
    public let conversation: Conversation
    /// What the customer is to read of it; nil for nothing.
    let said: TurnEngine.Said?
    /// Whether the person has read what the customer wrote.
    let isReading: Bool
    let askedAt: Int64
}

extension TurnEngine {
    /// Says something to the customer in a person's name, who has the conversation then;
    /// `name` is what they call themself. Throws `notFound`, and `conflict` while agents answer.
    public func say(
        _ text: String,
        in id: ConversationID,
        of tenant: TenantHandle,
        by name: String? = nil,
        audit: PersonAudit,
        _ connection: any DatabaseConnection
    ) throws -> (message: Message, step: PersonStep) {
        let askedAt = SystemClock.monotonicMilliseconds()
        let (present, known) = try find(id, of: tenant, in: connection)
        guard present.state == .paused else { throw notTaken(present) }
        let at = clocks.clock(for: known).now()
        let held = try holdBySpeaking(
            present,
            known,
            tenant,
            by: name,
            minutes: Limits.answerHandOffMinutes,
            at: at,
            audit,
            in: connection
        )
        let said = try store(text, as: .person, in: held, known, tenant, at: at, connection)
        let answer: JSON = ["message_id": .string(said.message.id.rawValue)]
        try AuditLog.record(audit("answer", answer, at), in: connection)
        return (said.message, PersonStep(conversation: held, said: said, isReading: true, askedAt: askedAt))
    }

    /// Sends what the customer is to read of a step that is committed, and tells whoever watches.
    public func follow(_ step: PersonStep, of tenant: TenantHandle) {
        if let said = step.said { announce(said, of: tenant, askedAt: step.askedAt) }
        if step.isReading { runner.presence.personReads(step.conversation, of: tenant) }
    }

    /// A message that is stored and on its way.
    struct Said: Sendable {
        let message: Message
        let conversation: Conversation
        let leased: [OutboxItem]
    }

    /// Stores what a person or the host says, and puts it into the outbox.
    func store(
        _ text: String,
        as role: MessageRole,
        in conversation: Conversation,
        _ known: Tenant,
        _ tenant: TenantHandle,
        at moment: Timestamp,
        _ connection: any DatabaseConnection
    ) throws -> Said {
        let thing = "\(role.rawValue)\u{1F}\(conversation.id)\u{1F}\(conversation.messageCount)"
        let draft = MessageDraft(
            id: MessageID(at: moment, randomness: clocks.randomness(for: known, thing: thing)),
            role: role,
            content: .text(text),
            at: moment
        )
        let stored = try Conversations(tenant).append([draft], to: conversation.id, at: moment, in: connection)
        guard let message = stored.first else {
            throw Problem(.internal, "the message was not stored", remedy: "Send it again.")
        }
        let event = "event\u{1F}\(message.id)"
        try ConversationEvents(tenant).messagesCame(
            [message],
            in: conversation,
            id: DomainEventID(at: moment, randomness: clocks.randomness(for: known, thing: event)),
            at: moment,
            connection
        )
        let leased = try enqueue(message, conversation, known, tenant, at: moment, in: connection)
        return Said(message: message, conversation: conversation, leased: leased)
    }

    private func announce(_ said: Said, of tenant: TenantHandle, askedAt: Int64) {
        let key = ConversationKey(
            tenant: tenant.id,
            channel: said.conversation.channel,
            address: said.conversation.address
        )
        runner.dispatcher.dispatch(said.leased, askedAt: askedAt)
        runner.dispatcher.wake()
        feed.publish(.messages, of: key)
        database.hint([.messages(tenant: key.tenant, channel: key.channel, address: key.address)])
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
            createdAt: moment,
            isByPerson: message.role == .person
        )
        return try Outbox(tenant).enqueue(
            [item],
            environment: known.environment,
            leaseOwner: owner,
            now: clock.now(),
            in: connection
        )
    }

    func find(
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

    func over(_ conversation: Conversation) -> Problem {
        Problem(
            .conflict,
            "the conversation \(conversation.id) is over",
            field: "conversation_id",
            remedy: "Wait until the customer writes again; that opens a new one."
        )
    }

    func notTaken(_ conversation: Conversation) -> Problem {
        Problem(
            .conflict,
            "agents have the conversation \(conversation.id)",
            field: "conversation_id",
            remedy: "Take it first: POST /api/conversations/{conversation_id}/take."
        )
    }
}
