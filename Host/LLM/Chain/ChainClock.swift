// The chain's time: durations and pauses. The day of the budgets is the wall
// clock's; everything else counts from an arbitrary start and never goes back.

public import HostCore
internal import HostTime
public import OrkestaModel

/// Tells the time and waits.
public protocol ChainClock: Clock {
    /// Milliseconds since an arbitrary start; never goes back.
    func monotonicMilliseconds() -> Int64

    /// Waits; ends early, without an error, when the task is cancelled.
    func pause(milliseconds: Int64) async
}

/// The machine's time.
public struct MachineClock: ChainClock {
    public init() {}

    public func now() -> Timestamp { SystemClock().now() }
    public func monotonicMilliseconds() -> Int64 { SystemClock.monotonicMilliseconds() }

    public func pause(milliseconds: Int64) async {
        // Cancelled: the pause ends, which is what was asked for.
        try? await Task.sleep(for: .milliseconds(max(0, milliseconds)))
    }
}
