// What a question has met so far: its attempts, and what became of it. Written by
// the attempts, of which two may run at once.

internal import HostCore
internal import Synchronization

/// The trace of one question.
final class ChainTrace: Sendable {
    private struct State {
        var attempts: [Attempt] = []
        /// Places of the route whose context was too small for the question.
        var tooSmall: Set<Int> = []
        var isCompacted = false
    }

    private let call: ChatCall
    private let metrics: LLMMetrics
    private let state = Mutex(State())

    init(_ call: ChatCall, _ metrics: LLMMetrics) {
        self.call = call
        self.metrics = metrics
    }

    func add(_ attempt: Attempt) {
        state.withLock { $0.attempts.append(attempt) }
        metrics.attemptEnded(call.tenant, attempt)
        call.observe?(attempt)
    }

    func noteTooSmall(_ place: Int) { state.withLock { _ = $0.tooSmall.insert(place) } }
    func noteCompacted() { state.withLock { $0.isCompacted = true } }

    var attempts: [Attempt] { state.withLock { $0.attempts } }
    var tooSmall: Set<Int> { state.withLock { $0.tooSmall } }
    var isCompacted: Bool { state.withLock { $0.isCompacted } }
}
