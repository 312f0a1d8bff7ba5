// How the language models are put together: the chain, what watches its models,
// and what keeps its spending.

import HostCore
import HostLLM
import HostOperations
import HostStorage
import Logging
import ServiceLifecycle

/// The parts that ask language models.
struct LLMAssembly: Sendable {
    /// Nil without any provider: the agents then answer by their own rules.
    let chain: LLMChain?
    /// What runs until the host stops.
    let services: [any Service]

    init(
        _ settings: LLMSettings,
        database: any Database,
        _ metrics: MetricsRegistry,
        log: Logger
    ) throws(Problem) {
        guard !settings.providers.isEmpty else {
            chain = nil
            services = []
            return
        }
        let chain = try LLMChain(settings, metrics: .counting(in: metrics), log: log)
        self.chain = chain
        services = [SpendingLedger(database: database, chain: chain, log: log), ModelWatch(chain)]
    }
}

extension LLMMetrics {
    fileprivate static func counting(in registry: MetricsRegistry) -> LLMMetrics {
        LLMMetrics(
            attemptEnded: { tenant, attempt in
                let place = ["provider": attempt.provider, "model": attempt.model]
                let labels = place.merging(["tenant": tenant.rawValue]) { $1 }
                registry.counter(
                    "orkesta_llm_attempts_total",
                    help: "Attempts with language models, and providers passed over, by how they ended.",
                    labels: labels.merging(["outcome": attempt.label]) { $1 }
                ).add()
                if attempt.outcome == .answered {
                    registry.histogram(
                        "orkesta_llm_answer_seconds",
                        help: "How long models took for whole answers.",
                        labels: place
                    ).observe(Double(attempt.took) / 1_000)
                }
                guard let usage = attempt.usage else { return }
                for (kind, count) in [("prompt", usage.prompt), ("completion", usage.completion)] {
                    registry.counter(
                        "orkesta_llm_tokens_total",
                        help: "Tokens, those of failed attempts included.",
                        labels: labels.merging(["kind": kind]) { $1 }
                    ).add(Double(count))
                }
                registry.counter(
                    "orkesta_llm_cost_total",
                    help: "What they cost, in the currency of the providers' prices.",
                    labels: labels
                ).add(Double(attempt.costNanos) / 1_000_000_000)
            },
            answeredFromCache: { tenant in
                registry.counter(
                    "orkesta_llm_kept_answers_total",
                    help: "Questions answered with what was kept.",
                    labels: ["tenant": tenant.rawValue]
                ).add()
            },
            chainFailed: { tenant, reason in
                registry.counter(
                    "orkesta_llm_failures_total",
                    help: "Questions that no model answered.",
                    labels: ["tenant": tenant.rawValue, "reason": reason.rawValue]
                ).add()
            }
        )
    }
}
