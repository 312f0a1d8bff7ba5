// What came back from the chain: one whole answer, and how it was come by.

/// What a model answered: complete, and calls parsed.
public struct ChatAnswer: Sendable, Hashable {
    /// Nil when the model only calls tools.
    public var text: String?
    public var calls: [ToolCall]
    public var finish: FinishReason

    public init(text: String?, calls: [ToolCall] = [], finish: FinishReason) {
        self.text = text
        self.calls = calls
        self.finish = finish
    }

    /// What the dialogue goes on with.
    public var message: ChatMessage { .assistant(text, calls: calls) }
}

/// Why a model stopped.
public enum FinishReason: String, Sendable {
    case stop
    /// The answer is cut at `answerTokensMax`; never with calls.
    case length
    case calls = "tool_calls"
}

/// Tokens of one attempt. A provider that doesn't say is estimated.
public struct TokenUsage: Sendable, Hashable {
    public var prompt: Int
    public var completion: Int
    /// Those of the prompt that the provider had cached.
    public var cached: Int
    public var isEstimated: Bool

    public init(prompt: Int, completion: Int, cached: Int = 0, isEstimated: Bool = false) {
        self.prompt = prompt
        self.completion = completion
        self.cached = cached
        self.isEstimated = isEstimated
    }

    public var total: Int { prompt &+ completion }
}

/// An answer of the chain.
public struct ChatResult: Sendable {
    public var answer: ChatAnswer
    /// Who answered, with which model.
    public var provider: String
    public var model: String
    /// Of the attempt that answered.
    public var usage: TokenUsage
    /// Every attempt and every provider passed over, in the order of their ends;
    /// the last one answered. Empty when the answer was kept from before.
    public var attempts: [Attempt]
    /// The same question was answered before, at temperature 0.
    public var isFromCache: Bool
    /// The oldest messages were left out, so that the rest fits the model.
    public var isCompacted: Bool

    public init(
        answer: ChatAnswer,
        provider: String,
        model: String,
        usage: TokenUsage,
        attempts: [Attempt],
        isFromCache: Bool = false,
        isCompacted: Bool = false
    ) {
        self.answer = answer
        self.provider = provider
        self.model = model
        self.usage = usage
        self.attempts = attempts
        self.isFromCache = isFromCache
        self.isCompacted = isCompacted
    }

    /// What the chain paid for this answer, failed attempts included:
    /// billionths of the currency in which the providers' prices are.
    public var costNanos: Int64 { attempts.reduce(0) { $0 &+ $1.costNanos } }
}
