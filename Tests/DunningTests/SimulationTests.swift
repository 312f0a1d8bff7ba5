// The simulation of customers: the same seed tells the same story, nobody hears of an
// invoice that is paid, and the group without reminders is made of the same people.

import HostCore
import HostDunning
import OrkestaModel
import Testing

@Suite struct SimulationTests {
    private func log(_ simulation: CollectionSimulation) -> [String] {
        var lines: [String] = []
        _ = simulation.run { lines.append($0) }
        return lines
    }

    @Test func theSameSeedTellsTheSameStory() {
        let lines = log(CollectionSimulation(seed: 4))
        #expect(lines.count > 100 && lines == log(CollectionSimulation(seed: 4)))
        #expect(lines != log(CollectionSimulation(seed: 5)))
    }

    /// By the log alone: after the last centavo of an invoice no reminder names it, no
    /// customer is reminded twice a day, in the night or on a Sunday.
    @Test func nobodyIsRemindedOfWhatIsPaidOrOutOfHours() throws {
        let simulation = CollectionSimulation(seed: 11, days: 120, invoiceCount: 300)
        var settled: Set<String> = []
        var reminded: Set<String> = []
        let calendar = simulation.policy.calendar
        for line in log(simulation) {
            let words = line.split(separator: " ").map(String.init)
            let moment = try #require(Timestamp(words[0]))
            if words[2] == "pays", words.last == "settled" { settled.insert(words[5]) }
            guard words[2] == "reminded" else { continue }
            let day = calendar.day(of: moment)
            #expect(calendar.isOpen(moment) && day.weekday != 7, "\(line)")
            #expect(reminded.insert("\(words[1]) \(day)").inserted, "twice a day: \(line)")
            #expect(settled.isDisjoint(with: words[4...]), "\(line)")
        }
        #expect(!reminded.isEmpty && !settled.isEmpty)
    }

    @Test func theControlGroupIsTheSamePeople() {
        let report = CollectionSimulation(seed: 3, days: 120, invoiceCount: 400).run()
        #expect(
            report.control.invoices == report.reminded.invoices && report.control.dueMinor == report.reminded.dueMinor
        )
        #expect(report.reminded.paid > report.control.paid)
        var policy = CollectionSimulation().policy
        policy.isEnabled = false
        let silent = CollectionSimulation(seed: 3, days: 120, invoiceCount: 400, policy: policy).run()
        #expect(silent.reminders.isEmpty && silent.reminded == silent.control && silent.control == report.control)
    }

    @Test func theReportSaysWhatItIs() {
        let report = CollectionSimulation(seed: 1, days: 30, invoiceCount: 50).run()
        #expect(report.json["kind"] == "simulation" && report.json["assumptions"]?.arrayValue?.isEmpty == false)
    }
}
