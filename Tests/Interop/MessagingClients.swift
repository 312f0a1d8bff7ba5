// Other people's clients of messaging providers, as programs of their own
// (messaging_clients.py).

import FoundationEssentials
import OrkestaModel
import TestHarness

/// python-telegram-bot, pywa and twilio.
enum MessagingClients {
    private static let environment = Task {
        try await PythonEnvironment(
            "messaging",
            packages: ["python-telegram-bot==22.8", "pywa==4.5.0", "twilio==9.13.0"]
        )
    }
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "messaging_clients.py").path

    /// Whether the clients can be had. Why not, is printed.
    static var areThere: Bool {
        get async {
            switch await environment.result {
            case .success: return true
            case .failure(let error):
                print("InteropTests are skipped: \(error)")
                return false
            }
        }
    }

    /// Runs the cases one after the other against the provider, and returns what the
    /// client saw of each.
    static func run(_ cases: [String], against provider: EmulatedProvider) async throws -> JSON {
        let run = try await CommandLineRun.program(
            environment.value.program("python3"),
            [script] + cases,
            environment: ["URL": provider.url],
            timeoutMilliseconds: 300_000
        )
        guard run.exitCode == 0 else { throw Failure(description: run.standardError) }
        return try JSON(parsing: run.standardOutput)
    }

    /// The script itself failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
