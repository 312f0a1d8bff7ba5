// The three instruments. Each is shared by many threads and counts without a
// lock, except the histogram, whose lock covers three additions.

import Synchronization

/// A sum that only grows.
public final class Counter: Sendable {
    private let bits = Atomic<UInt64>(0)

    init() {}

    /// Adds `amount`; a negative one is ignored.
    public func add(_ amount: Double = 1) {
        guard amount > 0 else { return }
        bits.addDouble(amount)
    }

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}

/// A value that goes up and down.
public final class Gauge: Sendable {
    private let bits = Atomic<UInt64>(0)

    init() {}

    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    public func add(_ amount: Double) { bits.addDouble(amount) }

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}

/// How often values fell below each of some bounds.
public final class Histogram: Sendable {
    /// Bounds for durations in seconds, from half a millisecond to 15 s.
    public static let secondsBounds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15,
    ]

    /// What was observed until now.
    public struct Reading: Sendable {
        /// Upper bounds, ascending, and how many values each bucket holds; the
        /// last count is that of values above every bound.
        public let bounds: [Double]
        public fileprivate(set) var counts: [UInt64]
        public fileprivate(set) var sum: Double

        public var count: UInt64 { counts.reduce(0, &+) }

        /// The value below which `fraction` (0 to 1) of the values lie,
        /// interpolated within its bucket; nil when nothing was observed.
        public func quantile(_ fraction: Double) -> Double? {
            let total = count
            guard total > 0 else { return nil }
            let rank = fraction * Double(total)
            var before = 0.0
            for (index, bound) in bounds.enumerated() {
                let inside = Double(counts[index])
                if before + inside >= rank, inside > 0 {
                    let lower = index == 0 ? 0 : bounds[index - 1]
                    return lower + (bound - lower) * max(0, rank - before) / inside
                }
                before += inside
            }
            return bounds.last
        }
    }

    private let state: Mutex<Reading>

    init(bounds: [Double]) {
        let bounds = bounds.sorted()
        state = Mutex(Reading(bounds: bounds, counts: Array(repeating: 0, count: bounds.count + 1), sum: 0))
    }

    public func observe(_ value: Double) {
        guard value.isFinite else { return }
        state.withLock { reading in
            let bucket = reading.bounds.firstIndex { value <= $0 } ?? reading.bounds.count
            reading.counts[bucket] &+= 1
            reading.sum += value
        }
    }

    public var reading: Reading { state.withLock { $0 } }
}

extension Atomic where Value == UInt64 {
    /// Adds to the double whose bits these are.
    fileprivate func addDouble(_ amount: Double) {
        var old = load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, present) = compareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = present
        }
    }
}
