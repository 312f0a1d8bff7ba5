// What is configured of a provider: where it is, with which keys and models, and
// how patient the chain is with it. Names, prices and limits are data.

public import HostCore
public import OrkestaModel

/// One provider of the chain.
public struct ProviderSettings: Sendable {
    /// A plain word, for order, traces and metrics: `groq`, `azure`, `ollama`.
    public var name: String
    public var address: ProviderAddress
    /// Used in turn; empty: none is sent. Never logged.
    public var keys: [String]
    public var models: [ModelSize: ModelSettings]
    /// The model that writes down voice notes; nil: it can't.
    public var transcriptionModel: String?
    /// What a second of a voice note costs, in billionths of the currency.
    public var transcriptionNanos: Int64
    /// Whether answers are asked for as streams, which is how a stall is noticed early.
    public var isStreamed: Bool
    /// Whether the tenants' budgets hold here. Not for a model of one's own.
    public var isMetered: Bool
    /// Whether the next provider is asked what this one's content filter refuses;
    /// otherwise the agent's own path answers.
    public var goesOnFiltered: Bool
    public var patience: Patience
    /// Requests under way at once; more wait, fairly among tenants.
    public var concurrencyMax: Int
    /// Sent with every request. Names and values; no secrets, they are keys.
    public var headers: [HTTPHeader]

    public init(
        name: String,
        address: ProviderAddress,
        keys: [String] = [],
        models: [ModelSize: ModelSettings],
        transcriptionModel: String? = nil,
        transcriptionNanos: Int64 = 0,
        isStreamed: Bool = true,
        isMetered: Bool = true,
        goesOnFiltered: Bool = false,
        patience: Patience = Patience(),
        concurrencyMax: Int = Limits.llmConcurrencyDefault,
        headers: [HTTPHeader] = []
    ) {
        self.name = name
        self.address = address
        self.keys = keys
        self.models = models
        self.transcriptionModel = transcriptionModel
        self.transcriptionNanos = transcriptionNanos
        self.isStreamed = isStreamed
        self.isMetered = isMetered
        self.goesOnFiltered = goesOnFiltered
        self.patience = patience
        self.concurrencyMax = concurrencyMax
        self.headers = headers
    }
}

extension ProviderSettings {
    /// What it costs to have so many seconds written down; it saturates.
    func transcriptionCost(ofSeconds seconds: Int64) -> Int64 {
        let (cost, overflow) = seconds.multipliedReportingOverflow(by: transcriptionNanos)
        return overflow ? .max : cost
    }
}

/// A model of a provider.
public struct ModelSettings: Sendable, Hashable {
    /// The provider's name for it; with Azure the deployment's.
    public var name: String
    /// Tokens of question and answer together.
    public var contextTokens: Int
    /// Billionths of the currency for one token: 0.05 for a million are 50.
    public var promptNanos: Int64
    public var completionNanos: Int64
    /// Members added to each request: `reasoning_effort` and the like.
    public var parameters: [String: JSON]

    public init(
        _ name: String,
        contextTokens: Int = Limits.llmContextTokensDefault,
        promptNanos: Int64 = 0,
        completionNanos: Int64 = 0,
        parameters: [String: JSON] = [:]
    ) {
        self.name = name
        self.contextTokens = contextTokens
        self.promptNanos = promptNanos
        self.completionNanos = completionNanos
        self.parameters = parameters
    }

    /// What the tokens cost, in billionths of the currency; it saturates.
    func cost(of usage: TokenUsage) -> Int64 {
        let prompt = Int64(usage.prompt).multipliedReportingOverflow(by: promptNanos)
        let completion = Int64(usage.completion).multipliedReportingOverflow(by: completionNanos)
        let sum = prompt.partialValue.addingReportingOverflow(completion.partialValue)
        return prompt.overflow || completion.overflow || sum.overflow ? .max : sum.partialValue
    }
}

/// How long an attempt is waited for. Milliseconds.
public struct Patience: Sendable, Hashable {
    /// The whole answer.
    public var attempt: Int64
    /// The first piece of a streamed answer.
    public var firstPiece: Int64
    /// Between two pieces.
    public var gap: Int64
    /// Slower than this many characters a second is too slow; looked at when
    /// the first piece is `dripGrace` old.
    public var charactersPerSecondMin: Int
    public var dripGrace: Int64

    public init(
        attempt: Int64 = Limits.llmAttemptMilliseconds,
        firstPiece: Int64 = Limits.llmFirstPieceMilliseconds,
        gap: Int64 = Limits.llmGapMilliseconds,
        charactersPerSecondMin: Int = Limits.llmCharactersPerSecondMin,
        dripGrace: Int64 = Limits.llmDripGraceMilliseconds
    ) {
        self.attempt = attempt
        self.firstPiece = firstPiece
        self.gap = gap
        self.charactersPerSecondMin = charactersPerSecondMin
        self.dripGrace = dripGrace
    }
}
