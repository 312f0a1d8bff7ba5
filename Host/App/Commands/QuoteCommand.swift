// `orkesta quote`: quotes of a tenant, made, looked at, accepted, approved.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct QuoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quote",
        abstract: "Quotes: list, show, create, accept, approve.",
        subcommands: [
            ListQuotes.self, ShowQuote.self, CreateQuote.self, AcceptQuote.self, ApproveQuote.self,
        ]
    )
}

struct ListQuotes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "A tenant's quotes, newest first.",
        discussion: "Example: orkesta quote list --tenant ferreteria-la-central --state sent"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "sent, accepted, expired or superseded.") var state: String?
    @Option(help: "pending, granted or refused: quotes whose discount stands so.") var approval: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/quotes?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        if let approval { path += "&approval=\(try segment(approval))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { quote in
            [
                quote.cell("number"), quote.cell("version"), quote.cell("state"),
                "\(quote.cell("total")) \(quote.cell("currency"))", quote.cell("valid_until"), quote.cell("order"),
            ]
        }
        show(answer, as: output, header: ["NUMBER", "VERSION", "STATE", "TOTAL", "VALID UNTIL", "ORDER"], rows: rows)
    }
}

struct ShowQuote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One quote with its lines.",
        discussion: "Example: orkesta quote show --tenant ferreteria-la-central COT-42"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "Its number or key.") var quote: String
    @Option(help: "A version; the latest when left out.") var version: Int?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let wanted = version.map { "&version=\($0)" } ?? ""
        let path = "/api/quotes/\(try segment(quote))?tenant_id=\(try segment(tenant))\(wanted)"
        showQuote(try await HostConnection.using(data) { try await $0.get(path) }, as: output)
    }
}

struct CreateQuote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a quote for a customer.",
        discussion: """
            Each line is SKU or SKU=QUANTITY. A discount is a percentage (10%) or an amount (50.00); beyond the
            tenant's policy it is cut, and waits for `orkesta quote approve`. More than is at hand is quoted all the
            same, for stock may come: the answer says of what there is less, and until then it cannot be accepted.

            Example:
              orkesta quote create --tenant ferreteria-la-central --customer +525512345678 MAR-16OZ-STA=2
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "A telephone number, CUST-7, or an id of your own.") var customer: String
    @Option(help: "The customer's name, if it is not known yet.") var name: String?
    @Option(help: "On the whole: 10% or 50.00.") var discount: String?
    @Option(help: "A coupon's code.") var coupon: String?
    @Option(help: "Printed on the quote.") var note: String?
    @Argument(help: "SKU or SKU=QUANTITY, one or more.") var lines: [String]
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var buyer: [String: JSON] = [customer.hasPrefix("+") ? "phone" : "id": .string(customer)]
        buyer["name"] = name.map(JSON.string)
        var draft: [String: JSON] = ["customer": .object(buyer), "lines": .array(lines.map(saleLine))]
        draft["discount"] = discount.map { text in
            text.hasSuffix("%") ? ["percent": .string(String(text.dropLast()))] : ["amount": .string(text)]
        }
        draft["coupon"] = coupon.map(JSON.string)
        draft["note"] = note.map(JSON.string)
        let (path, request) = ("/api/quotes?tenant_id=\(try segment(tenant))", JSON.object(draft))
        showQuote(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

struct AcceptQuote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept a quote in its customer's name: makes the order and its invoice.",
        discussion: """
            --hash is what `orkesta quote show` gives: it says which version the customer saw.

            Example: orkesta quote accept --tenant ferreteria-la-central COT-42 --hash 6b86b2...
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "Its number or key.") var quote: String
    @Option(help: "Of the version that was shown.") var hash: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/quotes/\(try segment(quote))/accept?tenant_id=\(try segment(tenant))"
        let request: JSON = ["hash": .string(hash)]
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        let order = answer["order"] ?? .null
        let fields = [
            ("order", order.cell("number")), ("invoice", answer.cell("invoice")),
            ("total", "\(order.cell("total")) \(order.cell("currency"))"),
            ("stock held until", order.cell("held_until")),
        ]
        show(answer, as: output, fields: fields)
    }
}

struct ApproveQuote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Grant or refuse a discount beyond the policy.",
        discussion: """
            Granting makes a new version with all that was asked for, and the agent tells the customer.
            `orkesta quote list --approval pending` shows what waits.

            Example: orkesta quote approve --tenant ferreteria-la-central COT-42
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "Its number or key.") var quote: String
    @Flag(help: "Refuse it instead.") var refuse = false
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/quotes/\(try segment(quote))/approval?tenant_id=\(try segment(tenant))"
        let request: JSON = ["decision": refuse ? "refused" : "granted"]
        showQuote(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

private func showQuote(_ quote: JSON, as output: OutputOptions) {
    let names = ["number", "version", "state", "valid_until", "order", "url", "hash"]
    var fields = names.map { ($0, quote.cell($0)) }
    if let approval = quote["approval"] { fields.append(("discount approval", approval.cell("state"))) }
    for problem in quote["problems"]?.arrayValue ?? [] { fields.append(("short of stock", problem.cell("detail"))) }
    showSale(quote, facts: fields, as: output)
}

/// A line as it is typed: SKU or SKU=QUANTITY. The last `=` divides, so that a SKU
/// may hold one.
func saleLine(_ text: String) -> JSON {
    guard let mark = text.lastIndex(of: "=") else { return ["sku": .string(text), "quantity": "1"] }
    return ["sku": .string(String(text[..<mark])), "quantity": .string(String(text[mark...].dropFirst()))]
}
