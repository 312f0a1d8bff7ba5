// When a customer may be reminded: the tenant's days and hours. No I/O, no clock.

import FoundationEssentials
import FoundationInternationalization
import HostCore
public import OrkestaModel

/// The days and hours of one tenant. All of it is in the time zone's wall time, over
/// changes of its clocks too.
public struct DunningCalendar: Sendable {
    private let zone: TimeZone
    private let hours: ContactHours

    /// A zone that is not known counts as UTC.
    public init(timeZone: String, hours: ContactHours = ContactHours()) {
        zone = TimeZone(identifier: timeZone) ?? .gmt
        self.hours = hours
    }

    /// The day that it is at a moment.
    public func day(of moment: Timestamp) -> CivilDate {
        moment.date(offsetMinutes: offsetSeconds(at: moment) / 60)
    }

    /// When a day's clocks show this hour. An hour that they skip is the moment after;
    /// of one that they show twice it is the first.
    public func moment(of day: CivilDate, hour: Int64) -> Timestamp {
        let wall = Timestamp(milliseconds: day.daysSinceEpoch * 86_400_000 + hour * 3_600_000)
        let before = offsetSeconds(at: wall.advanced(bySeconds: -86_400))
        let after = offsetSeconds(at: wall.advanced(bySeconds: 86_400))
        let early = wall.advanced(bySeconds: -before)
        let late = wall.advanced(bySeconds: -after)
        return offsetSeconds(at: early) != before && offsetSeconds(at: late) == after ? late : early
    }

    /// When a day is over.
    public func end(of day: CivilDate) -> Timestamp { moment(of: day.advanced(byDays: 1), hour: 0) }

    /// Whether reminders may go out on a day at all.
    public func isOpen(_ day: CivilDate) -> Bool {
        !(day.weekday == 7 && !hours.sundays) && !(day.weekday == 6 && !hours.saturdays)
            && !(hours.holidays == .mexico && MexicanHolidays.contains(day)) && !hours.extraHolidays.contains(day)
    }

    public func isOpen(_ moment: Timestamp) -> Bool { nextOpen(from: moment, hour: hours.from) == moment }

    /// Until when a reminder may go out on a day.
    public func closing(of day: CivilDate) -> Timestamp {
        moment(of: day, hour: hours.until).advanced(byMilliseconds: -1)
    }

    /// The hour, or the nearest one at which reminders may go out.
    public func contactHour(_ hour: Int64) -> Int64 { min(max(hour, hours.from), hours.until - 1) }

    /// The first moment from `moment` on at which a reminder may go out: that one
    /// itself, else `hour` of the next day that is open. Nil when no day is.
    public func nextOpen(from moment: Timestamp, hour: Int64) -> Timestamp? {
        let today = day(of: moment)
        if isOpen(today), moment <= closing(of: today) {
            return max(moment, self.moment(of: today, hour: hours.from))
        }
        for step in 1...Int64(Limits.restDaysMax) {
            let day = today.advanced(byDays: step)
            if isOpen(day) { return self.moment(of: day, hour: contactHour(hour)) }
        }
        return nil
    }

    private func offsetSeconds(at moment: Timestamp) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)))
    }
}

extension CivilDate {
    /// Days from this day to `other`: below zero when that is earlier.
    func days(to other: CivilDate) -> Int64 { other.daysSinceEpoch - daysSinceEpoch }
}

/// The hours of the day, and the days, on which customers may be reminded.
public struct ContactHours: Sendable, Hashable {
    /// From this full hour on, 0 to 23.
    public var from: Int64
    /// Up to this full hour, 1 to 24, later than `from`.
    public var until: Int64
    public var saturdays: Bool
    public var sundays: Bool
    public var holidays: Holidays
    /// The business's own days off.
    public var extraHolidays: Set<CivilDate>

    /// Whose days off are kept.
    public enum Holidays: String, Sendable, CaseIterable {
        case mexico = "MX"
        case none
    }

    public init(
        from: Int64 = 9,
        until: Int64 = 20,
        saturdays: Bool = true,
        sundays: Bool = false,
        holidays: Holidays = .mexico,
        extraHolidays: Set<CivilDate> = []
    ) {
        self.from = from
        self.until = until
        self.saturdays = saturdays
        self.sundays = sundays
        self.holidays = holidays
        self.extraHolidays = extraHolidays
    }

    /// Whether customers may be reminded at an hour.
    func contains(_ hour: Int64) -> Bool { from <= hour && hour < until }
}
