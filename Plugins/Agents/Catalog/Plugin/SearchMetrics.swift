// How many searches there were, and how many found nothing.

import OrkestaModel
import OrkestaSDK
import Synchronization

/// The counters of one instance. A host without metrics counts nothing.
final class SearchMetrics: Sendable {
    private let counters = Mutex<(searches: MetricsService.Metric, zeroHits: MetricsService.Metric)?>(nil)

    /// During `activate` only.
    func define(on host: Host) {
        do {
            let searches = try host.metrics.counter("catalog_searches_total", help: "Product searches")
            let zeroHits = try host.metrics.counter(
                "catalog_searches_without_hits_total",
                help: "Product searches that found nothing"
            )
            counters.withLock { $0 = (searches, zeroHits) }
        } catch {
            host.log(.warning, "Searches are not counted", ["reason": .string(String(describing: error))])
        }
    }

    func count(found: Bool) {
        guard let counters = counters.withLock({ $0 }) else { return }
        counters.searches.record(1)
        if !found { counters.zeroHits.record(1) }
    }
}
