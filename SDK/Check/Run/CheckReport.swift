// What a check's own process tells the one that started it: lines of JSON on a
// file descriptor of their own, written at once, so that they outlive a crash.
//
//   {"step": "...", "rule": "..."}     what is being done, and which rule a crash breaks
//   {"finding": "...", "rule": "..."}  a broken rule
//   {"fault": "ended", "label": "..."} from a signal handler: see OrkestaProbes.h
//   {"call": "openat"}                 likewise
//   {"record": "..."}                  what must be equal in two processes
//   {"end": "passed"}                  or {"end": "skipped", "reason": "..."}

import Glibc
import OrkestaModel
import OrkestaProbes
import Synchronization

/// The report of the check that this process is. Any thread.
final class CheckReport: Sendable {
    /// Rules that were reported with what was seen: once each is enough.
    private let reported = Mutex<Set<String>>([])

    private init() {}

    /// The only one of this process: the tables that a plugin calls need it.
    static let shared = CheckReport()

    /// Runs the check and ends the process.
    static func run(_ check: Check, _ subject: Subject) -> Never {
        probe_watch_faults()
        FakeHost.shared.seed(subject.seed)
        do {
            try check.run(subject, shared)
            shared.write(["end": "passed"])
        } catch let skip as Skip {
            shared.write(["end": "skipped", "reason": .string(skip.reason)])
        } catch is Stop {
            shared.write(["end": "passed"])
        } catch {
            shared.write(["end": "skipped", "reason": .string("\(error)")])
        }
        // Without running the destructors of a library that may still have threads.
        _exit(0)
    }

    /// Says what comes next. A crash, an exit or a hang from here on breaks `rule`.
    /// Nil: the check's own.
    func step(_ what: String, _ rule: Rule?) {
        write(["step": .string(what), "rule": JSON(rule?.id)])
    }

    func find(_ rule: Rule, _ seen: String) {
        let isNew = reported.withLock { $0.insert(rule.id).inserted }
        if isNew { write(["finding": .string(seen), "rule": .string(rule.id)]) }
    }

    /// Whether the rule was found broken in this process.
    func hasFound(_ rule: Rule) -> Bool { reported.withLock { $0.contains(rule.id) } }

    /// What two processes of this check must agree on.
    func record(_ text: String) { write(["record": .string(text)]) }

    private func write(_ line: JSON) {
        let bytes = line.utf8 + [UInt8(ascii: "\n")]
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(PROBE_REPORT, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            // Nobody listens any more: nothing is left to be done here.
            guard count > 0 else { _exit(1) }
            offset += count
        }
    }
}
