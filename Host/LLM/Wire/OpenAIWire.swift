// The OpenAI-compatible format (chat completions), which Groq, Azure, Ollama's
// /v1 and most others speak. Source: OpenAI's API reference, and for what each
// provider does otherwise the notes beside the code.

internal import HostNet
internal import OrkestaModel

/// Speaks chat completions at one address.
struct OpenAIWire: ChatWire {
    let address: ProviderAddress
    let headers: [HTTPHeader]

    func request(_ question: ChatRequest, _ model: ModelSettings, key: String?, isStreamed: Bool) -> HTTPRequest {
        var body = question.openAIMembers
        body["model"] = .string(model.name)
        if isStreamed {
            body["stream"] = true
            body["stream_options"] = ["include_usage": true]
        }
        for (name, value) in model.parameters { body[name] = value }
        return HTTPRequest(
            method: "POST",
            url: address.chatURL(model.name),
            headers: address.headers(key: key, extra: headers),
            body: JSON.object(body).utf8
        )
    }

    func answer(_ body: [UInt8], to question: ChatRequest) throws(AttemptFailure) -> WholeAnswer {
        guard let document = try? JSON(parsing: body) else { throw AttemptFailure(.malformed) }
        var partial = PartialAnswer()
        try partial.take(openAI: document, piece: "message")
        return try partial.whole(for: question)
    }

    func reader() -> any AnswerReader { OpenAIReader() }
}

/// Reads the server-sent events of a streamed completion.
struct OpenAIReader: AnswerReader {
    private var parser = ServerSentEventParser()
    private var partial = PartialAnswer()
    private var malformedCount = 0
    private(set) var isComplete = false

    var characters: Int { partial.characters }

    mutating func take(_ bytes: [UInt8]) throws(AttemptFailure) {
        let events: [ServerSentEvent]
        do throws(ServerSentEventTooLarge) {
            events = try parser.feed(bytes)
        } catch {
            throw AttemptFailure(.tooLarge)
        }
        for event in events where !isComplete { try take(event) }
    }

    private mutating func take(_ event: ServerSentEvent) throws(AttemptFailure) {
        guard event.data != "[DONE]" else {
            isComplete = true
            return
        }
        guard let document = try? JSON(parsing: event.data) else {
            guard event.name != "error" else { throw AttemptFailure(.errorInStream) }
            malformedCount += 1
            // One bad event of a text is passed over; in a call it could be a figure.
            guard malformedCount == 1, partial.callCount == 0 else { throw AttemptFailure(.malformed) }
            return
        }
        if event.name == "error" { throw failureInStream(document["error"] ?? document, of: document) }
        try partial.take(openAI: document, piece: "delta")
    }

    /// An end without `[DONE]` is one when the finish reason was said.
    func finish(_ question: ChatRequest) throws(AttemptFailure) -> WholeAnswer {
        try partial.whole(for: question)
    }
}

extension PartialAnswer {
    /// Takes a completion, or a chunk of one: `piece` is where its message lies.
    mutating func take(openAI document: JSON, piece: String) throws(AttemptFailure) {
        if let error = document["error"] ?? document["x_groq"]?["error"], !error.isNull {
            throw failureInStream(error, of: document)
        }
        // Groq tells the usage of a stream in a place of its own.
        if let usage = TokenUsage(openAI: document["usage"] ?? document["x_groq"]?["usage"]) { self.usage = usage }
        // No choices is normal: usage, and Azure's notes on the prompt.
        for choice in document["choices"]?.arrayValue ?? [] where (choice["index"]?.integerValue ?? 0) == 0 {
            if let message = choice[piece] { take(openAIMessage: message) }
            if let finish = choice["finish_reason"]?.stringValue { self.finish = finish }
        }
    }

    private mutating func take(openAIMessage message: JSON) {
        if let text = message["content"]?.stringValue { append(text: text) }
        if let thought = (message["reasoning"] ?? message["reasoning_content"])?.stringValue { count(hidden: thought) }
        for (place, call) in (message["tool_calls"]?.arrayValue ?? []).enumerated() {
            let index = call["index"]?.integerValue.flatMap(Int.init(exactly:)) ?? place
            append(
                callAt: index,
                id: call["id"]?.stringValue,
                name: call["function"]?["name"]?.stringValue,
                arguments: call["function"]?["arguments"]?.stringValue
            )
        }
    }
}

extension TokenUsage {
    /// Nil when `usage` is no usage.
    init?(openAI usage: JSON?) {
        guard let usage, let prompt = usage.count("prompt_tokens") else { return nil }
        self.init(
            prompt: prompt,
            completion: usage.count("completion_tokens") ?? 0,
            cached: usage["prompt_tokens_details"]?.count("cached_tokens") ?? 0
        )
    }
}

extension JSON {
    /// A count that a provider names: not negative, and small enough to add up.
    func count(_ key: String) -> Int? {
        guard let value = self[key]?.integerValue, (0...1_000_000_000).contains(value) else { return nil }
        return Int(value)
    }
}
