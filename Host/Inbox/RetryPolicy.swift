// How long to wait before the next attempt: longer each time, bounded, and
// spread so that many failures do not come back at once.

/// Exponential backoff with jitter. Milliseconds.
public struct RetryPolicy: Sendable, Hashable {
    public let first: Int64
    public let longest: Int64

    public init(firstMilliseconds: Int64, longestMilliseconds: Int64) {
        first = max(1, firstMilliseconds)
        longest = max(first, longestMilliseconds)
    }

    /// The delay after `attempts` failed attempts (from 1): half of it fixed,
    /// half by `chance`.
    public func delay(afterAttempts attempts: Int, chance: UInt64) -> Int64 {
        let doublings = min(max(attempts - 1, 0), 40)
        let (grown, overflow) = first.multipliedReportingOverflow(by: 1 << Int64(doublings))
        let full = overflow ? longest : min(grown, longest)
        let half = full / 2
        return full - half + Int64(chance % UInt64(half + 1))
    }
}
