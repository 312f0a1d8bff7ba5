// How an attempt fails. The kinds are those of the providers' documents and of
// what streams do; what follows from each is FailurePolicy's.

/// Why an attempt gave no answer.
public struct AttemptFailure: Error, Sendable, Hashable {
    /// A bounded word for each, also for metrics.
    public enum Kind: String, Sendable, CaseIterable {
        // Before any answer
        /// Refused, unknown host, no secure connection, reset.
        case network
        /// 500, 502, 503, 504, 408, and what else a server says of itself.
        case server
        case rateLimited = "rate_limited"
        /// 401, 403.
        case unauthorized
        /// The model is unknown, retired, not deployed or not pulled.
        case modelGone = "model_gone"
        case contextTooLong = "context_too_long"
        /// Groq could not read the call that its model wrote.
        case toolUseFailed = "tool_use_failed"
        /// The provider's rules refuse the question or the answer.
        case contentFilter = "content_filter"
        /// Groq's flex tier is full (498), or the request was cancelled there (499).
        case capacity
        /// Another 4xx: this house asked wrongly.
        case badRequest = "bad_request"

        // In the middle of an answer
        /// An error inside a response that began with 200.
        case errorInStream = "error_in_stream"
        /// The connection or the stream ended before the answer did.
        case truncated
        /// Nothing came for too long: no first piece, or a gap behind one.
        case stalled
        /// Pieces came, too slowly.
        case dripping
        /// It took longer than one attempt may.
        case timedOut = "timed_out"
        /// What came is not the format's.
        case malformed
        /// Arguments of a call that are no JSON object, or a call of no known tool.
        case badToolCall = "bad_tool_call"
        /// Cut at the limit within a call.
        case cutCall = "cut_call"
        /// It ended well and says nothing.
        case empty
        /// More than an answer may have.
        case tooLarge = "too_large"
        /// Whoever asked refused the answer.
        case refused
    }

    public var kind: Kind
    /// The HTTP status, when there was one.
    public var status: Int?
    /// The provider's own code, such as `rate_limit_exceeded`; at most 60 characters.
    public var code: String?
    /// How long the provider wants to be left alone. Milliseconds.
    public var retryAfterMilliseconds: Int64?
    /// What the provider says about asking it again (`x-should-retry`); nil: nothing.
    var mayRetry: Bool?
    /// What Groq's model wrote instead of a call; never shown or logged.
    var failedGeneration: String?

    public init(_ kind: Kind, status: Int? = nil, code: String? = nil, retryAfterMilliseconds: Int64? = nil) {
        self.kind = kind
        self.status = status
        self.code = code.map { String($0.prefix(60)) }
        self.retryAfterMilliseconds = retryAfterMilliseconds
    }
}
