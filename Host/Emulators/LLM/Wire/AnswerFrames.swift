// An answer as the frames of a provider's stream, or as one document. A frame is
// one event or line with its end.

internal import OrkestaModel

/// How one provider writes an answer.
struct AnswerFrames: Sendable {
    let endpoint: EmulatedEndpoint
    let model: String
    /// Seconds since the epoch.
    let created: Int64
    let id: String

    private var isNDJSON: Bool { endpoint.operation == .ollamaChat }

    var streamType: String { isNDJSON ? "application/x-ndjson" : "text/event-stream" }

    // MARK: One document

    func document(_ answer: SpokenAnswer) -> String {
        guard !isNDJSON else { return ollama(answer, text: answer.text ?? "", isLast: true).description }
        let message: JSON = .object(
            ["role": "assistant", "content": JSON(answer.text)].merging(calls(answer)) { _, new in new }
        )
        let document: JSON = [
            "id": .string(id), "object": "chat.completion", "created": .integer(created), "model": .string(model),
            "choices": [["index": 0, "message": message, "finish_reason": .string(answer.finish)]],
            "usage": usage(answer),
        ]
        return document.description
    }

    private func calls(_ answer: SpokenAnswer) -> [String: JSON] {
        guard !answer.calls.isEmpty else { return [:] }
        let calls = answer.calls.enumerated().map { index, call -> JSON in
            [
                "id": .string("call_\(id)_\(index)"), "type": "function",
                "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
            ]
        }
        return ["tool_calls": .array(calls)]
    }

    private func usage(_ answer: SpokenAnswer) -> JSON {
        [
            "prompt_tokens": .integer(Int64(answer.promptTokens)),
            "completion_tokens": .integer(Int64(answer.completionTokens)),
            "total_tokens": .integer(Int64(answer.promptTokens + answer.completionTokens)),
        ]
    }

    // MARK: A stream

    /// What comes before any text: Azure's annotations, and the role.
    func opening() -> [String] {
        guard !isNDJSON else { return [] }
        var frames: [String] = []
        if endpoint.provider == .azure {
            frames.append(
                event(["choices": [], "prompt_filter_results": [["prompt_index": 0, "content_filter_results": [:]]]])
            )
        }
        return frames + [chunk(["role": "assistant", "content": ""])]
    }

    func text(_ piece: String) -> String {
        guard isNDJSON else { return chunk(["content": .string(piece)]) }
        return ollama(SpokenAnswer(piece), text: piece, isLast: false).description + "\n"
    }

    /// The frames of a call: its name, then its arguments in two pieces. Ollama
    /// writes it at once, with its arguments as an object.
    func call(_ call: SpokenCall, at index: Int) -> [String] {
        guard !isNDJSON else {
            var answer = SpokenAnswer("")
            answer.calls = [call]
            return [ollama(answer, text: "", isLast: false).description + "\n"]
        }
        let middle = call.arguments.index(call.arguments.startIndex, offsetBy: call.arguments.count / 2)
        let name: JSON = [
            "index": .integer(Int64(index)), "id": .string("call_\(id)_\(index)"), "type": "function",
            "function": ["name": .string(call.name), "arguments": ""],
        ]
        let pieces = [call.arguments[..<middle], call.arguments[middle...]].map { piece -> JSON in
            ["index": .integer(Int64(index)), "function": ["arguments": .string(String(piece))]]
        }
        return ([name] + pieces).map { chunk(["tool_calls": [$0]]) }
    }

    /// The finish reason and the usage, without the last word.
    func closing(_ answer: SpokenAnswer) -> [String] {
        guard !isNDJSON else {
            var empty = answer
            empty.calls = []
            return [ollama(empty, text: "", isLast: true, of: answer).description + "\n"]
        }
        var finish: JSON = ["choices": [["index": 0, "delta": [:], "finish_reason": .string(answer.finish)]]]
        // Groq tells the usage of a stream in a place of its own.
        if endpoint.provider == .groq {
            finish = finish.merging(["x_groq": ["id": .string(id), "usage": usage(answer)]])
        }
        return [event(finish), event(["choices": [], "usage": usage(answer)])]
    }

    /// `[DONE]`; nothing with Ollama, whose last object says it.
    var done: [String] { isNDJSON ? [] : ["data: [DONE]\n\n"] }

    var keepAlive: String { isNDJSON ? "\n" : ": keep-alive\n\n" }

    /// An event that is no JSON.
    var malformed: String { isNDJSON ? "{\"message\":{\"content\":\n" : "data: {\"choices\":[{\"delta\":\n\n" }

    func failure(_ message: String) -> String {
        guard !isNDJSON else { return JSON.object(["error": .string(message)]).description + "\n" }
        let error: JSON = ["error": ["message": .string(message), "type": "server_error", "status_code": 500]]
        return endpoint.provider == .groq ? "event: error\n\(event(error))" : event(error)
    }

    private func chunk(_ delta: JSON) -> String {
        event(["choices": [["index": 0, "delta": delta, "finish_reason": .null]]])
    }

    private func event(_ members: JSON) -> String {
        let document = members.merging([
            "id": .string(id), "object": "chat.completion.chunk", "created": .integer(created),
            "model": .string(model),
        ])
        return "data: \(kept(document, from: members))\n\n"
    }

    /// A merge patch drops nulls; `finish_reason: null` belongs to a chunk.
    private func kept(_ document: JSON, from members: JSON) -> JSON {
        guard var object = document.objectValue else { return document }
        object["choices"] = members["choices"]
        return .object(object)
    }

    private func ollama(
        _ answer: SpokenAnswer,
        text: String,
        isLast: Bool,
        of whole: SpokenAnswer? = nil
    ) -> JSON {
        var message: [String: JSON] = ["role": "assistant", "content": .string(text)]
        if !answer.calls.isEmpty {
            message["tool_calls"] = .array(
                answer.calls.map { call in
                    let arguments = (try? JSON(parsing: call.arguments)) ?? .string(call.arguments)
                    return ["function": ["name": .string(call.name), "arguments": arguments]]
                }
            )
        }
        var members: [String: JSON] = [
            "model": .string(model), "created_at": .string(Timestamp(milliseconds: created * 1_000).description),
            "message": .object(message), "done": .bool(isLast),
        ]
        if isLast {
            let counted = whole ?? answer
            members["done_reason"] = .string(counted.finish == "tool_calls" ? "stop" : counted.finish)
            members["prompt_eval_count"] = .integer(Int64(counted.promptTokens))
            members["eval_count"] = .integer(Int64(counted.completionTokens))
            members["total_duration"] = 1_000_000
        }
        return .object(members)
    }
}
