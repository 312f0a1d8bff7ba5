// `orkesta credit`: what the business owes its customers.

import ArgumentParser
import OrkestaModel

struct CreditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit",
        abstract: "Customers' credit: show, grant, pay-out, apply.",
        subcommands: [ShowCredit.self, GrantCredit.self, PayOutCredit.self, ApplyCredit.self]
    )
}

struct ShowCredit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A customer's credit and what made it.",
        discussion: "Example: orkesta credit show --tenant ferreteria-la-central CUST-7"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The customer's number or key.") var customer: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/credits/\(try segment(customer))?tenant_id=\(try segment(tenant))"
        showCredit(try await HostConnection.using(data) { try await $0.get(path) }, as: output)
    }
}

struct GrantCredit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Give a customer credit.",
        discussion:
            "Example: orkesta credit grant --tenant ferreteria-la-central CUST-7 --amount 50.00 --reason \"late delivery\""
    )
    @OptionGroup var change: CreditChangeOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { showCredit(try await change.make("grant", data), as: output) }
}

struct PayOutCredit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pay-out",
        abstract: "Record that a customer's credit was paid out, by a transfer or in cash.",
        discussion:
            "Example: orkesta credit pay-out --tenant ferreteria-la-central CUST-7 --amount 50.00 --reason \"SPEI 8812\""
    )
    @OptionGroup var change: CreditChangeOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { showCredit(try await change.make("pay-out", data), as: output) }
}

struct ApplyCredit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Pay an invoice with its customer's credit.",
        discussion: "Example: orkesta credit apply --tenant ferreteria-la-central INV-1001 --amount 100.00"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "A part of it; as much as there is credit when left out.") var amount: String?
    @Argument(help: "The invoice's number or key.") var invoice: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/invoices/\(try segment(invoice))/apply-credit?tenant_id=\(try segment(tenant))"
        let request = JSON.object(amount.map { ["amount": .string($0)] } ?? [:])
        showInvoice(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

/// What granting and paying out take.
struct CreditChangeOptions: ParsableArguments {
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "Above zero.") var amount: String
    @Option(help: "For the books.") var reason: String
    @Argument(help: "The customer's number or key.") var customer: String

    func make(_ action: String, _ data: DataOptions) async throws -> JSON {
        let path = "/api/credits/\(try segment(customer))?tenant_id=\(try segment(tenant))"
        let request: JSON = [
            "action": .string(action), "amount": .string(amount), "reason": .string(reason),
        ]
        return try await HostConnection.using(data) { try await $0.post(path, request) }
    }
}

private func showCredit(_ credit: JSON, as output: OutputOptions) {
    let balances = (credit["balances"]?.arrayValue ?? []).map { ["balance", amountCell($0), "", ""] }
    let movements = (credit["movements"]?.arrayValue ?? []).map { movement in
        ["", amountCell(movement["amount"]), movement.cell("invoice"), movement.cell("at")]
    }
    show(credit, as: output, header: ["CREDIT", "AMOUNT", "INVOICE", "AT"], rows: balances + movements)
}
