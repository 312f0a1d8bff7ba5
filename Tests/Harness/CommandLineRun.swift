// Runs the built program once, as a person at a terminal would.

import CLinux
import Glibc

/// What one run of a command gave.
public struct CommandLineRun: Sendable {
    /// The exit code; 128 + n when signal n ended it.
    public let exitCode: Int32
    public let standardOutput: String
    public let standardError: String

    /// It ran longer than it was given, and was killed.
    public struct TimedOut: Error, CustomStringConvertible {
        public let arguments: [String]
        public let standardError: String

        public var description: String { "orkesta \(arguments.joined(separator: " ")) ran too long:\n\(standardError)" }
    }

    /// Runs `orkesta ARGUMENTS`; `environment` is added to this process's own.
    /// - Throws: ``TimedOut``, ``SystemCallError`` when it cannot be started.
    public static func orkesta(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        timeoutMilliseconds: Int64 = 30_000,
        executable: String = BuildFolder.orkesta
    ) async throws -> CommandLineRun {
        let (inputFile, outputFile, errorFile) = (try ScratchFile(), try ScratchFile(), try ScratchFile())
        try inputFile.fill(Array(input.utf8))
        let process = try ChildProcess(
            executable,
            arguments,
            environment: inheritedEnvironment().merging(environment) { $1 },
            streams: .init(
                input: inputFile.descriptor,
                output: outputFile.descriptor,
                error: errorFile.descriptor
            )
        )
        guard let ending = await process.waitForEnd(milliseconds: timeoutMilliseconds) else {
            throw TimedOut(arguments: arguments, standardError: errorFile.text())
        }
        let exitCode =
            switch ending {
            case .exited(let code): code
            case .signalled(let signal): 128 + signal
            }
        return CommandLineRun(
            exitCode: exitCode,
            standardOutput: outputFile.text(),
            standardError: errorFile.text()
        )
    }
}

/// A file without a name: as large as it must be, so that a child never waits
/// for its reader, and gone when closed.
private final class ScratchFile {
    let descriptor: Int32

    init() throws(SystemCallError) {
        var template = Array("/tmp/orkesta-run-XXXXXX".utf8CString)
        descriptor = mkostemp(&template, O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemCallError(call: "mkostemp", code: errno) }
        unlink(template)
    }

    deinit { close(descriptor) }

    func fill(_ bytes: [UInt8]) throws(SystemCallError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
            }
            guard count > 0 else { throw SystemCallError(call: "write", code: errno) }
            offset += count
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    func text() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, bytes.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
