// `orkesta dunning simulate-customers`: what the rules would bring, under assumptions.

import ArgumentParser
import HostDunning
import OrkestaModel

struct SimulateCustomers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate-customers",
        abstract: "Made-up customers against the standard rules, and the same without reminders. A simulation.",
        discussion: """
            The customers are assumptions (Host/Dunning/Simulation/CustomerBehavior.swift), printed with the result;
            the ladder, its hours, holidays and pauses are the real ones. Nothing is stored or sent.

            Example: orkesta dunning simulate-customers --invoices 10000 --days 365
                     orkesta dunning simulate-customers --sensitivity
            """
    )
    @Option(help: "Invoices of all customers, 1 to 1000000.") var invoices: Int64 = 10_000
    @Option(help: "Days within which they are made, 1 to 730.") var days: Int64 = 365
    @Option(help: "The same seed gives the same result.") var seed: UInt64 = 1
    @Flag(help: "Also how much the result moves when the assumptions are wrong by a third.") var sensitivity = false
    @Flag(help: "Write what happened, a line an event, instead of the figures.") var log = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1_000_000).contains(invoices) else { throw ValidationError("--invoices takes 1 to 1000000.") }
        guard (1...730).contains(days) else { throw ValidationError("--days takes 1 to 730.") }
    }

    func run() throws {
        let simulation = CollectionSimulation(seed: seed, days: days, invoiceCount: invoices)
        if log {
            _ = simulation.run { print($0) }
            return
        }
        let report = simulation.run()
        let cases = sensitivity ? SensitivityCase.standard.map { ($0.name, $0.run(simulation)) } : []
        let document = report.json.merging([
            "sensitivity": .array(cases.map { $0.1.json.merging(["case": .string($0.0)]) })
        ])
        guard !output.isJSON else { return print(document.description) }
        print(
            "SIMULATION, not a measurement. Seed \(seed), \(report.customers) customers, \(report.invoices) invoices.\n"
        )
        show(
            document,
            as: output,
            header: ["GROUP", "AT T-3", "PAID", "EFFECTIVENESS", "COLLECTION RATE"],
            rows: [row("reminded", report.reminded), row("nobody reminded", report.control)]
                + cases.map { row($0.0, $0.1.reminded) }
        )
        print("\nReminders by stage, and after which an invoice was paid within three days:")
        for stage in DunningStage.allCases {
            guard let count = report.reminders[stage] else { continue }
            print("  \(stage.rawValue): \(count), \(report.worked[stage] ?? 0)")
        }
        print(
            "Promises \(report.promises), kept \(report.kept); disputes \(report.disputes); opted out \(report.optOuts)."
        )
        showSelfCheck(report.predictionSelfCheck())
        print("\nAssumed:\n  " + report.assumptions.joined(separator: "\n  "))
    }

    private func showSelfCheck(_ training: LatePaymentModel.Training) {
        guard case .trained(let model) = training else { return }
        let calibration = model.calibration
        print("\nPrediction of late payment on these made-up histories (a self-check, not a measurement):")
        print("  Brier \(rounded(calibration.brier)) against \(rounded(calibration.baseBrier)) of the base rate")
        for bin in calibration.bins {
            print("  said \(percent(bin.predicted)), came \(percent(bin.observed)) of \(bin.count)")
        }
    }

    private func rounded(_ value: Double) -> String { String((value * 10_000).rounded() / 10_000) }

    private func row(_ name: String, _ group: SimulationReport.Group) -> [String] {
        [name, String(group.invoices), String(group.paid), percent(group.effectiveness), percent(group.collectionRate)]
    }

    private func percent(_ share: Double?) -> String {
        guard let share else { return "-" }
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
