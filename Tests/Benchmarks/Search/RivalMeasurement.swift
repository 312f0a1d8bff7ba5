// Runs the other engines (rivals.py) on the same workloads and judges their
// answers as ours are judged.

import CatalogEngine
import FoundationEssentials
import Glibc
import OrkestaModel
import SearchQuality
import TestHarness

enum RivalMeasurement {
    private static let timeoutMilliseconds: Int64 = 45 * 60 * 1_000

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static func measure(_ workloads: [SearchWorkload]) async throws -> [SearchMeasurement] {
        let folder = try TemporaryFolder(prefix: "orkesta-search")
        for (number, workload) in workloads.enumerated() {
            try write(workload.documents.map(line), to: folder.file("\(number)-documents.jsonl"))
            try write(workload.queries.map { .string($0.text) }, to: folder.file("\(number)-queries.jsonl"))
        }
        let process = try ChildProcess(
            "/usr/bin/env",
            ["python3", script, folder.path],
            environment: inheritedEnvironment(),
            streams: .init(input: STDIN_FILENO, output: STDERR_FILENO, error: STDERR_FILENO)
        )
        guard await process.waitForEnd(milliseconds: timeoutMilliseconds) == .exited(0) else {
            throw Failure(description: "\(script) failed: see above; --alone leaves the other engines out")
        }
        let results = try JSON(
            parsing: String(decoding: try Data(contentsOf: URL(filePath: folder.file("results.json"))), as: UTF8.self)
        )
        return (results.arrayValue ?? []).compactMap { measurement($0, workloads) }
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "rivals.py").path

    private static func line(_ document: SearchDocument) -> JSON {
        // Whatever our engine files a product under, the others get as one text.
        let parts = [document.name, document.category ?? ""] + document.aliases + document.tags
        return ["sku": .string(document.sku), "text": .string(parts.filter { !$0.isEmpty }.joined(separator: " "))]
    }

    private static func write(_ lines: [JSON], to path: String) throws {
        try Data(lines.map(\.description).joined(separator: "\n").utf8).write(to: URL(filePath: path))
    }

    /// `{"workload": number, "engine", "load_ms", "nanoseconds": […], "answers": [[SKU…]…]}`.
    private static func measurement(_ result: JSON, _ workloads: [SearchWorkload]) -> SearchMeasurement? {
        guard let number = result["workload"]?.integerValue, workloads.indices.contains(Int(number)),
            let engine = result["engine"]?.stringValue, let answers = result["answers"]?.arrayValue
        else { return nil }
        let workload = workloads[Int(number)]
        var figures = QualityFigures()
        for (query, answer) in zip(workload.queries, answers) {
            figures.count(answer.arrayValue?.compactMap(\.stringValue) ?? [], of: query)
        }
        var latency = LatencyHistogram()
        for time in result["nanoseconds"]?.arrayValue ?? [] { latency.record(nanoseconds: time.integerValue ?? 0) }
        return SearchMeasurement(
            workload: workload.name,
            engine: engine,
            figures: figures,
            latency: latency,
            loadMilliseconds: result["load_ms"]?.doubleValue ?? 0
        )
    }
}
