// `orkesta order`: what customers bought, looked at.

import ArgumentParser
import OrkestaModel

struct OrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: "Orders: list, show. Agents and accepted quotes make them.",
        subcommands: [ListOrders.self, ShowOrder.self]
    )
}

struct ListOrders: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "A tenant's orders, newest first.",
        discussion: "Example: orkesta order list --tenant ferreteria-la-central --state paid"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "open, paid, fulfilled or cancelled.") var state: String?
    @Option(help: "Only this customer's: a key or CUST-7.") var customer: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/orders?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        if let customer { path += "&customer=\(try segment(customer))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { order in
            [
                order.cell("number"), order.cell("state"), "\(order.cell("total")) \(order.cell("currency"))",
                order.cell("quote"), order.cell("created_at"),
            ]
        }
        show(answer, as: output, header: ["NUMBER", "STATE", "TOTAL", "QUOTE", "MADE"], rows: rows)
    }
}

struct ShowOrder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One order with its lines.",
        discussion: "Example: orkesta order show --tenant ferreteria-la-central ORD-12"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "Its number or key.") var order: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/orders/\(try segment(order))?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let names = ["number", "state", "customer_id", "quote", "created_at", "held_until"]
        showSale(answer, facts: names.map { ($0, answer.cell($0)) }, as: output)
    }
}

/// The facts, lines and sums of a quote or an order, or its document.
func showSale(_ sale: JSON, facts: [(String, String)], as output: OutputOptions) {
    guard !output.isJSON else { return print(sale.description) }
    show(sale, as: output, fields: facts)
    print("")
    let rows = (sale["lines"]?.arrayValue ?? []).map { line in
        ["quantity", "unit", "sku", "name", "unit_price", "total"].map(line.cell)
    }
    show(sale, as: output, header: ["QUANTITY", "UNIT", "SKU", "NAME", "PRICE", "TOTAL"], rows: rows)
    let sums = ["reduction", "base", "tax_amount", "total"].map { ($0, "\(sale.cell($0)) \(sale.cell("currency"))") }
    show(sale, as: output, fields: sums)
}
