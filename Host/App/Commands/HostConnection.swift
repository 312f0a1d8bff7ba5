// How a verb reaches the host: over the Unix socket of the one that runs on the
// data folder, or, when none runs, in this process over the opened database.
// Either way it is the same request to the same routes.

import Foundation
import HostCore
import HostNet
import OrkestaModel

/// The operator's way to the host's routes.
struct HostConnection: Sendable {
    /// Sends a request as the platform's operator.
    typealias Send =
        @Sendable (
            _ method: String, _ path: String, _ body: [UInt8], _ contentType: String
        ) async throws -> (status: Int, body: [UInt8])

    private let transport: Send

    init(_ transport: @escaping Send) { self.transport = transport }

    /// Opens a connection for the length of `body`.
    static func using<Value: Sendable>(
        _ data: DataOptions,
        _ body: @Sendable (HostConnection) async throws -> Value
    ) async throws -> Value {
        let folder = try DataFolder(data.folder)
        guard let lock = try folder.lock() else {
            return try await overSocket(folder, body)
        }
        defer { withExtendedLifetime(lock) {} }
        return try await withHostInProcess(folder, data, body)
    }

    private static func overSocket<Value: Sendable>(
        _ folder: DataFolder,
        _ body: @Sendable (HostConnection) async throws -> Value
    ) async throws -> Value {
        let client = try HTTPClient()
        defer { client.shutdown() }
        return try await body(HostConnection(socket: folder.socket, client))
    }

    /// A connection to the host that listens on the socket; the caller ends `client`.
    init(socket: String, _ client: HTTPClient) {
        transport = { method, path, bytes, contentType in
            let request = HTTPRequest(
                method: method,
                url: "http://localhost\(path)",
                headers: [("Content-Type", contentType)],
                body: bytes,
                timeoutMilliseconds: 120_000,
                unixSocketPath: socket,
                bodyBytesMax: Limits.uploadBodyBytesMax
            )
            let response = try await client.send(request)
            return (response.status, response.body)
        }
    }

    func get(_ path: String) async throws -> JSON { try await send("GET", path, bytes: []) }

    /// An answer that is no JSON. Throws the problem that the host answered with.
    func text(_ path: String) async throws -> String {
        let (status, body) = try await transport("GET", path, [], "application/json")
        guard (200...299).contains(status) else { throw Problem(status: status, try? JSON(parsing: body)) }
        return String(decoding: body, as: UTF8.self)
    }

    func post(_ path: String, _ body: JSON) async throws -> JSON { try await send("POST", path, body) }

    func send(_ method: String, _ path: String, _ body: JSON) async throws -> JSON {
        try await send(method, path, bytes: body.utf8)
    }

    /// The answer's document. Throws the problem that the host answered with.
    func send(
        _ method: String,
        _ path: String,
        bytes: [UInt8],
        contentType: String = "application/json"
    ) async throws -> JSON {
        let (status, body) = try await transport(method, path, bytes, contentType)
        let document = try? JSON(parsing: body)
        guard (200...299).contains(status) else { throw Problem(status: status, document) }
        guard let document else {
            throw Problem(.internal, "the host's answer is not JSON", remedy: "Update orkesta: versions differ")
        }
        return document
    }
}

extension Problem {
    /// What an RFC 9457 document says.
    init(status: Int, _ document: JSON?) {
        let kind = Problem.Kind.allCases.first { $0.status == status } ?? .internal
        self.init(
            kind,
            document?["detail"]?.stringValue ?? "the host answered \(status)",
            field: document?["field"]?.stringValue,
            remedy: document?["remedy"]?.stringValue.map(inCommandWords) ?? "See the host's log"
        )
    }
}

/// A remedy of the API for someone at a terminal: routes become their verbs.
private func inCommandWords(_ remedy: String) -> String {
    verbsOfRoutes.reduce(remedy) { text, pair in text.replacing(pair.route, with: pair.verb) }
}

/// The routes that remedies name.
private let verbsOfRoutes = [
    (route: "POST /api/conversations/{conversation_id}/take", verb: "orkesta conversation take"),
    (route: "GET /api/conversations", verb: "orkesta conversation list"),
    (route: "GET /api/customers", verb: "orkesta customer list"),
    (route: "GET /api/kill-switch", verb: "orkesta kill-switch show"),
    (route: "GET /api/plugins", verb: "orkesta plugin list --json"),
    (route: "GET /api/tenants/{tenant_id}/templates", verb: "orkesta template list"),
    (route: "GET /api/tenants", verb: "orkesta tenant list"),
    (route: "GET /openapi.json", verb: "the verb's --help"),
]
