// The machine's clocks, for waits and for the distance to the server's clock:
// the only place where this driver reads them.

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

enum MonotonicClock {
    /// Milliseconds since an arbitrary start; never goes back.
    static func milliseconds() -> Int64 { milliseconds(of: CLOCK_MONOTONIC) }

    /// Milliseconds since the epoch, as this machine has it.
    static func machineTime() -> Int64 { milliseconds(of: CLOCK_REALTIME) }

    private static func milliseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000 &+ Int64(time.tv_nsec) / 1_000_000
    }
}
