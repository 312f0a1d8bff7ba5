// The machine's clocks that the checker measures with. Plugins see other ones.

import Glibc

/// Monotonic milliseconds of the machine.
func monotonicMilliseconds() -> Int64 { nanoseconds(CLOCK_MONOTONIC) / 1_000_000 }

/// Milliseconds that the calling thread has computed since it began.
func computedMilliseconds() -> Int64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) / 1_000_000 }

/// What a thread did with its time: how long it neither ran nor could have run.
struct ThreadTime: Sendable {
    private let wall: Int64
    private let running: Int64
    private let waitingForCore: Int64
    /// How often it let go of its core by itself.
    private let pauses: Int
    /// How often it had to wait for a page of a file.
    private let fileFaults: Int

    /// Of the calling thread, now.
    static func now() -> ThreadTime {
        var usage = rusage()
        getrusage(callingThread, &usage)
        return ThreadTime(
            wall: nanoseconds(CLOCK_MONOTONIC),
            running: nanoseconds(CLOCK_THREAD_CPUTIME_ID),
            waitingForCore: runQueueDelay(),
            pauses: usage.ru_nvcsw,
            fileFaults: usage.ru_majflt
        )
    }

    /// Milliseconds since then that the thread slept or waited for something; what
    /// a busy or paging machine kept it from running is not counted.
    func blockedMilliseconds(until now: ThreadTime) -> Int64 {
        guard now.pauses > pauses, now.fileFaults == fileFaults else { return 0 }
        let blocked = (now.wall - wall) - (now.running - running) - (now.waitingForCore - waitingForCore)
        return max(0, blocked) / 1_000_000
    }

    /// Milliseconds since then that the thread computed.
    func runningMilliseconds(until now: ThreadTime) -> Int64 { (now.running - running) / 1_000_000 }
}

/// RUSAGE_THREAD, which Swift's Glibc module does not show.
private let callingThread: __rusage_who_t = 1

private func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// How long the calling thread was ready and found no core, in nanoseconds; the
/// second figure of Linux's schedstat, 0 where there is none.
private func runQueueDelay() -> Int64 {
    let file = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 96)
    let count = read(file, &buffer, buffer.count)
    let figures = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
    return figures.count > 1 ? Int64(figures[1]) ?? 0 : 0
}
