// The comparison as a table for people and as JSON for programs.

import OrkestaModel
import SearchQuality
import TestHarness

struct SearchReport {
    let workloads: [String]
    let results: [SearchMeasurement]
    let footprint: IndexFootprint

    private static let header = [
        "ENGINE", "HIT@1", "HIT@5", "MRR", "NDCG", "NDCG-J", "PER SECOND", "P50 MS", "P95 MS", "P99 MS", "LOAD MS",
        "QUERIES",
    ]

    var text: String {
        let tables = workloads.map { workload in
            let rows = [Self.header] + results.filter { $0.workload == workload }.map(cells)
            let widths = Self.header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
            let lines = rows.map { row in
                zip(row, widths).enumerated().map { column, cell in
                    let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                    return column == 0 ? cell.0 + padding : padding + cell.0
                }.joined(separator: "  ")
            }
            return "\(workload)\n" + lines.joined(separator: "\n")
        }
        let memory =
            "Memory at \(footprint.products) products: \(footprint.bytesPerProductBeyondText) bytes each beyond their text "
            + "(\(footprint.bytes >> 20) MB, text \(footprint.textBytes >> 20) MB)"
        return (tables + [memory]).joined(separator: "\n\n")
    }

    var json: JSON {
        [
            "measurements": .array(results.map(document)),
            "bytes_per_product_beyond_text": .integer(footprint.bytesPerProductBeyondText),
            "products": .integer(Int64(footprint.products)),
        ]
    }

    private func perSecond(_ result: SearchMeasurement) -> Double {
        result.latency.meanMilliseconds > 0 ? 1_000 / result.latency.meanMilliseconds : 0
    }

    private func cells(_ result: SearchMeasurement) -> [String] {
        let (figures, latency) = (result.figures, result.latency)
        return [result.engine]
            + [figures.hitAtOne, figures.hitAtFive, figures.reciprocalRank, figures.gain, figures.judgedGain]
            .map { "\(rounded($0))" }
            + ["\(Int(perSecond(result)))"]
            + [latency.p50Milliseconds, latency.p95Milliseconds, latency.p99Milliseconds].map { "\(rounded($0))" }
            + ["\(Int(result.loadMilliseconds))", "\(figures.queries)"]
    }

    private func document(_ result: SearchMeasurement) -> JSON {
        let (figures, latency) = (result.figures, result.latency)
        return [
            "workload": .string(result.workload), "engine": .string(result.engine),
            "hit_at_1": .double(rounded(figures.hitAtOne)), "hit_at_5": .double(rounded(figures.hitAtFive)),
            "mrr": .double(rounded(figures.reciprocalRank)), "ndcg_at_10": .double(rounded(figures.gain)),
            "ndcg_at_10_of_judged": .double(rounded(figures.judgedGain)),
            "queries_per_second": .double(rounded(perSecond(result))),
            "p50_ms": .double(rounded(latency.p50Milliseconds)), "p95_ms": .double(rounded(latency.p95Milliseconds)),
            "p99_ms": .double(rounded(latency.p99Milliseconds)), "load_ms": .double(rounded(result.loadMilliseconds)),
            "queries": .integer(Int64(figures.queries)),
        ]
    }

    private func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
