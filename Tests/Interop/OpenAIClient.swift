// The official Python client as a program of its own (openai_client.py).

import FoundationEssentials
import OrkestaModel
import TestHarness

/// OpenAI's client, and whom it asks.
struct OpenAIClient {
    let baseURL: String
    let key: String
    let model: String

    private static let environment = Task {
        try await PythonEnvironment("openai", packages: ["openai==3.57.0"])
    }
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "openai_client.py").path

    /// Whether the client can be had. Why not, is printed.
    static var isThere: Bool {
        get async {
            switch await environment.result {
            case .success: return true
            case .failure(let error):
                print("InteropTests are skipped: \(error)")
                return false
            }
        }
    }

    /// Runs the cases one after the other, and returns what the client saw of each.
    func run(_ cases: [String]) async throws -> JSON {
        let run = try await CommandLineRun.program(
            Self.environment.value.program("python3"),
            [Self.script] + cases,
            environment: ["BASE_URL": baseURL, "API_KEY": key, "MODEL": model],
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
