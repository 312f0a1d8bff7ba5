// `orkesta conversation summary`: what a person has to know who takes a conversation.

import ArgumentParser
import OrkestaModel

struct SummarizeConversation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "On one page: who it is, what it is about, and how the sale stands.",
        discussion: """
            Examples:
              orkesta conversation summary --tenant abarrotes-del-valle 01a20a47-...
              orkesta conversation summary --tenant abarrotes-del-valle 01a20a47-... --json
            """
    )
    @OptionGroup var conversation: ConversationOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try conversation.path("/summary")
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        guard !output.isJSON else { return print(answer.description) }
        let customer = answer["customer"] ?? .null
        show(
            customer,
            as: output,
            fields: ["number", "name", "since", "conversations", "messages"].map { ($0, customer.cell($0)) }
        )
        list("Why", answer["reasons"]) { "\($0.cell("number")) \($0.cell("kind")): \($0.cell("summary"))" }
        list("Basket", answer["basket"]) { "\($0.cell("quantity")) \($0.cell("unit")) \($0.cell("name"))" }
        list("Quotes", answer["quotes"]) { "\($0.cell("number")) \($0.cell("state")), \(amount($0["total"]))" }
        list("Invoices", answer["invoices"]) {
            "\($0.cell("number")) \($0.cell("status")), \(amount($0["balance"])) of \(amount($0["total"])) open"
        }
        list("Said", answer["said"]) { "\($0.cell("at"))  \($0.cell("role")): \($0.cell("text"))" }
    }

    private func amount(_ money: JSON?) -> String {
        money.map { "\($0.cell("amount")) \($0.cell("currency"))" } ?? ""
    }

    /// Nothing for an empty list.
    private func list(_ title: String, _ items: JSON?, _ line: (JSON) -> String) {
        guard let items = items?.arrayValue, !items.isEmpty else { return }
        print("\(title):")
        for item in items { print("  \(line(item))") }
    }
}
