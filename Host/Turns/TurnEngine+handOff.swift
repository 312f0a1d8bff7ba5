// A conversation changes hands: from the agents to a person, and back. The customer is
// told who is there, and the agents what was said while they were silent.

import HostAccess
public import HostConversations
public import HostCore
import HostInbox
import HostOutbox
public import HostStorage
import HostTime
import OrkestaModel

extension TurnEngine {
    /// The timer by which agents answer again when nobody takes a conversation:
    /// ORK_TIMER_HAND_BACK of clock.h.
    static let handBackTimer = "hand_back"

    /// A person takes the conversation: agents are silent, its cases are taken, and the
    /// customer is told. Taking it again takes the cases that came since, and is
    /// recorded too, and begins the time anew. With `minutes`, it goes back by itself once
    /// the person has been silent for so long. `name` is what they call themself. Throws
    /// `notFound`, and `conflict` for one that is over.
    public func take(
        _ id: ConversationID,
        of tenant: TenantHandle,
        by name: String? = nil,
        minutes: Int64? = nil,
        audit: PersonAudit,
        in connection: any DatabaseConnection
    ) throws -> PersonStep {
        let askedAt = SystemClock.monotonicMilliseconds()
        let (present, known) = try find(id, of: tenant, in: connection)
        guard present.state != .completed else { throw over(present) }
        let at = clocks.clock(for: known).now()
        let talk = try HandOffTalk(present, of: tenant, in: connection)
        let held = try hold(present, known, tenant, by: name, minutes: minutes, at: at, audit, in: connection)
        let notice = try tell(
            talk.notice(.paused, locale: held.locale ?? known.locale),
            held,
            known,
            tenant,
            at,
            connection
        )
        return PersonStep(conversation: held, said: notice, isReading: true, askedAt: askedAt)
    }

    /// Agents answer again; the cases are closed. They know what the person said, and
    /// `note`: what was agreed with the customer besides. Throws `notFound`, and
    /// `conflict` for a conversation that no person has.
    public func giveBack(
        _ id: ConversationID,
        of tenant: TenantHandle,
        note: String? = nil,
        audit: PersonAudit,
        in connection: any DatabaseConnection
    ) throws -> PersonStep {
        try release(id, of: tenant, note: note, audit: audit, in: connection).step
    }

    /// The person has been silent until `moment`, the end of what was said: the
    /// conversation goes back, and agents answer what the customer asked last and nobody
    /// has answered. Returns that work, if there is any. Throws `conflict` also when the
    /// person spoke, or it was taken anew, in time.
    func giveBack(
        _ id: ConversationID,
        of tenant: TenantHandle,
        dueBy moment: Timestamp,
        audit: @escaping PersonAudit
    ) async throws -> InboxItemID? {
        let (step, question) = try await database.write { [self] connection in
            try release(id, of: tenant, dueBy: moment, audit: audit, in: connection)
        }
        follow(step, of: tenant)
        if question != nil { begin() }
        return question
    }

    private func release(
        _ id: ConversationID,
        of tenant: TenantHandle,
        note: String? = nil,
        dueBy moment: Timestamp? = nil,
        audit: PersonAudit,
        in connection: any DatabaseConnection
    ) throws -> (step: PersonStep, question: InboxItemID?) {
        let askedAt = SystemClock.monotonicMilliseconds()
        let (present, known) = try find(id, of: tenant, in: connection)
        guard present.state == .paused else {
            throw present.state == .completed ? over(present) : notTaken(present)
        }
        if let moment, try !HandOffs(tenant).isOver(id, by: moment, in: connection) { throw kept(present) }
        let at = clocks.clock(for: known).now()
        let talk = try HandOffTalk(present, of: tenant, in: connection)
        let context = talk.context(note: note, at: at)
        try Conversations(tenant).setState(.active, of: id, context: context, at: at, in: connection)
        try HandOffs(tenant).end(id, in: connection)
        try endWait(for: present, tenant, cases: .closed, at: at, in: connection)
        try AuditLog.record(audit("give-back", ["state": "active"], at), in: connection)
        let released = try changed(id, "give-back", known, tenant, at, in: connection)
        let notice = try tell(
            talk.notice(.active, locale: released.locale ?? known.locale),
            released,
            known,
            tenant,
            at,
            connection
        )
        let question = try moment == nil ? nil : ask(talk, released, tenant, at, in: connection)
        return (PersonStep(conversation: released, said: notice, isReading: false, askedAt: askedAt), question)
    }
}

