// `orkesta customer`: who buys from a tenant.

import ArgumentParser
import OrkestaModel

struct CustomerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer",
        abstract: "Customers of a tenant: list.",
        subcommands: [ListCustomers.self]
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
