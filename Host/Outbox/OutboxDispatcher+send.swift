// One send: through the channel, and what its outcome means for the row.

import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel
import Synchronization

extension OutboxDispatcher {
    /// Sends outlive the caller that committed them, so each is a task of its
    /// own; the state holds it until it ends.
    func start(_ item: OutboxItem) {
        state.withLock { state in
            let task = Task { await self.send(item) }
            state.sends[item.id] = (Route(tenant: item.tenant, channel: item.channel), task)
        }
    }

    private func send(_ item: OutboxItem) async {
        let outcome = await outcome(of: item)
        let lane = Lane(tenant: item.tenant, conversation: item.conversationID)
        let route = Route(tenant: item.tenant, channel: item.channel)
        let (next, held) = state.withLock { state -> ([OutboxItem], [OutboxItem]) in
            state.sends[item.id] = nil
            state.held[item.id] = nil
            var held: [OutboxItem] = []
            if case .later = outcome {
                held = state.routes[route]?.removeWaiting(lane) ?? []
                for item in held { state.held[item.id] = nil }
                state.detours[lane] = SystemClock.monotonicMilliseconds() + Limits.pollIntervalMilliseconds
            }
            let next = state.routes[route]?.finish(lane).map(\.element) ?? []
            if state.routes[route]?.isEmpty == true { state.routes[route] = nil }
            return (next, held)
        }
        settlements.add([Settlement(item: item.id, outcome: outcome)])
        giveBack(held)
        for item in next { start(item) }
        metrics.settled(item.channel, outcome)
    }

    private func outcome(of item: OutboxItem) async -> Settlement.Outcome {
        // It waited so long here that another host might claim it during the send.
        let mayBegin = state.withLock { SystemClock.monotonicMilliseconds() < $0.held[item.id] ?? .min }
        guard mayBegin else { return .later(until: clock.now(), reason: nil, countsAttempt: false) }
        let channel: any Channel
        do {
            let tenant = try await handle(of: item.tenant)
            channel = try await channels.channel(item.channel, for: tenant)
        } catch {
            // Not the message's fault: it waits until the channel is back.
            return postponed(item, reason: "\(error)", counts: false, after: nil)
        }
        let message = OutboundMessage(
            attempt: item.attempts + 1,
            idempotencyKey: item.idempotencyKey,
            address: item.address,
            conversationID: item.conversationID,
            messageID: item.messageID,
            reply: item.reply,
            locale: item.locale
        )
        let outcome = await channel.send(message)
        if Task.isCancelled, !outcome.isSent { return .ended(.unknown, reason: "stopped by the kill switch") }
        switch outcome {
        case .sent(let providerMessageID): return .sent(providerMessageID: providerMessageID)
        case .refused(let reason): return .ended(.dead, reason: reason)
        case .unknown(let reason): return .ended(.unknown, reason: reason)
        case .retry(let reason, let delay):
            guard item.attempts + 1 < attemptsMax else { return .ended(.dead, reason: reason) }
            return postponed(item, reason: reason, counts: true, after: delay)
        }
    }

    private func postponed(
        _ item: OutboxItem,
        reason: String,
        counts: Bool,
        after delay: Int64?
    ) -> Settlement.Outcome {
        let backoff = retry.delay(afterAttempts: item.attempts + 1, chance: SystemRandomness().next())
        let until = clock.now().advanced(byMilliseconds: max(delay ?? 0, backoff))
        return .later(until: until, reason: reason, countsAttempt: counts)
    }

    private func handle(of tenant: TenantID) async throws -> TenantHandle {
        if let known = handles.withLock({ $0[tenant] }) { return known }
        let handle = try await database.read { try TenantDirectory().handle(for: tenant, in: $0) }
        handles.withLock { $0[tenant] = handle }
        return handle
    }
}

extension SendOutcome {
    fileprivate var isSent: Bool {
        switch self {
        case .sent: true
        case .retry, .refused, .unknown: false
        }
    }
}
