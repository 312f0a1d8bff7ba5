// Programs of PyPI for tests and benchmarks, in a Python environment of their own
// that is made once and kept beside the build.

import FoundationEssentials

/// An environment with packages.
public struct PythonEnvironment: Sendable {
    /// PyPI can't be had, or Python makes no environments here.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private let folder: String

    /// The one called `name`, with `packages` (as pip takes them, with versions)
    /// installed: within minutes the first time, later at once.
    /// - Throws: ``Failure`` with pip's last words.
    public init(_ name: String, packages: [String]) async throws {
        folder = "\(BuildFolder.path)/python-\(name)"
        // Written last: what was broken off is made anew.
        let done = "\(folder)/installed-packages"
        let wanted = packages.joined(separator: "\n")
        if let installed = try? String(contentsOfFile: done, encoding: .utf8), installed == wanted { return }
        try await Self.run("/usr/bin/env", ["python3", "-m", "venv", "--clear", folder])
        let options = ["install", "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
        try await Self.run(program("python3"), ["-m", "pip"] + options + packages)
        try Data(wanted.utf8).write(to: URL(filePath: done))
    }

    /// The path of a program that the packages brought, or of `python3`.
    public func program(_ name: String) -> String { "\(folder)/bin/\(name)" }

    private static func run(_ executable: String, _ arguments: [String]) async throws {
        let run = try await CommandLineRun.program(executable, arguments, timeoutMilliseconds: 600_000)
        guard run.exitCode == 0 else {
            let command = arguments.joined(separator: " ")
            throw Failure(description: "\(command) failed: \((run.standardError + run.standardOutput).suffix(400))")
        }
    }
}
