// Whether an answer still comes fast enough. A value that is told of each piece
// and judges at a moment.

/// The pace of one attempt. Moments are monotonic milliseconds.
struct AnswerPace: Sendable {
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

    /// In which way it takes too long; nil: it doesn't.
    func overdue(at now: Int64) -> AttemptFailure.Kind? {
        guard now < deadline else { return .timedOut }
        guard isStreamed else { return nil }
        guard let firstPieceAt else { return now < start + patience.firstPiece ? nil : .stalled }
        guard now < lastPieceAt + patience.gap else { return .stalled }
        guard now >= firstPieceAt + patience.dripGrace else { return nil }
        let wanted = (now - firstPieceAt) * Int64(patience.charactersPerSecondMin) / 1_000
        return Int64(characters) < wanted ? .dripping : nil
    }
}
