// What was measured of one engine on one workload, and how ours is.

import CatalogEngine
import SearchQuality
import TestHarness

struct SearchMeasurement {
    let workload: String
    let engine: String
    let figures: QualityFigures
    /// Of one query for ten hits.
    let latency: LatencyHistogram
    let loadMilliseconds: Double
}

enum EngineMeasurement {
    static let name = "orkesta"
    private static let rounds = 3
    private static let hits = 10

    /// Loads the catalog, answers every query once for its quality and then in rounds for its speed.
    static func measure(_ workload: SearchWorkload) -> SearchMeasurement {
        let clock = ContinuousClock()
        let start = clock.now
        let index = workload.index()
        index.settle()
        let load = clock.now - start
        let figures = workload.figures(of: index)
        var latency = LatencyHistogram()
        for _ in 0..<rounds {
            for query in workload.queries {
                let elapsed = clock.measure { _ = index.search(query.text, limit: hits) }
                latency.record(nanoseconds: Int64(elapsed / .nanoseconds(1)))
            }
        }
        return SearchMeasurement(
            workload: workload.name,
            engine: name,
            figures: figures,
            latency: latency,
            loadMilliseconds: load / .milliseconds(1)
        )
    }
}
