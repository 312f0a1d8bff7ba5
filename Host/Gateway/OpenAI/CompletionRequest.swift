// A request for a chat completion: the question, and how its answer is wanted.
// Source: OpenAI's API reference, POST /chat/completions.

import HostLLM
import OrkestaModel

/// What a client asks.
struct CompletionRequest {
    let model: String
    let question: HostLLM.ChatRequest
    let isStreamed: Bool
    /// Whether a stream ends with the usage.
    let wantsUsage: Bool

    /// - Throws: ``DocumentError`` naming the member that is wrong, or that asks
    ///   for what the chain can't give.
    init(_ json: JSON) throws(DocumentError) {
        model = try json.requiredText("model")
        isStreamed = try json.flag("stream", default: false)
        wantsUsage = try (json["stream_options"] ?? [:]).flag("include_usage", default: false)
        for (member, harmless, instead) in Self.refused {
            guard let value = json[member], !value.isNull, !harmless.contains(value) else { continue }
            throw DocumentError(field: member, reason: instead)
        }
        question = try HostLLM.ChatRequest(openAI: json)
        let known = Set(question.tools.map(\.name))
        if case .named(let name) = question.toolChoice, !known.contains(name) {
            throw DocumentError(field: "tool_choice", reason: "there is no tool \(name) among the tools")
        }
    }

    /// Members whose silent neglect would change what the answer is.
    private static let refused: [(member: String, harmless: [JSON], instead: String)] = [
        ("n", [1], "only one answer is given: ask again for another"),
        ("logprobs", [false], "providers of the chain give none"),
        ("functions", [[]], "this form is retired: use tools"),
        ("modalities", [["text"]], "answers are text"),
    ]
}
