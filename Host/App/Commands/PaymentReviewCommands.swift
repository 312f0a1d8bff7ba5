// `orkesta payments reconcile`, `reviews`, `disputes` and so on: what a person who
// keeps the books looks after.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct ExportPayments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Payments as a CSV table, on standard output.",
        discussion:
            "Example: orkesta payments export --tenant ferreteria-la-central --from 2026-11-01T00:00:00Z > nov.csv"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "Begun at this moment or later, as in RFC 3339.") var from: String?
    @Option(help: "Begun before this moment.") var until: String?
    @Option(help: "Only those that stand so.") var state: String?
    @OptionGroup var data: DataOptions

    func run() async throws {
        var path = "/api/payments/transactions?format=csv&tenant_id=\(try segment(tenant))"
        if let from { path += "&from=\(try segment(from))" }
        if let until { path += "&until=\(try segment(until))" }
        if let state { path += "&state=\(try segment(state))" }
        let request = path
        let table = try await HostConnection.using(data) { try await $0.text(request) }
        FileHandle.standardOutput.write(Data(table.utf8))
    }
}

struct ReconcilePayments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compare the provider's own list of payments with the ledger.",
        discussion: """
            News that had been lost are booked; what cannot be explained goes to the review queue, and the exit code is \
            then 1. A host does this every night by itself.

            Example: orkesta payments reconcile --tenant ferreteria-la-central --from 2026-11-20T00:00:00Z
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "From this moment, as in RFC 3339; two days ago when left out.") var from: String?
    @Option(help: "Until before this moment; now when left out.") var until: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = [:]
        members["from"] = from.map(JSON.string)
        members["until"] = until.map(JSON.string)
        let (path, request) = ("/api/payments/reconcile?tenant_id=\(try segment(tenant))", JSON.object(members))
        let report = try await HostConnection.using(data) { try await $0.post(path, request) }
        let differences = report["differences"]?.arrayValue ?? []
        if !output.isJSON {
            print(
                "\(report.cell("provider")): \(report.cell("checked")) compared, \(report.cell("corrected")) corrected"
            )
        }
        let rows = differences.map { ["kind", "subject", "explanation"].map($0.cell) }
        show(report, as: output, header: ["DIFFERENCE", "PAYMENT", "EXPLANATION"], rows: rows)
        if !differences.isEmpty { throw ExitCode(1) }
    }
}

struct ListReviews: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reviews",
        abstract: "What only a person can decide about payments, the latest first.",
        discussion: "Example: orkesta payments reviews --tenant ferreteria-la-central"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "open or resolved.") var state = "open"
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let query = "tenant_id=\(try segment(tenant))&state=\(try segment(state))&limit=\(limit)"
        let answer = try await HostConnection.using(data) { try await $0.get("/api/payments/reviews?\(query)") }
        let rows = (answer["items"]?.arrayValue ?? []).map { review in
            ["id", "kind", "invoice", "created_at", "summary"].map(review.cell)
        }
        show(answer, as: output, header: ["REVIEW", "KIND", "INVOICE", "SINCE", "SUMMARY"], rows: rows)
    }
}

struct ResolveReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Take something out of the review queue, with what was decided.",
        discussion: "Example: orkesta payments resolve --tenant ferreteria-la-central 0199d1c4-... \"paid by transfer\""
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The review's key.") var review: String
    @Argument(help: "What was decided.") var resolution: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/payments/reviews/\(try segment(review))/resolve?tenant_id=\(try segment(tenant))"
        let request: JSON = ["resolution": .string(resolution)]
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        let row = ["id", "state", "resolved_by", "resolution"].map(answer.cell)
        show(answer, as: output, header: ["REVIEW", "STATE", "BY", "RESOLUTION"], rows: [row])
    }
}

struct ListDisputes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disputes",
        abstract: "Payments that were disputed with the payer's bank, the latest first.",
        discussion: "Example: orkesta payments disputes --tenant ferreteria-la-central --state open"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "open, won or lost.") var state: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/disputes?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { dispute in
            [
                dispute.cell("invoice"), dispute.cell("state"), amountCell(dispute["amount"]), dispute.cell("reason"),
                dispute.cell("answer_by"),
            ]
        }
        show(answer, as: output, header: ["INVOICE", "STATE", "AMOUNT", "REASON", "ANSWER BY"], rows: rows)
    }
}

struct ReplayPaymentWebhooks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Process webhooks of providers once more.",
        discussion: """
            What was booked by them is not booked again.

            Examples:
              orkesta payments replay --tenant T --webhook 0199d1c4-...
              orkesta payments replay --tenant T --from 2026-11-23T00:00:00Z --until 2026-11-24T00:00:00Z
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "One webhook, by its key.") var webhook: String?
    @Option(help: "Those that came at this moment or later, as in RFC 3339.") var from: String?
    @Option(help: "And before this one.") var until: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (webhook != nil) != (from != nil && until != nil) else {
            throw ValidationError("Give --webhook, or --from and --until.")
        }
    }

    func run() async throws {
        var members: [String: JSON] = [:]
        members["webhook"] = webhook.map(JSON.string)
        members["from"] = from.map(JSON.string)
        members["until"] = until.map(JSON.string)
        let (path, request) = ("/api/payments/webhooks/replay?tenant_id=\(try segment(tenant))", JSON.object(members))
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        show(answer, as: output, fields: [("replayed", answer.cell("replayed"))])
    }
}
