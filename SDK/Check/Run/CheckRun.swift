// A run of all checks on one library: a few processes at a time, their reports
// gathered as they come.

import Glibc

/// Runs a plan.
struct CheckRun {
    private let plan: Plan
    private let progress: Progress?

    /// - Throws: ``CannotCheck`` when the file is not there or is no library.
    init(_ plan: Plan, progress: Progress?) throws(CannotCheck) {
        guard access(plan.path, R_OK) == 0 else {
            throw CannotCheck(reason: "\(plan.path): \(reasonOfLastError())")
        }
        guard ElfFile.isElf(plan.path) else { throw CannotCheck(reason: "\(plan.path) is no 64-bit ELF library") }
        self.plan = plan
        self.progress = progress
    }

    /// Runs the checks. When the library cannot be loaded, what needs it is skipped.
    func run() throws(CannotCheck) -> RunResult {
        let started = monotonicMilliseconds()
        let chosen = Check.all.filter { check in plan.only.isEmpty || plan.only.contains { check.isNamed($0) } }
        let (first, rest) = (chosen.filter { $0.group == .binary }, chosen.filter { $0.group != .binary })
        var results = try run(first)
        let isLoadable = !results.contains { $0.findings.contains { $0.rule == .resolvesAtOnce } }
        results +=
            isLoadable
            ? try run(rest)
            : rest.map {
                CheckResult(check: $0, outcome: .skipped("it cannot be loaded"), findings: [], milliseconds: 0)
            }
        progress?.clear()
        return RunResult(
            path: plan.path,
            seed: plan.seed,
            results: results,
            milliseconds: monotonicMilliseconds() - started
        )
    }

    private func run(_ checks: [Check]) throws(CannotCheck) -> [CheckResult] {
        let subject = Subject(path: plan.path, seed: plan.seed)
        var waiting = checks.flatMap { check in Array(repeating: check, count: check.isRunTwice ? 2 : 1) }
        let count = waiting.count
        var running: [CheckProcess] = []
        var ended: [CheckReading] = []
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < processesMax, !waiting.isEmpty {
                running.append(
                    try CheckProcess(waiting.removeFirst(), subject, timeoutSeconds: plan.timeoutSeconds)
                )
            }
            progress?.show(ended.count, of: count, running: running.map(\.check.name))
            ended += gather(&running)
        }
        return checks.map { check in CheckResult(check, ended.filter { $0.check.name == check.name }) }
    }

    /// Waits until something happens; takes out of `running` what has ended.
    private func gather(_ running: inout [CheckProcess]) -> [CheckReading] {
        var descriptors = running.map { pollfd(fd: $0.report, events: Int16(POLLIN), revents: 0) }
        poll(&descriptors, nfds_t(descriptors.count), 50)
        var ended: [CheckReading] = []
        for (process, descriptor) in zip(running, descriptors) {
            let isOpen = descriptor.revents == 0 || process.read()
            let timedOut = monotonicMilliseconds() > process.deadline
            guard !isOpen || timedOut else { continue }
            ended.append(CheckReading(process, process.end(timedOut: isOpen && timedOut)))
        }
        running.removeAll { process in ended.contains { $0.isOf(process) } }
        return ended
    }
}

/// As many as there are cores, up to four: more would spoil the timings.
private let processesMax = max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
