// `orkesta conversation`: what waits for a person, and a person's part in it.

import ArgumentParser
import OrkestaModel

struct ConversationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversation",
        abstract: "Take a conversation from the agents, answer, and give it back.",
        discussion: """
            While a person has a conversation the agents are silent. They go on where they were
            once it is given back.

            Examples:
              orkesta conversation list --tenant abarrotes-del-valle             who waits for a person
              orkesta conversation show --tenant abarrotes-del-valle 01a20a47-...
              orkesta conversation summary --tenant abarrotes-del-valle 01a20a47-...
              orkesta conversation take --tenant abarrotes-del-valle --by Luis --minutes 60 01a20a47-...
              orkesta conversation say --tenant abarrotes-del-valle 01a20a47-... "Ya va en camino."
              orkesta conversation give-back --tenant abarrotes-del-valle 01a20a47-... --note "Entrega el viernes."
            """,
        subcommands: [
            ListConversations.self, ShowConversation.self, SummarizeConversation.self, TakeConversation.self,
            SayInConversation.self,
            GiveConversationBack.self,
        ],
        defaultSubcommand: ListConversations.self
    )
}

/// Which conversation.
struct ConversationOptions: ParsableArguments {
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The conversation's key.") var conversation: String

    func path(_ action: String = "") throws -> String {
        "/api/conversations/\(try segment(conversation))\(action)?tenant_id=\(try segment(tenant))"
    }
}

struct ListConversations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Conversations in one state.")
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "paused (those for people), active or completed.") var state = "paused"
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/conversations?tenant_id=\(try segment(tenant))&state=\(try segment(state))"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let columns = ["id", "address", "channel", "agent", "message_count", "updated_at"]
        let rows = (answer["items"]?.arrayValue ?? []).map { item in
            columns.map(item.cell) + [item["taken"]?.cell("by") ?? "-"]
        }
        show(
            answer,
            as: output,
            header: ["CONVERSATION", "ADDRESS", "CHANNEL", "AGENT", "MESSAGES", "LAST", "TAKEN BY"],
            rows: rows
        )
    }
}

struct ShowConversation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Its cases and last messages.")
    @OptionGroup var conversation: ConversationOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try conversation.path()
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        guard !output.isJSON else { return print(answer.description) }
        show(
            answer,
            as: output,
            fields: ["id", "address", "state", "agent", "sales_state"].map { ($0, answer.cell($0)) }
        )
        for item in answer["cases"]?.arrayValue ?? [] {
            print("\(item.cell("number")) \(item.cell("kind")), \(item.cell("state")): \(item.cell("summary"))")
        }
        for item in answer["messages"]?.arrayValue ?? [] {
            let text = item["reply"].flatMap { try? Reply(json: $0) }?.plainText ?? ""
            print("\(item.cell("at"))  \(item.cell("role")): \(text)")
        }
    }
}

struct TakeConversation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "take", abstract: "Take it; agents fall silent.")
    @OptionGroup var conversation: ConversationOptions
    @Option(help: "It goes back by itself when you have been silent for so long; without it, never.")
    var minutes: Int64?
    @Option(help: "Your name, for your colleagues.") var by: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let end = minutes.map { "&minutes=\($0)" } ?? ""
        let request: JSON = .object(by.map { ["by": .string($0)] } ?? [:])
        try await post(try conversation.path("/take") + end, request, data, output)
    }
}

struct SayInConversation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "say", abstract: "Answer the customer as a person.")
    @OptionGroup var conversation: ConversationOptions
    @Argument(help: "What to say.") var text: String
    @Option(help: "Your name, for your colleagues.") var by: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try conversation.path("/messages")
        let said: JSON = ["text": .string(text)]
        let request = said.merging(["by": JSON(by)])
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        show(answer, as: output, fields: [("message", answer.cell("id")), ("at", answer.cell("at"))])
    }
}

struct GiveConversationBack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "give-back", abstract: "Let the agents answer again.")
    @OptionGroup var conversation: ConversationOptions
    @Option(help: "What was agreed with the customer, for the agents to know.") var note: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request: JSON = .object(note.map { ["note": .string($0)] } ?? [:])
        try await post(try conversation.path("/give-back"), request, data, output)
    }
}

private func post(_ path: String, _ body: JSON, _ data: DataOptions, _ output: OutputOptions) async throws {
    let answer = try await HostConnection.using(data) { try await $0.post(path, body) }
    show(answer, as: output, fields: ["id", "address", "state"].map { ($0, answer.cell($0)) })
}
