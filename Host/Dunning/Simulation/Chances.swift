// Draws for a simulation: one stream a customer or invoice, so that the group with
// reminders and the one without meet the same customers.

import Glibc
import HostCore
import HostTime

/// A stream of chances.
struct Chances: Sendable {
    private var random: SplitMix64

    /// Independent of every other place's stream of this seed.
    init(seed: UInt64, _ place: String) {
        var hash = StableHash()
        hash.combine(seed)
        hash.combine(place)
        random = SplitMix64(seed: hash.value)
    }

    /// From 0 up to 1.
    mutating func fraction() -> Double { Double(random.next() >> 11) / 0x1p53 }

    mutating func happens(_ probability: Double) -> Bool { fraction() < probability }

    /// From 0 up to `limit`, which is above zero.
    mutating func below(_ limit: Int64) -> Int64 { Int64(fraction() * Double(limit)) }

    /// Normal, by Box and Muller.
    mutating func normal() -> Double {
        let (first, second) = (max(fraction(), 1e-12), fraction())
        return sqrt(-2 * log(first)) * cos(2 * Double.pi * second)
    }

    /// The waiting time of a process, with mean `mean`.
    mutating func wait(mean: Double) -> Double { -mean * log(max(fraction(), 1e-12)) }
}
