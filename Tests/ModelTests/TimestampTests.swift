// Timestamp: RFC 3339 in both directions.

import OrkestaModel
import Testing

struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_164_800_000, "2024-02-29T00:00:00.000Z"), (1_763_928_000_123, "2025-11-23T20:00:00.123Z"),
            (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func bothWays(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for day in stride(from: Int64(-80_000), through: 80_000, by: 1) {
            let moment = Timestamp(milliseconds: day * 86_400_000 + 43_200_000)
            #expect(Timestamp(moment.description) == moment)
        }
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-23T00:00:00.000Z"), ("2026-11-23T10:00:00-06:00", "2026-11-23T16:00:00.000Z"),
        ("2026-11-23T01:00:00+05:30", "2026-11-22T19:30:00.000Z"),
        ("2026-11-23 10:00:00.5Z", "2026-11-23T10:00:00.500Z"),
        ("2026-11-23T10:00:00.123456789Z", "2026-11-23T10:00:00.123Z"),
    ])
    func reads(text: String, moment: String) {
        #expect(Timestamp(text)?.description == moment)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-11-00", "2026-11-23T24:00:00Z",
        "2026-11-23T10:60:00Z", "2026-11-23T10:00:00", "2026-11-23T10:00:00.Z", "2026-11-23T10:00:00+0600",
        "2026-11-23T10:00Z", "23/11/2026 10:00", "2026-11-23T10:00:00Zz",
    ])
    func refuses(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func saturatesInsteadOfTrapping() {
        let last = Timestamp(milliseconds: .max)
        #expect(last.advanced(byMilliseconds: 1) == last)
        #expect(Timestamp(milliseconds: .min).advanced(bySeconds: .min).milliseconds == .min)
        #expect(Timestamp(milliseconds: 5).advanced(bySeconds: -1).milliseconds == -995)
        #expect(!last.description.isEmpty && !Timestamp(milliseconds: .min).description.isEmpty)
    }
}

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("2026-11-26", 4), ("2024-02-29", 4), ("2027-01-01", 5), ("1970-01-01", 4), ("1969-12-31", 3),
        ("2026-11-29", 7),
    ])
    func weekdaysAreThoseOfTheWall(_ text: String, _ weekday: Int64) throws {
        let date = try #require(CivilDate(text))
        #expect(date.weekday == weekday && date.description == text)
        #expect(CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date)
    }

    @Test func daysThatDoNotExistAreNone() {
        #expect(CivilDate("2026-02-29") == nil && CivilDate(year: 2026, month: 4, day: 31) == nil)
        #expect(CivilDate(year: .max, month: 1, day: 1) == nil && CivilDate("2026-1-1") == nil)
    }

    @Test func monthsEndWhereTheyDo() throws {
        #expect(try #require(CivilDate("2026-02-10")).daysInMonth == 28)
        #expect(try #require(CivilDate("2026-12-31")).daysInMonth == 31)
        #expect(try #require(CivilDate("2026-12-31")).advanced(byDays: 1).description == "2027-01-01")
    }

    @Test func theLocalDayChangesAtLocalMidnight() throws {
        let moment = try #require(Timestamp("2026-12-01T05:30:00Z"))
        #expect(moment.date(offsetMinutes: -360).description == "2026-11-30")
        #expect(moment.date(offsetMinutes: 0).description == "2026-12-01")
    }
}
