// One phase of the benchmark: a load on the host, with what it cost the host.

import FoundationEssentials
import Glibc
import TestHarness

struct Phase {
    let name: String
    let isMeasured: Bool
    private let plan: LoadPlan

    init(_ name: String, isMeasured: Bool = true, _ plan: LoadPlan) {
        self.name = name
        self.isMeasured = isMeasured
        self.plan = plan
    }

    func run(on host: HostProcess) async throws -> PhaseResult {
        let pid = host.pid ?? 0
        let before = ProcessUsage(pid)
        let report = try await LoadGenerator.run(plan)
        let after = ProcessUsage(pid)
        return PhaseResult(
            name: name,
            report: report,
            cpuSeconds: after.cpuSeconds - before.cpuSeconds,
            residentBytes: after.residentBytes
        )
    }
}

struct PhaseResult {
    let name: String
    let report: LoadReport
    /// Processor time of the host, user and system, during the phase.
    let cpuSeconds: Double
    /// The host's resident memory at the end of the phase.
    let residentBytes: Int64

    var cpuMicrosecondsPerRequest: Double {
        report.answeredCount == 0 ? 0 : cpuSeconds * 1e6 / Double(report.answeredCount)
    }

    /// Requests that were made and not answered with 200.
    var errorCount: Int {
        report.answeredCount - (report.statuses[200] ?? 0) + report.failureCount + report.unansweredCount
            + report.connectFailureCount
    }

    var isClean: Bool { errorCount == 0 && report.answeredCount > 0 }
}

/// What a process has used so far, from /proc.
private struct ProcessUsage {
    var cpuSeconds = 0.0
    var residentBytes: Int64 = 0

    init(_ pid: Int64) {
        let stat = Self.text("/proc/\(pid)/stat")
        // The fields after the name, which stands in parentheses and may hold spaces.
        guard let name = stat.lastIndex(of: ")") else { return }
        let fields = stat[name...].split(separator: " ")
        guard fields.count > 22, let user = Int64(fields[12]), let system = Int64(fields[13]),
            let pages = Int64(fields[22])
        else { return }
        cpuSeconds = Double(user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes = pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
