// Customers see at their provider that they are read, and that an answer is being
// written. Kept in memory alone: nothing waits for it, and what is lost is lost.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import Logging
import Synchronization

/// Shows customers that somebody is there: a turn that answers them, or a person who takes
/// their conversation or speaks in it. What waits for a person stays unread until then.
/// Nothing is shown of a tenant in simulated time.
final class PresenceSender: Sendable {
    /// Whose messages share a bound.
    private struct Route: Hashable {
        let tenant: TenantID
        let channel: PluginID
    }

    /// A customer's message.
    private struct Subject: Sendable {
        let tenant: TenantHandle
        let channel: PluginID
        let address: String
        let conversation: ConversationID
        /// Nil: the last one that the customer wrote.
        let messageID: String?
    }

    private struct State {
        /// Turns that answer, of which nothing was shown yet, and since when they run.
        var turns: [InboxItemID: (subject: Subject, since: Int64)] = [:]
        var underWay: [Route: Int] = [:]
        /// Until when nothing is shown by a channel that could not; monotonic.
        var rests: [Route: Int64] = [:]
    }

    private let database: any Database
    private let channels: any ChannelDirectory
    private let clocks: TenantClocks
    private let typingAfterMilliseconds: Int64
    private let log: Logger
    private let state = Mutex(State())

    init(
        database: any Database,
        channels: any ChannelDirectory,
        clocks: TenantClocks,
        typingAfterMilliseconds: Int64,
        log: Logger
    ) {
        self.database = database
        self.channels = channels
        self.clocks = clocks
        self.typingAfterMilliseconds = typingAfterMilliseconds
        self.log = log
    }

    /// A turn begins on an item, from `snapshot`; again when it is redone.
    func turnBegins(_ item: InboxItem, from snapshot: TurnSnapshot) {
        guard let subject = subject(of: item, snapshot) else { return }
        let now = SystemClock.monotonicMilliseconds()
        state.withLock { state in
            if snapshot.conversation.state == .paused {
                state.turns[item.id] = nil
            } else if state.turns[item.id] == nil {
                state.turns[item.id] = (subject, now)
            }
        }
    }

    /// Shows of the turns that have run for a while that an answer is being written.
    func showTyping(at now: Int64) {
        let lasting = state.withLock { state -> [Subject] in
            let ids = state.turns.filter { now - $0.value.since >= typingAfterMilliseconds }.map(\.key)
            return ids.compactMap { state.turns.removeValue(forKey: $0)?.subject }
        }
        for subject in lasting { show(.typing, subject) }
    }

    /// A turn is over. What it answered was read.
    func turnEnds(_ item: InboxItemID, _ ending: TurnEnding) {
        guard let (subject, _) = state.withLock({ $0.turns.removeValue(forKey: item) }) else { return }
        if case .answered = ending { show(.read, subject) }
    }

    /// A person has the conversation before them.
    func personReads(_ conversation: Conversation, of tenant: TenantHandle) {
        guard conversation.channel != .api else { return }
        show(
            .read,
            Subject(
                tenant: tenant,
                channel: conversation.channel,
                address: conversation.address,
                conversation: conversation.id,
                messageID: nil
            )
        )
    }

    /// Nil for what no customer waits for, or wrote at no provider.
    private func subject(of item: InboxItem, _ snapshot: TurnSnapshot) -> Subject? {
        let messageID: String?
        switch item.body {
        case .message: messageID = item.messageID
        case .question: messageID = nil
        case .timer, .event: return nil
        }
        guard item.channel != .api else { return nil }
        return Subject(
            tenant: snapshot.handle,
            channel: item.channel,
            address: item.address,
            conversation: snapshot.conversation.id,
            messageID: messageID
        )
    }

    /// In a task of its own: neither a turn nor a request waits for a provider.
    private func show(_ kind: Presence.Kind, _ subject: Subject) {
        let route = Route(tenant: subject.tenant.id, channel: subject.channel)
        let now = SystemClock.monotonicMilliseconds()
        let mayShow = state.withLock { state -> Bool in
            if let rest = state.rests[route] {
                guard rest <= now else { return false }
                state.rests[route] = nil
            }
            guard state.underWay[route, default: 0] < Limits.presencesAtOnceMax else { return false }
            state.underWay[route, default: 0] += 1
            return true
        }
        guard mayShow else { return }
        Task(priority: .utility) {
            let isShown = await ask(kind, subject)
            let until = SystemClock.monotonicMilliseconds() + Limits.presenceRestMilliseconds
            state.withLock { state in
                let count = state.underWay[route, default: 1] - 1
                state.underWay[route] = count > 0 ? count : nil
                if !isShown { state.rests[route] = until }
            }
        }
    }

    /// False when the channel could not.
    private func ask(_ kind: Presence.Kind, _ subject: Subject) async -> Bool {
        do {
            let channel = try await channels.channel(subject.channel, for: subject.tenant)
            guard channel.capabilities.presence,
                try await clocks.clock(for: subject.tenant).simulatedNow == nil,
                let messageID = try await messageID(of: subject)
            else { return true }
            try await channel.show(Presence(kind, address: subject.address, messageID: messageID))
            return true
        } catch {
            // The provider's messages tell whether it works: this one is no news to anybody.
            log.debug(
                "nothing could be shown to a customer",
                metadata: ["tenant": "\(subject.tenant.id)", "channel": "\(subject.channel)", "error": "\(error)"]
            )
            return false
        }
    }

    private func messageID(of subject: Subject) async throws -> String? {
        if let known = subject.messageID { return known }
        return try await database.read { connection in
            try Conversations(subject.tenant).lastHeard(in: subject.conversation, connection)
        }
    }
}
