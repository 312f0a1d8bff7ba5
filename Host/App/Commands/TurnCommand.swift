// `orkesta turn`: what happened in a turn, and what it asked of language models.

import ArgumentParser
import OrkestaModel

struct TurnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "turn",
        abstract: "Turns: list, show with every question to a language model.",
        discussion: """
            Examples:
              orkesta turn list --tenant ferreteria-la-central
              orkesta turn list --tenant ferreteria-la-central --conversation 01a20a47-...
              orkesta turn show --tenant ferreteria-la-central 01a20a4a-...
            """,
        subcommands: [ListTurns.self, ShowTurn.self],
        defaultSubcommand: ListTurns.self
    )
}

struct ListTurns: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "A tenant's turns, latest first.",
        discussion: "Example: orkesta turn list --tenant ferreteria-la-central --limit 20"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "Only this conversation's.") var conversation: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/turns?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let conversation { path += "&conversation=\(try segment(conversation))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        let rows = (answer["items"]?.arrayValue ?? []).map { turn in
            ["id", "finished_at", "status", "agent", "intent", "questions"].map(turn.cell) + [turn.cost]
        }
        let header = ["TURN", "ENDED", "STATUS", "AGENT", "INTENT", "QUESTIONS", "COST"]
        show(answer, as: output, header: header, rows: rows)
    }
}

struct ShowTurn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One turn: who answered, and why models were asked.",
        discussion: "Example: orkesta turn show --tenant ferreteria-la-central 01a20a4a-..."
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The turn's key: `turn_id` of an answer.") var turn: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/turns/\(try segment(turn))?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        guard !output.isJSON else { return print(answer.description) }
        let names = ["id", "conversation_id", "status", "agent", "intent", "attempts", "started_at", "finished_at"]
        show(answer, as: output, fields: names.map { ($0, answer.cell($0)) } + [("cost", answer.cost)])
        let trace = answer["trace"] ?? [:]
        for visit in trace["agents"]?.arrayValue ?? [] {
            print("  \(visit.cell("id")) had it for \(visit.cell("milliseconds")) ms")
        }
        for refusal in trace["firewall"]?.arrayValue ?? [] { print("  the price firewall held back: \(refusal)") }
        for question in trace["models"]?.arrayValue ?? [] { showQuestion(question) }
    }

    private func showQuestion(_ question: JSON) {
        let outcome = question["detail"]?.stringValue.map { "\(question.cell("outcome")): \($0)" }
        print("\nquestion `\(question.cell("purpose"))` of \(question.cell("agent")): \(question.cell("why"))")
        print(
            "  \(outcome ?? question.cell("outcome")), \(question.cell("took_ms")) ms, \(question.cost)\(origin(question))"
        )
        for call in question["tools"]?.arrayValue ?? [] {
            print("  called \(call.cell("tool")): \(call.cell("outcome"))")
        }
        let rows = (question["attempts"]?.arrayValue ?? []).map { attempt in
            ["provider", "model", "outcome", "took_ms", "prompt_tokens", "completion_tokens"].map(attempt.cell)
                + [attempt.cost]
        }
        guard !rows.isEmpty else { return }
        let header = ["PROVIDER", "MODEL", "OUTCOME", "MS", "PROMPT", "ANSWER", "COST"]
        show(question, as: output, header: header, rows: rows)
    }

    private func origin(_ question: JSON) -> String {
        if question["replayed"] == true { return ", replayed from an earlier run of the turn" }
        if let rounds = question["rounds_replayed"]?.integerValue, rounds > 0 {
            return ", \(rounds) of \(question.cell("rounds")) rounds replayed from an earlier run of the turn"
        }
        return question["kept"] == true ? ", an answer kept from before" : ""
    }
}

extension JSON {
    /// `cost_nanos` in the unit of the providers' prices, six places.
    fileprivate var cost: String {
        let nanos = self["cost_nanos"]?.integerValue ?? 0
        let millionths = String((nanos + 500) / 1_000 % 1_000_000)
        return "\((nanos + 500) / 1_000_000_000).\(String(repeating: "0", count: 6 - millionths.count))\(millionths)"
    }
}
