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
        timeoutMilliseconds: Int64 = 120_000,
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
