// `orkesta refund`: what was paid, given back; and what customers have as credit.

import ArgumentParser
import OrkestaModel

struct RefundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refund",
        abstract: "Refunds: create, list, retry.",
        subcommands: [CreateRefund.self, ListRefunds.self, RetryRefund.self]
    )
}

struct CreateRefund: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Give back what was paid towards an invoice, or a part of it.",
        discussion: """
            What its method cannot give back, such as a voucher paid in cash, becomes the customer's credit.

            Examples:
              orkesta refund create --tenant ferreteria-la-central INV-1001
              orkesta refund create --tenant ferreteria-la-central INV-1001 --amount 250.00 --reason "one was broken"
              orkesta refund create --tenant ferreteria-la-central INV-1001 --to credit
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "A part of it; all that can be given back when left out.") var amount: String?
    @Option(help: "Only of this payment, by its key.") var payment: String?
    @Option(help: "original (the way it came where that is possible) or credit.") var to: String?
    @Option(help: "For the books.") var reason: String?
    @Argument(help: "The invoice's number or key.") var invoice: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = ["invoice": .string(invoice)]
        members["amount"] = amount.map(JSON.string)
        members["payment"] = payment.map(JSON.string)
        members["to"] = to.map(JSON.string)
        members["reason"] = reason.map(JSON.string)
        let (path, request) = ("/api/refunds?tenant_id=\(try segment(tenant))", JSON.object(members))
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        showRefunds(answer["refunds"]?.arrayValue ?? [], answer, as: output)
    }
}

struct ListRefunds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Refunds, the latest begun first.",
        discussion: "Example: orkesta refund list --tenant ferreteria-la-central --state pending"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "pending, succeeded or failed.") var state: String?
    @Option(help: "Only those of this invoice.") var invoice: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/refunds?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        if let invoice { path += "&invoice=\(try segment(invoice))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        showRefunds(answer["items"]?.arrayValue ?? [], answer, as: output)
    }
}

struct RetryRefund: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Ask the provider once more for a refund whose outcome is open.",
        discussion: "Example: orkesta refund retry --tenant ferreteria-la-central 0199d1c4-..."
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The refund's key.") var refund: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/refunds/\(try segment(refund))/retry?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.post(path, .object([:])) }
        showRefunds([answer], answer, as: output)
    }
}

/// Refunds as a table.
func showRefunds(_ refunds: [JSON], _ document: JSON, as output: OutputOptions) {
    let rows = refunds.map { refund in
        [
            refund.cell("id"), refund.cell("invoice"), refund.cell("state"), amountCell(refund["amount"]),
            refund.cell("destination"), refund["failure"]?.stringValue ?? refund["reason"]?.stringValue ?? "",
        ]
    }
    show(document, as: output, header: ["REFUND", "INVOICE", "STATE", "AMOUNT", "TO", "WHY"], rows: rows)
}
