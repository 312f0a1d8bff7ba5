// One phase of the benchmark: a load on the host, with what it cost the host.

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
