// Ends conversations that fell silent.

import OrkestaModel
import OrkestaSDK

extension OrchestratorAgent {
    static let idleTimer = "idle"

    /// Notes that the customer wrote; the first message of a conversation sets
    /// the one timer, which moves itself on when it finds later messages.
    func keepAwake(_ turn: Turn) async throws {
        if turn.isFirst { try await turn.schedule(Self.idleTimer, at: idleEnd(after: turn.now)) }
        turn.patchState(["last_at": .integer(turn.now.milliseconds)])
    }

    func endIfIdle(_ turn: Turn) async throws {
        let last = Timestamp(milliseconds: turn.state["last_at"]?.integerValue ?? turn.now.milliseconds)
        let kept = Timestamp(milliseconds: turn.state["keep_until"]?.integerValue ?? last.milliseconds)
        // A person's conversation ends when they have given it back.
        let end = max(idleEnd(after: turn.isWithPerson ? turn.now : last), kept)
        if end <= turn.now {
            turn.completeConversation()
        } else {
            try await turn.schedule(Self.idleTimer, at: end)
        }
    }

    private func idleEnd(after moment: Timestamp) -> Timestamp {
        moment.advanced(bySeconds: settings.idleSeconds)
    }
}
