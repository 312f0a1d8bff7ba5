// A script for the emulated model: what it says when it hears what. For tests and
// demonstrations that need certain words; without a script the seller speaks.

internal import HostLLM
public import OrkestaModel

/// Rules, of which the first that fits is followed.
public struct EmulatorScript: Sendable {
    struct Rule: Sendable {
        /// A part of the last message, in any capitalization; nil: any.
        var hears: String?
        /// Whether `hears` may be a part of any message, as a model hears everything.
        var isAnywhere: Bool
        /// Whether the last message must be a tool's.
        var afterTool: String?
        var answer: SpokenAnswer
        /// Said instead where an object is asked for: those members that its schema has.
        var object: JSON?
    }

    var rules: [Rule] = []

    public init() {}

    /// Reads `{"rules": [{"hears": "…", "anywhere": true, "after_tool": "…", "says": "…",
    /// "object": {…}, "calls": [{"name": "…", "arguments": {…}}], "finish": "…"}]}`.
    /// `{{system}}` in `says` is what the model was told to obey.
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
                isAnywhere: try rule.flag("anywhere", default: false),
                afterTool: try rule.optionalText("after_tool"),
                answer: answer,
                object: rule["object"]
            )
        }
    }

    func answer(to question: ChatRequest) -> SpokenAnswer? {
        rules.first { $0.fits(question.messages) }?.spoken(to: question)
    }
}

extension EmulatorScript.Rule {
    fileprivate func fits(_ messages: [ChatMessage]) -> Bool {
        guard afterTool == nil || afterTool == messages.last?.tool else { return false }
        guard let hears = hears?.lowercased() else { return true }
        let heard = isAnywhere ? messages[...] : messages.suffix(1)
        return heard.contains { $0.words.lowercased().contains(hears) }
    }

    /// The answer in the form that is asked for. Who has called a tool goes on to speak.
    fileprivate func spoken(to question: ChatRequest) -> SpokenAnswer {
        var spoken = answer
        if let object, case .schema(_, let schema) = question.format {
            let known = schema["properties"]?.objectValue ?? [:]
            return SpokenAnswer(JSON.object((object.objectValue ?? [:]).filter { known[$0.key] != nil }).description)
        }
        if isAnywhere, question.messages.last?.tool != nil || question.tools.isEmpty, !spoken.calls.isEmpty {
            spoken.calls = []
            spoken.text = spoken.text ?? ""
            spoken.finish = "stop"
        }
        let rules = question.messages.compactMap { if case .system(let text) = $0 { text } else { nil } }
        spoken.text = spoken.text?.replacing("{{system}}", with: rules.joined(separator: "\n"))
        return spoken
    }
}

extension ChatMessage {
    fileprivate var words: String {
        switch self {
        case .system(let text), .user(let text): text
        case .assistant(let text, _): text ?? ""
        case .tool(_, _, let content): content
        }
    }

    /// The tool whose answer it is.
    fileprivate var tool: String? { if case .tool(_, let name, _) = self { name } else { nil } }
}
