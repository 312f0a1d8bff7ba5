// The circuit breaker of one model: after some failures in a short time nobody
// asks it, then one request tries whether it is well again. Time is an argument.

internal import HostCore

/// Counts failures of one model. Moments are monotonic milliseconds.
struct Breaker: Sendable, Equatable {
    enum State: Sendable, Equatable {
        case closed
        /// Nobody asks before this moment.
        case open(until: Int64)
        /// The time is over: one request may try.
        case halfOpen(isProbing: Bool)
    }

    private var failures: [Int64] = []
    private var openUntil: Int64?
    private var isProbing = false
    /// How long it opens the next time.
    private var rest = Limits.llmBreakerRestMilliseconds

    func state(at now: Int64) -> State {
        guard let openUntil else { return .closed }
        return now < openUntil ? .open(until: openUntil) : .halfOpen(isProbing: isProbing)
    }

    /// Whether a request may go now; the one that tries counts as begun.
    mutating func admits(at now: Int64) -> Bool {
        switch state(at: now) {
        case .closed: return true
        case .open, .halfOpen(isProbing: true): return false
        case .halfOpen(isProbing: false):
            isProbing = true
            return true
        }
    }

    mutating func succeeded() { self = Breaker() }

    mutating func failed(at now: Int64) {
        guard openUntil == nil else {
            // The probe failed, or a request that was under way before it opened.
            guard isProbing else { return }
            open(at: now)
            return
        }
        failures = failures.filter { now - $0 < Limits.llmBreakerWindowMilliseconds } + [now]
        if failures.count >= Limits.llmBreakerFailures { open(at: now) }
    }

    /// The probe ended without telling anything.
    mutating func abandoned() { isProbing = false }

    private mutating func open(at now: Int64) {
        openUntil = now + rest
        rest = min(rest * 2, Limits.llmBreakerRestMillisecondsMax)
        failures = []
        isProbing = false
    }
}
