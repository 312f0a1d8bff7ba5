// What a language model is asked, whichever provider answers.

public import OrkestaModel

/// A question to a model. Which model, the chain decides.
public struct ChatRequest: Sendable, Hashable {
    public var messages: [ChatMessage]
    /// What the model may call; empty: nothing.
    public var tools: [ChatTool]
    public var toolChoice: ToolChoice
    public var format: AnswerFormat
    /// 0 to 2; nil: the provider's default. At 0 equal requests have one answer,
    /// which the chain may keep (``ChatResult/isFromCache``).
    public var temperature: Double?
    /// The longest answer in tokens; nil: the provider's default.
    public var answerTokensMax: Int?
    /// Texts that end the answer when the model writes them.
    public var stops: [String]
    public var seed: Int64?

    public init(
        messages: [ChatMessage],
        tools: [ChatTool] = [],
        toolChoice: ToolChoice = .automatic,
        format: AnswerFormat = .text,
        temperature: Double? = nil,
        answerTokensMax: Int? = nil,
        stops: [String] = [],
        seed: Int64? = nil
    ) {
        self.messages = messages
        self.tools = tools
        self.toolChoice = toolChoice
        self.format = format
        self.temperature = temperature
        self.answerTokensMax = answerTokensMax
        self.stops = stops
        self.seed = seed
    }
}

/// A tool as a model sees it.
public struct ChatTool: Sendable, Hashable {
    public var name: String
    /// What it does and when to use it.
    public var summary: String
    /// JSON Schema of the arguments: an object.
    public var parameters: JSON

    public init(name: String, summary: String, parameters: JSON) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
    }
}

/// Whether the model calls a tool.
public enum ToolChoice: Sendable, Hashable {
    /// As the model thinks right.
    case automatic
    case never
    /// One of them, whichever.
    case required
    case named(String)
}

/// What an answer has to be.
public enum AnswerFormat: Sendable, Hashable {
    case text
    /// Any JSON object.
    case object
    /// An object of this JSON Schema. Not every provider holds its model to it:
    /// whoever asked checks.
    case schema(name: String, JSON)
}
