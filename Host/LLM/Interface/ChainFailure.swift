// When no provider answers. The agents' deterministic path is then the answer;
// the customer never sees this.

/// Why the whole chain gave no answer.
public struct ChainFailure: Error, Sendable {
    /// A bounded word for each, also for metrics.
    public enum Reason: String, Sendable {
        /// Every provider failed or was passed over.
        case exhausted
        /// The turn's time is over.
        case deadline
        /// A provider's rules refuse the question. Another one might take it,
        /// which is not ours to try: a safe reply or a person answers.
        case contentFilter = "content_filter"
        /// The question is malformed: a defect of this house.
        case badRequest = "bad_request"
        /// No provider is configured for this tenant.
        case unconfigured
        case cancelled
    }

    public var reason: Reason
    /// What was tried, in the order of the ends.
    public var attempts: [Attempt]
    /// Milliseconds until the first of the providers is asked again; nil: nobody
    /// knows, or none of them is left alone.
    public var retryAfterMilliseconds: Int64?

    public init(_ reason: Reason, attempts: [Attempt] = [], retryAfterMilliseconds: Int64? = nil) {
        self.reason = reason
        self.attempts = attempts
        self.retryAfterMilliseconds = retryAfterMilliseconds
    }
}
