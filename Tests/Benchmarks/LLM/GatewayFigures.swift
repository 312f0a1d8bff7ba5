// What was measured of one way to a provider, and how it stands to litellm.

import OrkestaModel
import TestHarness

struct GatewayFigures {
    private static let heads = [
        "WAY", "PROVIDER", "AT ONCE", "P50 MS", "P99 MS", "PER SECOND", "× LITELLM", "MB", "ERRORS", "UNSENT",
    ]

    let way: String
    let provider: String
    let concurrency: Int
    let report: LoadReport
    let usage: ProcessUsage?

    init(_ way: String, _ provider: String, _ concurrency: Int, _ report: LoadReport, _ usage: ProcessUsage?) {
        self.way = way
        self.provider = provider
        self.concurrency = concurrency
        self.report = report
        self.usage = usage
    }

    static func table(_ rows: [GatewayFigures]) -> String { textTable([heads] + rows.map { $0.cells(among: rows) }) }

    private func cells(among rows: [GatewayFigures]) -> [String] {
        let rival = rows.first { $0.way == "litellm" && $0.provider == provider && $0.concurrency == concurrency }
        let ratio = rival.map { answersPerSecond / max($0.answersPerSecond, 0.01) }
        return [
            way, provider, "\(concurrency)", "\(rounded(report.latency.p50Milliseconds))",
            "\(rounded(report.latency.p99Milliseconds))", "\(Int(answersPerSecond))",
            ratio.map { "\(rounded($0))" } ?? "-", usage.map { "\($0.residentBytes >> 20)" } ?? "-", "\(errorCount)",
            "\(report.unsentCount)",
        ]
    }

    var json: JSON {
        [
            "way": .string(way), "provider": .string(provider), "concurrency": .integer(Int64(concurrency)),
            "p50_ms": .double(rounded(report.latency.p50Milliseconds)),
            "p99_ms": .double(rounded(report.latency.p99Milliseconds)),
            "answers_per_second": .double(rounded(answersPerSecond)),
            "resident_bytes": JSON(usage?.residentBytes), "errors": .integer(Int64(errorCount)),
            "unsent": .integer(Int64(report.unsentCount)),
        ]
    }

    /// Of those that were answered with 200.
    private var answersPerSecond: Double {
        report.elapsedMilliseconds > 0 ? Double(report.statuses[200] ?? 0) / report.elapsedMilliseconds * 1_000 : 0
    }

    private var errorCount: Int {
        report.answeredCount - (report.statuses[200] ?? 0) + report.failureCount + report.unansweredCount
            + report.connectFailureCount
    }

    private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
