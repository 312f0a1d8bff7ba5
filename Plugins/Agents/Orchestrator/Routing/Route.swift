// What the orchestrator may do with a message.

/// What the orchestrator does with a message.
public enum Route: Sendable, Equatable {
    case greet
    /// `tentative`: not sure that it is for that agent, which hands back what
    /// it can't use.
    case handOff(to: String, tentative: Bool)
    case openCase(kind: CaseKind)
    /// An answer to the question for an order number.
    case noteOrderNumber
    case smallTalk
    case notUnderstood
    /// Nobody is enabled who could.
    case unrouted
}

/// The kinds of cases that the orchestrator opens for people.
public enum CaseKind: String, Sendable { case complaint, support, unrouted }
