// `orkesta case`: what agents left to people, and that it is settled.

import ArgumentParser
import OrkestaModel

struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Matters for a person: complaints, disputed invoices, payments that nobody sees.",
        discussion: """
            While a customer has a case that is not closed they are not reminded of what they owe.

            Examples:
              orkesta case list --tenant ferreteria-la-central --state open
              orkesta case take --tenant ferreteria-la-central CASE-3
              orkesta case close --tenant ferreteria-la-central CASE-3
            """,
        subcommands: [ListCases.self, TakeCase.self, CloseCase.self],
        defaultSubcommand: ListCases.self
    )
}

struct ListCases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Cases, newest first.")
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "open, taken or closed.") var state: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/cases?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { item in
            ["number", "state", "kind", "created_at", "summary"].map(item.cell)
        }
        show(answer, as: output, header: ["CASE", "STATE", "KIND", "SINCE", "ABOUT"], rows: rows)
    }
}

/// Which case.
struct CaseOptions: ParsableArguments {
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The case's number, such as CASE-3, or its key.") var name: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func move(_ verb: String) async throws {
        let path = "/api/cases/\(try segment(name))/\(verb)?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.post(path, [:]) }
        show(answer, as: output, fields: ["number", "state", "kind"].map { ($0, answer.cell($0)) })
    }
}

struct TakeCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "take", abstract: "You look into it.")
    @OptionGroup var named: CaseOptions

    func run() async throws { try await named.move("take") }
}

struct CloseCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "It is settled; who owes is reminded again."
    )
    @OptionGroup var named: CaseOptions

    func run() async throws { try await named.move("close") }
}
