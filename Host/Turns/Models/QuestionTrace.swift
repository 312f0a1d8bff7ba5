// One question of a turn as its trace tells it: why it was asked, every attempt
// with its time, tokens and cost, the tools that ran, and how it ended.

public import HostCore
import HostLLM
import HostTime
public import OrkestaModel
import Synchronization

/// Gathers what happens to a question. Any thread.
public final class QuestionTrace: Sendable {
    let startedAt = SystemClock.monotonicMilliseconds()
    private let agent: PluginID
    private let purpose: String
    private let why: String
    private let rounds = Mutex<[Round]>([])

    /// One answer of the models, or their failure.
    struct Round: Sendable {
        /// As ``Attempt/json`` writes them.
        var attempts: [JSON]
        /// Journalled by an earlier run of the turn.
        var isReplayed = false
        /// Kept from an equal question at temperature 0.
        var isKept = false
    }

    /// How a question ended.
    public enum Ending: Sendable {
        case answered(LLMAnswer, hidden: [String: Int])
        case failed(LLMFailure)
    }

    public init(agent: PluginID, question: LLMQuestion) {
        self.agent = agent
        purpose = question.purpose
        why = question.why
    }

    func add(_ round: Round) { rounds.withLock { $0.append(round) } }

    /// What all rounds cost, whoever paid.
    public var usage: LLMAnswer.Usage {
        var usage = LLMAnswer.Usage()
        for attempt in attempts {
            usage.promptTokens += attempt["prompt_tokens"]?.integerValue ?? 0
            usage.completionTokens += attempt["completion_tokens"]?.integerValue ?? 0
            usage.costNanos += attempt["cost_nanos"]?.integerValue ?? 0
        }
        return usage
    }

    /// How many requests were sent to providers.
    public var requestCount: Int {
        attempts.count { $0["outcome"]?.stringValue?.hasPrefix("skipped") != true }
    }

    /// Nothing was asked anew.
    public var isReplayed: Bool { rounds.withLock { !$0.isEmpty && $0.allSatisfy(\.isReplayed) } }

    private var attempts: [JSON] { rounds.withLock { $0.flatMap(\.attempts) } }

    func json(_ ending: Ending, took: Int64) -> JSON {
        let (usage, rounds) = (usage, rounds.withLock { $0 })
        var members: [String: JSON] = [
            "agent": .string(agent.rawValue), "purpose": .string(purpose), "why": .string(why),
            "took_ms": .integer(took), "rounds": .integer(Int64(rounds.count)),
            "replayed": .bool(isReplayed), "kept": .bool(rounds.contains(where: \.isKept)),
            "prompt_tokens": .integer(usage.promptTokens), "completion_tokens": .integer(usage.completionTokens),
            "cost_nanos": .integer(usage.costNanos), "attempts": .array(attempts),
        ]
        let calls: [LLMToolCall]
        switch ending {
        case .answered(let answer, let hidden):
            calls = answer.calls
            members["outcome"] = "answered"
            members["provider"] = .string(answer.provider)
            members["model"] = .string(answer.model)
            members["hidden"] = .object(hidden.mapValues { .integer(Int64($0)) })
        case .failed(let failure):
            calls = failure.calls
            members["outcome"] = .string(failure.reason.rawValue)
            members["detail"] = .string(failure.detail)
        }
        members["tools"] = .array(calls.map { ["tool": .string($0.tool), "outcome": .string($0.outcome.label)] })
        return .object(members)
    }
}

extension LLMToolCall.Outcome {
    /// A bounded word.
    fileprivate var label: String {
        switch self {
        case .result: "ok"
        case .error(let kind, _): kind
        }
    }
}
