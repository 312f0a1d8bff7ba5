// An outside service in a process of its own, as a host or a benchmark finds one.

import CLinux
import Glibc

/// `orkesta emulate SERVICE` on a free port, killed when the last reference goes, and
/// by its watchdog when the test run ends before.
public final class EmulatedProvider: Sendable {
    /// `http://127.0.0.1:PORT`.
    public let url: String
    /// Every address that it named, its own first: `smtp://…` of mail servers, say.
    public let addresses: [String]
    private let process: ChildProcess
    private let watchdog: Watchdog

    /// Why it did not start.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// Starts it with further arguments, on one core alone if one is named, and
    /// waits until it listens. `service` is the word after `orkesta emulate`.
    public init(
        _ arguments: [String] = [],
        of service: String = "llm",
        executable: String = BuildFolder.orkesta,
        core: Int? = nil
    ) throws {
        let command = [executable, "emulate", service, "--port", "0"] + arguments
        let pinned = core.map { ["/usr/bin/taskset", "--cpu-list", "\($0)"] + command } ?? command
        var ends: [Int32] = [0, 0]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw SystemCallError(call: "pipe2", code: errno) }
        defer { close(ends[0]) }
        do {
            defer { close(ends[1]) }
            process = try ChildProcess(
                pinned[0],
                Array(pinned.dropFirst()),
                environment: inheritedEnvironment(),
                streams: ChildProcess.Streams(input: STDIN_FILENO, output: ends[1], error: STDERR_FILENO)
            )
        }
        watchdog = try Watchdog(killing: process.pid, removing: [])
        // Its first line says where it listens.
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        addresses = String(decoding: line, as: UTF8.self).split { " ,".contains($0) }
            .filter { $0.contains("://") }
            .map { String($0.hasSuffix("/") ? $0.dropLast() : $0) }
        guard let url = addresses.first(where: { $0.hasPrefix("http://") }) else {
            throw Failure(description: "the emulator did not say where it listens")
        }
        self.url = url
    }
}
