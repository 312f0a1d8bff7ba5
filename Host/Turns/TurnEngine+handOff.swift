// A conversation changes hands: from the agents to a person, and back. The customer is
// told who is there, and the agents what was said while they were silent.

import HostAccess
public import HostConversations
public import HostCore
import HostOutbox
public import HostStorage
import HostTime
import OrkestaModel

extension TurnEngine {
    /// The timer by which agents answer again when nobody takes a conversation:
    /// ORK_TIMER_HAND_BACK of clock.h.
    private static let handBackTimer = "hand_back"

    /// A person takes the conversation: agents are silent, its cases are taken, and the
    /// customer is told. Taking it again takes the cases that came since, and is
    /// recorded too. With `minutes`, it goes back by itself once the person has been
    /// silent for so long. Throws `notFound`, and `conflict` for one that is over.
    public func take(
        _ id: ConversationID,
        of tenant: TenantHandle,
        minutes: Int64? = nil,
        audit: @escaping PersonAudit
    ) async throws -> Conversation {
        try await change(HandOver(to: .paused, minutes: minutes, cases: .taken, action: "take"), id, tenant, audit)
    }

    /// Agents answer again; the cases are closed. They know what the person said, and
    /// `note`: what was agreed with the customer besides. Throws `notFound`, and
    /// `conflict` for a conversation that no person has.
    public func giveBack(
        _ id: ConversationID,
        of tenant: TenantHandle,
        note: String? = nil,
        audit: @escaping PersonAudit
    ) async throws -> Conversation {
        let handOver = HandOver(to: .active, cases: .closed, action: "give-back", note: note)
        return try await change(handOver, id, tenant, audit)
    }

    /// How a conversation changes hands.
    private struct HandOver: Sendable {
        let to: Conversation.State
        var minutes: Int64?
        let cases: Case.State
        /// For the audit log.
        let action: String
        var note: String?
    }

    private func change(
        _ handOver: HandOver,
        _ id: ConversationID,
        _ tenant: TenantHandle,
        _ audit: @escaping PersonAudit
    ) async throws -> Conversation {
        let askedAt = SystemClock.monotonicMilliseconds()
        let (changed, notice) = try await database.write { [self] connection in
            let (present, known) = try find(id, of: tenant, in: connection)
            guard present.state != .completed else { throw over(present) }
            guard handOver.to == .paused || present.state == .paused else { throw notTaken(present) }
            let at = clocks.clock(for: known).now()
            let talk = try HandOffTalk(present, of: tenant, in: connection)
            if present.state != handOver.to {
                let context = handOver.to == .active ? talk.context(note: handOver.note, at: at) : nil
                try Conversations(tenant).setState(handOver.to, of: id, context: context, at: at, in: connection)
            }
            try setEnd(handOver, of: present, tenant, at: at, in: connection)
            try Cases(tenant).moveAll(of: id, to: handOver.cases, at: at, in: connection)
            try AuditLog.record(audit(handOver.action, ["state": .string(handOver.to.rawValue)], at), in: connection)
            let (changed, _) = try find(id, of: tenant, in: connection)
            let thing = "event\u{1F}\(handOver.action)\u{1F}\(id)\u{1F}\(changed.stateRevision)"
            try ConversationEvents(tenant).handedOver(
                changed,
                id: DomainEventID(at: at, randomness: clocks.randomness(for: known, thing: thing)),
                at: at,
                connection
            )
            let notice = try talk.notice(handOver.to, locale: changed.locale ?? known.locale).map { text in
                try store(text, as: .system, in: changed, known, tenant, at: at, connection)
            }
            return (changed, notice)
        }
        if let notice { announce(notice, of: tenant, askedAt: askedAt) }
        return changed
    }

    /// When it goes back by itself.
    private func setEnd(
        _ handOver: HandOver,
        of conversation: Conversation,
        _ tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        if let minutes = handOver.minutes {
            try HandOffs.begin(conversation.id, of: tenant, minutes: minutes, now: moment, in: connection)
        } else {
            try HandOffs.end(conversation.id, in: connection)
        }
        try Timers(tenant).cancelAll(
            named: Self.handBackTimer,
            channel: conversation.channel,
            address: conversation.address,
            in: connection
        )
    }
}
