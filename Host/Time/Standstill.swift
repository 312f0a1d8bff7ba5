// A machine may stand still for a while: a paused virtual machine, or one whose host has no
// time for it. What was under way meanwhile had none of that time, so no limit on it is over.

import HostCore

/// For whoever looks many times a second at what takes too long. A value: time is passed in.
public struct Standstill: Sendable {
    private let graceMilliseconds: Int64
    private var lookedAt: Int64?
    private var fairFrom = Int64.min
    /// So that a machine that stutters on and on still sees limits kept.
    private var hasJudged = true

    /// After a standstill everything has `graceMilliseconds` once more.
    public init(graceMilliseconds: Int64) { self.graceMilliseconds = graceMilliseconds }

    /// To be asked at each look, in milliseconds of the monotonic clock: whether what seems to
    /// take too long at `now` does. False when too much has passed since the last look, and for
    /// the time of grace after it.
    public mutating func mayJudge(at now: Int64) -> Bool {
        if let lookedAt, now - lookedAt > Limits.standstillMilliseconds, hasJudged {
            fairFrom = now + graceMilliseconds
            hasJudged = false
        }
        lookedAt = now
        guard now >= fairFrom else { return false }
        hasJudged = true
        return true
    }
}
