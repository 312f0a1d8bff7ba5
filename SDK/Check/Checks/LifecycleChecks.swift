// The group `lifecycle`: instances from create to destroy, one and many.

import Glibc
import OrkestaABI

extension Check {
    static let lifecycle = [
        Check(.lifecycle, "life", "create, start, activate, work, drain, deactivate, destroy", crash: .activates) {
            subject,
            report in
            let instance = try FakeInstance.launch(try Library(subject, report))
            try instance.runDay()
            try instance.end()
            watchForStragglers()
        },
        Check(.lifecycle, "endings", "destroy works in every state", crash: .destroys) { subject, report in
            try checkEndings(subject, report)
        },
        Check(.lifecycle, "repeated", "twenty lives, one after the other", crash: .destroys) { subject, report in
            try checkRepeatedLives(subject, report)
        },
        Check(.lifecycle, "tenants", "fifty instances of two tenants share nothing", crash: .tenantsApart) {
            subject,
            report in try checkTenants(subject, report)
        },
    ]
}

/// Gives threads that outlive their instance time to show themselves.
private func watchForStragglers() { usleep(200_000) }

private func checkEndings(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    var held = Behaviour(circumstances: "its calls unanswered")
    held.timing = .held

    let created = try FakeInstance.create(library, Behaviour(circumstances: "never started"))
    try created.destroy()
    let started = try FakeInstance.create(library, Behaviour(circumstances: "never activated"))
    _ = try started.start()
    try started.destroy()
    let idle = try FakeInstance.launch(library, Behaviour(circumstances: "without any work"))
    try idle.end()

    // Activation is under way, its calls are not answered, and the host goes.
    let activating = try FakeInstance.create(library, held)
    if try activating.start() == ORK_OK { try activating.leaveWhileActivating() }

    // Work is open, nothing is answered, and the host goes.
    let busy = try FakeInstance.launchHolding(library, held)
    for work in Work.day(of: busy) { _ = try busy.give(work) }
    try busy.end()
    watchForStragglers()
}

private func checkRepeatedLives(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    for number in 1...20 {
        let behaviour = Behaviour(circumstances: "life \(number) of 20")
        let instance = try FakeInstance.launch(library, for: number.isMultiple(of: 2) ? .first : .second, behaviour)
        if let work = Work.day(of: instance).first { try instance.run(work) }
        try instance.end()
    }
    report.step("dlopen and the entry, again", .scanIsPure)
    if try Library.open(subject.path, report) != library.entry {
        report.find(.scanIsPure, "the entry returned another pointer when the library was opened again")
    }
}

/// First one tenant between two lives of the other, then both interleaved.
private func checkTenants(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    let alone = try [dayOf(.second, library, report), dayOf(.second, library, report)]
    let other = try dayOf(.first, library, report)
    let after = try dayOf(.second, library, report)
    lookForMarks(of: .second, in: other, report)
    lookForMarks(of: .first, in: after, report)
    // A plugin that differs by itself is the group agent's finding.
    if alone[0] == alone[1], let pair = zip(alone[1], after).first(where: { $0 != $1 }) {
        report.find(.tenantsApart, "after another tenant's work \(pair.0) became \(pair.1)")
    }
    let crowd = try (0..<50).map { index in
        let behaviour = Behaviour(circumstances: "instance \(index + 1) of 50")
        return try FakeInstance.launch(library, for: index.isMultiple(of: 2) ? .first : .second, behaviour)
    }
    for round in 0..<2 {
        for instance in crowd {
            let day = Work.day(of: instance)
            if round < day.count { try instance.run(day[round]) }
        }
    }
    for instance in crowd {
        lookForMarks(of: instance.tenant == .first ? .second : .first, in: instance.transcript, report)
        try instance.end()
    }
}

private func dayOf(_ tenant: Tenant, _ library: Library, _ report: CheckReport) throws -> [String] {
    let instance = try FakeInstance.launch(library, for: tenant, Behaviour(circumstances: "for \(tenant.id)"))
    try instance.runDay()
    try instance.end()
    return instance.transcript
}

private func lookForMarks(of stranger: Tenant, in transcript: [String], _ report: CheckReport) {
    for line in transcript {
        guard let mark = stranger.marks.first(where: line.contains) else { continue }
        report.find(.tenantsApart, "\"\(mark)\" of another tenant stands in: \(line.prefix(200))")
    }
}

extension FakeInstance {
    /// Launches an instance whose calls are answered until it is active, and then
    /// held back.
    static func launchHolding(
        _ library: Library,
        _ behaviour: Behaviour
    ) throws -> FakeInstance {
        let instance = try create(library, behaviour)
        guard try instance.start() == ORK_OK else { throw Skip(reason: "start fails: see lifecycle.life") }
        instance.withState { $0.answersAreHeld = false }
        let status = try instance.activate()
        instance.withState { $0.answersAreHeld = true }
        guard status == ORK_OK else { throw Skip(reason: "activate fails: see lifecycle.life") }
        return instance
    }

    /// Asks to activate, answers nothing, and ends the instance.
    fileprivate func leaveWhileActivating() throws {
        moveOn(to: .activating)
        let op = giveOperation("activate", .activates)
        let returned = try onLane("activate", .activates) { instance in
            let table = instance.tables.instance
            return table.activate?(table.impl, op) ?? ORK_E_UNSUPPORTED
        }
        if returned != ORK_OK { refuse(op, returned) }
        cancelOpenCalls()
        wait(Self.patience) { state in state.operations[op]?.status != nil }
        try destroy()
    }
}
