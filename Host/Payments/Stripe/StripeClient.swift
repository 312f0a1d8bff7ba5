// Stripe's API as one account uses it: keys, version, idempotency, retries and
// errors (docs.stripe.com/api/errors, /api/idempotent_requests).

import HostCore
import HostNet
import OrkestaModel

/// Sends requests for one account.
struct StripeClient: Sendable {
    /// Pinned: the shape of every answer and event depends on it.
    static let version = "2026-06-24.dahlia"

    let http: ProviderHTTP
    let account: PaymentAccount

    func get(_ path: String, _ query: WebForm = WebForm()) async throws -> JSON {
        let parameters = query.encoded
        return try await send("GET", parameters.isEmpty ? path : "\(path)?\(parameters)", body: "", key: nil)
    }

    /// `key` is kept by Stripe for a day: within it, the same key and form give the
    /// same answer.
    func post(
        _ path: String,
        _ form: WebForm,
        idempotencyKey key: String
    ) async throws -> JSON {
        try await send("POST", path, body: form.encoded, key: key)
    }

    private func send(
        _ method: String,
        _ path: String,
        body: String,
        key: String?
    ) async throws -> JSON {
        let base = account.baseURL ?? ProviderAddress.official[.stripe] ?? ""
        var headers = [
            ("Authorization", "Bearer \(account.key ?? "")"), ("Stripe-Version", Self.version),
        ]
        if let connected = account.account { headers.append(("Stripe-Account", connected)) }
        if method == "POST" { headers.append(("Content-Type", "application/x-www-form-urlencoded")) }
        if let key { headers.append(("Idempotency-Key", String(key.prefix(255)))) }
        let request = HTTPRequest(
            method: method,
            url: "\(base)/v1/\(path)",
            headers: headers.map { (name: $0.0, value: $0.1) },
            body: Array(body.utf8),
            timeoutMilliseconds: Limits.providerCallMilliseconds,
            bodyBytesMax: Limits.providerAnswerBytesMax
        )
        return try answer(try await http.send(request, Self.retries))
    }

    /// Those of Stripe's own libraries: after a broken connection, 409 and 5xx,
    /// unless the answer itself says what to do.
    private static let retries = RetryRule(
        attemptsMax: 3,
        firstMilliseconds: 500,
        longestMilliseconds: 5_000,
        isJittered: true,
        repeats: { response in
            switch response.header("Stripe-Should-Retry") {
            case "true": true
            case "false": false
            default: response.status == 409 || response.status == 429 || response.status >= 500
            }
        },
        asked: { _ in nil }
    )

    private func answer(_ response: HTTPResponse) throws -> JSON {
        let json = try? JSON(parsing: response.body)
        if (200...299).contains(response.status) {
            guard let json else { throw ProviderFailure.unreadable("\(response.status) without JSON") }
            return json
        }
        let words = Self.words(json?["error"] ?? .null, response)
        switch response.status {
        case 401, 403: throw ProviderFailure.notConfigured(words)
        case 429: throw ProviderFailure.unavailable(words)
        // Stripe keeps even a 500 under its key: what came of it only a sync tells.
        case 409, 424, 500...: throw ProviderFailure.unknownOutcome(words)
        case _ where json?["error"]?["code"] == "rate_limit": throw ProviderFailure.unavailable(words)
        default: throw ProviderRefusal(reason: words)
        }
    }

    /// For the log: Stripe's label of the error and its request, none of the
    /// message, which may repeat what was sent.
    private static func words(_ error: JSON, _ response: HTTPResponse) -> String {
        [
            "\(response.status)", error["type"]?.stringValue, error["code"]?.stringValue,
            error["decline_code"]?.stringValue, error["param"]?.stringValue, response.header("Request-Id"),
        ].compactMap(\.self).joined(separator: " ")
    }
}
