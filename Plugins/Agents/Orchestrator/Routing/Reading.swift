// A message as the orchestrator read it, before it is decided who answers.

public import AgentDialogue
public import OrchestratorUnderstanding

/// A message as it was read.
public struct Reading: Sendable {
    let intent: Intent
    let confidence: Double
    let words: Words
    let smallTalk: SmallTalk?
    let debt: DebtTalk

    /// `confidence` is 0 to 1; `debt` says whether it is about paying what may be owed.
    public init(intent: Intent, confidence: Double, words: Words, smallTalk: SmallTalk?, debt: DebtTalk) {
        self.intent = intent
        self.confidence = confidence
        self.words = words
        self.smallTalk = smallTalk
        self.debt = debt
    }
}

/// A message that asks for nothing.
public enum SmallTalk: Sendable {
    case thanks, farewell, assent, decline, aboutMe

    /// Whether it means the same when a question is open; "ok" may answer one.
    var needsNoContext: Bool { self != .assent && self != .decline }
}

/// How far a message is about paying what may be owed.
public enum DebtTalk: Sendable {
    case none
    /// Only because a reminder was sent: "el viernes".
    case answer
    /// Said of any payment, a sale's too: "¿cómo pago?", "¿cuánto es?".
    case common
    /// In so many words.
    case plain
}

extension Words {
    /// A word that can be an order's number: 3 to 20 characters with at least
    /// two digits in a row at its end.
    public var hasOrderNumber: Bool {
        folded.contains { word in
            let digits = word.reversed().prefix(while: \.isWholeNumber).count
            return digits >= 2 && word.count <= 20 && (digits >= 3 || word.count > digits || count <= 3)
        }
    }
}
