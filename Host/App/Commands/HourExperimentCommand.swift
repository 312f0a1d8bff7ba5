// `orkesta dunning experiment` and `prediction`: what collections learn.

import ArgumentParser
import OrkestaModel

struct HourExperimentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiment",
        abstract: "Tests of the hour at which customers are reminded: list, start, end.",
        subcommands: [ListHourExperiments.self, StartHourExperiment.self, EndHourExperiment.self]
    )
}

struct ListHourExperiments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Tests with their figures, the latest first.",
        discussion: "Example: orkesta dunning experiment list --tenant ferreteria-la-central"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/experiments?tenant_id=\(try segment(tenant))"
        showExperiments(try await HostConnection.using(data) { try await $0.get(path) }, as: output)
    }
}

struct StartHourExperiment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Begin a test; half of the customers keep the rules' own hours unless you say otherwise.",
        discussion: """
            Each customer is one trial: their first reminder of the test.
            Example: orkesta dunning experiment start --tenant T morning --hour 9 --hour 18 --hold-out 40
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(name: .customLong("hour"), help: "An hour to try, 0 to 23; may be repeated.") var hours: [Int64]
    @Option(name: .customLong("hold-out"), help: "Percent of the customers, 5 to 90.") var holdOut: Int64 = 50
    @Option(help: "Customers in every arm after which it ends without a winner; 5000 when left out.")
    var trialsMax: Int64?
    @Option(help: "A smaller difference does not matter: 0.001 to 0.5; 0.02, two points, when left out.")
    var smallestDifference: Double?
    @Argument(help: "A name for it.") var name: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/experiments?tenant_id=\(try segment(tenant))"
        var members: [String: JSON] = [
            "name": .string(name), "hours": .array(hours.map(JSON.integer)), "hold_out_percent": .integer(holdOut),
        ]
        members["trials_max"] = trialsMax.map(JSON.integer)
        members["smallest_difference"] = smallestDifference.map(JSON.double)
        let request = JSON.object(members)
        showExperiments(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

struct EndHourExperiment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End a test; everybody is reminded at the rules' own hours again.",
        discussion: "Example: orkesta dunning experiment end --tenant ferreteria-la-central morning"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The test's name.") var name: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/experiments/\(try segment(name))/end?tenant_id=\(try segment(tenant))"
        showExperiments(try await HostConnection.using(data) { try await $0.post(path, [:]) }, as: output)
    }
}

/// A page of tests, or one: a line for each arm.
private func showExperiments(_ answer: JSON, as output: OutputOptions) {
    let rows = (answer["items"]?.arrayValue ?? [answer]).flatMap { test -> [[String]] in
        let verdict = (test["verdict"] ?? .null).cell("state")
        let head = [test.cell("name"), test.cell("state"), verdict]
        let heldOut = head + ["hold-out"] + outcomeCells(test["hold_out"]) + ["-", "-"]
        return [heldOut]
            + (test["arms"]?.arrayValue ?? []).map { arm in
                head + [arm.cell("hour")] + outcomeCells(arm["outcome"]) + [
                    arm.cell("difference"), arm.cell("p_value"),
                ]
            }
    }
    let header = ["TEST", "STATE", "VERDICT", "HOUR", "CUSTOMERS", "RATE", "DIFFERENCE", "P"]
    show(answer, as: output, header: header, rows: rows)
}

private func outcomeCells(_ outcome: JSON?) -> [String] {
    [(outcome ?? .null).cell("trials"), (outcome ?? .null).cell("rate")]
}

struct ShowPrediction: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prediction",
        abstract: "What was learnt of late payment, and how well it fits; or how much of a past is missing.",
        discussion: "Example: orkesta dunning prediction --tenant ferreteria-la-central --json"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/prediction?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let latest = answer["latest"] ?? .null
        if !output.isJSON, let why = Self.whyNothing(latest) { return print(why) }
        let names = ["trained_at", "invoices", "used", "calibration", "influences"]
        show(answer, as: output, fields: names.map { ($0, latest.cell($0)) })
    }

    /// Why nothing was learnt, in a sentence; nil where there is a model.
    private static func whyNothing(_ latest: JSON) -> String? {
        guard latest["calibration"] == nil else { return nil }
        guard let missing = latest["missing"] else {
            return "Nothing is learnt yet. Collections that are enabled learn every night, from what is over by then."
        }
        let lacks = [("invoices", "invoices whose day is over"), ("late", "paid late"), ("in_time", "paid in time")]
            .compactMap { key, what -> String? in
                guard let count = missing[key]?.integerValue, count > 0 else { return nil }
                return "\(count) more \(what)"
            }
        return "There is too little to learn from: it takes \(lacks.joined(separator: ", "))."
    }
}
