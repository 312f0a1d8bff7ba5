// The group `agent`: the same inputs give the same outputs, which recording and
// replaying turns depends on.

import Glibc
import OrkestaABI

extension Check {
    static let agent = [
        Check(.agent, "replay", "the same inputs give the same outputs", crash: .repeatable, isRunTwice: true) {
            subject,
            report in try checkReplay(subject, report)
        }
    ]
}

/// A day, and after more than a second, in another time zone, the same day again.
private func checkReplay(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    guard library.manifest.interfaces.contains(ORK_AGENT_1) else { throw Skip(reason: "it is no agent") }
    setenv("TZ", "America/Mexico_City", 1)
    let first = try transcript(library, "the first time")
    setenv("TZ", "Asia/Tokyo", 1)
    tzset()
    usleep(1_100_000)
    let second = try transcript(library, "the second time")
    if let pair = zip(first, second).first(where: { $0 != $1 }) {
        report.find(.repeatable, "the same turn gave once \(pair.0.prefix(300)) and then \(pair.1.prefix(300))")
    } else if first.count != second.count {
        report.find(.repeatable, "the same day took \(first.count) steps, and then \(second.count)")
    }
    // Another process, with other hash seeds, must agree.
    for line in first { report.record(line) }
}

private func transcript(_ library: Library, _ circumstances: String) throws -> [String] {
    let instance = try FakeInstance.launch(library, Behaviour(circumstances: circumstances))
    try instance.runDay()
    try instance.end()
    return instance.transcript
}
