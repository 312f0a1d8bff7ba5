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
        let series = LLMSeries(registry)
        return LLMMetrics(
            attemptEnded: { series.count($1, of: $0) },
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
