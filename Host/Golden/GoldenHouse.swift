// The host on which flows are played: the real program, in a process of its own, with
// this one playing the outside world for it.

public import HostEmulators
import HostNet
public import OrkestaModel

/// A host that runs, and its key.
public struct GoldenHouse: Sendable {
    /// `http://127.0.0.1:PORT`
    let clientURL: String
    let towerURL: String
    /// The platform's.
    let key: String
    /// Its providers of language models: the lines `groq` and `ollama`.
    let models: LLMEmulator
    private let http: HTTPClient

    /// Throws when the client that talks to it cannot be made.
    public init(clientURL: String, towerURL: String, key: String, models: LLMEmulator) throws {
        self.clientURL = clientURL
        self.towerURL = towerURL
        self.key = key
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

    /// A request to the tower as the platform.
    func tower(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> Answer {
        try await send(method, towerURL + path, key: key, body?.utf8 ?? [], "application/json")
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
        let response = try await http.send(
            HTTPRequest(
                method: method,
                url: url,
                headers: keyField + [("Content-Type", type)],
                body: body,
                timeoutMilliseconds: Self.waitMilliseconds
            )
        )
        return Answer(
            status: response.status,
            json: (try? JSON(parsing: response.body)) ?? .null,
            text: String(decoding: response.body, as: UTF8.self),
            location: response.header("Location")
        )
    }
}
