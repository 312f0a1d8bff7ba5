// `orkesta return`: goods that come back, from the ticket to the money or credit.

import ArgumentParser
import OrkestaModel

struct ReturnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Goods that come back: request, list, receive, settle, close.",
        subcommands: [
            RequestReturn.self, ListReturns.self, ReceiveReturn.self, SettleReturn.self, CloseReturn.self,
        ]
    )
}

struct RequestReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Write down what of a paid order is to come back.",
        discussion: """
            Each line is SKU or SKU=QUANTITY.

            Example: orkesta return request --tenant T ORD-12 MAR-16OZ-STA=1 --reason broken --case CASE-3
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "The customer's reason.") var reason: String?
    @Option(name: .customLong("case"), help: "The ticket that it came of, such as CASE-3.") var ticket: String?
    @Argument(help: "The order's number or key.") var order: String
    @Argument(help: "SKU or SKU=QUANTITY, one or more.") var lines: [String]
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = ["order": .string(order), "lines": .array(lines.map(saleLine))]
        members["reason"] = reason.map(JSON.string)
        members["case"] = ticket.map(JSON.string)
        let (path, request) = ("/api/returns?tenant_id=\(try segment(tenant))", JSON.object(members))
        showReturn(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

struct ListReturns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Returns, the latest asked for first.",
        discussion: "Example: orkesta return list --tenant ferreteria-la-central --state received"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "requested, partially-received, received, settled, refused or cancelled.") var state: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/returns?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { goods in
            ["number", "state", "order", "invoice", "created_at"].map(goods.cell)
        }
        show(answer, as: output, header: ["RETURN", "STATE", "ORDER", "INVOICE", "SINCE"], rows: rows)
    }
}

struct ReceiveReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Goods have arrived; what came whole is stock again.",
        discussion: "Example: orkesta return receive --tenant T RMA-7 MAR-16OZ-STA=1 --damaged TALADRO=1"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "What is not to be sold again: SKU or SKU=QUANTITY; may be repeated.") var damaged: [String] = []
    @Argument(help: "The return's number or key.") var goods: String
    @Argument(help: "What is to be sold again: SKU or SKU=QUANTITY.") var lines: [String] = []
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        func arrivals(_ lines: [String], as key: String) -> [JSON] {
            lines.map(saleLine).map { ["sku": $0["sku"] ?? .null, key: $0["quantity"] ?? .null] }
        }
        let all = arrivals(lines, as: "received") + arrivals(damaged, as: "damaged")
        let path = "/api/returns/\(try segment(goods))/receive?tenant_id=\(try segment(tenant))"
        let request: JSON = ["lines": .array(all)]
        showReturn(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

struct SettleReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Give back what was paid for what arrived.",
        discussion: "Example: orkesta return settle --tenant ferreteria-la-central RMA-7 --to credit"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "original (the way it came where that is possible) or credit.") var to = "original"
    @Argument(help: "The return's number or key.") var goods: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/returns/\(try segment(goods))/settle?tenant_id=\(try segment(tenant))"
        let request: JSON = ["to": .string(to)]
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        showRefunds(answer["refunds"]?.arrayValue ?? [], answer, as: output)
    }
}

struct CloseReturn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "End a return of which nothing has arrived.",
        discussion: "Example: orkesta return close --tenant ferreteria-la-central RMA-7 --as cancelled"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(name: .customLong("as"), help: "refused (by the business) or cancelled (by the customer).") var end: String
    @Argument(help: "The return's number or key.") var goods: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/returns/\(try segment(goods))/close?tenant_id=\(try segment(tenant))"
        let request: JSON = ["as": .string(end)]
        showReturn(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

private func showReturn(_ goods: JSON, as output: OutputOptions) {
    let rows = (goods["lines"]?.arrayValue ?? []).map { line in
        ["\(goods.cell("number")) \(goods.cell("state"))"] + ["sku", "requested", "received", "damaged"].map(line.cell)
    }
    show(goods, as: output, header: ["RETURN", "PRODUCT", "ASKED FOR", "RECEIVED", "DAMAGED"], rows: rows)
}
