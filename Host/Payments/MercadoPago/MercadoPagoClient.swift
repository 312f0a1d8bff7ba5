// Mercado Pago's API as one account uses it: token, idempotency, retries and errors
// (as its official libraries do it).

import HostAccess
import HostCore
import HostNet
import OrkestaModel

/// Sends requests for one account.
struct MercadoPagoClient: Sendable {
    let http: ProviderHTTP
    let account: PaymentAccount

    func get(_ path: String) async throws -> JSON { try await send("GET", path, body: "", key: nil) }

    /// The same key gives the same answer.
    func post(
        _ path: String,
        _ body: DecimalDocument,
        idempotencyKey key: String
    ) async throws -> JSON {
        try await send("POST", path, body: body.text, key: key)
    }

    func put(
        _ path: String,
        _ body: DecimalDocument,
        idempotencyKey key: String
    ) async throws -> JSON {
        try await send("PUT", path, body: body.text, key: key)
    }

    private func send(
        _ method: String,
        _ path: String,
        body: String,
        key: String?
    ) async throws -> JSON {
        let base = account.baseURL ?? ProviderAddress.official[.mercadoPago] ?? ""
        var headers = [("Authorization", "Bearer \(account.key ?? "")"), ("Accept", "application/json")]
        if let key {
            headers.append(("Content-Type", "application/json"))
            headers.append(("X-Idempotency-Key", Self.uuid(of: key)))
        }
        let request = HTTPRequest(
            method: method,
            url: "\(base)/\(path)",
            headers: headers.map { (name: $0.0, value: $0.1) },
            body: Array(body.utf8),
            timeoutMilliseconds: Limits.providerCallMilliseconds,
            bodyBytesMax: Limits.providerAnswerBytesMax
        )
        return try answer(try await http.send(request, Self.retries))
    }

    private static let retries = RetryRule(
        attemptsMax: 4,
        firstMilliseconds: 1_000,
        longestMilliseconds: 30_000,
        isJittered: false,
        repeats: { [429, 500, 502, 503, 504].contains($0.status) },
        asked: { response in
            guard response.status == 429, let seconds = response.header("Retry-After").flatMap({ Int64($0) }) else {
                return nil
            }
            return (0...3_600).contains(seconds) ? seconds * 1_000 : nil
        }
    )

    /// The API takes a UUID for a key: version 8 (RFC 9562), of our key's digest.
    private static func uuid(of key: String) -> String {
        let digits = Array(Digests.sha256Hex(key))
        func part(_ places: Range<Int>) -> String { String(digits[places]) }
        return "\(part(0..<8))-\(part(8..<12))-8\(part(13..<16))-8\(part(17..<20))-\(part(20..<32))"
    }

    private func answer(_ response: HTTPResponse) throws -> JSON {
        let json = try? JSON(parsing: response.body)
        if (200...299).contains(response.status) {
            guard let json else { throw ProviderFailure.unreadable("\(response.status) without JSON") }
            return json
        }
        let words = Self.words(json ?? .null, response)
        switch response.status {
        case 401, 403: throw ProviderFailure.notConfigured(words)
        case 429: throw ProviderFailure.unavailable(words)
        case 409, 500...: throw ProviderFailure.unknownOutcome(words)
        default: throw ProviderRefusal(reason: words)
        }
    }

    /// For the log: labels and codes, none of the texts, which may repeat what was sent.
    private static func words(_ error: JSON, _ response: HTTPResponse) -> String {
        let codes = (error["cause"]?.arrayValue ?? []).prefix(5).compactMap { cause in
            cause["code"]?.stringValue ?? cause["code"]?.integerValue.map { String($0) }
        }
        return
            (["\(response.status)", error["error"]?.stringValue, response.header("x-request-id")].compactMap(\.self)
            + codes).joined(separator: " ")
    }
}
