// What a provider says when it refuses, in words of the chain. Providers agree on
// status codes only roughly, so that their error codes are looked at first.

internal import HostNet
internal import OrkestaModel

/// The failure that a response without an answer is.
func failure(_ head: HTTPResponseHead, body: [UInt8]) -> AttemptFailure {
    let document = (try? JSON(parsing: body)) ?? .null
    let error = ProviderError(document["error"] ?? document)
    var failure = AttemptFailure(error.kind ?? kind(of: head.status), status: head.status, code: error.code)
    failure.retryAfterMilliseconds = retryAfter(head) ?? error.retryAfterMilliseconds
    failure.mayRetry = head.header("x-should-retry").flatMap(Bool.init)
    failure.failedGeneration = error.failedGeneration
    return failure
}

/// The failure that an error inside a response of status 200 is.
func failureInStream(_ error: JSON, of document: JSON) -> AttemptFailure {
    let said = ProviderError(error)
    let status = (error["status_code"] ?? document["status_code"])?.integerValue.flatMap(Int.init(exactly:))
    var failure = AttemptFailure(said.kind ?? .errorInStream, status: status, code: said.code)
    failure.retryAfterMilliseconds = said.retryAfterMilliseconds
    failure.failedGeneration = said.failedGeneration
    return failure
}

private func kind(of status: Int) -> AttemptFailure.Kind {
    switch status {
    case 401, 403: .unauthorized
    case 404: .modelGone
    case 413: .contextTooLong
    case 429: .rateLimited
    case 498, 499: .capacity
    case 408, 409: .server
    case 400...497: .badRequest
    // Redirects too: an address that moved is the server's affair.
    default: .server
    }
}

/// The `error` of a provider: an object with a code, or Ollama's plain text.
private struct ProviderError {
    var code: String?
    var message: String
    var failedGeneration: String?

    init(_ error: JSON) {
        message = error.stringValue ?? error["message"]?.stringValue ?? ""
        code =
            error["code"]?.stringValue ?? error["code"]?.integerValue.map { String($0) } ?? error["type"]?.stringValue
        failedGeneration = error["failed_generation"]?.stringValue
    }

    /// Nil when only the status tells.
    var kind: AttemptFailure.Kind? {
        switch code {
        case "context_length_exceeded", "string_above_max_length": .contextTooLong
        case "tool_use_failed", "json_validate_failed": .toolUseFailed
        case "content_filter": .contentFilter
        case "model_not_found", "model_decommissioned", "DeploymentNotFound", "model_terms_required": .modelGone
        case "invalid_api_key", "insufficient_quota", "account_deactivated": .unauthorized
        case "rate_limit_exceeded" where !isTooLargeForTheMinute: .rateLimited
        default: isTooLong || isTooLargeForTheMinute ? .contextTooLong : nil
        }
    }

    /// Groq refuses so what would not even fit an empty minute.
    private var isTooLargeForTheMinute: Bool { message.hasPrefix("Request too large") }

    private var isTooLong: Bool {
        ["maximum context length", "context length exceeded", "exceeds the context window", "exceed context limit"]
            .contains { message.lowercased().contains($0) }
    }

    /// "Please try again in 5.289s."
    var retryAfterMilliseconds: Int64? {
        guard let start = message.firstRange(of: "try again in ")?.upperBound else { return nil }
        let text = message[start...].prefix { !$0.isWhitespace && $0 != "," }
        return milliseconds(ofDuration: text.hasSuffix(".") ? text.dropLast() : text)
    }
}

/// `retry-after-ms` before `retry-after`, in seconds; a date is not read, so that
/// no clock of another machine decides.
private func retryAfter(_ head: HTTPResponseHead) -> Int64? {
    if let text = head.header("retry-after-ms"), let value = Double(text) { return milliseconds(value) }
    if let text = head.header("retry-after"), let value = Double(text) { return milliseconds(value * 1_000) }
    return nil
}

private func milliseconds(_ value: Double) -> Int64? {
    guard value.isFinite, value >= 0 else { return nil }
    return Int64(min(value.rounded(.up), 86_400_000))
}
