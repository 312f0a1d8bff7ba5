// One question of a turn as its trace tells it: why it was asked, every attempt
// with its time, tokens and cost, the tools that ran, and how it ended.

public import HostCore
import HostLLM
import HostTime
public import OrkestaModel
import Synchronization

/// Gathers what happens to a question. Any thread.
public final class QuestionTrace: Sendable {
    /// How a question ended.
    public enum Ending: Sendable {
        /// `hidden`: how many things of each kind of personal data stayed here.
        case answered(LLMAnswer, hidden: [String: Int])
        case failed(LLMFailure)
    }

    private struct State {
        /// As ``Attempt/json`` writes them, of all rounds.
        var attempts: [JSON] = []
        /// How often the models answered or failed, and how often that was journalled.
        var rounds = 0
        var roundsReplayed = 0
        /// Answers that were kept from equal questions at temperature 0.
        var roundsKept = 0
        /// Nil while it is under way; milliseconds.
        var ending: (Ending, took: Int64)?
    }

    private let agent: PluginID
    private let purpose: String
    private let why: String
    private let startedAt = SystemClock.monotonicMilliseconds()
    private let state = Mutex(State())

    public convenience init(agent: PluginID, question: LLMQuestion) {
        self.init(of: agent, purpose: question.purpose, why: question.why)
    }

    init(of asker: PluginID, purpose: String, why: String) {
        agent = asker
        self.purpose = purpose
        self.why = why
    }

    func beginRound() { state.withLock { $0.rounds += 1 } }
    func noteKept() { state.withLock { $0.roundsKept += 1 } }
    func add(_ attempt: Attempt) { state.withLock { $0.attempts.append(attempt.json) } }

    /// A round that an earlier run of the turn made, and paid.
    func replay(_ attempts: [JSON]) {
        state.withLock { state in
            state.rounds += 1
            state.roundsReplayed += 1
            state.attempts += attempts
        }
    }

    /// Keeps how it ended.
    public func end(_ ending: Ending) {
        let took = milliseconds(at: SystemClock.monotonicMilliseconds())
        state.withLock { $0.ending = (ending, took) }
    }

    /// How long it took, or takes until now.
    func milliseconds(at now: Int64) -> Int64 { state.withLock { $0.ending?.took } ?? now - startedAt }

    // MARK: What it came to

    /// What all rounds cost, whoever paid.
    public var usage: LLMAnswer.Usage {
        var usage = LLMAnswer.Usage()
        for attempt in state.withLock({ $0.attempts }) {
            usage.promptTokens &+= attempt["prompt_tokens"]?.integerValue ?? 0
            usage.completionTokens &+= attempt["completion_tokens"]?.integerValue ?? 0
            usage.costNanos &+= attempt["cost_nanos"]?.integerValue ?? 0
        }
        return usage
    }

    /// How many requests were sent to providers.
    public var requestCount: Int {
        state.withLock { $0.attempts }.count { $0["outcome"]?.stringValue?.hasPrefix("skipped") != true }
    }

    /// Nothing was asked anew.
    public var isReplayed: Bool { state.withLock { $0.rounds > 0 && $0.rounds == $0.roundsReplayed } }

    var json: JSON {
        let (usage, isReplayed, state) = (usage, isReplayed, state.withLock { $0 })
        var members: [String: JSON] = [
            "agent": .string(agent.rawValue), "purpose": .string(purpose), "why": .string(why),
            "rounds": .integer(Int64(state.rounds)), "rounds_replayed": .integer(Int64(state.roundsReplayed)),
            "replayed": .bool(isReplayed),
            "kept": .bool(state.roundsKept > 0), "prompt_tokens": .integer(usage.promptTokens),
            "completion_tokens": .integer(usage.completionTokens), "cost_nanos": .integer(usage.costNanos),
            "attempts": .array(state.attempts),
            "took_ms": .integer(milliseconds(at: SystemClock.monotonicMilliseconds())),
        ]
        var calls: [LLMToolCall] = []
        switch state.ending?.0 {
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
        case nil:
            members["outcome"] = "unfinished"
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
