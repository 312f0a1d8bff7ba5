// Kills a host whose test run died before it could: a small shell waits for
// the end of a pipe that only the test run holds open.

import CLinux
import Glibc

/// Bound to one process for as long as it exists.
//
// PR_SET_PDEATHSIG would not do: it fires at the end of the thread that
// spawned, and threads of the Swift runtime's pool come and go.
final class Watchdog: Sendable {
    private let shell: ChildProcess
    private let writeEnd: Int32

    /// The folders are removed too when the test run dies. `signal` is for a
    /// process that has children of its own to end.
    init(killing pid: pid_t, with signal: Int32 = SIGKILL, removing folders: [String]) throws(SystemCallError) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw SystemCallError(call: "pipe2", code: errno) }
        defer { close(ends[0]) }
        writeEnd = ends[1]
        let script = #"read line; kill "-$1" "$2"; shift 2; if [ "$#" -gt 0 ]; then sleep 0.2; rm -rf -- "$@"; fi"#
        do {
            shell = try ChildProcess(
                "/bin/sh",
                ["-c", script, "watchdog", String(signal), String(pid)] + folders,
                environment: ["PATH": "/usr/bin:/bin"],
                streams: .init(input: ends[0], output: STDERR_FILENO, error: STDERR_FILENO)
            )
        } catch {
            close(ends[1])
            throw error
        }
    }

    /// Killed before its pipe closes, so that it does not bite.
    deinit {
        shell.signal(SIGKILL)
        while shell.endingIfAny == nil { usleep(500) }
        close(writeEnd)
    }
}
