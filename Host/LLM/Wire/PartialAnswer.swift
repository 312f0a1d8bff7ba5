// An answer while it comes in pieces, and the judgement whether what came is
// one: complete, not empty, its calls readable. Both formats gather here.

internal import OrkestaModel

/// Gathers the pieces of one answer.
struct PartialAnswer: Sendable {
    private struct Call: Sendable {
        var id = ""
        var name = ""
        var arguments = ""
    }

    private var text = ""
    private var calls: [Int: Call] = [:]
    private(set) var characters = 0
    /// As the provider wrote it; nil until it says that it has ended.
    var finish: String?
    var usage: TokenUsage?
    var callCount: Int { calls.count }

    mutating func append(text piece: String) {
        text += piece
        characters += piece.utf8.count
    }

    /// Counts what is no part of the answer, such as reasoning.
    mutating func count(hidden piece: String) { characters += piece.utf8.count }

    /// `id` and `name` come once, `arguments` in pieces, told apart by `index`.
    mutating func append(callAt index: Int, id: String?, name: String?, arguments: String?) {
        var call = calls[index] ?? Call()
        if let id, call.id.isEmpty { call.id = id }
        if let name, call.name.isEmpty { call.name = name }
        call.arguments += arguments ?? ""
        calls[index] = call
        characters += (name?.utf8.count ?? 0) + (arguments?.utf8.count ?? 0)
    }

    /// The answer to `question`.
    /// - Throws: the failure that an incomplete, empty or unreadable one is.
    func whole(for question: ChatRequest) throws(AttemptFailure) -> WholeAnswer {
        guard let finish else { throw AttemptFailure(.truncated) }
        guard finish != "content_filter" else { throw AttemptFailure(.contentFilter, code: finish) }
        guard finish != "error" else { throw AttemptFailure(.errorInStream) }
        let isCut = finish == "length"
        guard calls.isEmpty else {
            guard !isCut else { throw AttemptFailure(.cutCall) }
            let answer = ChatAnswer(text: spoken, calls: try readCalls(for: question), finish: .calls)
            return WholeAnswer(answer: answer, usage: usage)
        }
        guard let spoken else { throw AttemptFailure(.empty) }
        return WholeAnswer(answer: ChatAnswer(text: spoken, finish: isCut ? .length : .stop), usage: usage)
    }

    /// The text without the thoughts that some models put before it; nil when
    /// nothing is left.
    private var spoken: String? {
        var rest = text[...]
        if let start = rest.firstIndex(where: { !$0.isWhitespace }), rest[start...].hasPrefix("<think>") {
            guard let end = rest.firstRange(of: "</think>") else { return nil }
            rest = rest[end.upperBound...].drop { $0.isWhitespace }
        }
        return rest.contains { !$0.isWhitespace } ? String(rest) : nil
    }

    private func readCalls(for question: ChatRequest) throws(AttemptFailure) -> [ToolCall] {
        let known = Set(question.tools.map(\.name))
        var read: [ToolCall] = []
        for (_, call) in calls.sorted(by: { $0.key < $1.key }) {
            // gpt-oss leaves its channel's mark behind a name now and then.
            let name = String(call.name.prefix { $0 != "<" })
            guard known.contains(name), let arguments = argumentsObject(call.arguments) else {
                throw AttemptFailure(.badToolCall)
            }
            let id = call.id.isEmpty ? "call_\(question.callCount + read.count + 1)" : call.id
            read.append(ToolCall(id: id, name: name, arguments: arguments))
        }
        return read
    }
}

/// The arguments of a call as an object; a call without any may write nothing.
func argumentsObject(_ text: String) -> JSON? {
    guard text.contains(where: { !$0.isWhitespace }) else { return [:] }
    guard let value = try? JSON(parsing: text), value.objectValue != nil else { return nil }
    return value
}

extension ChatRequest {
    /// How many calls the dialogue holds already.
    var callCount: Int {
        messages.reduce(0) { count, message in
            if case .assistant(_, let calls) = message { count + calls.count } else { count }
        }
    }
}
