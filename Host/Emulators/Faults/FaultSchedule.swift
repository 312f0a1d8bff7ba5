// Which fault meets the next request of a line.

internal import Synchronization

/// Plans by line, and how far each has come.
final class FaultSchedule<Fault: EmulatedFault>: Sendable {
    private struct Line: Sendable {
        var plan: FaultPlan<Fault>
        var count = 0
    }

    private let lines: Mutex<RecentValues<String, Line>>

    init(_ plans: [String: FaultPlan<Fault>]) {
        var lines = RecentValues<String, Line>(EmulatorLimits.faultLinesMax)
        for (line, plan) in plans { lines[line] = Line(plan: plan) }
        self.lines = Mutex(lines)
    }

    /// Sets the faults of a line, whose requests are counted anew.
    func set(_ plan: FaultPlan<Fault>, for line: String) { lines.withLock { $0[line] = Line(plan: plan) } }

    /// Counts a request; nil: it goes well.
    func next(for line: String) -> Fault? {
        lines.withLock { lines in
            guard var entry = lines[line] else { return nil }
            entry.count += 1
            lines[line] = entry
            return entry.plan.fault(ofRequest: entry.count)
        }
    }
}
