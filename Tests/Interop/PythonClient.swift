// Other people's clients as programs of their own: scripts of this folder, in a
// Python environment with the packages that they need.

import FoundationEssentials
import OrkestaModel
import TestHarness

/// One script with its packages. Made once, when it is first asked for.
struct PythonClient: Sendable {
    private let made: Task<PythonEnvironment, any Error>
    private let script: String

    init(_ name: String, packages: [String], script: String) {
        self.init(Task { try await PythonEnvironment(name, packages: packages) }, script: script)
    }

    private init(_ made: Task<PythonEnvironment, any Error>, script: String) {
        self.made = made
        self.script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script).path
    }

    /// Another script with the same packages.
    func running(_ script: String) -> PythonClient { PythonClient(made, script: script) }

    /// Whether the packages can be had. Why not, is said at the end of `make test`.
    var isThere: Bool {
        get async {
            switch await made.result {
            case .success: return true
            case .failure(let error):
                SkippedTests.note("InteropTests with \(script.split(separator: "/").last ?? "")", because: error)
                return false
            }
        }
    }

    /// Runs the cases one after the other, and returns what the client saw of each.
    func run(_ cases: [String], environment: [String: String]) async throws -> JSON {
        let run = try await CommandLineRun.program(
            made.value.program("python3"),
            [script] + cases,
            // Beside the scripts nothing is left.
            environment: environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 },
            timeoutMilliseconds: 1_000_000
        )
        guard run.exitCode == 0 else { throw Failure(description: run.standardError) }
        return try JSON(parsing: run.standardOutput)
    }

    /// The script itself failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
