// Runs a program once, as a person at a terminal would: mostly the built one.

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
        public let command: [String]
        public let standardError: String

        public var description: String { "\(command.joined(separator: " ")) ran too long:\n\(standardError)" }
    }

    /// Runs `orkesta ARGUMENTS`; `environment` is added to this process's own.
    /// - Throws: ``TimedOut``, ``SystemCallError`` when it cannot be started.
    public static func orkesta(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        timeoutMilliseconds: Int64 = 300_000,
        executable: String = BuildFolder.orkesta
    ) async throws -> CommandLineRun {
        try await program(
            executable,
            arguments,
            input: input,
            environment: environment,
            timeoutMilliseconds: timeoutMilliseconds
        )
    }

    /// The same for any program; `executable` is its path.
    public static func program(
        _ executable: String,
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        timeoutMilliseconds: Int64 = 300_000
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
            throw TimedOut(command: [executable] + arguments, standardError: errorFile.text())
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
