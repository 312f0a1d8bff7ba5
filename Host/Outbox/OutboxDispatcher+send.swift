// One send: through the channel, and what its outcome means for the row.

import HostCore
import HostInbox
import HostStorage
import HostTime
import Logging
import OrkestaModel
import Synchronization

extension OutboxDispatcher {
    /// Sends outlive the caller that committed them, so each is a task of its
    /// own; the state holds it until it ends.
    func start(_ item: OutboxItem) {
        state.withLock { state in
            let task = Task { await self.send(item) }
            state.sends[item.id] = (Route(item), task)
        }
    }

    private func send(_ item: OutboxItem) async {
        let outcome = await outcome(of: item)
        let lane = Lane(item)
        let (next, behind, mustClaim) = state.withLock { state -> ([OutboxItem], [OutboxItem], Bool) in
            state.sends[item.id] = nil
            var mustClaim = state.held.remove(item)
            var behind: [OutboxItem] = []
            if case .later = outcome {
                behind = state.routes[lane.route]?.removeWaiting(lane) ?? []
                for item in behind { mustClaim = state.held.remove(item) || mustClaim }
                state.detours[lane] = SystemClock.monotonicMilliseconds() + Limits.pollIntervalMilliseconds
            }
            let next = state.routes[lane.route]?.finish(lane).map(\.element) ?? []
            if state.routes[lane.route]?.isEmpty == true { state.routes[lane.route] = nil }
            return (next, behind, mustClaim)
        }
        settlements.add([Settlement(item: item.id, outcome: outcome)])
        giveBack(behind)
        for item in next { start(item) }
        if mustClaim { wakeUps.signal() }
        metrics.settled(item.channel, outcome)
    }

    private func outcome(of item: OutboxItem) async -> Settlement.Outcome {
        let tenant: TenantHandle
        let channel: any Channel
        do {
            tenant = try await handle(of: item.tenant)
            channel = try await channels.channel(item.channel, for: tenant)
        } catch {
            // Not the message's fault: it waits until the channel is back.
            return postponed(item, reason: "\(error)", counts: false, after: nil)
        }
        // What waited too long here takes no moment of its sender's.
        guard mayBegin(item) else { return .later(until: clock.now(), reason: nil, countsAttempt: false) }
        if let waiting = await pace(item, channel.capabilities) { return waiting }
        let template: JSON?
        switch await begin(item, channel.capabilities, tenant) {
        case .free: template = nil
        case .template(let document):
            if let rest = templatesRest(of: item, channel.capabilities) {
                let reason = "its provider lets no template through for now"
                return postponed(item, reason: reason, counts: false, after: rest)
            }
            template = document
        case .windowIsClosed:
            let reason = "the channel's window is closed, and no template is set for it"
            return .ended(.dead, reason: reason, remedy: .template)
        case .lost: return .later(until: clock.now(), reason: nil, countsAttempt: false)
        case .failed(let reason): return postponed(item, reason: reason, counts: false, after: nil)
        }
        return await send(item, by: channel, template, tenant)
    }

    private func send(
        _ whole: OutboxItem,
        by channel: any Channel,
        _ template: JSON?,
        _ tenant: TenantHandle
    ) async -> Settlement.Outcome {
        let (item, following) = whole.formed(for: channel.capabilities)
        if template == nil, !following.isEmpty, let ending = await divide(item, before: following, tenant) {
            return ending
        }
        var message = OutboundMessage(
            attempt: item.attempts + 1,
            idempotencyKey: item.idempotencyKey,
            address: item.address,
            conversationID: item.conversationID,
            messageID: item.messageID,
            reply: item.reply,
            more: item.more,
            locale: item.locale,
            template: template,
            isByPerson: item.isByPerson
        )
        var outcome = await channel.send(message)
        if case .refused(_, .template) = outcome, template == nil, mayBegin(item),
            let late = try? await database.read({ try DeliveryPolicies(tenant).template(for: item, in: $0) })
        {
            // The provider knows better when its window closes.
            message.template = late
            outcome = await channel.send(message)
        }
        if case .refused(let reason, .otherTemplate) = outcome {
            await hold(message.template, of: item, tenant, reason)
        }
        if Task.isCancelled, !outcome.isSent { return .ended(.unknown, reason: "stopped by the kill switch") }
        await heed(outcome, of: item, channel.capabilities, asTemplate: message.template != nil)
        return settlement(of: item, outcome, channel.capabilities)
    }

