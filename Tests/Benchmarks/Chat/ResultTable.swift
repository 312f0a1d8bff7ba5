// The results as a table for people and as JSON for programs.

import OrkestaModel
import TestHarness

struct ResultTable {
    private let results: [PhaseResult]

    init(_ results: [PhaseResult]) { self.results = results }

    /// Requests a second of the bare route, to which the others are compared.
    private var bareRate: Double { results.first { $0.name == "bare route" }?.report.requestsPerSecond ?? 0 }

    var text: String {
        let header = [
            "PHASE", "PER SECOND", "OF BARE", "P50 MS", "P95 MS", "P99 MS", "MAX MS", "CPU µS", "RSS MB",
            "ERRORS", "UNSENT",
        ]
        return textTable([header] + results.map(cells))
    }

    var json: JSON { ["phases": .array(results.map(document))] }

    private func cells(_ result: PhaseResult) -> [String] {
        let latency = result.report.latency
        return [
            result.name, "\(Int(result.report.requestsPerSecond))", "\(share(result))",
            "\(rounded(latency.p50Milliseconds))", "\(rounded(latency.p95Milliseconds))",
            "\(rounded(latency.p99Milliseconds))", "\(rounded(latency.maxMilliseconds))",
            "\(Int(result.cpuMicrosecondsPerRequest))", "\(result.residentBytes >> 20)", "\(result.errorCount)",
            "\(result.report.unsentCount)",
        ]
    }

    private func document(_ result: PhaseResult) -> JSON {
        let latency = result.report.latency
        return [
            "phase": .string(result.name),
            "requests_per_second": .double(rounded(result.report.requestsPerSecond)),
            "share_of_bare_route": .double(share(result)),
            "p50_ms": .double(rounded(latency.p50Milliseconds)),
            "p95_ms": .double(rounded(latency.p95Milliseconds)),
            "p99_ms": .double(rounded(latency.p99Milliseconds)),
            "max_ms": .double(rounded(latency.maxMilliseconds)),
            "cpu_us_per_request": .double(rounded(result.cpuMicrosecondsPerRequest)),
            "resident_bytes": .integer(result.residentBytes),
            "answers": .integer(Int64(result.report.answeredCount)),
            "errors": .integer(Int64(result.errorCount)),
            "unsent": .integer(Int64(result.report.unsentCount)),
        ]
    }

    private func share(_ result: PhaseResult) -> Double {
        bareRate > 0 ? rounded(result.report.requestsPerSecond / bareRate) : 0
    }

    private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
