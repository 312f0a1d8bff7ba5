// What one turn asks of language models: how often and how long it may, and what
// the turn's trace says of it.

import HostCore
import HostTime
public import OrkestaModel
import Synchronization

/// The questions of a turn. Any thread.
public final class TurnModels: Sendable {
    /// When the turn must have ended, monotonic milliseconds.
    private let deadline: Int64
    private let state = Mutex(State())

    private struct State {
        var count = 0
        /// Milliseconds that questions took, one after the other.
        var spent: Int64 = 0
        var trace: [JSON] = []
    }

    init(deadline: Int64) { self.deadline = deadline }

    /// Begins a question. Returns how many milliseconds it may take: the agent must
    /// be able to answer without it.
    ///
    /// Throws ``LLMFailure`` when the turn has asked enough, or has no time left.
    public func begin() throws(LLMFailure) -> Int64 {
        let (count, spent) = state.withLock { state in
            state.count += 1
            return (state.count, state.spent)
        }
        guard count <= Limits.llmQuestionsPerTurnMax else {
            throw LLMFailure(.turnLimit, "the turn asked \(Limits.llmQuestionsPerTurnMax) questions before")
        }
        let now = SystemClock.monotonicMilliseconds()
        let left = deadline == .max ? .max : deadline - now - Limits.llmTurnReserveMilliseconds
        let milliseconds = min(Limits.llmTurnMilliseconds - spent, left)
        guard milliseconds > 0 else { throw LLMFailure(.deadline, "the turn has no time left for models") }
        return milliseconds
    }

    /// Keeps how a question ended.
    public func end(_ question: QuestionTrace, _ ending: QuestionTrace.Ending) {
        let took = SystemClock.monotonicMilliseconds() - question.startedAt
        let json = question.json(ending, took: took)
        state.withLock { state in
            state.spent += took
            // One that was refused at its beginning took nothing worth telling twice.
            guard state.trace.count < Limits.llmQuestionsPerTurnMax + 1 else { return }
            state.trace.append(json)
        }
    }

    /// What was asked, in the order of the ends; nothing of the dialogue is in it.
    var trace: [JSON] { state.withLock { $0.trace } }
}
