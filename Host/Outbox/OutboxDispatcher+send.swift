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
            let task = Task { await self.sendAndSettle(item) }
            state.sends[item.id] = (Route(item), task)
        }
    }

    private func sendAndSettle(_ item: OutboxItem) async {
        let settlement = await settlement(of: item)
        let outcome = settlement.outcome
        let lane = Lane(item)
        let (next, behind, mustClaim) = state.withLock { state -> ([OutboxItem], [OutboxItem], Bool) in
            state.sends[item.id] = nil
            var mustClaim = state.held.remove(item)
            var behind: [OutboxItem] = []
            if outcome.isPostponed {
                behind = state.routes[lane.route]?.removeWaiting(lane) ?? []
                for item in behind { mustClaim = state.held.remove(item) || mustClaim }
                state.detours[lane] = SystemClock.monotonicMilliseconds() + Limits.pollIntervalMilliseconds
            }
            let next = state.routes[lane.route]?.finish(lane).map(\.element) ?? []
            if state.routes[lane.route]?.isEmpty == true { state.routes[lane.route] = nil }
            return (next, behind, mustClaim)
        }
        settlements.add([settlement])
        giveBack(behind)
        for item in next { start(item) }
        if mustClaim { wakeUps.signal() }
        metrics.settled(item.channel, outcome)
    }

    /// How the send of a row ends; of what was too long, that of its first part.
    private func settlement(of item: OutboxItem) async -> Settlement {
        let tenant: TenantHandle
        do {
            tenant = try await handle(of: item.tenant)
        } catch {
            return Settlement(item: item, outcome: postponed(item, reason: "\(error)", counts: false, after: nil))
        }
        let channel: any Channel
        do throws(Problem) {
            channel = try await channels.channel(item.channel, for: tenant)
        } catch {
            return Settlement(item: item, outcome: await unreachable(item, because: error))
        }
        stops.present(item.channel, of: item.tenant)
        var message = item
        while true {
            let isLate = message.isWindowClosed != item.isWindowClosed
            switch await begin(message, isLate: isLate, channel.capabilities, tenant) {
            case .settled(let outcome): return Settlement(item: message, outcome: outcome)
            case .begun(let template):
                let (first, following) = message.formed(for: channel.capabilities)
                if template == nil, !following.isEmpty {
                    if let ending = await divide(first, before: following, tenant) {
                        return Settlement(item: message, outcome: ending)
                    }
                    message = first
                }
                let outcome = await channel.send(first.outbound(as: template, at: await now(of: tenant)))
                guard case .refused(_, .template) = outcome, template == nil, !message.isWindowClosed else {
                    let end = await conclude(outcome, of: message, as: template, channel.capabilities, tenant)
                    return Settlement(item: message, outcome: end)
                }
                // The provider knows better when its window closes: the message begins anew, and waits
                // as every template does, for its moment and while its sender's are stopped.
                message.isWindowClosed = true
            }
        }
    }

    /// Not the message's fault: it waits for the channel as it waits for a provider that does not
    /// answer, and goes on by another one as then.
    private func unreachable(_ item: OutboxItem, because problem: Problem) async -> Settlement.Outcome {
        let rest = await stops.absent(item.channel, of: item.tenant, because: problem)
        guard mayTryAgain(item, within: Limits.outboxTriedMilliseconds) else {
            return .ended(.dead, reason: problem.reason, remedy: .otherChannel)
        }
        return .unreachable(until: clock.now().advanced(byMilliseconds: rest), reason: problem.reason)
    }

    /// What the end of a send means for its template, its sender and its row.
    private func conclude(
        _ outcome: SendOutcome,
        of item: OutboxItem,
        as template: JSON?,
        _ capabilities: ChannelCapabilities,
        _ tenant: TenantHandle
    ) async -> Settlement.Outcome {
        if case .refused(let reason, .otherTemplate) = outcome { await hold(template, of: item, tenant, reason) }
        if Task.isCancelled, !outcome.isSent { return .ended(.unknown, reason: "stopped by the kill switch") }
        await restSender(after: outcome, of: item, capabilities, asTemplate: template != nil)
        return settlement(of: item, outcome, capabilities)
    }

    /// The tenant's time, which may be simulated.
    private func now(of tenant: TenantHandle) async -> Timestamp {
        let own = try? await clocks?.clock(for: tenant)
        return own?.now() ?? clock.now()
    }

    /// The provider takes a template no more, paused or disabled: nothing goes out by it until it is
    /// approved again.
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

    private func settlement(
        of item: OutboxItem,
        _ outcome: SendOutcome,
        _ capabilities: ChannelCapabilities
    ) -> Settlement.Outcome {
        let patience = capabilities.retryMilliseconds ?? Limits.outboxTriedMilliseconds
        switch outcome {
        case .sent(let providerMessageID):
            return .sent(providerMessageID: providerMessageID, tellsDelivery: capabilities.tellsDelivery)
        case .unknown(let reason): return .ended(.unknown, reason: reason)
        case .refused(let reason, let remedy) where remedy == .stop || remedy == .stopTemplates,
            .retry(let reason, _, let remedy) where remedy == .stop || remedy == .stopTemplates:
            guard mayTryAgain(item, within: patience) else { return .ended(.dead, reason: reason, remedy: remedy) }
            return postponed(item, reason: reason, counts: true, after: Limits.senderRestMilliseconds)
        case .refused(let reason, let remedy): return .ended(.dead, reason: reason, remedy: remedy)
        case .retry(let reason, let delay, let remedy):
            guard mayTryAgain(item, within: patience) else { return .ended(.dead, reason: reason, remedy: remedy) }
            let waits = remedy == .waitForCustomer || remedy == .waitForSender
            guard waits else { return postponed(item, reason: reason, counts: true, after: delay) }
            let wait = delay ?? customerRest(afterAttempts: item.attempts)
            if remedy == .waitForSender {
                paced.restSender(of: item, capabilities, milliseconds: wait)
            } else {
                paced.restCustomer(of: item, capabilities, milliseconds: wait)
            }
            let until = clock.now().advanced(byMilliseconds: wait)
            return .later(until: until, reason: reason, countsAttempt: true)
        }
    }

    /// An outage of a provider is no reason to give a message up, until it has lasted too long
    /// for anybody to want the message.
    private func mayTryAgain(_ item: OutboxItem, within patience: Int64) -> Bool {
        guard let triedAt = item.triedAt else { return true }
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

    func handle(of tenant: TenantID) async throws -> TenantHandle {
        if let known = handles.withLock({ $0[tenant] }) { return known }
        let handle = try await database.read { try TenantDirectory().handle(for: tenant, in: $0) }
        handles.withLock { $0[tenant] = handle }
        return handle
    }
}

extension OutboxItem {
    /// As its channel gets it.
    fileprivate func outbound(
        as template: JSON?,
        at moment: Timestamp
    ) -> OutboundMessage {
        OutboundMessage(
            attempt: attempts + 1,
            idempotencyKey: idempotencyKey,
            address: address,
            conversationID: conversationID,
            messageID: messageID,
            reply: reply,
            more: more,
            locale: locale,
            template: template,
            isByPerson: isByPerson,
            isOtherForm: isOtherForm,
            at: moment
        )
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
