// One limit of a provider: what it allows, filling up evenly.

/// A bucket that is full at first and again after `milliseconds`. Time is passed
/// in, monotonic milliseconds.
struct RateBucket: Sendable {
    private let size: Double
    private let milliseconds: Double
    private(set) var level: Double
    private var at: Int64

    init(size: Int64, milliseconds: Double, at now: Int64) {
        (self.size, self.milliseconds) = (Double(size), milliseconds)
        (level, at) = (Double(size), now)
    }

    /// Takes `amount`, should it be there.
    mutating func take(_ amount: Double = 1, at now: Int64) -> Bool {
        fill(to: now)
        guard level >= amount else { return false }
        spend(amount)
        return true
    }

    mutating func spend(_ amount: Double) { level -= amount }

    mutating func fill(to now: Int64) {
        level = min(size, level + Double(max(0, now - at)) * size / milliseconds)
        at = now
    }

    /// Milliseconds until `amount` is there; until it is full for nil.
    func wait(for amount: Double?) -> Double { max(0, (amount ?? size) - level) * milliseconds / size }
}
