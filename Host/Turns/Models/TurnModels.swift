// What one turn asks of language models: how often and how long it may, and what
// the turn's trace says of it.

import HostCore
import HostTime
public import OrkestaModel
import Synchronization

/// The questions of a turn. Any thread.
public final class TurnModels: Sendable {
    /// When the turn must have ended.
    private let deadline: TurnDeadline
    private let questions = Mutex<[QuestionTrace]>([])

    init(deadline: TurnDeadline) { self.deadline = deadline }

    /// Begins a question. Returns how many milliseconds it may take: the agent must
    /// be able to answer without it.
    ///
    /// Throws ``LLMFailure`` when the turn has asked enough, or has no time left.
    public func begin(_ question: QuestionTrace) throws(LLMFailure) -> Int64 {
        let before = questions.withLock { questions in
            defer { if questions.count <= Limits.llmQuestionsPerTurnMax { questions.append(question) } }
            return questions
        }
        guard before.count < Limits.llmQuestionsPerTurnMax else {
            throw LLMFailure(.turnLimit, "the turn asked \(Limits.llmQuestionsPerTurnMax) questions before")
        }
        let now = SystemClock.monotonicMilliseconds()
        let spent = before.reduce(0) { $0 + $1.milliseconds(at: now) }
        let left = deadline.left(at: now) - Limits.llmTurnReserveMilliseconds
        let milliseconds = min(Limits.llmTurnMilliseconds - spent, left)
        guard milliseconds > 0 else { throw LLMFailure(.deadline, "the turn has no time left for models") }
        return milliseconds
    }

    /// What was asked, in order, as far as it is known now; nothing of the dialogue
    /// is in it.
    var trace: [JSON] { questions.withLock { $0 }.map(\.json) }
}
