// How often a plugin broke rules lately.

import HostCore

/// Occasions on which a plugin broke rules. They fade: a plugin is condemned for what it does
/// again and again, and not for what happens to it now and then over months. Pure.
struct Strikes {
    private var count = 0
    /// Up to when (monotonic milliseconds) strikes have faded.
    private var fadedUntil: Int64 = 0
    private var lastOccasion: UInt64?

    /// Counts a broken rule; how many strikes there are then, or nil when it belongs to the
    /// occasion that was counted last. `occasion` nil: one of its own.
    mutating func add(of occasion: UInt64?, at now: Int64) -> Int? {
        if let occasion, occasion == lastOccasion { return nil }
        lastOccasion = occasion
        fade(until: now)
        count += 1
        return count
    }

    private mutating func fade(until now: Int64) {
        let faded = max(0, now - fadedUntil) / Limits.violationFadesMilliseconds
        count = max(0, count - Int(clamping: faded))
        fadedUntil = count == 0 ? now : fadedUntil + faded * Limits.violationFadesMilliseconds
    }
}
