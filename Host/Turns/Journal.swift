// Outside effects of a turn: written down before they are done and when they
// have answered, so that a redo repeats the answer and not the effect.

public import HostCore
public import HostStorage
public import OrkestaModel

/// The journal of one inbox item. Each call is a transaction of its own.
public struct Journal: Sendable {
    private let inboxID: InboxItemID
    private let database: any Database

    public init(_ inboxID: InboxItemID, database: any Database) {
        self.inboxID = inboxID
        self.database = database
    }

    /// What is known of an effect.
    public enum Step: Sendable, Hashable {
        /// Nobody has begun it.
        case new
        /// It was begun, and nobody knows whether it happened: only an effect
        /// that its receiver recognizes as a repetition may be done again.
        case begun
        case answered(JSON)
    }

    /// Writes down that the effect `label` is about to happen with a request
    /// of this hash. Throws a conflict problem when the label stands for
    /// another request: the redo went another way.
    public func intend(_ label: String, requestHash: String, at moment: Timestamp) async throws -> Step {
        try await database.write { connection in
            let isNew = try connection.execute(
                """
                INSERT INTO journal (inbox_id, label, request_hash, state, at) VALUES (?, ?, ?, 'intended', ?)
                ON CONFLICT (inbox_id, label) DO NOTHING
                """,
                inboxID,
                label,
                requestHash,
                moment
            )
            if isNew == 1 { return .new }
            let row = try connection.row(
                "SELECT request_hash, answer FROM journal WHERE inbox_id = ? AND label = ?",
                inboxID,
                label
            )
            guard let row else { throw DatabaseError.unavailable("a journal entry is being changed") }
            guard try row.text(0) == requestHash else { throw diverged(label) }
            return row[1] == .null ? .begun : .answered(try row.json(1))
        }
    }

    /// Writes down what the effect answered. The first answer stays.
    public func answer(_ label: String, _ answer: JSON) async throws {
        try await database.write { connection in
            try connection.execute(
                "UPDATE journal SET state = 'answered', answer = ? WHERE inbox_id = ? AND label = ? AND answer IS NULL",
                answer,
                inboxID,
                label
            )
        }
    }

    /// The recorded answer of something that may be asked again without harm; nil
    /// when there is none. Throws a conflict problem when the label stands for
    /// another request.
    public func answer(of label: String, requestHash: String) async throws -> JSON? {
        try await database.read { connection in
            let row = try connection.row(
                "SELECT request_hash, answer FROM journal WHERE inbox_id = ? AND label = ?",
                inboxID,
                label
            )
            guard let row else { return nil }
            guard try row.text(0) == requestHash else { throw diverged(label) }
            return row[1] == .null ? nil : try row.json(1)
        }
    }

    /// Writes down an answer that needed no intention. The first answer stays.
    public func record(_ label: String, requestHash: String, _ answer: JSON, at moment: Timestamp) async throws {
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO journal (inbox_id, label, request_hash, state, answer, at)
                VALUES (?, ?, ?, 'answered', ?, ?) ON CONFLICT (inbox_id, label) DO NOTHING
                """,
                inboxID,
                label,
                requestHash,
                answer,
                moment
            )
        }
    }

    /// The answer of an effect: recorded, or made now by `effect`, which gets
    /// whether it may have been begun before.
    public func perform(
        _ label: String,
        requestHash: String,
        at moment: Timestamp,
        effect: (_ isRepetition: Bool) async throws -> JSON
    ) async throws -> JSON {
        let step = try await intend(label, requestHash: requestHash, at: moment)
        if case .answered(let recorded) = step { return recorded }
        let answer = try await effect(step == .begun)
        try await self.answer(label, answer)
        return answer
    }
}

private func diverged(_ label: String) -> Problem {
    Problem(
        .conflict,
        "the effect \(label) stands in the journal with another request",
        field: "label",
        remedy: "Give each effect of a turn a label of its own that does not change when the turn is redone."
    )
}
