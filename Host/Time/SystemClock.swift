// The machine's clocks: the only place where the pipeline reads them.

public import HostCore
public import OrkestaModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The time of the machine, for real tenants and for leases.
public struct SystemClock: Clock {
    public init() {}

    public func now() -> Timestamp { Timestamp(milliseconds: milliseconds(of: CLOCK_REALTIME)) }

    /// Milliseconds since an arbitrary start, never going back: for durations
    /// and deadlines, not for moments.
    public static func monotonicMilliseconds() -> Int64 { milliseconds(of: CLOCK_MONOTONIC) }

    /// Sleeps at least so long, and on to the next moment that lies a multiple of `grid`
    /// behind a begin common to the process: whoever waits goes on together, and one
    /// interrupt wakes many. Throws when the task is cancelled.
    public static func sleep(microseconds: Int64, toGridOf grid: Int64) async throws {
        let clock = ContinuousClock()
        let (seconds, attoseconds) = (gridBegin.duration(to: clock.now) + .microseconds(microseconds)).components
        let wanted = seconds * 1_000_000 + (attoseconds + 999_999_999_999) / 1_000_000_000_000
        let steps = (wanted + grid - 1) / grid
        try await Task.sleep(until: gridBegin.advanced(by: .microseconds(steps * grid)), clock: clock)
    }

    private static let gridBegin = ContinuousClock.now
}

private func milliseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
}
