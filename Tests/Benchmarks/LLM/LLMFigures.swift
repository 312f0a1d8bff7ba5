// What was measured of one way to ask: latency, throughput, memory, threads.

import FoundationEssentials
import OrkestaModel
import TestHarness

/// The figures of one run.
struct LLMFigures {
    static let heads = [
        "way", "upstream ms", "load", "p50 ms", "p99 ms", "requests/s", "MB", "own MB", "before", "threads", "at once",
    ]

    let way: String
    let upstream: Int64
    let load: String
    let latency: LatencyHistogram
    let perSecond: Double
    /// At the peak.
    let process: ProcessFigures
    /// Its own memory when the load began.
    let ownMegabytesBefore: Int
    /// How many asked the provider at the same time, where it was counted.
    var atProvider: Int?

    var cells: [String] {
        [
            way, "\(upstream)", load, rounded(latency.p50Milliseconds), rounded(latency.p99Milliseconds),
            "\(Int(perSecond))", "\(process.residentMegabytes)", "\(process.ownMegabytes)",
            "\(ownMegabytesBefore)", "\(process.threads)", atProvider.map { "\($0)" } ?? "-",
        ]
    }

    var json: JSON {
        [
            "way": .string(way), "upstream_ms": .integer(upstream), "load": .string(load),
            "p50_ms": .double(latency.p50Milliseconds), "p99_ms": .double(latency.p99Milliseconds),
            "requests_per_second": .double(perSecond),
            "resident_mb": .integer(Int64(process.residentMegabytes)),
            "own_mb": .integer(Int64(process.ownMegabytes)), "own_mb_before": .integer(Int64(ownMegabytesBefore)),
            "threads": .integer(Int64(process.threads)), "at_provider": JSON(atProvider.map(Int64.init)),
        ]
    }

    private func rounded(_ milliseconds: Double) -> String {
        "\((milliseconds * 100).rounded() / 100)"
    }
}

/// What a process holds.
struct ProcessFigures {
    private(set) var residentMegabytes: Int
    /// Without the pages of the program and its libraries, which the system may drop.
    private(set) var ownMegabytes: Int
    private(set) var threads: Int

    /// Of this process, or another one, now.
    init(of pid: Int64? = nil) {
        let name = pid.map { "\($0)" } ?? "self"
        let status = (try? String(contentsOfFile: "/proc/\(name)/status", encoding: .utf8)) ?? ""
        func figure(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix("\(name):") } ?? ""
            return line.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
        }
        residentMegabytes = figure("VmRSS") / 1_024
        ownMegabytes = figure("RssAnon") / 1_024
        threads = figure("Threads")
    }

    /// The most of it until then; `look` looks as often.
    static func peak(
        of pid: Int64? = nil,
        until isOver: @escaping @Sendable () -> Bool,
        look: () -> Void = {}
    ) async -> ProcessFigures {
        var peak = ProcessFigures(of: pid)
        while !isOver(), !Task.isCancelled {
            let now = ProcessFigures(of: pid)
            peak.residentMegabytes = max(peak.residentMegabytes, now.residentMegabytes)
            peak.ownMegabytes = max(peak.ownMegabytes, now.ownMegabytes)
            peak.threads = max(peak.threads, now.threads)
            look()
            try? await Task.sleep(for: .milliseconds(100))
        }
        return peak
    }
}
