// The group `async`: every turn and operation is answered exactly once, whenever
// completions come, and whatever is cancelled.

import OrkestaABI

extension Check {
    static let async = [
        Check(.async, "answers", "every turn and operation is answered exactly once", crash: .finishes) {
            subject,
            report in
            let instance = try FakeInstance.launch(try Library(subject, report))
            for _ in 1...2 { try instance.liveDay { try instance.runAndExpectEventsRead($0, report) } }
            try instance.end()
        },
        Check(.async, "order", "late and reordered completions, work interleaved", crash: .failuresAreAnswered) {
            subject,
            report in
            let library = try Library(subject, report)
            try interleave(library, Behaviour(timing: .late(15), circumstances: "answers are late"), report)
            try interleave(library, Behaviour(timing: .reversed, circumstances: "answers are reordered"), report)
        },
        Check(.async, "cancel", "turns are cancelled at once, under way, and after their end", crash: .cancels) {
            subject,
            report in try checkCancelling(subject, report)
        },
        Check(.async, "drain", "draining ends in time, with work under way", crash: .drains) { subject, report in
            let library = try Library(subject, report)
            let behaviour = Behaviour(timing: .late(30), circumstances: "drained under way")
            let instance = try FakeInstance.launch(library, behaviour)
            let tickets = try Work.day(of: instance).prefix(4).map { try instance.give($0) }
            try instance.drain()
            for ticket in tickets { try instance.settle(ticket) }
            try instance.end()
        },
    ]
}

/// All work at once, as from many conversations.
private func interleave(_ library: Library, _ behaviour: Behaviour, _ report: CheckReport) throws {
    let instance = try FakeInstance.launch(library, behaviour)
    let tickets = try Work.day(of: instance).map { try instance.give($0) }
    for ticket in tickets { try instance.settle(ticket) }
    try instance.end()
}

private func checkCancelling(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    guard library.manifest.interfaces.contains(ORK_AGENT_1) else { throw Skip(reason: "it is no agent") }
    let messages = Work.conversation(.first).map { Work.message($0) }

    let hasty = try FakeInstance.launch(library, Behaviour(circumstances: "cancelled at once"))
    // A turn that never ends by itself is another check's finding.
    for message in messages { try hasty.run(message) }
    for message in messages { try hasty.expectEnd(of: try hasty.give(message, cancelAtOnce: true)) }
    try hasty.end()

    let held = Behaviour(timing: .held, circumstances: "cancelled under way")
    let waiting = try FakeInstance.launchHolding(library, held)
    for message in messages {
        let ticket = try waiting.give(message)
        guard waiting.status(of: ticket) == nil else { continue }
        try waiting.cancelTurn(ticket.handle)
        waiting.withState { $0.answersAreHeld = false }
        try waiting.expectEnd(of: ticket)
        waiting.withState { $0.answersAreHeld = true }
    }
    try waiting.end()

    let late = try FakeInstance.launch(library, Behaviour(circumstances: "cancelled after its end"))
    for message in messages.prefix(2) {
        let ticket = try late.run(message)
        if ticket.returned == ORK_OK { try late.cancelTurn(ticket.handle) }
    }
    try late.end()
}

extension FakeInstance {
    /// Runs the work; no service fails here, so an event that fails is one that the
    /// plugin cannot read.
    fileprivate func runAndExpectEventsRead(_ work: Work, _ report: CheckReport) throws {
        let ticket = try run(work)
        guard case .event = work, let status = status(of: ticket), status != ORK_OK, status != ORK_E_UNSUPPORTED else {
            return
        }
        report.find(.eventsAreRead, "\(work.what) ended with \(StatusName(status))")
    }

    /// A cancelled turn is finished soon, in whatever way.
    fileprivate func expectEnd(of ticket: Ticket) throws {
        guard ticket.returned == ORK_OK else { return }
        if !wait(Self.patience, until: { $0.turns[ticket.handle]?.status != nil }) {
            report.find(.cancels, "a turn was not finished \(Self.patience) ms after cancel_turn")
            throw Stop()
        }
    }
}
