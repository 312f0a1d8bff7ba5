// Compares what customers asked, what became of each answer at the host, and what the
// provider took. Counts alone would hide a lost answer behind one that was taken twice, or
// that was taken and is not known to be.

import OrkestaModel

/// One answer, as the outbox shows it.
public struct OutboxAnswer: Sendable, Equatable {
    /// Under which the provider knows it, the same on every attempt.
    public let key: String
    /// Whom it answers.
    public let address: String
    /// `pending`, `sent`, `dead`, `unknown` or `cancelled`.
    public let state: String

    public init(key: String, address: String, state: String) {
        self.key = key
        self.address = address
        self.state = state
    }

    init?(_ row: JSON) {
        guard let key = row["idempotency_key"]?.stringValue, let address = row["address"]?.stringValue,
            let state = row["state"]?.stringValue
        else { return nil }
        self.init(key: key, address: address, state: state)
    }
}

/// The verdict on all answers of a drill in which every question is answered once.
public struct AnswerAudit: Sendable, Equatable {
    /// Questions that no row answers, and answers of which the host says that they were sent
    /// or need not be, while the provider never took them.
    public let lost: Int
    /// Answers beyond one a question, and what the provider took that no row says.
    public let surplus: Int
    /// Answers of which the host cannot say whether the provider took them, and which it
    /// therefore does not send again: it died while it sent them, and no status came.
    public let unknown: Int
    /// Of the unknown ones, those that the provider took: its status should have settled them.
    public let unsettled: Int
    /// Answers that were given up.
    public let dead: Int
    /// As many as were under way when the host died, at most: more cannot be unknown.
    public let unknownMax: Int

    /// `asked` counts the questions of each address; `taken` are the keys under which the
    /// provider took something.
    public init(asked: [String: Int], answers: [OutboxAnswer], taken: Set<String>, unknownMax: Int) {
        let answered: [String: Int] = answers.reduce(into: [:]) { $0[$1.address, default: 0] += 1 }
        let unanswered = asked.reduce(0) { $0 + max(0, $1.value - answered[$1.key, default: 0]) }
        let unasked = answered.reduce(0) { $0 + max(0, $1.value - asked[$1.key, default: 0]) }
        let settled = answers.filter { ["sent", "cancelled"].contains($0.state) }
        let open = answers.filter { $0.state == "unknown" }
        lost = unanswered + settled.count { !taken.contains($0.key) }
        surplus = unasked + taken.subtracting(answers.map(\.key)).count
        unknown = open.count
        unsettled = open.count { taken.contains($0.key) }
        dead = answers.count { $0.state == "dead" }
        self.unknownMax = unknownMax
    }

    public var isClean: Bool {
        lost == 0 && surplus == 0 && unsettled == 0 && dead == 0 && unknown <= unknownMax
    }
}
