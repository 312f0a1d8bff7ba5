// Monotonic time of the process, for measuring how long things take. Never for
// decisions that a replay would have to repeat.

#if canImport(Glibc)
import Glibc
#endif

/// Milliseconds since some fixed moment before the process started.
func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
