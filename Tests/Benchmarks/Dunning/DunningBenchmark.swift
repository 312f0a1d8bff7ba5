// `orkesta-bench dunning`: how long collecting takes, in the real host under the time
// machine and as the ladder alone, and whether a second run tells the same story.

import ArgumentParser
import HostDunning
import OrkestaModel
import TestHarness

struct DunningBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dunning",
        abstract: "Measures 60 days of 200 invoices in the real host, and a year of 10,000 on the ladder.",
        discussion: """
            "host" is the host beside this program on a temporary folder, with the real plugin: one move of the time \
            machine over 60 days, twice, each on a copy of the same folder; the logs of all events are compared byte \
            by byte, keys, moments and links to pay included. "ladder" is the simulation of customers \
            (`orkesta dunning simulate-customers`): the real rules without a database. \
            Aim: the first under 2 s.
            """
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(name: .customLong("quick"), help: "A tenth of everything.") var isQuick = false

    func run() async throws {
        let part: Int64 = isQuick ? 10 : 1
        let rows = [
            try ladder(days: 60, invoices: 200 / part), try ladder(days: 365, invoices: 10_000 / part),
            try await host(days: 60, invoices: 200 / part),
        ]
        guard !isJSON else { return print(JSON.array(rows.map(\.json)).description) }
        print(textTable([DunningFigures.heads] + rows.map(\.cells)))
    }

    /// The simulation, twice.
    private func ladder(days: Int64, invoices: Int64) throws -> DunningFigures {
        let simulation = CollectionSimulation(days: days, invoiceCount: invoices)
        let clock = ContinuousClock()
        let start = clock.now
        let report = simulation.run()
        let seconds = (clock.now - start) / .seconds(1)
        let memory = ProcessUsage().residentBytes
        var logs = [DigestedLog(), DigestedLog()]
        for place in logs.indices { _ = simulation.run { logs[place].add($0) } }
        return DunningFigures(
            what: "ladder, \(days) days",
            invoices: invoices,
            reminders: report.reminders.values.reduce(0, +),
            seconds: seconds,
            residentBytes: memory,
            isSameTwice: logs[0] == logs[1]
        )
    }

    private func host(days: Int64, invoices: Int64) async throws -> DunningFigures {
        let runs = try await CollectingHost.runTwice(days: days, invoices: invoices)
        let (first, second) = (runs[0], runs[1])
        return DunningFigures(
            what: "host, \(days) days",
            invoices: invoices,
            reminders: first.reminders,
            seconds: min(first.seconds, second.seconds),
            residentBytes: max(first.residentBytes, second.residentBytes),
            isSameTwice: first.events.lines > 0 && first.events == second.events
        )
    }
}

/// One line of the table.
struct DunningFigures {
    let what: String
    let invoices: Int64
    let reminders: Int64
    let seconds: Double
    let residentBytes: Int64
    let isSameTwice: Bool

    static let heads = ["what", "invoices", "reminders", "seconds", "MB", "same twice"]

    var cells: [String] {
        let hundredths = Int64((seconds * 100).rounded())
        let fraction = hundredths % 100
        return [
            what, String(invoices), String(reminders), "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)",
            String(residentBytes / 1_000_000), isSameTwice ? "yes" : "NO",
        ]
    }

    var json: JSON {
        [
            "what": .string(what), "invoices": .integer(invoices), "reminders": .integer(reminders),
            "seconds": .double(seconds), "resident_bytes": .integer(residentBytes), "same_twice": .bool(isSameTwice),
        ]
    }
}
