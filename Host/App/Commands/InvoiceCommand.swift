// `orkesta invoice`: what customers owe, and what they paid.

import ArgumentParser
import OrkestaModel

struct InvoiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice",
        abstract: "Invoices: list, show, link, plan, void.",
        subcommands: [
            ListInvoices.self, ShowInvoice.self, LinkInvoice.self, PlanInvoice.self, VoidInvoice.self,
        ]
    )
}

struct ListInvoices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "A tenant's invoices, newest first.",
        discussion: "Example: orkesta invoice list --tenant ferreteria-la-central --status partial"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "pending, processing, paid, failed (also withdrawn or written off), refunded or partial.")
    var status: String?
    @Option(help: "Only this customer's: a key or CUST-7.") var customer: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/invoices?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let status { path += "&status=\(try segment(status == "paid" ? "succeeded" : status))" }
        if let customer { path += "&customer=\(try segment(customer))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { invoice in
            [
                invoice.cell("number"), standing(invoice), amount(invoice, "total"), amount(invoice, "balance"),
                invoice.cell("order"), invoice.cell("due_at"),
            ]
        }
        show(answer, as: output, header: ["NUMBER", "STATUS", "TOTAL", "OPEN", "ORDER", "DUE"], rows: rows)
    }
}

struct ShowInvoice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One invoice with the payments towards it.",
        discussion: "Example: orkesta invoice show --tenant ferreteria-la-central INV-1001"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "Its number or key.") var invoice: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/invoices/\(try segment(invoice))?tenant_id=\(try segment(tenant))"
        showInvoice(try await HostConnection.using(data) { try await $0.get(path) }, as: output)
    }
}

struct LinkInvoice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Make a link under which an invoice can be paid.",
        discussion: "Example: orkesta invoice link --tenant ferreteria-la-central INV-1001 --amount 500.00"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "A part of what is open; all of it when left out.") var amount: String?
    @Argument(help: "Its number or key.") var invoice: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = ["invoice": .string(invoice)]
        members["amount"] = amount.map(JSON.string)
        let (path, request) = (
            "/api/payments/create-link?tenant_id=\(try segment(tenant))", JSON.object(members)
        )
        let link = try await HostConnection.using(data) { try await $0.post(path, request) }
        let row = [link.cell("invoice"), amountCell(link["amount"]), link.cell("expires_at"), link.cell("url")]
        show(link, as: output, header: ["INVOICE", "AMOUNT", "UNTIL", "LINK"], rows: [row])
    }
}

struct PlanInvoice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show the instalments of an invoice, or let it be paid in some.",
        discussion: """
            Examples:
              orkesta invoice plan --tenant ferreteria-la-central INV-1001
              orkesta invoice plan --tenant ferreteria-la-central INV-1001 --parts 3 --every-days 30
              orkesta invoice plan --tenant T INV-1001 --deposit 300.00 --balance-due 2026-12-24T00:00:00Z
              orkesta invoice plan --tenant ferreteria-la-central INV-1001 --none
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "So many equal parts.") var parts: Int?
    @Option(help: "So many days apart.") var everyDays = 30
    @Option(help: "What is due now.") var deposit: String?
    @Option(help: "When the rest is due, as in RFC 3339.") var balanceDue: String?
    @Flag(help: "Let it be due as a whole.") var none = false
    @Argument(help: "Its number or key.") var invoice: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let ways = [parts != nil, deposit != nil, none].filter { $0 }.count
        guard ways <= 1 else { throw ValidationError("Give one of --parts, --deposit and --none.") }
        guard (deposit == nil) == (balanceDue == nil) else {
            throw ValidationError("--deposit and --balance-due belong together.")
        }
    }

    func run() async throws {
        let path = "/api/invoices/\(try segment(invoice))/plan?tenant_id=\(try segment(tenant))"
        let request = change
        let plan = try await HostConnection.using(data) { host in
            guard let request else { return try await host.get(path) }
            return try await host.send("PUT", path, request)
        }
        let rows = (plan["installments"]?.arrayValue ?? []).map { installment in
            [
                installment.cell("position"), installment.cell("state"), amount(installment, "amount"),
                amount(installment, "paid"), installment.cell("due_at"),
            ]
        }
        show(plan, as: output, header: ["#", "STATE", "AMOUNT", "PAID", "DUE"], rows: rows)
    }

    /// Nil when the plan is only looked at.
    private var change: JSON? {
        if none { return ["installments": []] }
        if let deposit { return ["deposit": .string(deposit), "balance_due_at": JSON(balanceDue)] }
        return parts.map { ["parts": .integer(Int64($0)), "every_days": .integer(Int64(everyDays))] }
    }
}

struct VoidInvoice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Withdraw an invoice of which nothing is paid.",
        discussion: "Example: orkesta invoice void --tenant ferreteria-la-central INV-1001"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "Its number or key.") var invoice: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/invoices/\(try segment(invoice))/void?tenant_id=\(try segment(tenant))"
        showInvoice(try await HostConnection.using(data) { try await $0.post(path, .object([:])) }, as: output)
    }
}

/// An invoice with the payments towards it, as a table.
func showInvoice(_ invoice: JSON, as output: OutputOptions) {
    let payments = (invoice["payments"]?.arrayValue ?? []).map { payment in
        ["  " + payment.cell("state"), amount(payment, "amount"), payment.cell("method"), payment.cell("at")]
    }
    let head = [
        ["\(invoice.cell("number")) \(standing(invoice))", amount(invoice, "total"), "total", ""],
        ["", amount(invoice, "paid"), "paid", invoice.cell("paid_at")],
        ["", amount(invoice, "balance"), "open", "due \(invoice.cell("due_at"))"],
    ]
    let lost = invoice["written_off_at"]?.stringValue.map { [["", "", "written off", $0]] } ?? []
    show(invoice, as: output, header: ["INVOICE", "AMOUNT", "", "AT"], rows: head + lost + payments)
}

/// How an invoice stands, in words for people: its status is made from its
/// payments alone.
private func standing(_ invoice: JSON) -> String {
    if invoice["voided_at"]?.stringValue != nil { return "withdrawn" }
    // Money that came after all is what there is to say.
    if invoice["written_off_at"]?.stringValue != nil, invoice["status"] == "failed" { return "written off" }
    return invoice["status"] == "succeeded" ? "paid" : invoice.cell("status")
}

private func amount(_ json: JSON, _ key: String) -> String { amountCell(json[key]) }

/// `1234.50 MXN`.
func amountCell(_ amount: JSON?) -> String {
    amount.map { "\($0.cell("amount")) \($0.cell("currency"))" } ?? ""
}
