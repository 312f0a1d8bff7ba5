// A day of the calendar as people agree on it: without a time or a zone. Its
// text is ISO 8601, 2026-11-27.

/// A day of the proleptic Gregorian calendar, without a time zone.
public struct CivilDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int64
    /// 1 to 12.
    public let month: Int64
    /// 1 to 31.
    public let day: Int64

    /// Howard Hinnant's `civil_from_days`, valid for every day of a ``Timestamp``.
    public init(daysSinceEpoch: Int64) {
        let shifted = daysSinceEpoch &+ 719_468
        let era = shifted.dividedFloor(by: 146_097)
        let dayOfEra = shifted &- era &* 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0)
    }

    /// Nil for a day that does not exist; years 1 to 9999.
    public init?(year: Int64, month: Int64, day: Int64) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        guard CivilDate(daysSinceEpoch: daysSinceEpoch).day == day else { return nil }
    }

    /// `yyyy-mm-dd` of a day that exists.
    public init?(_ text: String) { self.init(Array(text.utf8)) }

    init?(_ bytes: [UInt8]) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            (1...12).contains(month), day >= 1
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        guard CivilDate(daysSinceEpoch: daysSinceEpoch).day == day else { return nil }
    }

    /// Howard Hinnant's `days_from_civil`: 0 is 1970-01-01.
    public var daysSinceEpoch: Int64 {
        let shiftedYear = month <= 2 ? year &- 1 : year
        let era = shiftedYear.dividedFloor(by: 400)
        let yearOfEra = shiftedYear &- era &* 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era &* 146_097 &+ dayOfEra &- 719_468
    }

    /// ISO 8601: 1 for Monday to 7 for Sunday.
    public var weekday: Int64 {
        // 1970-01-01 was a Thursday.
        let shifted = daysSinceEpoch &+ 3
        return shifted &- shifted.dividedFloor(by: 7) &* 7 &+ 1
    }

    /// 28 to 31.
    public var daysInMonth: Int64 {
        let next = CivilDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        return next.map { $0.daysSinceEpoch - daysSinceEpoch + day - 1 } ?? 31
    }

    public func advanced(byDays days: Int64) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch &+ days) }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

extension Timestamp {
    /// The day on a wall that is so many minutes ahead of UTC.
    public func date(offsetMinutes: Int64) -> CivilDate {
        let local = advanced(bySeconds: offsetMinutes &* 60)
        return CivilDate(daysSinceEpoch: local.milliseconds.dividedFloor(by: 86_400_000))
    }
}
