// What an attempt needs around it, whether it asks a question or has a voice note
// written down: money, a place in the queue, and somebody who looks after failures.

internal import HostCore
internal import Logging
internal import OrkestaModel

extension LLMChain {
    /// Sets `amount` aside, unless the tenant's budget of the day would be exceeded;
    /// ``release(_:of:at:)`` gives it back. What isn't metered has no budget.
    func reserve(_ amount: Spending, for tenant: TenantID, at station: ProviderStation) -> Bool {
        guard station.settings.isMetered else { return true }
        return spending.reserve(amount, for: tenant, within: settings.budget(of: tenant), at: clock.now())
    }

    func release(_ reserved: Spending, of tenant: TenantID, at station: ProviderStation) {
        guard station.settings.isMetered else { return }
        spending.release(reserved, of: tenant, at: clock.now())
    }

    /// Books what an attempt took.
    func book(_ attempt: Attempt, for tenant: TenantID, at station: ProviderStation) {
        let account = SpendingAccount(
            tenant: tenant,
            day: SpendingBook.day(of: clock.now()),
            provider: attempt.provider,
            model: attempt.model,
            isMetered: station.settings.isMetered
        )
        let entry = SpendingEntry(
            requests: 1,
            promptTokens: Int64(attempt.usage?.prompt ?? 0),
            completionTokens: Int64(attempt.usage?.completion ?? 0),
            nanos: attempt.costNanos
        )
        spending.book(entry, to: account)
    }

    /// Waits for a place at the provider, for a part of the `left` milliseconds.
    func enterQueue(of station: ProviderStation, _ tenant: TenantID, left: Int64) async -> Bool {
        let wait = max(0, min(left / 4, Limits.llmQueueMilliseconds))
        return await station.queue.enter(tenant) { [clock] in await clock.pause(milliseconds: wait) }
    }

    /// Milliseconds until the first of these is asked again; nil when one of them
    /// isn't left alone, or all of them are until the configuration changes.
    func pause(of asked: [(station: ProviderStation, model: String)]) -> Int64? {
        let now = clock.monotonicMilliseconds()
        let pauses = asked.compactMap { $0.station.condition(of: $0.model, at: now).pause(at: now) }
        return pauses.min().flatMap { $0 > 0 ? $0 : nil }
    }

    /// Tells whoever looks after the host, once, of a failure that a person must mend.
    func report(_ failure: AttemptFailure, of model: String, at station: ProviderStation) {
        guard FailurePolicy(for: failure).alerts else { return }
        let detail = [failure.status.map(String.init), failure.code].compactMap(\.self).joined(separator: " ")
        let alert = ProviderStation.Alert(
            model: model,
            kind: failure.kind.rawValue,
            detail: detail,
            since: clock.now()
        )
        guard station.raise(alert) else { return }
        log.error(
            "a provider of language models needs attention",
            metadata: [
                "provider": "\(station.settings.name)", "model": "\(model)", "failure": "\(failure.kind.rawValue)",
                "detail": "\(detail)",
            ]
        )
    }
}
