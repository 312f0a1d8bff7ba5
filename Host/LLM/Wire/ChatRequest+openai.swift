// A question in the form of OpenAI's chat completions: what goes to providers,
// what our own /v1 takes, and what stands in journals.

public import OrkestaModel

extension ChatRequest {
    /// The members of the request's body that don't depend on who is asked:
    /// without `model` and `stream`.
    public var openAIMembers: [String: JSON] {
        var members: [String: JSON] = ["messages": .array(messages.map(\.openAI))]
        if !tools.isEmpty {
            members["tools"] = .array(tools.map(\.openAI))
            members["tool_choice"] = toolChoice.openAI
            // One after the other: each answer may change the next call.
            members["parallel_tool_calls"] = false
        }
        switch format {
        case .text: break
        case .object: members["response_format"] = ["type": "json_object"]
        case .schema(let name, let schema):
            members["response_format"] = [
                "type": "json_schema",
                "json_schema": [
                    "name": .string(name), "strict": .bool(schema.isStrictSchema), "schema": schema,
                ],
            ]
        }
        if let temperature { members["temperature"] = .double(temperature) }
        if let answerTokensMax { members["max_completion_tokens"] = .integer(Int64(answerTokensMax)) }
        if !stops.isEmpty { members["stop"] = JSON(stops) }
        if let seed { members["seed"] = .integer(seed) }
        return members
    }
}

extension ChatMessage {
    /// The message as an element of `messages`.
    public var openAI: JSON {
        switch self {
        case .system(let text): return ["role": "system", "content": .string(text)]
        case .user(let text): return ["role": "user", "content": .string(text)]
        case .assistant(let text, let calls):
            var members: [String: JSON] = ["role": "assistant", "content": JSON(text)]
            if !calls.isEmpty { members["tool_calls"] = .array(calls.map(\.openAI)) }
            return .object(members)
        case .tool(let id, _, let content):
            return ["role": "tool", "tool_call_id": .string(id), "content": .string(content)]
        }
    }
}

extension ToolCall {
    /// The call as an element of `tool_calls`: its arguments are a text.
    public var openAI: JSON {
        [
            "id": .string(id), "type": "function",
            "function": ["name": .string(name), "arguments": .string(arguments.description)],
        ]
    }
}

extension ChatTool {
    var openAI: JSON {
        [
            "type": "function",
            "function": ["name": .string(name), "description": .string(summary), "parameters": parameters],
        ]
    }
}

extension ToolChoice {
    fileprivate var openAI: JSON {
        switch self {
        case .automatic: "auto"
        case .never: "none"
        case .required: "required"
        case .named(let name): ["type": "function", "function": ["name": .string(name)]]
        }
    }
}

extension JSON {
    /// Whether providers take the schema as one that their models are held to:
    /// every member of every object is required, and no other is allowed.
    fileprivate var isStrictSchema: Bool {
        if let properties = self["properties"]?.objectValue {
            let required = Set(self["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
            guard self["additionalProperties"] == false, required == Set(properties.keys) else { return false }
            guard properties.values.allSatisfy(\.isStrictSchema) else { return false }
        } else if self["type"] == "object" {
            return false
        }
        return self["items"]?.isStrictSchema ?? true
    }
}
