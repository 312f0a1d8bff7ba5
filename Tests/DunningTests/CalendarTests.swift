// The days and hours of a tenant: rests, holidays, changes of the clocks.

import HostDunning
import OrkestaModel
import Testing

@Suite struct CalendarTests {
    private let mexico = DunningCalendar(timeZone: "America/Mexico_City")

    @Test(arguments: [
        ("2026-01-01", false), ("2026-02-02", false), ("2026-02-05", true), ("2026-03-16", false),
        ("2026-03-21", true), ("2026-05-01", false), ("2026-09-16", false), ("2026-10-01", true),
        ("2030-10-01", false), ("2026-11-16", false), ("2026-11-20", true), ("2026-12-25", false),
        ("2026-11-29", false), ("2026-11-28", true),
    ])
    func mexicansRestOnTheirHolidaysAndSundays(_ text: String, _ isOpen: Bool) throws {
        let day = try #require(CivilDate(text))
        #expect(mexico.isOpen(day) == isOpen, "\(text)")
    }

    @Test func aReminderWaitsForTheMorningAndOverTheSunday() throws {
        // Saturday 28 November 2026, 21:00 in Mexico: Sunday rests, Monday at ten.
        let night = try #require(Timestamp("2026-11-29T03:00:00Z"))
        #expect(mexico.nextOpen(from: night, hour: 10) == Timestamp("2026-11-30T16:00:00Z"))
        // Friday at five in the morning: at nine.
        let early = try #require(Timestamp("2026-11-27T11:00:00Z"))
        #expect(mexico.nextOpen(from: early, hour: 10) == Timestamp("2026-11-27T15:00:00Z"))
        let open = try #require(Timestamp("2026-11-27T18:30:00Z"))
        #expect(mexico.nextOpen(from: open, hour: 10) == open)
    }

    @Test(arguments: [
        // Clocks go forward at 2:00 on 8 March 2026, and back at 2:00 on 1 November.
        ("America/New_York", "2026-03-08", 10, "2026-03-08T14:00:00Z"),
        ("America/New_York", "2026-03-07", 10, "2026-03-07T15:00:00Z"),
        ("America/New_York", "2026-03-08", 2, "2026-03-08T07:00:00Z"),
        ("America/New_York", "2026-11-01", 1, "2026-11-01T05:00:00Z"),
        ("America/New_York", "2026-11-01", 10, "2026-11-01T15:00:00Z"),
        ("America/Sao_Paulo", "2026-12-31", 0, "2026-12-31T03:00:00Z"),
        ("Asia/Kolkata", "2028-02-29", 9, "2028-02-29T03:30:00Z"),
        ("No/Where", "2026-06-01", 9, "2026-06-01T09:00:00Z"),
    ])
    func hoursAreThoseOfTheWall(_ zone: String, _ day: String, _ hour: Int64, _ moment: String) throws {
        let calendar = DunningCalendar(timeZone: zone)
        #expect(calendar.moment(of: try #require(CivilDate(day)), hour: hour) == Timestamp(moment), "\(zone) \(day)")
    }

    @Test func everyMomentIsOnItsDay() throws {
        for zone in ["America/Mexico_City", "America/New_York", "America/Tijuana", "Pacific/Apia", "UTC"] {
            let calendar = DunningCalendar(timeZone: zone)
            var day = try #require(CivilDate("2026-01-01"))
            for _ in 0..<800 {
                let start = calendar.moment(of: day, hour: 0)
                #expect(calendar.day(of: start) == day, "\(zone) \(day)")
                #expect(calendar.day(of: start.advanced(byMilliseconds: -1)) < day, "\(zone) \(day)")
                #expect(calendar.day(of: calendar.closing(of: day)) == day, "\(zone) \(day)")
                day = day.advanced(byDays: 1)
            }
        }
    }
}
