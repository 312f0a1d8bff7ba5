// The official Python client as a program of its own (openai_client.py).

import OrkestaModel

/// OpenAI's client, and whom it asks.
struct OpenAIClient {
    let baseURL: String
    let key: String
    let model: String

    private static let program = PythonClient("openai", packages: ["openai==3.57.0"], script: "openai_client.py")

    /// Whether the client can be had. Why not, is said at the end of `make test`.
    static var isThere: Bool {
        get async { await program.isThere }
    }

    /// Runs the cases one after the other, and returns what the client saw of each.
    func run(_ cases: [String]) async throws -> JSON {
        try await Self.program.run(cases, environment: ["BASE_URL": baseURL, "API_KEY": key, "MODEL": model])
    }
}
