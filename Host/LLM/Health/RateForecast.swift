// Whether a provider would say 429 to the next request, by what its headers said
// last and what was asked since. Time is an argument.

internal import HostCore

/// One limit of one key with one model, as far as it is known.
struct RateForecast: Sendable, Equatable {
    private var reading: RateReading?
    private var readAt: Int64 = 0
    /// Asked since the reading, and not yet in one.
    private var askedSince: Int64 = 0

    /// Takes what a response said; nil leaves everything as it is.
    mutating func take(_ reading: RateReading?, at now: Int64) {
        guard let reading else { return }
        self.reading = reading
        readAt = now
        askedSince = 0
    }

    mutating func asked(_ amount: Int64) { askedSince &+= amount }

    /// When `amount` is expected to be allowed: a moment until `now` is at once.
    func allows(_ amount: Int64, at now: Int64) -> Int64 {
        guard let reading else { return now }
        let resetAt = readAt &+ reading.resetMilliseconds
        guard now < resetAt else { return now }
        let missing = amount &+ askedSince &- reading.remaining
        guard missing > 0 else { return now }
        // What is more than the limit is never allowed; the provider shall say so.
        guard let limit = reading.limit, limit > reading.remaining, amount <= limit else { return resetAt }
        // The limit fills up evenly: a bucket, as Groq documents it.
        let wait = Double(missing) / Double(limit - reading.remaining) * Double(reading.resetMilliseconds)
        return min(resetAt, readAt &+ Int64(wait.rounded(.up)))
    }
}
