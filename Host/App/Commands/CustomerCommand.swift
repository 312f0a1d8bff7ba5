// `orkesta customer`: who buys from a tenant.

import ArgumentParser
import OrkestaModel

struct CustomerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer",
        abstract: "Customers of a tenant: list, merge, part.",
        subcommands: [ListCustomers.self, MergeCustomer.self, PartCustomer.self]
    )
}

struct ListCustomers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "A tenant's customers with their addresses, newest first.",
        discussion: "Example: orkesta customer list --tenant ferreteria-la-central"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/customers?tenant_id=\(try segment(tenant))&limit=\(limit)"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let rows = (answer["items"]?.arrayValue ?? []).map { customer in
            let addresses = customer["addresses"]?.arrayValue ?? []
            return [
                customer.cell("number"), customer.cell("name"), customer.cell("created_at"),
                addresses.map { "\($0.cell("address")) (\($0.cell("channel")))" }.joined(separator: ", "),
            ]
        }
        show(answer, as: output, header: ["NUMBER", "NAME", "SINCE", "ADDRESSES"], rows: rows)
    }
}

struct MergeCustomer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Make two customers one, who are the same person.",
        discussion: "Example: orkesta customer merge --tenant ferreteria-la-central CUST-7 --into CUST-3"
    )
    @Argument(help: "The customer whose addresses, conversations and papers move.") var customer: String
    @Option(help: "The customer that stays.") var into: String
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await change(customer, "merge", ["into": .string(into)], tenant, data, output)
    }
}

struct PartCustomer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "part",
        abstract: "Undo a merge: the customer has again what it had.",
        discussion: """
            What channels tell of the two joins them no more, until you merge them again.

            Example: orkesta customer part --tenant ferreteria-la-central CUST-7
            """
    )
    @Argument(help: "The customer that was merged.") var customer: String
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await change(customer, "part", .object([:]), tenant, data, output)
    }
}

private func change(
    _ customer: String,
    _ action: String,
    _ request: JSON,
    _ tenant: String,
    _ data: DataOptions,
    _ output: OutputOptions
) async throws {
    let path = "/api/customers/\(try segment(customer))/\(action)?tenant_id=\(try segment(tenant))"
    let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
    let addresses = (answer["addresses"]?.arrayValue ?? []).map { "\($0.cell("address")) (\($0.cell("channel")))" }
    let fields = [
        ("number", answer.cell("number")), ("name", answer.cell("name")),
        ("addresses", addresses.joined(separator: ", ")),
    ]
    show(answer, as: output, fields: fields)
}
