// The host on which flows are played: the real program, in a process of its own, with
// this one playing the outside world for it.

public import HostEmulators
import HostNet
import OrkestaModel

/// A host that runs.
public struct GoldenHouse: Sendable {
    /// `http://127.0.0.1:PORT`
    let clientURL: String
    /// Where its operator may do everything: the Unix socket in its data folder.
    private let socket: String
    /// Its providers of language models: the lines `groq` and `ollama`.
    let models: LLMEmulator
    private let http: HTTPClient

    /// Throws when the client that talks to it cannot be made.
    public init(clientURL: String, socket: String, models: LLMEmulator) throws {
        self.clientURL = clientURL
        self.socket = socket
        self.models = models
        http = try HTTPClient()
    }

    /// An answer, read whole.
    struct Answer: Sendable {
        let status: Int
        let json: JSON
        let text: String
        /// Of a redirect.
        let location: String?
        var isFine: Bool { (200...299).contains(status) }
    }

    private static let waitMilliseconds: Int64 = 120_000

    /// A request to any route of both ports, as the operator.
    func operate(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> Answer {
        try await answer(
            HTTPRequest(
                method: method,
                url: "http://localhost\(path)",
                headers: [("Content-Type", "application/json")],
                body: body?.utf8 ?? [],
                timeoutMilliseconds: Self.waitMilliseconds,
                unixSocketPath: socket
            )
        )
    }

    /// A request to any address: the client API with its tenant's key, a page without one.
    func send(
        _ method: String,
        _ url: String,
        key: String? = nil,
        _ body: [UInt8] = [],
        _ type: String = "application/json"
    ) async throws -> Answer {
        let keyField = key.map { [(name: "X-API-Key", value: $0)] } ?? []
        return try await answer(
            HTTPRequest(
                method: method,
                url: url,
                headers: keyField + [("Content-Type", type)],
                body: body,
                timeoutMilliseconds: Self.waitMilliseconds
            )
        )
    }

    private func answer(_ request: HTTPRequest) async throws -> Answer {
        let response = try await http.send(request)
        return Answer(
            status: response.status,
            json: (try? JSON(parsing: response.body)) ?? .null,
            text: String(decoding: response.body, as: UTF8.self),
            location: response.header("Location")
        )
    }
}
