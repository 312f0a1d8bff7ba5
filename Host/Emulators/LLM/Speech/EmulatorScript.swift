// A script for the emulated model: what it says when it hears what. For tests and
// demonstrations that need certain words; without a script the seller speaks.

internal import HostLLM
public import OrkestaModel

/// Rules, of which the first that fits is followed.
public struct EmulatorScript: Sendable {
    struct Rule: Sendable {
        /// A part of the last message, in any capitalization; nil: any.
        var hears: String?
        /// Whether the last message must be a tool's.
        var afterTool: String?
        var answer: SpokenAnswer
    }

    var rules: [Rule] = []

    public init() {}

    /// Reads `{"rules": [{"hears": "…", "after_tool": "…", "says": "…",
    /// "calls": [{"name": "…", "arguments": {…}}], "finish": "…"}]}`.
    /// - Throws: ``DocumentError`` naming the member at fault.
    public init(json: JSON) throws(DocumentError) {
        rules = try json.elements("rules") { rule throws(DocumentError) in
            var answer = SpokenAnswer(try rule.optionalText("says") ?? "")
            answer.text = try rule.optionalText("says")
            answer.calls = try rule.elements("calls") { call throws(DocumentError) in
                // A text is sent as it is, for models that write no JSON.
                let arguments = call["arguments"] ?? [:]
                return SpokenCall(
                    name: try call.requiredText("name"),
                    arguments: arguments.stringValue ?? arguments.description
                )
            }
            answer.finish = try rule.optionalText("finish") ?? (answer.calls.isEmpty ? "stop" : "tool_calls")
            return Rule(
                hears: try rule.optionalText("hears"),
                afterTool: try rule.optionalText("after_tool"),
                answer: answer
            )
        }
    }

    func answer(to question: ChatRequest) -> SpokenAnswer? {
        let last = question.messages.last
        return rules.first { $0.fits(last) }?.answer
    }
}

extension EmulatorScript.Rule {
    fileprivate func fits(_ message: ChatMessage?) -> Bool {
        let (text, tool): (String, String?) =
            switch message {
            case .system(let text), .user(let text): (text, nil)
            case .assistant(let text, _): (text ?? "", nil)
            case .tool(_, let name, let content): (content, name)
            case nil: ("", nil)
            }
        guard afterTool == nil || afterTool == tool else { return false }
        return hears.map { text.lowercased().contains($0.lowercased()) } ?? true
    }
}
