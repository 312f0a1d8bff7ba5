// Ollama's own format: /api/chat, answers as JSON objects a line. It differs from
// OpenAI's in what matters: arguments are objects, calls have no ids, tool
// answers name the tool, and the context's size is part of the request.
// Source: Ollama's docs/api.md.

internal import HostNet
internal import OrkestaModel

/// Speaks /api/chat at one address.
struct OllamaWire: ChatWire {
    let address: ProviderAddress
    let headers: [HTTPHeader]

    func request(_ question: ChatRequest, _ model: ModelSettings, key: String?, isStreamed: Bool) -> HTTPRequest {
        var body: [String: JSON] = [
            "model": .string(model.name),
            "messages": .array(question.messages.map(\.ollama)),
            // Streaming is Ollama's default: it must be said either way.
            "stream": .bool(isStreamed),
            "options": .object(options(question, model)),
            // Models are unloaded after five minutes unless told otherwise, and
            // the next customer would wait for the load.
            "keep_alive": "30m",
        ]
        // There is no tool_choice: a model that must not call is not told of tools.
        if !question.tools.isEmpty, question.toolChoice != .never {
            body["tools"] = .array(question.tools.map(\.openAI))
        }
        switch question.format {
        case .text: break
        case .object: body["format"] = "json"
        case .schema(_, let schema): body["format"] = schema
        }
        for (name, value) in model.parameters { body[name] = value }
        return HTTPRequest(
            method: "POST",
            url: address.chatURL(model.name),
            headers: address.headers(key: key, extra: headers),
            body: JSON.object(body).utf8
        )
    }

    private func options(_ question: ChatRequest, _ model: ModelSettings) -> [String: JSON] {
        // Longer prompts are cut silently at num_ctx, rules first.
        var options: [String: JSON] = ["num_ctx": .integer(Int64(model.contextTokens))]
        if let temperature = question.temperature { options["temperature"] = .double(temperature) }
        if let tokens = question.answerTokensMax { options["num_predict"] = .integer(Int64(tokens)) }
        if !question.stops.isEmpty { options["stop"] = JSON(question.stops) }
        if let seed = question.seed { options["seed"] = .integer(seed) }
        return options
    }

    func answer(_ body: [UInt8], to question: ChatRequest) throws(AttemptFailure) -> WholeAnswer {
        guard let document = try? JSON(parsing: body) else { throw AttemptFailure(.malformed) }
        var partial = PartialAnswer()
        try partial.take(ollama: document)
        return try partial.whole(for: question)
    }

    func reader() -> any AnswerReader { OllamaReader() }
}

/// Reads the lines of a streamed answer.
struct OllamaReader: AnswerReader {
    private var lines = LineSplitter(bytesMax: NetLimits.eventBytesMax)
    private var partial = PartialAnswer()
    private var malformedCount = 0

    var characters: Int { partial.characters }
    var isComplete: Bool { partial.finish != nil }

    mutating func take(_ bytes: [UInt8]) throws(AttemptFailure) {
        guard let complete = lines.feed(bytes) else { throw AttemptFailure(.tooLarge) }
        for line in complete where !isComplete { try take(line: line) }
    }

    private mutating func take(line: [UInt8]) throws(AttemptFailure) {
        guard let document = try? JSON(parsing: line) else {
            malformedCount += 1
            guard malformedCount == 1, partial.callCount == 0 else { throw AttemptFailure(.malformed) }
            return
        }
        try partial.take(ollama: document)
    }

    /// The last line may lack its line feed.
    func finish(_ question: ChatRequest) throws(AttemptFailure) -> WholeAnswer {
        var partial = partial
        if !isComplete, !lines.rest.isEmpty, let document = try? JSON(parsing: lines.rest) {
            try partial.take(ollama: document)
        }
        return try partial.whole(for: question)
    }
}

extension PartialAnswer {
    fileprivate mutating func take(ollama document: JSON) throws(AttemptFailure) {
        if let error = document["error"], !error.isNull { throw failureInStream(error, of: document) }
        if let message = document["message"] {
            if let text = message["content"]?.stringValue { append(text: text) }
            if let thought = message["thinking"]?.stringValue { count(hidden: thought) }
            for call in message["tool_calls"]?.arrayValue ?? [] { take(ollamaCall: call) }
        }
        guard document["done"] == true else { return }
        finish = document["done_reason"]?.stringValue ?? "stop"
        if let prompt = document.count("prompt_eval_count") {
            usage = TokenUsage(prompt: prompt, completion: document.count("eval_count") ?? 0)
        }
    }

    /// A call comes whole.
    private mutating func take(ollamaCall call: JSON) {
        append(
            callAt: callCount,
            id: nil,
            name: call["function"]?["name"]?.stringValue,
            arguments: call["function"]?["arguments"]?.description
        )
    }
}

extension ChatMessage {
    fileprivate var ollama: JSON {
        switch self {
        case .system, .user: return openAI
        case .assistant(let text, let calls):
            var members: [String: JSON] = ["role": "assistant", "content": .string(text ?? "")]
            if !calls.isEmpty {
                members["tool_calls"] = .array(
                    calls.map { ["function": ["name": .string($0.name), "arguments": $0.arguments]] }
                )
            }
            return .object(members)
        case .tool(_, let name, let content):
            return ["role": "tool", "tool_name": .string(name), "content": .string(content)]
        }
    }
}
