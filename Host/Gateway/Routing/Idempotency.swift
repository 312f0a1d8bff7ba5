// `Idempotency-Key`: the same request under the same key has one effect and one
// answer (shared wire facts, section 8).

import HTTPTypes
import HostAccess
import HostCore
import HostStorage
import Hummingbird
import OrkestaModel

extension Exchange {
    /// Runs `write` in one transaction, and answers with what it returns. Under
    /// an Idempotency-Key the answer is stored in the same transaction: the same
    /// request again gets it back, another one under the same key a mismatch
    /// problem, and one that comes while the first runs a conflict problem. What
    /// failed stores nothing, so it may be tried again.
    func idempotent(
        _ tenant: TenantHandle,
        _ request: JSON,
        _ write: @escaping @Sendable (any DatabaseConnection) throws -> (status: HTTPResponse.Status, document: JSON)
    ) async throws -> Response {
        try await idempotent(tenant, request) { connection in
            let answer = try write(connection)
            return (answer.status, answer.document, ())
        } then: { (_: Void) in
            // Nothing follows what is written.
        }
    }

    /// The same, and hands what `write` made besides to `then` once it is committed; not
    /// for an answer that was given before.
    func idempotent<Made: Sendable>(
        _ tenant: TenantHandle,
        _ request: JSON,
        _ write:
            @escaping @Sendable (any DatabaseConnection) throws -> (
                status: HTTPResponse.Status, document: JSON, made: Made
            ),
        then: (Made) -> Void
    ) async throws -> Response {
        guard let key = idempotencyKey else {
            let answer = try await services.database.write { try write($0) }
            then(answer.made)
            return .json(answer.document, status: answer.status)
        }
        guard (1...255).contains(key.utf8.count) else {
            throw Problem(
                .invalid,
                "the key has \(key.utf8.count) bytes",
                field: "Idempotency-Key",
                remedy: "Give 1 to 255 bytes, such as a UUID."
            )
        }
        let stored = StoredAnswers(tenant: tenant, route: operation, key: key, fingerprint: fingerprint(request))
        let now = services.clock.now()
        let (answer, made) = try await services.database.write { connection -> (StoredAnswers.Answer, Made?) in
            guard try stored.claim(at: now, in: connection) else { return (try stored.replay(in: connection), nil) }
            let written = try write(connection)
            return (try stored.keep(written.status.code, written.document, in: connection), written.made)
        }
        if let made { then(made) }
        var response = Response.json(answer.document, status: HTTPResponse.Status(code: answer.status))
        if answer.isReplayed { response.headers[.idempotentReplayed] = "true" }
        return response
    }

    private var idempotencyKey: String? { request.headers[.idempotencyKey] }

    private func fingerprint(_ body: JSON) -> String {
        Digests.sha256Hex("\(request.uri.path)?\(request.uri.query ?? "")\n\(body.description)")
    }
}

extension Route.Parameter {
    static let idempotencyKey = Route.Parameter(
        name: "Idempotency-Key",
        place: .header,
        description: "The same request under the same key has one effect and one answer, for a day at least.",
        schema: Schema.text("1 to 255 bytes.", example: "5f0c2e0e-0d5e-4d3a-9a43-0e6f7a3b1c2d", maxLength: 255)
    )
}

/// The answer under one key.
private struct StoredAnswers: Sendable {
    let tenant: TenantHandle
    let route: String
    let key: String
    let fingerprint: String

    struct Answer: Sendable {
        let status: Int
        let document: JSON
        let isReplayed: Bool
    }

    /// Makes the key this request's, until the end of the transaction and, with an
    /// answer, beyond; false when it was used before. Throws a conflict problem
    /// while another request has it.
    func claim(at moment: Timestamp, in connection: any DatabaseConnection) throws -> Bool {
        if let tryLock = connection.dialect.tryLock,
            try connection.row(tryLock, "idempotency \(tenant.id) \(route) \(key)")?.integer(0) != 1
        {
            throw inProgress
        }
        let claimed = try connection.execute(
            """
            INSERT INTO idempotent_requests (tenant_id, route, key, fingerprint, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, route, key) DO NOTHING
            """,
            tenant.id,
            route,
            key,
            fingerprint,
            moment
        )
        return claimed == 1
    }

    /// The answer given before. Throws a mismatch problem when it was given to
    /// another request.
    func replay(in connection: any DatabaseConnection) throws -> Answer {
        let row = try connection.row(
            """
            SELECT fingerprint, status, answer FROM idempotent_requests
            WHERE tenant_id = ? AND route = ? AND key = ?
            """,
            tenant.id,
            route,
            key
        )
        guard let row else { throw inProgress }
        guard try row.text(0) == fingerprint else {
            throw Problem(
                .mismatch,
                "another request came under this key",
                field: "Idempotency-Key",
                remedy: "Use a new key for each request; repeat a request unchanged."
            )
        }
        return Answer(status: Int(try row.integer(1)), document: try row.json(2), isReplayed: true)
    }

    /// Keeps the answer under the key that was claimed.
    func keep(_ status: Int, _ document: JSON, in connection: any DatabaseConnection) throws -> Answer {
        try connection.execute(
            "UPDATE idempotent_requests SET status = ?, answer = ? WHERE tenant_id = ? AND route = ? AND key = ?",
            status,
            document,
            tenant.id,
            route,
            key
        )
        return Answer(status: status, document: document, isReplayed: false)
    }

    private var inProgress: Problem {
        Problem(
            .conflict,
            "a request with this key is in progress",
            field: "Idempotency-Key",
            remedy: "Repeat it in a moment."
        )
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name.wellKnown("Idempotency-Key")
    fileprivate static let idempotentReplayed = HTTPField.Name.wellKnown("Idempotent-Replayed")
}
