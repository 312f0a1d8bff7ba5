// What is counted of the language models. The registry makes a series' text to find
// it; here those of an outcome are found once and kept, so that an attempt costs one
// look.

import HostCore
import HostLLM
import HostOperations
import Synchronization

/// The series of all attempts.
final class LLMSeries: Sendable {
    private struct Key: Hashable {
        let tenant: TenantID
        let provider: String
        let model: String
        let outcome: String
        let hasTokens: Bool
    }

    private struct Series: Sendable {
        let attempts: Counter
        /// Of answers only.
        let seconds: Histogram?
        let cost: Counter
        /// Of attempts that took tokens: a recording has a price and none.
        let usage: (prompt: Counter, completion: Counter)?
    }

    private let registry: MetricsRegistry
    private let known = Mutex<[Key: Series]>([:])

    init(_ registry: MetricsRegistry) { self.registry = registry }

    /// Counts an attempt of `tenant`.
    func count(_ attempt: Attempt, of tenant: TenantID) {
        let series = series(attempt, tenant)
        series.attempts.add()
        series.seconds?.observe(Double(attempt.took) / 1_000)
        series.cost.add(Double(attempt.costNanos) / 1_000_000_000)
        guard let usage = attempt.usage else { return }
        series.usage?.prompt.add(Double(usage.prompt))
        series.usage?.completion.add(Double(usage.completion))
    }

    private func series(_ attempt: Attempt, _ tenant: TenantID) -> Series {
        let key = Key(
            tenant: tenant,
            provider: attempt.provider,
            model: attempt.model,
            outcome: attempt.label,
            hasTokens: attempt.usage != nil
        )
        if let found = known.withLock({ $0[key] }) { return found }
        let made = make(key, isAnswered: attempt.outcome == .answered)
        known.withLock { known in
            // As many as the registry makes; whoever else comes is looked for each time.
            if known.count < MetricsRegistry.seriesMax { known[key] = made }
        }
        return made
    }

    private func make(_ key: Key, isAnswered: Bool) -> Series {
        let place = ["provider": key.provider, "model": key.model]
        let labels = place.merging(["tenant": key.tenant.rawValue]) { $1 }
        return Series(
            attempts: registry.counter(
                "orkesta_llm_attempts_total",
                help: "Attempts with language models, and providers passed over, by how they ended.",
                labels: labels.merging(["outcome": key.outcome]) { $1 }
            ),
            seconds: !isAnswered
                ? nil
                : registry.histogram(
                    "orkesta_llm_answer_seconds",
                    help: "How long models took for whole answers.",
                    labels: place
                ),
            cost: registry.counter(
                "orkesta_llm_cost_total",
                help: "What they cost, in the currency of the providers' prices.",
                labels: labels
            ),
            usage: key.hasTokens ? (tokens("prompt", labels), tokens("completion", labels)) : nil
        )
    }

    private func tokens(_ kind: String, _ labels: [String: String]) -> Counter {
        registry.counter(
            "orkesta_llm_tokens_total",
            help: "Tokens, those of failed attempts included.",
            labels: labels.merging(["kind": kind]) { $1 }
        )
    }
}
