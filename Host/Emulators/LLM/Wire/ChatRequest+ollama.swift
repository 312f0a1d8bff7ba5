// Reads a question in Ollama's own format, to give it to the emulated model.

internal import HostLLM
internal import OrkestaModel

extension ChatRequest {
    init(ollama document: JSON) throws(DocumentError) {
        let messages = try document.elements("messages") { message throws(DocumentError) in
            try ChatMessage(ollama: message)
        }
        let tools = try document.elements("tools") { tool throws(DocumentError) in
            let function = tool["function"] ?? .null
            return ChatTool(
                name: try function.requiredText("name"),
                summary: try function.optionalText("description") ?? "",
                parameters: function["parameters"] ?? [:]
            )
        }
        let format: AnswerFormat =
            switch document["format"] {
            case nil, .null: .text
            case "json": .object
            case .some(let schema): .schema(name: "answer", schema)
            }
        let limit = document["options"]?["num_predict"]?.integerValue.flatMap(Int.init(exactly:))
        self.init(messages: messages, tools: tools, format: format, answerTokensMax: limit)
    }
}

extension ChatMessage {
    fileprivate init(ollama message: JSON) throws(DocumentError) {
        let content = try message.optionalText("content") ?? ""
        switch try message.requiredText("role") {
        case "system": self = .system(content)
        case "user": self = .user(content)
        case "tool": self = .tool(id: "", name: try message.requiredText("tool_name"), content: content)
        case "assistant":
            let calls = try message.elements("tool_calls") { call throws(DocumentError) in
                let function = call["function"] ?? .null
                guard let arguments = function["arguments"], arguments.objectValue != nil else {
                    throw DocumentError(field: "function.arguments", reason: "an object is expected")
                }
                return ToolCall(id: "", name: try function.requiredText("name"), arguments: arguments)
            }
            self = .assistant(content.isEmpty ? nil : content, calls: calls)
        default: throw DocumentError(field: "role", reason: "system, user, assistant or tool is expected")
        }
    }
}
