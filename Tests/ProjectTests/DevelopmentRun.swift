// `orkesta plugin dev` with its standard input held open, as a person holds it, and
// its output in a file or on a terminal.

import CLinux
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization
import TestHarness
import Testing

/// A running session. Ended, and with it everything it started, with the last
/// reference.
final class DevelopmentRun: Sendable {
    private let process: ChildProcess
    /// Nil once it is ended.
    private let input: Mutex<Int32?>
    private let outputFile: String
    private let folder: TemporaryFolder
    /// Output before this was waited for already.
    private let seen = Mutex(0)

    init(
        _ project: String,
        arguments: [String] = [],
        environment: [String: String] = [:],
        onTerminal: Bool = false
    ) throws {
        folder = try TemporaryFolder(prefix: "orkesta-dev-test")
        outputFile = folder.file("output")
        var ends: [Int32] = [0, 0]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw SystemCallError(call: "pipe2", code: errno) }
        defer { close(ends[0]) }
        input = Mutex(ends[1])
        let file = open(outputFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemCallError(call: "open", code: errno) }
        let output = onTerminal ? try terminal(copiedTo: file) : file
        defer { close(output) }
        process = try ChildProcess(
            BuildFolder.orkesta,
            ["plugin", "dev", project] + arguments,
            environment: inheritedEnvironment().merging(environment) { $1 },
            streams: .init(input: ends[0], output: output, error: output)
        )
    }

    deinit {
        process.signal(SIGTERM)
        endInput()
        for _ in 0..<100 where process.endingIfAny == nil { usleep(100_000) }
    }

    var output: String { (try? ProjectFolder.text(of: outputFile)) ?? "" }

    func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        input.withLock { input in
            if let input { _ = write(input, bytes, bytes.count) }
        }
    }

    func signal(_ number: Int32) { process.signal(number) }

    /// Waits until the output, beyond what was waited for before, holds `text`.
    func expect(_ text: String, seconds: Int = 300, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<(seconds * 20) {
            let rest = Array(output.utf8).dropFirst(seen.withLock { $0 })
            if let place = rest.firstRange(of: Array(text.utf8)) {
                return seen.withLock { $0 = place.upperBound }
            }
            guard process.endingIfAny == nil else { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("did not say '\(text)':\n\(output)", sourceLocation: sourceLocation)
        throw SystemCallError(call: "waiting for the session", code: ETIMEDOUT)
    }

    /// Waits for its end; the exit code, or nil when a signal ended it.
    func ended() async throws -> Int32? {
        guard let ending = await process.waitForEnd(milliseconds: 120_000) else {
            Issue.record("does not end:\n\(output)")
            return nil
        }
        if case .exited(let code) = ending { return code }
        return nil
    }

    /// As Ctrl-D does.
    func endInput() {
        input.withLock { input in
            if let input { close(input) }
            input = nil
        }
    }
}

/// A new terminal's descriptor. What is written to it is copied to `file` until
/// nobody has it open; then `file` is closed.
private func terminal(copiedTo file: Int32) throws -> Int32 {
    var (screen, terminal): (Int32, Int32) = (-1, -1)
    guard openpty(&screen, &terminal, nil, nil, nil) == 0 else { throw SystemCallError(call: "openpty", code: errno) }
    DispatchQueue(label: "terminal").async { [screen] in
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(screen, &buffer, buffer.count), count > 0 { _ = write(file, buffer, count) }
        close(screen)
        close(file)
    }
    return terminal
}
