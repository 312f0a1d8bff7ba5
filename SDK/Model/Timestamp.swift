// A moment: milliseconds since the Unix epoch, UTC. Its text is RFC 3339.

/// A moment in milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// Saturates at the ends of the range instead of trapping.
    public func advanced(bySeconds seconds: Int64) -> Timestamp {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        let step = overflow ? (seconds < 0 ? Int64.min : Int64.max) : product
        return advanced(byMilliseconds: step)
    }

    /// Saturates at the ends of the range instead of trapping.
    public func advanced(byMilliseconds step: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(step)
        return Timestamp(milliseconds: overflow ? (step < 0 ? Int64.min : Int64.max) : sum)
    }

    /// RFC 3339 in UTC with milliseconds: `2026-11-23T19:58:45.123Z`.
    public var description: String {
        let day = milliseconds.dividedFloor(by: 86_400_000)
        let inDay = milliseconds &- day &* 86_400_000
        let date = CivilDate(daysSinceEpoch: day)
        let (hour, minute) = (inDay / 3_600_000, inDay / 60_000 % 60)
        let (second, millisecond) = (inDay / 1000 % 60, inDay % 1000)
        return "\(date)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2)).\(padded(millisecond, 3))Z"
    }

    /// Reads RFC 3339: date, time, optional fraction, `Z` or an offset. A date
    /// alone is its midnight in UTC. Nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = CivilDate(Array(bytes[0..<10])) else { return nil }
        let midnight = date.daysSinceEpoch &* 86_400_000
        guard bytes.count > 10 else {
            self.init(milliseconds: midnight)
            return
        }
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]), minute < 60,
            let second = number(bytes[17..<19]), second < 61
        else { return nil }
        guard let (fraction, zone) = Timestamp.fraction(bytes[19...]), let offset = Timestamp.offset(zone) else {
            return nil
        }
        let inDay = (hour &* 60 &+ minute) &* 60_000 &+ second &* 1000 &+ fraction
        self.init(milliseconds: midnight &+ inDay &- offset)
    }

    /// Milliseconds of an optional `.digits`, and what follows it.
    private static func fraction(_ bytes: ArraySlice<UInt8>) -> (Int64, ArraySlice<UInt8>)? {
        guard bytes.first == UInt8(ascii: ".") else { return (0, bytes) }
        let digits = bytes.dropFirst().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        let three = Array((Array(digits) + [UInt8(ascii: "0"), UInt8(ascii: "0")]).prefix(3))
        guard let value = number(three[...]) else { return nil }
        return (value, bytes.dropFirst(1 + digits.count))
    }

    /// Milliseconds east of UTC of `Z` or `±hh:mm`.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
        let bytes = Array(zone)
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3]), hours < 24,
            let minutes = number(bytes[4..<6]), minutes < 60
        else { return nil }
        let value = (hours &* 60 &+ minutes) &* 60_000
        switch bytes[0] {
        case UInt8(ascii: "+"): return value
        case UInt8(ascii: "-"): return -value
        default: return nil
        }
    }
}

extension Int64 {
    /// Division that rounds down, also for negative numbers. `divisor` > 0.
    func dividedFloor(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// A number in ASCII digits; nil when anything else is there. At most 9 digits fit for sure.
func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return value
}

func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
