// `orkesta outbox`: what waits to be sent, what could not be, and sending it again or
// throwing it away.

import ArgumentParser
import OrkestaModel

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Messages to send: list, replay, discard; one, or many at once.",
        discussion: """
            Examples:
              orkesta outbox list --tenant ferreteria-la-central --state dead
              orkesta outbox replay --tenant ferreteria-la-central 0198f3c2-0000-7000-8000-00000000beef
              orkesta outbox discard --tenant ferreteria-la-central 0198f3c2-0000-7000-8000-00000000beef
              orkesta outbox replay-many --tenant ferreteria-la-central --channel whatsapp --dry-run
            """,
        subcommands: [
            ListOutbox.self, ReplayMessage.self, DiscardMessage.self, ReplayMessages.self, DiscardMessages.self,
        ]
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

    func run() async throws { try await act("replay", on: id, of: tenant, data, output) }
}

struct DiscardMessage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Throw a message away that is dead or of unknown outcome.",
        discussion: "Example: orkesta outbox discard --tenant ferreteria-la-central ID"
    )
    @Argument(help: "The message's id, from `orkesta outbox list`.") var id: String
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await act("discard", on: id, of: tenant, data, output) }
}

/// Which messages that could not be sent.
struct DeadLetterOptions: ParsableArguments {
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "dead, or unknown: those may have arrived.") var state = "dead"
    @Option(help: "Only those of this channel.") var channel: String?
    @Option(help: "Only those whose error holds this, such as 131026.") var reason: String?
    @Option(help: "At most so many, the oldest; 1000 when left out.") var limit: Int64?
    @Flag(help: "Do nothing; say how many there are, and why.") var dryRun = false

    fileprivate var request: JSON {
        var members: [String: JSON] = ["state": .string(state), "dry_run": .bool(dryRun)]
        members["channel"] = channel.map(JSON.string)
        members["reason"] = reason.map(JSON.string)
        members["limit"] = limit.map(JSON.integer)
        return .object(members)
    }
}

struct ReplayMessages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay-many",
        abstract: "Send messages again that could not be sent.",
        discussion: """
            Reminders that are over are refused, and say why.

            Examples:
              orkesta outbox replay-many --tenant ferreteria-la-central --channel whatsapp --reason 131031 --dry-run
              orkesta outbox replay-many --tenant ferreteria-la-central --channel whatsapp --reason 131031
              orkesta outbox replay-many --tenant ferreteria-la-central --limit 10 --json
            """
    )
    @OptionGroup var letters: DeadLetterOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await act("replay", on: letters, data, output) }
}

struct DiscardMessages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard-many",
        abstract: "Throw messages away that could not be sent.",
        discussion: """
            They are cancelled then, and cannot be sent again.

            Examples:
              orkesta outbox discard-many --tenant ferreteria-la-central --reason 131026 --dry-run
              orkesta outbox discard-many --tenant ferreteria-la-central --channel sms --state unknown
            """
    )
    @OptionGroup var letters: DeadLetterOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await act("discard", on: letters, data, output) }
}

private func act(
    _ verb: String,
    on id: String,
    of tenant: String,
    _ data: DataOptions,
    _ output: OutputOptions
) async throws {
    let path = "/api/outbox/\(try segment(id))/\(verb)?tenant_id=\(try segment(tenant))"
    let answer = try await HostConnection.using(data) { try await $0.post(path, .object([:])) }
    show(answer, as: output, fields: ["id", "channel", "address", "state"].map { ($0, answer.cell($0)) })
}

private func act(
    _ verb: String,
    on letters: DeadLetterOptions,
    _ data: DataOptions,
    _ output: OutputOptions
) async throws {
    let path = "/api/outbox/\(verb)?tenant_id=\(try segment(letters.tenant))"
    let request = letters.request
    let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
    let fields = ["matched", "done", "refused"].map { ($0, answer.cell($0)) }
    guard !output.isJSON else { return show(answer, as: output, fields: fields) }
    let reasons = (answer["reasons"]?.arrayValue ?? []).map { reason in
        ["count", "channel", "reason"].map(reason.cell)
    }
    if !reasons.isEmpty { show(answer, as: output, header: ["MESSAGES", "CHANNEL", "ERROR"], rows: reasons) }
    show(answer, as: output, fields: fields)
    for problem in answer["problems"]?.arrayValue ?? [] { print("  \(problem.cell("id")): \(problem.cell("detail"))") }
}
