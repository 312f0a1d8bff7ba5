// Errors as OpenAI's clients read them: by status, `type`, `param` and `code`.
// Source: OpenAI's guide to error codes, and its Python client's retries.

import HTTPTypes
import HostCore
import HostLLM
import OrkestaModel

/// An error of the routes under `/v1`.
struct OpenAIError: Error {
    let status: Int
    let message: String
    /// OpenAI's sort of error: `invalid_request_error`, `server_error`…
    let type: String
    var param: String?
    var code: String?
    /// Seconds until it is worth asking again; nil: nobody knows.
    var retryAfter: Int64?
    /// Whether clients should ask again by themselves; nil: as they think right.
    var mayRetry: Bool?

    var json: JSON {
        [
            "error": [
                "message": .string(message), "type": .string(type), "param": JSON(param), "code": JSON(code),
            ]
        ]
    }

    /// The headers that say what to do next.
    var headers: HTTPFields {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        headers[.retryAfter] = retryAfter.map(String.init)
        headers[.shouldRetry] = mayRetry.map { $0 ? "true" : "false" }
        if status == 401 { headers[.wwwAuthenticate] = #"Bearer realm="orkesta", charset="UTF-8""# }
        return headers
    }
}

extension OpenAIError {
    static func unknownModel(_ name: String, known: [String] = []) -> OpenAIError {
        let remedy =
            known.isEmpty
            ? "the tenant has none for this" : "there are \(known.joined(separator: ", "))"
        return OpenAIError(
            status: 404,
            message: "The model `\(name.prefix(100))` does not exist: \(remedy).",
            type: "invalid_request_error",
            param: "model",
            code: "model_not_found"
        )
    }

    /// A problem of any route in OpenAI's words.
    init(_ problem: Problem) {
        status = problem.kind.status
        message = problem.description
        param = problem.field
        switch problem.kind {
        case .unauthorized: (type, code) = ("invalid_request_error", "invalid_api_key")
        case .forbidden: (type, code) = ("invalid_request_error", "insufficient_permissions")
        case .rateLimited: (type, code) = ("requests", "rate_limit_exceeded")
        case .invalid, .notFound, .conflict, .mismatch, .tooLarge, .unsupportedMedia:
            (type, code) = ("invalid_request_error", problem.kind == .invalid ? "invalid_value" : nil)
        case .unavailable, .pluginFailure, .timeout, .internal: (type, code) = ("server_error", nil)
        }
    }

    /// Why the chain gave no answer. It has already tried everybody, so that
    /// asking again at once helps only where a provider was busy. `param` is what
    /// was asked about: `messages`, or a `file`.
    init(_ failure: ChainFailure, about param: String) {
        switch failure.reason {
        case .contentFilter:
            self.init(
                status: 400,
                message: "The question or its answer is against the rules of the provider.",
                type: "invalid_request_error",
                param: param,
                code: "content_filter"
            )
        case .badRequest:
            self.init(
                status: 400,
                message: "Providers refuse the request as malformed: look at \(param), tools and response_format.",
                type: "invalid_request_error",
                param: param
            )
        case .unconfigured:
            self.init(
                status: 404,
                message: "No language model is configured for this tenant.",
                type: "invalid_request_error",
                param: "model",
                code: "model_not_found"
            )
        case .deadline:
            self.init(
                status: 504,
                message: "No model answered in \(Limits.llmEndpointMilliseconds / 1_000) s.",
                type: "server_error",
                code: "timeout",
                mayRetry: false
            )
        case .cancelled:
            self.init(status: 499, message: "The client closed the connection.", type: "server_error")
        case .exhausted: self.init(exhausted: failure, param)
        }
    }

    /// Everybody failed or was passed over: what they have in common. 429 is for
    /// whoever asks too much; what is wrong with the providers is 503.
    private init(exhausted failure: ChainFailure, _ param: String) {
        // Who has no model for the question says nothing about the others.
        let outcomes = failure.attempts.map(\.outcome).filter { $0 != .skipped(.noModel) }
        if outcomes.contains(.skipped(.budget)) {
            self.init(
                status: 429,
                message: "The tenant's budget for language models is spent until midnight UTC: raise it with "
                    + "`orkesta llm settings`.",
                type: "insufficient_quota",
                code: "insufficient_quota",
                mayRetry: false
            )
        } else if !outcomes.isEmpty, outcomes.allSatisfy(\.isTooLong) {
            self.init(
                status: 400,
                message: "It is too long for every model of the chain.",
                type: "invalid_request_error",
                param: param,
                code: "context_length_exceeded"
            )
        } else if !outcomes.isEmpty, outcomes.allSatisfy({ $0.isRateLimited || $0.isTooLong }) {
            self.init(
                status: 429,
                message: "Every provider is at its limit.",
                type: "requests",
                code: "rate_limit_exceeded",
                retryAfter: seconds(failure.retryAfterMilliseconds ?? Limits.llmRateRestMilliseconds)
            )
        } else {
            self.init(
                status: 503,
                message: "No provider of language models gave an answer: see GET /api/llm/status.",
                type: "server_error",
                code: "no_answer",
                retryAfter: seconds(failure.retryAfterMilliseconds ?? 0)
            )
        }
    }
}

/// Whole seconds for `Retry-After`, at least one.
private func seconds(_ milliseconds: Int64) -> Int64 { max(1, (milliseconds + 999) / 1_000) }

extension Attempt.Outcome {
    fileprivate var isTooLong: Bool {
        switch self {
        case .skipped(let reason): reason == .tooLong
        case .failed(let failure): failure.kind == .contextTooLong
        case .answered, .abandoned: false
        }
    }

    fileprivate var isRateLimited: Bool {
        switch self {
        case .skipped(let reason): reason == .coolingDown || reason == .rateForecast
        case .failed(let failure): failure.kind == .rateLimited
        case .answered, .abandoned: false
        }
    }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name.wellKnown("X-Request-ID")
    /// What OpenAI's clients obey before anything else.
    static let shouldRetry = HTTPField.Name.wellKnown("X-Should-Retry")
}
