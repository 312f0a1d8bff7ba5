// Chromium and its driver, as Debian has them, and what is done with them (browser_pages.py).

import FoundationEssentials
import OrkestaModel
import TestHarness

/// The browser that tests drive.
enum Browser {
    /// It is not here, or what was to be done with it failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    private static let installed: Task<Void, any Error> = Task {
        let repository = folder.deletingLastPathComponent().deletingLastPathComponent()
        let setup = repository.appending(path: "Scripts/setup").path
        let run = try await CommandLineRun.program(setup, ["browser"], timeoutMilliseconds: 600_000)
        guard run.exitCode == 0 else { throw Failure(description: run.standardError) }
    }

    /// Whether it is here, or could be installed. Why not, is said at the end of `make test`.
    static var isThere: Bool {
        get async {
            switch await installed.result {
            case .success: return true
            case .failure(let error):
                SkippedTests.note("BrowserTests", because: error)
                return false
            }
        }
    }

    /// Drives the pages of a host, and returns what was seen.
    static func drive(environment: [String: String]) async throws -> JSON {
        let script = folder.appending(path: "browser_pages.py").path
        let run = try await CommandLineRun.program(
            "/usr/bin/env",
            ["python3", script],
            environment: environment,
            timeoutMilliseconds: 900_000
        )
        guard run.exitCode == 0 else { throw Failure(description: run.standardError) }
        return try JSON(parsing: run.standardOutput)
    }
}
