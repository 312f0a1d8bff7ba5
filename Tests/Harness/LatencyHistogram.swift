// Latencies in buckets that grow with the value: any number of samples in a
// fixed space, each within 1.6 % of the truth.

/// Counts durations in nanoseconds, up to about an hour.
public struct LatencyHistogram: Sendable {
    /// Buckets per power of two: 2 to the power of this.
    private static let precisionBits = 6
    private static let powersMax = 42

    private var counts = [UInt64](repeating: 0, count: powersMax << precisionBits)
    public private(set) var count: UInt64 = 0
    public private(set) var maxNanoseconds: Int64 = 0
    private var totalNanoseconds: Int64 = 0

    public init() {}

    public mutating func record(nanoseconds: Int64) {
        let value = max(0, nanoseconds)
        counts[min(Self.bucket(of: value), counts.count - 1)] += 1
        count += 1
        maxNanoseconds = max(maxNanoseconds, value)
        totalNanoseconds &+= value
    }

    /// The duration that `fraction` (0...1) of the samples do not exceed, as the
    /// upper end of its bucket; 0 without samples.
    public func nanoseconds(atQuantile fraction: Double) -> Int64 {
        guard count > 0 else { return 0 }
        let wanted = max(1, UInt64((Double(count) * min(max(fraction, 0), 1)).rounded(.up)))
        var seen: UInt64 = 0
        for (index, samples) in counts.enumerated() {
            seen += samples
            if seen >= wanted { return min(Self.upperEnd(of: index), maxNanoseconds) }
        }
        return maxNanoseconds
    }

    public var p50Milliseconds: Double { Double(nanoseconds(atQuantile: 0.50)) / 1e6 }
    public var p95Milliseconds: Double { Double(nanoseconds(atQuantile: 0.95)) / 1e6 }
    public var p99Milliseconds: Double { Double(nanoseconds(atQuantile: 0.99)) / 1e6 }
    public var maxMilliseconds: Double { Double(maxNanoseconds) / 1e6 }
    public var meanMilliseconds: Double { count == 0 ? 0 : Double(totalNanoseconds) / Double(count) / 1e6 }

    /// Values below 64 have a bucket each; above, each power of two has 64.
    private static func bucket(of value: Int64) -> Int {
        let shift = max(0, 63 - value.leadingZeroBitCount - precisionBits)
        return shift << precisionBits + Int(value >> Int64(shift))
    }

    private static func upperEnd(of bucket: Int) -> Int64 {
        let shift = max(0, bucket >> precisionBits - 1)
        let mantissa = Int64(bucket - shift << precisionBits)
        return (mantissa + 1) << Int64(shift) - 1
    }
}
