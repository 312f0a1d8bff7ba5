// `orkesta outbox`: what waits to be sent, what could not be, and sending it again.

import ArgumentParser
import OrkestaModel

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Messages to send: list, replay.",
        discussion: """
            Examples:
              orkesta outbox list --tenant ferreteria-la-central --state dead
              orkesta outbox replay --tenant ferreteria-la-central 0198f3c2-0000-7000-8000-00000000beef
            """,
        subcommands: [ListOutbox.self, ReplayMessage.self]
    )
}

struct ListOutbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "A tenant's messages to customers, newest first.",
        discussion: "Example: orkesta outbox list --tenant ferreteria-la-central --state unknown"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "Only those: pending, sent, dead, unknown or cancelled.") var state: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let filter = try state.map { "&state=\(try segment($0))" } ?? ""
        let path = "/api/outbox?tenant_id=\(try segment(tenant))&limit=\(limit)\(filter)"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let columns = ["id", "channel", "address", "state", "delivery", "attempts", "error", "created_at"]
        let rows = (answer["items"]?.arrayValue ?? []).map { message in columns.map(message.cell) }
        let header = ["ID", "CHANNEL", "TO", "STATE", "DELIVERY", "TRIES", "ERROR", "SINCE"]
        show(answer, as: output, header: header, rows: rows)
    }
}

struct ReplayMessage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send a message again that is dead or of unknown outcome.",
        discussion: """
            One of unknown outcome may have arrived: the customer then gets it twice. The message
            goes out under an id of its own, which is shown; this one is cancelled.

            Example: orkesta outbox replay --tenant ferreteria-la-central ID
            """
    )
    @Argument(help: "The message's id, from `orkesta outbox list`.") var id: String
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/outbox/\(try segment(id))/replay?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.post(path, .object([:])) }
        show(answer, as: output, fields: ["id", "channel", "address", "state"].map { ($0, answer.cell($0)) })
    }
}
