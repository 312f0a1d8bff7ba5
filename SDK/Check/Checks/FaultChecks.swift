// The groups `faults` and `secrets`: every function that the plugin uses fails in
// every way, and what it says about it is read.

import OrkestaABI

extension Check {
    static let faults = [
        Check(.faults, "refusals", "every service call may be refused", crash: .failuresAreAnswered) {
            subject,
            report in try failEverything(subject, report, isAsynchronous: false)
        },
        Check(.faults, "failures", "every service call may fail later", crash: .failuresAreAnswered) {
            subject,
            report in try failEverything(subject, report, isAsynchronous: true)
        },
        Check(.faults, "unknown-outcome", "what may have happened is not repeated", crash: .neverRetriesBlindly) {
            subject,
            report in try checkUnknownOutcomes(subject, report)
        },
    ]

    static let secrets = [
        Check(.secrets, "log", "neither secrets nor persons nor messages in the log", crash: .failuresAreAnswered) {
            subject,
            report in
            let library = try Library(subject, report)
            let instance = try FakeInstance.launch(library)
            try instance.runDay()
            try instance.end()
            for use in try findUses(library) {
                try live(library, use, ORK_E_INTERNAL, isAsynchronous: true, report)
            }
        }
    ]
}

/// A function that the plugin calls, and the first work in which it does; nil: while
/// it is activated.
private struct Use {
    let function: String
    let work: Work?
    /// What the host kept before that work.
    let store: FakeStore
}

/// Which functions this plugin uses, found by living through a day.
private func findUses(_ library: Library) throws -> [Use] {
    let instance = try FakeInstance.launch(library, Behaviour(circumstances: "looking which services it uses"))
    var uses = instance.called.keys.map { Use(function: $0, work: nil, store: FakeStore()) }
    try instance.liveDay { work in
        let (before, store) = (instance.called, instance.withState { $0.store })
        try instance.run(work)
        // One that was called while it was activated is of interest in work, too.
        for (function, count) in instance.called where count != before[function] {
            guard !uses.contains(where: { $0.function == function && $0.work != nil }) else { continue }
            uses.append(Use(function: function, work: work, store: store))
        }
    }
    try instance.end()
    return uses.sorted { $0.function < $1.function }
}

/// Functions that end work: nobody can end it better after they failed.
private let endings: Set = ["turn.finish", "channel.respond", "channel.complete"]

private func failEverything(_ subject: Subject, _ report: CheckReport, isAsynchronous: Bool) throws {
    let library = try Library(subject, report)
    let unknownStatus: ork_status = -4711
    for use in try findUses(library) where !endings.contains(use.function) {
        for status in StatusName.failures + [unknownStatus] {
            try live(library, use, status, isAsynchronous: isAsynchronous, report)
        }
    }
}

/// One life in which one function always fails. It begins with what was kept when
/// the function was used, as after a restart of the host.
private func live(
    _ library: Library,
    _ use: Use,
    _ status: ork_status,
    isAsynchronous: Bool,
    _ report: CheckReport
) throws {
    let behaviour = Behaviour(
        fault: Behaviour.Fault(function: use.function, status: status, isAsynchronous: isAsynchronous),
        circumstances: "\(use.function) \(isAsynchronous ? "ends with" : "returns") \(StatusName(status))",
        crashRule: StatusName.failures.contains(status) ? .failuresAreAnswered : .unknownStatus
    )
    let instance = try FakeInstance.create(library, behaviour, use.store)
    // It may well not come up without the function; that it says so is enough.
    guard try instance.start() == ORK_OK, try instance.activate() == ORK_OK else { return try instance.destroy() }
    if let work = use.work {
        let ticket = try instance.give(work)
        if ticket.returned == ORK_OK, !instance.wait(FakeInstance.patience, until: { !$0.hasOpenWork }) {
            report.find(.failuresAreAnswered, "\(work.what) was not ended when \(behaviour.circumstances)")
            throw Stop()
        }
    }
    try instance.end()
}

/// Each write in turn ends in an unknown outcome, for a whole day.
private func checkUnknownOutcomes(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    let observed = try FakeInstance.launch(library, Behaviour(circumstances: "looking what it writes"))
    try observed.runDay()
    try observed.end()
    for function in observed.writes.sorted() {
        let behaviour = Behaviour(
            fault: Behaviour.Fault(function: function, status: ORK_E_UNKNOWN_OUTCOME, isAsynchronous: true),
            circumstances: "\(function) ends with \(StatusName(ORK_E_UNKNOWN_OUTCOME))",
            crashRule: .neverRetriesBlindly
        )
        let instance = try FakeInstance.create(library, behaviour)
        guard try instance.start() == ORK_OK, try instance.activate() == ORK_OK else {
            try instance.destroy()
            continue
        }
        try instance.liveDay { work in
            let ticket = try instance.give(work)
            if ticket.returned == ORK_OK { instance.wait(FakeInstance.patience, until: { !$0.hasOpenWork }) }
            // What the next turn writes is no retry of this one.
            instance.withState { $0.unknownOutcomes = [] }
        }
        try instance.end()
    }
}
