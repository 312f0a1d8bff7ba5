// The trace of the chain: what was tried with whom, how long it took, what it
// cost, and who was passed over and why.

public import OrkestaModel

/// One attempt to have a question answered, or a provider passed over.
public struct Attempt: Sendable, Hashable {
    /// How it ended.
    public enum Outcome: Sendable, Hashable {
        case answered
        case failed(AttemptFailure)
        /// Never asked.
        case skipped(SkipReason)
        /// Another attempt answered first, or the caller went away.
        case abandoned
    }

    public var provider: String
    public var model: String
    public var outcome: Outcome
    /// Milliseconds after the chain was asked.
    public var startedAt: Int64
    /// Milliseconds from the attempt's start to its end.
    public var took: Int64
    /// Milliseconds to the first piece of the answer; nil: none came, or the
    /// provider doesn't stream.
    public var firstPiece: Int64?
    public var usage: TokenUsage?
    /// Billionths of the currency of the provider's prices.
    public var costNanos: Int64

    public init(
        provider: String,
        model: String,
        outcome: Outcome,
        startedAt: Int64,
        took: Int64 = 0,
        firstPiece: Int64? = nil,
        usage: TokenUsage? = nil,
        costNanos: Int64 = 0
    ) {
        self.provider = provider
        self.model = model
        self.outcome = outcome
        self.startedAt = startedAt
        self.took = took
        self.firstPiece = firstPiece
        self.usage = usage
        self.costNanos = costNanos
    }
}

/// Why a provider was passed over without being asked.
public enum SkipReason: String, Sendable, CaseIterable {
    /// It failed too often a moment ago; it is tried again soon.
    case breakerOpen = "breaker_open"
    /// It said when to come back.
    case coolingDown = "cooling_down"
    /// It takes none of its keys, or has no such model any more.
    case refused
    /// By its own headers it would refuse this request for now.
    case rateForecast = "rate_forecast"
    /// The tenant's tokens or money of the day are spent.
    case budget
    /// Its context is too small, even for the shortest form of the question.
    case tooLong = "too_long"
    /// Too many requests wait for it.
    case busy
    /// It has no model of that size.
    case noModel = "no_model"
    /// The turn has too little time left to ask it.
    case noTime = "no_time"
}

extension Attempt {
    /// A bounded word: `answered`, `abandoned`, or the kind of the failure or skip.
    public var label: String {
        switch outcome {
        case .answered: "answered"
        case .failed(let failure): failure.kind.rawValue
        case .skipped(let reason): "skipped_\(reason.rawValue)"
        case .abandoned: "abandoned"
        }
    }

    /// For the trace of a turn and for operators. Nothing of the dialogue is in it.
    public var json: JSON {
        var members: [String: JSON] = [
            "provider": .string(provider), "model": .string(model), "outcome": .string(label),
            "started_at_ms": .integer(startedAt), "took_ms": .integer(took), "cost_nanos": .integer(costNanos),
        ]
        if let firstPiece { members["first_piece_ms"] = .integer(firstPiece) }
        if let usage {
            members["prompt_tokens"] = .integer(Int64(usage.prompt))
            members["completion_tokens"] = .integer(Int64(usage.completion))
            members["cached_tokens"] = .integer(Int64(usage.cached))
            members["estimated"] = .bool(usage.isEstimated)
        }
        if case .failed(let failure) = outcome, let status = failure.status {
            members["status"] = .integer(Int64(status))
        }
        return .object(members)
    }
}
