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
}

private func milliseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
}
