// How long a turn's agents have: their own time, and not the host's that loads
// and starts their plugins.

import HostTime
import Synchronization

/// When a turn has run out of time. Any thread.
public final class TurnDeadline: Sendable {
    private struct State {
        /// Of the monotonic clock; nil before the turn begins.
        var end: Int64?
        /// Since when the clock stands still.
        var pausedAt: Int64?
    }

    private let state = Mutex(State())

    /// A deadline that never passes unless the engine begins it.
    public init() {}

    /// The turn begins at `now`, of the monotonic clock.
    func begin(at now: Int64, milliseconds: Int64) {
        state.withLock { $0.end = now + milliseconds }
    }

    func hasPassed(at now: Int64) -> Bool { left(at: now) <= 0 }

    /// Milliseconds that are left at `now`, of the monotonic clock; `Int64.max` when
    /// there is no end.
    func left(at now: Int64) -> Int64 {
        state.withLock { state in
            guard let end = state.end else { return .max }
            return end - (state.pausedAt ?? now)
        }
    }

    /// Does work whose time is not the turn's. The work has bounds of its own. Once
    /// at a time.
    func standingStill<Value, Failure: Error>(
        during work: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        state.withLock { $0.pausedAt = SystemClock.monotonicMilliseconds() }
        defer {
            let now = SystemClock.monotonicMilliseconds()
            state.withLock { state in
                if let end = state.end, let pausedAt = state.pausedAt { state.end = end + now - pausedAt }
                state.pausedAt = nil
            }
        }
        return try await work()
    }
}
