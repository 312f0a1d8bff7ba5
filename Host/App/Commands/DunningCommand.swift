// `orkesta dunning`: who owes, what happens next, and how well it goes.

import ArgumentParser
import OrkestaModel

struct DunningCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dunning",
        abstract: "Collections: who owes, what happens next, and how well it goes.",
        discussion: """
            Example: orkesta dunning rules --tenant ferreteria-la-central --enable
                     orkesta dunning pipeline --tenant ferreteria-la-central
            """,
        subcommands: [
            ShowPipeline.self, DunningRulesCommand.self, SendReminder.self, SimulateDunning.self,
            ShowDunningReport.self,
            PromiseCommand.self, WriteOffCommand.self, HourExperimentCommand.self, ShowPrediction.self,
            SimulateCustomers.self,
        ]
    )
}

struct ShowPipeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: "Open invoices by stage, with what happens next and why.",
        discussion: "Example: orkesta dunning pipeline --tenant ferreteria-la-central --stage T+3"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "Only this stage: T-3, T-1, DUE, T+1, T+3, T+7, T+15, T+30 or WRITE_OFF.") var stage: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/dunning/pipeline?tenant_id=\(try segment(tenant))"
        if let stage { path += "&stage=\(try segment(stage))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["stages"]?.arrayValue ?? []).flatMap { stage in
            (stage["invoices"]?.arrayValue ?? []).map { entry in
                let next = entry["next"] ?? .null
                return [
                    stage.cell("stage"), entry.cell("invoice"), entry.cell("name"), amountCell(entry["balance"]),
                    entry.cell("due_on"), next.cell("action"), next.cell("at"), next.cell("why"),
                ]
            }
        }
        let header = ["STAGE", "INVOICE", "CUSTOMER", "OPEN", "DUE", "NEXT", "AT", "WHY"]
        show(answer, as: output, header: header, rows: rows)
    }
}

struct SendReminder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Remind a customer as soon as their hours and the pause between reminders allow.",
        discussion: "Example: orkesta dunning send --tenant ferreteria-la-central INV-1001"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "An invoice such as INV-1001, or a customer such as CUST-7.") var subject: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/send?tenant_id=\(try segment(tenant))"
        let member = subject.uppercased().hasPrefix("CUST-") ? "customer" : "invoice"
        let request = JSON.object([member: .string(subject)])
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        show(answer, as: output, fields: [("state", answer.cell("state")), ("at", answer.cell("at"))])
    }
}

struct SimulateDunning: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "What would be said over the next days if nobody paid. Nothing is sent.",
        discussion: "Example: orkesta dunning simulate --tenant ferreteria-la-central --days 30"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "1 to 30.") var days: Int64 = 30
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/simulate?tenant_id=\(try segment(tenant))"
        let request: JSON = ["days": .integer(days)]
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        let rows = (answer["reminders"]?.arrayValue ?? []).map { reminder in
            [
                reminder.cell("at"), reminder.cell("stage"), reminder.cell("channel"), amountCell(reminder["amount"]),
                (reminder["invoices"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: " "),
            ]
        }
        show(answer, as: output, header: ["AT", "STAGE", "CHANNEL", "ASKED", "INVOICES"], rows: rows)
    }
}

struct ShowDunningReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Effectiveness, collection rate, and what each rule is worth and costs.",
        discussion: """
            Counted are invoices that were unpaid three days before they were due and whose sixtieth day after it
            came within the days; open are those that are still between.
            Example: orkesta dunning report --tenant ferreteria-la-central --days 90
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "So many days back, 1 to 730.") var days: Int64 = 90
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/report?tenant_id=\(try segment(tenant))&days=\(days)"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let totals = (answer["totals"]?.arrayValue ?? []).map { total in
            [
                "all", total.cell("currency"), "\(total.cell("invoices")) (\(total.cell("open")) open)",
                total.cell("effectiveness"),
                amountCell(total["collected"]), "-", "-",
            ]
        }
        let rules = (answer["rules"]?.arrayValue ?? []).map { rule in
            [
                rule.cell("stage"), rule.cell("channel"), rule.cell("reminders"), rule.cell("success_rate"),
                amountCell(rule["recovered"]), amountCell(rule["cost_per_contact"]), rule.cell("cost_per_recovered"),
            ]
        }
        let header = ["STAGE", "CHANNEL", "COUNT", "SUCCESS", "RECOVERED", "A CONTACT", "A RECOVERED UNIT"]
        show(answer, as: output, header: header, rows: totals + rules)
    }
}
