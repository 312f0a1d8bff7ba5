// Reads a question in the form of OpenAI's chat completions, strictly in what it
// understands and leniently in what it doesn't need.

public import OrkestaModel

extension ChatRequest {
    /// Reads the body of `POST /v1/chat/completions`. `model`, `stream` and
    /// unknown members are the caller's business.
    /// - Throws: ``DocumentError`` naming the member at fault.
    public init(openAI document: JSON) throws(DocumentError) {
        guard document.objectValue != nil else { throw DocumentError(field: "", reason: "an object is expected") }
        let messages = try document.elements("messages", ChatMessage.init(openAI:))
        guard !messages.isEmpty else { throw DocumentError(field: "messages", reason: "at least one is expected") }
        let answerTokensMax = try document.tokens("max_completion_tokens")
        self.init(
            messages: ChatRequest.namingAnswers(messages),
            tools: try document.elements("tools", ChatTool.init(openAI:)),
            toolChoice: try ToolChoice(openAI: document["tool_choice"]),
            format: try AnswerFormat(openAI: document["response_format"]),
            temperature: try document.number("temperature", in: 0...2),
            // `max_tokens` is the older name.
            answerTokensMax: try answerTokensMax == nil ? document.tokens("max_tokens") : answerTokensMax,
            stops: try document.stops(),
            seed: try document.optionalInteger("seed")
        )
    }

    /// OpenAI's tool answers name their call by id alone; Ollama wants the name.
    private static func namingAnswers(_ messages: [ChatMessage]) -> [ChatMessage] {
        var names: [String: String] = [:]
        return messages.map { message in
            switch message {
            case .assistant(_, let calls):
                for call in calls { names[call.id] = call.name }
                return message
            case .tool(let id, "", let content):
                return .tool(id: id, name: names[id] ?? "", content: content)
            case .system, .user, .tool:
                return message
            }
        }
    }
}

extension ChatMessage {
    /// Reads an element of `messages`.
    public init(openAI message: JSON) throws(DocumentError) {
        switch try message.requiredText("role") {
        case "system", "developer": self = .system(try message.content() ?? "")
        case "user": self = .user(try message.content() ?? "")
        case "assistant":
            self = .assistant(
                try message.content(),
                calls: try message.elements("tool_calls", ToolCall.init(openAI:))
            )
        case "tool":
            self = .tool(
                id: try message.requiredText("tool_call_id"),
                name: try message.optionalText("name") ?? "",
                content: try message.content() ?? ""
            )
        default:
            throw DocumentError(field: "role", reason: "system, user, assistant or tool is expected")
        }
    }
}

extension ToolCall {
    fileprivate init(openAI call: JSON) throws(DocumentError) {
        let function = call["function"] ?? .null
        guard let arguments = argumentsObject(try function.requiredText("arguments")) else {
            throw DocumentError(field: "function.arguments", reason: "a JSON object as a string is expected")
        }
        self.init(
            id: try call.requiredText("id"),
            name: try function.requiredText("name"),
            arguments: arguments
        )
    }
}

extension ChatTool {
    fileprivate init(openAI tool: JSON) throws(DocumentError) {
        guard let function = tool["function"], function.objectValue != nil else {
            throw DocumentError(field: "function", reason: "an object is expected")
        }
        self.init(
            name: try function.requiredText("name"),
            summary: try function.optionalText("description") ?? "",
            parameters: function["parameters"] ?? ["type": "object", "properties": [:]]
        )
    }
}

extension ToolChoice {
    fileprivate init(openAI choice: JSON?) throws(DocumentError) {
        switch choice {
        case nil, .null, "auto": self = .automatic
        case "none": self = .never
        case "required": self = .required
        case .some(let choice):
            guard let name = choice["function"]?["name"]?.stringValue else {
                throw DocumentError(field: "tool_choice", reason: "auto, none, required or a function is expected")
            }
            self = .named(name)
        }
    }
}

extension AnswerFormat {
    fileprivate init(openAI format: JSON?) throws(DocumentError) {
        switch format?["type"]?.stringValue {
        case nil, "text": self = .text
        case "json_object": self = .object
        case "json_schema":
            let description = format?["json_schema"] ?? .null
            self = .schema(name: try description.requiredText("name"), description["schema"] ?? [:])
        case .some:
            throw DocumentError(
                field: "response_format.type",
                reason: "text, json_object or json_schema is expected"
            )
        }
    }
}

extension JSON {
    /// The text of a message, which may come in parts. Pictures are refused: not
    /// every provider of the chain sees.
    fileprivate func content() throws(DocumentError) -> String? {
        guard let parts = self["content"]?.arrayValue else { return try optionalText("content") }
        var text = ""
        for (index, part) in parts.enumerated() {
            guard part["type"] == "text", let piece = part["text"]?.stringValue else {
                throw DocumentError(field: "content[\(index)]", reason: "only parts of type text are taken")
            }
            text += piece
        }
        return text
    }

    fileprivate func number(_ key: String, in range: ClosedRange<Double>) throws(DocumentError) -> Double? {
        guard let value = self[key], !value.isNull else { return nil }
        guard let number = value.doubleValue, range.contains(number) else {
            throw DocumentError(
                field: key,
                reason: "a number from \(range.lowerBound) to \(range.upperBound) is expected"
            )
        }
        return number
    }

    fileprivate func tokens(_ key: String) throws(DocumentError) -> Int? {
        guard let value = try optionalInteger(key) else { return nil }
        guard (1...1_000_000).contains(value) else {
            throw DocumentError(field: key, reason: "a number from 1 to 1000000 is expected")
        }
        return Int(value)
    }

    fileprivate func stops() throws(DocumentError) -> [String] {
        if let one = self["stop"]?.stringValue { return [one] }
        return try texts("stop")
    }
}
