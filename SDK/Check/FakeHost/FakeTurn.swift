// A turn that the fake host gave to an agent.

import OrkestaABI

/// A turn, open or over; kept, so that what comes too late is recognized.
struct FakeTurn: Sendable {
    /// The tenant's time in every turn: 2026-09-21T14:13:20Z.
    static let now: Int64 = 1_790_000_000_000

    /// How the plugin finished it; nil while it has not.
    var status: ork_status?
    /// The plugin refused it: it must not finish it.
    var isRefused = false
    var isCancelled = false
    /// Another agent's, lent for the length of a tool's call.
    var isLent = false

    var isOpen: Bool { status == nil && !isRefused }
}

extension FakeInstance {
    /// Throws after a finding when the turn is not open.
    func checkTurn(_ turn: ork_turn, _ function: String) throws(Refused) {
        guard let found = withState({ $0.turns[turn] }) else {
            report.find(.ownHandles, "\(function) was called with a turn that was never given to this instance")
            throw Refused(status: ORK_E_STALE)
        }
        guard !found.isOpen else { return }
        if found.isLent {
            report.find(.lentTurns, "\(function) was called for a lent turn after the tool's call was answered")
        } else if found.isRefused {
            report.find(.refusedIsOver, "\(function) was called for a turn that the plugin had refused")
        } else {
            report.find(.finishOnce, "\(function) was called for a turn that was finished before")
        }
        throw Refused(status: ORK_E_STALE)
    }

    func cancelTurn(_ turn: ork_turn) throws {
        withState { $0.turns[turn]?.isCancelled = true }
        try onLane("cancel_turn", .cancels) { instance in
            let tables = instance.tables
            tables.agent?.cancel_turn?(tables.instance.impl, turn)
        }
    }
}
