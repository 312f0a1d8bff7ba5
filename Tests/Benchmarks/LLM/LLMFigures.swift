// What was measured of one way to ask: latency, throughput, memory, threads.

import FoundationEssentials
import OrkestaModel
import TestHarness

/// The figures of one run.
struct LLMFigures {
    static let heads = ["way", "upstream ms", "load", "p50 ms", "p99 ms", "requests/s", "MB", "own MB", "threads"]

    let way: String
    let upstream: Int64
    let load: String
    let latency: LatencyHistogram
    let perSecond: Double
    let process: ProcessFigures

    var cells: [String] {
        [
            way, "\(upstream)", load, rounded(latency.p50Milliseconds), rounded(latency.p99Milliseconds),
            "\(Int(perSecond))", "\(process.residentMegabytes)", "\(process.ownMegabytes)",
            "\(process.threads)",
        ]
    }

    var json: JSON {
        [
            "way": .string(way), "upstream_ms": .integer(upstream), "load": .string(load),
            "p50_ms": .double(latency.p50Milliseconds), "p99_ms": .double(latency.p99Milliseconds),
            "requests_per_second": .double(perSecond),
            "resident_mb": .integer(Int64(process.residentMegabytes)),
            "own_mb": .integer(Int64(process.ownMegabytes)), "threads": .integer(Int64(process.threads)),
        ]
    }

    private func rounded(_ milliseconds: Double) -> String {
        "\((milliseconds * 100).rounded() / 100)"
    }
}

/// What this process holds.
struct ProcessFigures {
    private(set) var residentMegabytes: Int
    /// Without the pages of the program and its libraries, which the system may drop.
    private(set) var ownMegabytes: Int
    private(set) var threads: Int

    /// Now.
    init() {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        func figure(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix("\(name):") } ?? ""
            return line.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
        }
        residentMegabytes = figure("VmRSS") / 1_024
        ownMegabytes = figure("RssAnon") / 1_024
        threads = figure("Threads")
    }

    /// The most of it until then.
    static func peak(until isOver: @escaping @Sendable () -> Bool) async -> ProcessFigures {
        var peak = ProcessFigures()
        while !isOver(), !Task.isCancelled {
            let now = ProcessFigures()
            peak.residentMegabytes = max(peak.residentMegabytes, now.residentMegabytes)
            peak.ownMegabytes = max(peak.ownMegabytes, now.ownMegabytes)
            peak.threads = max(peak.threads, now.threads)
            try? await Task.sleep(for: .milliseconds(100))
        }
        return peak
    }
}