    /// The provider takes a template no more, paused or disabled: what comes goes out as none
    /// until it is approved again.
    private func hold(_ template: JSON?, of item: OutboxItem, _ tenant: TenantHandle, _ reason: String) async {
        guard let decision = TemplateDecision(refusing: template, reason: reason) else { return }
        let now = clock.now()
        var facts: Logger.Metadata = [
            "tenant": "\(item.tenant)", "channel": "\(item.channel)", "template": "\(decision.name)",
            "reason": "\(reason)",
        ]
        do {
            try await database.write { connection in
                try MessageTemplates(tenant).record([decision], by: item.channel, now: now, in: connection)
            }
        } catch {
            // It is tried again with the next message.
            facts["error"] = "\(error)"
        }
        log.error("a template is held back by its provider", metadata: facts)
    }

    /// False when it waited so long here that another host might claim it during the send.
    func mayBegin(_ item: OutboxItem) -> Bool {
        state.withLock { $0.held.mayBegin(item.id, at: SystemClock.monotonicMilliseconds()) }
    }

    private func settlement(
        of item: OutboxItem,
        _ outcome: SendOutcome,
        _ capabilities: ChannelCapabilities
    ) -> Settlement.Outcome {
        switch outcome {
        case .sent(let providerMessageID): return .sent(providerMessageID: providerMessageID)
        case .unknown(let reason): return .ended(.unknown, reason: reason)
        case .refused(let reason, let remedy) where remedy == .stop || remedy == .stopTemplates,
            .retry(let reason, _, let remedy) where remedy == .stop || remedy == .stopTemplates:
            guard mayTryAgain(item, capabilities) else { return .ended(.dead, reason: reason, remedy: remedy) }
            return postponed(item, reason: reason, counts: true, after: Limits.senderRestMilliseconds)
        case .refused(let reason, let remedy): return .ended(.dead, reason: reason, remedy: remedy)
        case .retry(let reason, let delay, let remedy):
            guard mayTryAgain(item, capabilities) else { return .ended(.dead, reason: reason, remedy: remedy) }
            let waits = remedy == .waitForCustomer || remedy == .waitForSender
            guard waits else { return postponed(item, reason: reason, counts: true, after: delay) }
            let wait = delay ?? customerRest(afterAttempts: item.attempts)
            rest(item, capabilities, milliseconds: wait, ofSender: remedy == .waitForSender)
            let until = clock.now().advanced(byMilliseconds: wait)
            return .later(until: until, reason: reason, countsAttempt: true)
        }
    }

    /// An outage of a provider is no reason to give a message up, until it has lasted too long
    /// for anybody to want the message.
    private func mayTryAgain(_ item: OutboxItem, _ capabilities: ChannelCapabilities) -> Bool {
        guard let triedAt = item.triedAt else { return true }
        let patience = capabilities.retryMilliseconds ?? Limits.outboxTriedMilliseconds
        return clock.now() < triedAt.advanced(byMilliseconds: patience)
    }

    /// What Meta asks for: 4 seconds, then four times as long each time.
    private func customerRest(afterAttempts attempts: Int) -> Int64 {
        let (least, most) = (Limits.customerRestMilliseconds.lowerBound, Limits.customerRestMilliseconds.upperBound)
        return min(least << (2 * Int64(min(max(0, attempts), 10))), most)
    }

    func postponed(
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
