// `orkesta dunning promise` and `orkesta dunning write-off`: what customers promised,
// and what is given up.

import ArgumentParser
import OrkestaModel

struct PromiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise",
        abstract: "Promises to pay: list, make, cancel.",
        subcommands: [ListPromises.self, MakePromise.self, CancelPromise.self]
    )
}

struct ListPromises: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "What customers promised to pay, the latest first.",
        discussion: "Example: orkesta dunning promise list --tenant ferreteria-la-central --state open"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "open, kept, broken or cancelled.") var state: String?
    @Option(help: "At most so many.") var limit = 50
    @Option(help: "The next page, as the page before it names it.") var cursor: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/dunning/promises?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        if let cursor { path += "&cursor=\(try segment(cursor))" }
        let request = path
        showPromises(try await HostConnection.using(data) { try await $0.get(request) }, as: output)
    }
}

struct MakePromise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Note that a customer has promised to pay; reminders wait until the day is over.",
        discussion: """
            Example: orkesta dunning promise make --tenant T CUST-7 --on 2026-12-04 --amount 500.00
                     orkesta dunning promise make --tenant T CUST-7 --on 2026-12-04 --invoice INV-1001
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "The day, as 2026-12-04.") var on: String
    @Option(help: "All that is open when left out.") var amount: String?
    @Option(name: .customLong("invoice"), help: "What it is about, may be repeated; what is due when left out.")
    var invoices: [String] = []
    @Argument(help: "The customer's number or key.") var customer: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = ["customer": .string(customer), "on": .string(on)]
        members["amount"] = amount.map(JSON.string)
        if !invoices.isEmpty { members["invoices"] = JSON(invoices) }
        let (path, request) = ("/api/dunning/promises?tenant_id=\(try segment(tenant))", JSON.object(members))
        let promise = try await HostConnection.using(data) { try await $0.post(path, request) }
        showPromises(promise, as: output)
    }
}

struct CancelPromise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Call an open promise off; reminders go on.",
        discussion: "Example: orkesta dunning promise cancel --tenant T 0198f3c2-0000-7000-8000-000000000001"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The promise's key.") var promise: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/dunning/promises/\(try segment(promise))/cancel?tenant_id=\(try segment(tenant))"
        showPromises(try await HostConnection.using(data) { try await $0.post(path, [:]) }, as: output)
    }
}

/// A page of promises, or one.
private func showPromises(_ answer: JSON, as output: OutputOptions) {
    let rows = (answer["items"]?.arrayValue ?? [answer]).map { promise in
        [
            promise.cell("id"), promise.cell("state"), promise.cell("on"), amountCell(promise["amount"]),
            (promise["invoices"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: " "),
            promise.cell("made_by"),
        ]
    }
    show(answer, as: output, header: ["PROMISE", "STATE", "ON", "AMOUNT", "INVOICES", "TAKEN BY"], rows: rows)
    sayMore(after: answer, as: output)
}

/// How to ask for the page after this one, where there is one.
private func sayMore(after page: JSON, as output: OutputOptions) {
    guard !output.isJSON, let next = page["next_cursor"]?.stringValue else { return }
    print("there are more: --cursor '\(next)'")
}

struct WriteOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write-off",
        abstract: "Invoices that nobody pays any more: list, approve, reject.",
        subcommands: [ListWriteOffs.self, ApproveWriteOff.self, RejectWriteOff.self]
    )
}

struct ListWriteOffs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Losses that are proposed or decided, the latest first.",
        discussion: "Example: orkesta dunning write-off list --tenant ferreteria-la-central --state proposed"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "proposed, approved, rejected or withdrawn.") var state: String?
    @Option(help: "At most so many.") var limit = 50
    @Option(help: "The next page, as the page before it names it.") var cursor: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/dunning/write-offs?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        if let cursor { path += "&cursor=\(try segment(cursor))" }
        let request = path
        showWriteOffs(try await HostConnection.using(data) { try await $0.get(request) }, as: output)
    }
}

struct ApproveWriteOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Give the invoice up: what is open of it becomes a loss in the ledger.",
        discussion: """
            Not while a case of the customer is open: close it first.

            Example: orkesta dunning write-off approve --tenant T KEY --reason "the shop has closed"
            """
    )
    @OptionGroup var decision: WriteOffDecision
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { showWriteOffs(try await decision.make("approve", data), as: output) }
}

struct RejectWriteOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Keep the invoice open; nobody is reminded of it until a part payment begins its ladder anew.",
        discussion: "Example: orkesta dunning write-off reject --tenant T KEY --reason \"pays in January\""
    )
    @OptionGroup var decision: WriteOffDecision
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { showWriteOffs(try await decision.make("reject", data), as: output) }
}

/// What deciding about a loss takes.
struct WriteOffDecision: ParsableArguments {
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "For the books.") var reason: String?
    @Argument(help: "The write-off's key.") var writeOff: String

    func make(_ verb: String, _ data: DataOptions) async throws -> JSON {
        let path = "/api/dunning/write-offs/\(try segment(writeOff))/\(verb)?tenant_id=\(try segment(tenant))"
        let request = JSON.object(reason.map { ["reason": .string($0)] } ?? [:])
        return try await HostConnection.using(data) { try await $0.post(path, request) }
    }
}

/// A page of losses, or one.
private func showWriteOffs(_ answer: JSON, as output: OutputOptions) {
    let rows = (answer["items"]?.arrayValue ?? [answer]).map { loss in
        [
            loss.cell("id"), loss.cell("state"), loss.cell("invoice"), amountCell(loss["amount"]),
            loss.cell("created_at"), loss.cell("decided_by"),
        ]
    }
    show(answer, as: output, header: ["WRITE-OFF", "STATE", "INVOICE", "AMOUNT", "SINCE", "DECIDED BY"], rows: rows)
    sayMore(after: answer, as: output)
}
