// Properties of the ladder over a year ahead: whatever the zone, the hours and the
// rules, nobody is reminded in the night, on a day off, twice a day, or twice of a stage.

import HostCore
import HostDunning
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import Testing

@Suite struct ForecastTests {
    private static let zones = [
        "America/Mexico_City", "America/Tijuana", "America/New_York", "America/Sao_Paulo", "Europe/Madrid",
        "Asia/Kolkata", "Pacific/Chatham",
    ]

    @Test func peaceIsNeverBroken() async throws {
        try await withDebtor(sends: false) { house in
            let seed = SystemRandomness().next()
            var chance = SplitMix64(seed: seed)
            for place in 0..<24 {
                // Over the ends of months and of the year.
                _ = try await house.bill(10_000 + Int64(place), dueInDays: Int64(chance.next() % 90))
            }
            let accounts = try await house.host.database.read { [tenant = house.tenant] in
                try DebtorRecords(tenant).accounts(in: $0)
            }
            for zone in Self.zones {
                for _ in 0..<6 {
                    let policy = try Self.policy(zone, &chance)
                    let start = DebtorHouse.start.advanced(bySeconds: Int64(chance.next() % 86_400))
                    let forecast = Forecast(
                        accounts,
                        DunningLadder(policy),
                        from: start,
                        until: start.advanced(bySeconds: 400 * 86_400)
                    )
                    #expect(forecast.reminders.count >= 5, "seed \(seed), \(zone)")
                    Self.check(forecast, policy, "seed \(seed), \(zone)")
                    Self.checkDays(forecast, policy, after: start, "seed \(seed), \(zone)")
                }
            }
        }
    }

    private static func policy(_ zone: String, _ chance: inout SplitMix64) throws -> DunningPolicy {
        var settings = DunningSettings()
        settings.hours.from = Int64(chance.next() % 12)
        settings.hours.until = settings.hours.from + 1 + Int64(chance.next() % 10)
        settings.hours.sundays = chance.next() % 3 == 0
        settings.hours.saturdays = chance.next() % 2 == 0
        var policy = DunningPolicy(isEnabled: true, currency: "MXN", timeZone: zone, settings: settings)
        for stage in DunningStage.allCases {
            policy.rules[stage]?.hour = Int64(chance.next() % 24)
            policy.rules[stage]?.throttleHours = Int64(chance.next() % 72)
            policy.rules[stage]?.isEnabled = chance.next() % 5 != 0
        }
        return policy
    }

    /// A stage is said on the day on which it is reached, where that day is open and the
    /// customer has had their rest: at whatever hour the rule says.
    private static func checkDays(
        _ forecast: Forecast,
        _ policy: DunningPolicy,
        after start: Timestamp,
        _ what: String
    ) {
        let calendar = policy.calendar
        let rest = (policy.rules.values.map(\.throttleHours).max() ?? 0) * 3_600
        var rested = calendar.end(of: calendar.day(of: start))
        for reminder in forecast.reminders {
            for item in reminder.planned.items {
                let reached = item.standing.countedFrom.advanced(byDays: item.stage.days)
                let begin = calendar.moment(of: reached, hour: 0)
                // Where clocks change, the rule's hour may not be there before the day closes.
                let isWhole = calendar.end(of: reached).milliseconds - begin.milliseconds == 86_400_000
                guard calendar.isOpen(reached), isWhole, rested <= begin else { continue }
                #expect(calendar.day(of: reminder.at) == reached, "\(what): \(item.stage) of \(reached)")
            }
            rested = max(calendar.end(of: calendar.day(of: reminder.at)), reminder.at.advanced(bySeconds: rest))
        }
    }

    private static func check(_ forecast: Forecast, _ policy: DunningPolicy, _ what: String) {
        let calendar = policy.calendar
        var said: Set<String> = []
        for (place, reminder) in forecast.reminders.enumerated() {
            let day = calendar.day(of: reminder.at)
            #expect(calendar.isOpen(day), "\(what): \(reminder.at) is on a day off")
            #expect(reminder.at >= calendar.moment(of: day, hour: policy.settings.hours.from), "\(what): too early")
            #expect(reminder.at <= calendar.closing(of: day), "\(what): too late")
            for item in reminder.planned.items {
                let key = "\(item.debt.invoice.shownNumber) \(item.stage)"
                #expect(said.insert(key).inserted, "\(what): \(key) was said twice")
            }
            guard place > 0 else { continue }
            let last = forecast.reminders[place - 1].at
            #expect(calendar.day(of: last) < day, "\(what): twice on \(day)")
            let rest = reminder.planned.rule.throttleHours * 3_600
            #expect(reminder.at >= last.advanced(bySeconds: rest), "\(what): \(last), then \(reminder.at)")
        }
    }
}
