// What a provider's headers say about its limits: how much is left, and when it
// is full again. Source: Groq's and OpenAI's documents on rate limits.

internal import HostNet

/// One limit as a response told it.
struct RateReading: Sendable, Equatable {
    /// Full size; nil when not told.
    var limit: Int64?
    var remaining: Int64
    /// Milliseconds until it is full again.
    var resetMilliseconds: Int64

    init(limit: Int64?, remaining: Int64, resetMilliseconds: Int64) {
        self.limit = limit
        self.remaining = remaining
        self.resetMilliseconds = resetMilliseconds
    }

    /// The limit on `requests` or `tokens`; nil when the response doesn't tell.
    init?(_ subject: String, in head: HTTPResponseHead) {
        guard let remaining = head.header("x-ratelimit-remaining-\(subject)").flatMap({ Int64($0) }) else {
            return nil
        }
        self.remaining = max(0, remaining)
        limit = head.header("x-ratelimit-limit-\(subject)").flatMap { Int64($0) }.map { max(0, $0) }
        let reset = head.header("x-ratelimit-reset-\(subject)")
        // Azure may leave the reset out: its windows are minutes. Some write plain seconds.
        resetMilliseconds =
            reset.flatMap { milliseconds(ofDuration: $0) ?? milliseconds(ofDuration: "\($0)s") } ?? 60_000
    }
}
