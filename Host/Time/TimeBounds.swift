// How much one move of the time machine may let happen: a thing that sets itself anew
// would never end.

import HostCore
import OrkestaModel

/// Counts what a move takes.
struct TimeBounds {
    private var taken = 0
    private var last: DueThing?
    private var repeats = 0
    /// What was taken since this moment, in less than an hour of the tenant's time.
    private var since: Timestamp?
    private var sinceThen = 0

    /// Throws a problem for a thing that comes again and again at its moment, for things
    /// that set each other anew with hardly any time passing, and for a move that is too long.
    mutating func count(_ thing: DueThing, of kind: String, at moment: Timestamp) throws(Problem) {
        taken += 1
        repeats = thing == last ? repeats + 1 : 0
        last = thing
        if let since, moment < since.advanced(bySeconds: 3_600) {
            sinceThen += 1
        } else {
            (since, sinceThen) = (moment, 1)
        }
        guard repeats < Limits.timeRepeatsMax, sinceThen < Limits.timeStepsPerHourMax else {
            throw stuck(kind, thing)
        }
        guard taken < Limits.timeStepsMax else { throw endless(taken) }
    }
}

private func stuck(_ kind: String, _ thing: DueThing) -> Problem {
    Problem(
        .internal,
        "the \(kind) \(thing.name), due at \(thing.due), does not come to an end",
        field: "now",
        remedy: "Look at the host's log, then move the clock again."
    )
}

private func endless(_ steps: Int) -> Problem {
    Problem(
        .conflict,
        "\(steps) things happened and more are due",
        field: "now",
        remedy: "Move the clock in shorter steps, and look for a timer that sets itself anew."
    )
}
