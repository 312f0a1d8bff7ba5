// Whether an answer still comes fast enough. A value that is told of each piece
// and judges at a moment; the watch around it sleeps in between.

/// The pace of one attempt. Moments are monotonic milliseconds.
struct AnswerPace: Sendable {
    enum Verdict: Sendable, Equatable {
        case overdue(AttemptFailure.Kind)
        /// Fine until this moment at least.
        case fine(until: Int64)
    }

    private let patience: Patience
    private let deadline: Int64
    private let isStreamed: Bool
    private let start: Int64
    private(set) var firstPieceAt: Int64?
    private var lastPieceAt: Int64
    private(set) var characters = 0

    /// `deadline` is when the attempt must be over.
    init(_ patience: Patience, isStreamed: Bool, start: Int64, deadline: Int64) {
        self.patience = patience
        self.isStreamed = isStreamed
        self.start = start
        self.deadline = deadline
        lastPieceAt = start
    }

    /// The answer has so many characters now. What adds none (a comment that
    /// keeps the connection alive, say) is no piece.
    mutating func took(_ characters: Int, at now: Int64) {
        guard characters > self.characters else { return }
        self.characters = characters
        firstPieceAt = firstPieceAt ?? now
        lastPieceAt = now
    }

    func verdict(at now: Int64) -> Verdict {
        guard now < deadline else { return .overdue(.timedOut) }
        guard isStreamed else { return .fine(until: deadline) }
        guard let firstPieceAt else {
            let limit = start + patience.firstPiece
            return now < limit ? .fine(until: min(limit, deadline)) : .overdue(.stalled)
        }
        let gapEnd = lastPieceAt + patience.gap
        guard now < gapEnd else { return .overdue(.stalled) }
        let graceEnd = firstPieceAt + patience.dripGrace
        guard now >= graceEnd else { return .fine(until: min(gapEnd, graceEnd, deadline)) }
        let wanted = (now - firstPieceAt) * Int64(patience.charactersPerSecondMin) / 1_000
        guard Int64(characters) >= wanted else { return .overdue(.dripping) }
        return .fine(until: min(gapEnd, now + max(1, patience.dripGrace / 2), deadline))
    }
}