extension TurnEngine {
    /// Whoever speaks for the business has the conversation: for whoever has it already the
    /// time begins anew, and what nobody has is theirs, for `minutes`, by the `name` that they
    /// give. Returns it as it is then.
    func holdBySpeaking(
        _ present: Conversation,
        _ known: Tenant,
        _ tenant: TenantHandle,
        by name: String? = nil,
        minutes: Int64,
        at moment: Timestamp,
        _ audit: PersonAudit,
        in connection: any DatabaseConnection
    ) throws -> Conversation {
        guard present.state == .paused, try HandOffs(tenant).extend(present.id, now: moment, in: connection) else {
            return try hold(present, known, tenant, by: name, minutes: minutes, at: moment, audit, in: connection)
        }
        try endWait(for: present, tenant, cases: .taken, at: moment, in: connection)
        return present
    }

    /// The conversation is theirs whom `audit` names, and who are called `name`. What agents
    /// are about to say in it, they say no more.
    private func hold(
        _ present: Conversation,
        _ known: Tenant,
        _ tenant: TenantHandle,
        by name: String?,
        minutes: Int64?,
        at moment: Timestamp,
        _ audit: PersonAudit,
        in connection: any DatabaseConnection
    ) throws -> Conversation {
        let after: JSON = ["state": "paused"]
        let record = audit("take", after.merging(["by": JSON(name)]), moment)
        try Conversations(tenant).setState(.paused, of: present.id, at: moment, in: connection)
        try HandOffs(tenant)
            .begin(present.id, by: record.actor, called: name, minutes: minutes, now: moment, in: connection)
        try endWait(for: present, tenant, cases: .taken, at: moment, in: connection)
        try AuditLog.record(record, in: connection)
        return try changed(present.id, "take", known, tenant, moment, in: connection)
    }

    /// Nothing waits for a person any more: neither the cases, nor the agent that would
    /// answer again if none came.
    private func endWait(
        for conversation: Conversation,
        _ tenant: TenantHandle,
        cases: Case.State,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try Cases(tenant).moveAll(of: conversation.id, to: cases, at: moment, in: connection)
        try Timers(tenant).cancelAll(
            named: Self.handBackTimer,
            channel: conversation.channel,
            address: conversation.address,
            in: connection
        )
    }

    /// The conversation as it is now; whoever watches hears that it changed hands.
    private func changed(
        _ id: ConversationID,
        _ action: String,
        _ known: Tenant,
        _ tenant: TenantHandle,
        _ moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Conversation {
        let (changed, _) = try find(id, of: tenant, in: connection)
        let thing = "event\u{1F}\(action)\u{1F}\(id)\u{1F}\(changed.stateRevision)"
        try ConversationEvents(tenant).handedOver(
            changed,
            id: DomainEventID(at: moment, randomness: clocks.randomness(for: known, thing: thing)),
            at: moment,
            connection
        )
        return changed
    }

    /// Tells the customer who is there, unless they know.
    private func tell(
        _ notice: String?,
        _ conversation: Conversation,
        _ known: Tenant,
        _ tenant: TenantHandle,
        _ moment: Timestamp,
        _ connection: any DatabaseConnection
    ) throws -> Said? {
        try notice.map { try store($0, as: .system, in: conversation, known, tenant, at: moment, connection) }
    }

    /// Puts what the customer asked, and nobody has answered, to the agents; nil for
    /// nothing.
    private func ask(
        _ talk: HandOffTalk,
        _ conversation: Conversation,
        _ tenant: TenantHandle,
        _ moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> InboxItemID? {
        guard let question = talk.openQuestion else { return nil }
        let item = InboxItem(
            tenant: tenant.id,
            channel: conversation.channel,
            address: conversation.address,
            messageID: "give-back/\(conversation.id)/\(conversation.stateRevision)",
            body: .question(text: question),
            receivedAt: moment
        )
        return try Inbox(tenant).post(item, now: clock.now(), in: connection)
    }

    private func kept(_ conversation: Conversation) -> Problem {
        Problem(
            .conflict,
            "the person who has the conversation \(conversation.id) has spoken since",
            field: "conversation_id",
            remedy: "Wait until its time is over."
        )
    }
}
