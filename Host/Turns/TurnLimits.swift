// The bounds of one engine: the house's, unless a test needs shorter ones.

import HostCore
public import HostInbox

/// What bounds turns. Milliseconds.
public struct TurnLimits: Sendable {
    /// For all agents of a turn together; their launch does not count.
    public var deadlineMilliseconds = Limits.turnDeadlineMilliseconds
    /// How long a turn waits for an agent that changes over.
    public var changeOverMilliseconds = Limits.turnDeadlineMilliseconds
    public var changeOverPauseMilliseconds: Int64 = 50
    public var inFlightMax = Limits.turnsInFlightMax
    public var heldMax = Limits.turnsHeldMax
    public var handOffsMax = Limits.handOffsPerTurnMax
    public var attemptsMax = Limits.turnAttemptsMax
    public var pollMilliseconds = Limits.pollIntervalMilliseconds
    public var drainMilliseconds: Int64 = 10_000
    /// Between attempts after a failure of the database.
    public var retry = RetryPolicy(firstMilliseconds: 200, longestMilliseconds: 5_000)
    /// How long a turn runs before the customer sees that an answer is being written.
    public var typingAfterMilliseconds = Limits.typingAfterMilliseconds
    /// How often deadlines and waits are looked at.
    public var sweepMilliseconds: Int64 = 25
    /// How long whoever asks for an answer waits for it.
    public var waitMilliseconds = Limits.turnWaitMilliseconds

    public init() {}
}
