// What happens to webhooks on their way: lost, forged, twice, late, out of order; and
// how a provider comes back after a failure. With a seed, so that a bad day repeats.

internal import HostCore

/// The way between an emulated provider and whoever listens to it.
public struct DeliveryWeather: Sendable, Equatable {
    /// Of a hundred webhooks, so many come twice.
    public var duplicatePercent: Int
    /// Of a hundred webhooks, so many are overtaken by later ones.
    public var latePercent: Int
    /// How late those are, at most, in milliseconds.
    public var lateMilliseconds: Int64
    /// How long every webhook takes, in milliseconds.
    public var delayMilliseconds: Int64
    /// Of a hundred webhooks, so many are never sent.
    public var lostPercent: Int
    /// Of a hundred webhooks, so many come at first with a signature that is not the
    /// provider's.
    public var forgedPercent: Int
    public var seed: UInt64

    public init(
        duplicatePercent: Int = 0,
        latePercent: Int = 0,
        lateMilliseconds: Int64 = 1_000,
        delayMilliseconds: Int64 = 0,
        lostPercent: Int = 0,
        forgedPercent: Int = 0,
        seed: UInt64 = 1
    ) {
        self.duplicatePercent = duplicatePercent
        self.latePercent = latePercent
        self.lateMilliseconds = lateMilliseconds
        self.delayMilliseconds = delayMilliseconds
        self.lostPercent = lostPercent
        self.forgedPercent = forgedPercent
        self.seed = seed
    }

    /// When each copy of webhook `number` sets out: one or two delays, in milliseconds;
    /// none when it is lost.
    func delays(ofParcel number: Int) -> [Int64] {
        guard !happens(lostPercent, toParcel: number, salt: 0x10_57) else { return [] }
        var random = SplitMix64(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
        let copies = Int(random.next() % 100) < duplicatePercent ? 2 : 1
        return (0..<copies).map { _ in
            let isLate = Int(random.next() % 100) < latePercent
            let lateness = isLate ? Int64(random.next() % UInt64(max(1, lateMilliseconds))) + 1 : 0
            return max(0, delayMilliseconds) + lateness
        }
    }
}

extension DeliveryWeather {
    /// Whether the provider does not hear that webhook `number` was taken, and repeats it:
    /// so come twice those that nothing may overtake.
    func losesAnswer(toParcel number: Int) -> Bool { happens(duplicatePercent, toParcel: number, salt: 0xA_105E) }

    /// Whether webhook `number` comes forged at first.
    func isForged(parcel number: Int) -> Bool { happens(forgedPercent, toParcel: number, salt: 0xF0_46ED) }

    /// By a chance of its own, so that each thing happens to the same webhooks
    /// whatever else is set.
    private func happens(_ percent: Int, toParcel number: Int, salt: UInt64) -> Bool {
        var random = SplitMix64(seed: seed ^ salt &+ UInt64(number) &* 0x9E37_79B9)
        return Int(random.next() % 100) < percent
    }
}

/// How a provider repeats a webhook that was not taken.
struct RetrySchedule: Sendable {
    var firstMilliseconds: Int64
    /// The wait doubles up to this.
    var longestMilliseconds: Int64
    var attemptsMax: Int
    /// Up to this a response's `Retry-After` is obeyed; 0: never.
    var retryAfterMillisecondsMax: Int64

    /// Milliseconds until the next attempt, or nil: the provider gives up.
    func wait(afterAttempt attempt: Int, retryAfter: Int64?) -> Int64? {
        guard attempt < attemptsMax else { return nil }
        if let retryAfter, retryAfterMillisecondsMax > 0 { return min(retryAfter, retryAfterMillisecondsMax) }
        return min(firstMilliseconds << Int64(min(attempt - 1, 20)), longestMilliseconds)
    }
}
