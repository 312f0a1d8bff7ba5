// The machine's monotonic clock. Silence on a connection is measured in real
// time, whatever time a tenant lives in.

import Glibc

/// Milliseconds since some moment in the past; never goes back.
func monotonicMilliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
}
