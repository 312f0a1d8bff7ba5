// Who answers a message: a pure decision over what was understood, who is
// enabled and what the conversation waits for.

import AgentDialogue
import OrchestratorUnderstanding

/// Everything besides the message on which the decision depends.
public struct Routing: Sendable {
    /// The agents that can serve an intent, the fittest first.
    private static let fitting: [Intent: [String]] = [
        .productSearch: ["catalog", "sales"],
        .purchase: ["sales", "catalog"],
        .quotation: ["quotation", "sales", "catalog"],
    ]
    /// A message read as `other` this surely isn't tried on the catalog.
    private static let surelyOther = 0.9

    private let threshold: Double
    private let agents: [String]
    private let awaiting: String
    private let unfinished: String
    private let isCollecting: Bool

    /// - Parameters:
    ///   - threshold: How sure a reading must be to be acted on, 0 to 1.
    ///   - agents: Enabled, and not the one that handed this turn back.
    ///   - awaiting: Who asked something and waits for the answer; empty: nobody.
    ///   - unfinished: Who has something begun with the customer, and hands back what is
    ///     not its own; empty: nobody.
    ///   - isCollecting: A reminder of a debt was sent here.
    public init(threshold: Double, agents: [String], awaiting: String, unfinished: String, isCollecting: Bool) {
        self.threshold = threshold
        self.agents = agents
        self.awaiting = awaiting
        self.unfinished = unfinished
        self.isCollecting = isCollecting
    }

    /// Who answers.
    public func route(_ reading: Reading) -> Route {
        let isSure = reading.confidence >= threshold
        if awaiting == "orchestrator", reading.words.hasOrderNumber, !isSure || !isShopping(reading.intent) {
            return .noteOrderNumber
        }
        if agents.contains("dunning"), isOfDebt(reading, isSure: isSure) {
            return .handOff(to: "dunning", tentative: true)
        }
        let isBusiness = isSure && (isShopping(reading.intent) || reading.intent == .complaint)
        if let smallTalk = reading.smallTalk, !isBusiness, smallTalk.needsNoContext || isIdle {
            return .smallTalk
        }
        // Its words are few and its own: "quita los filtros" is no complaint.
        if agents.contains(unfinished) { return .handOff(to: unfinished, tentative: false) }
        if agents.contains(awaiting), !(isSure && isForAnother(reading.intent)) {
            return .handOff(to: awaiting, tentative: !isSure || reading.intent == .other)
        }
        if reading.smallTalk != nil, !isBusiness { return .smallTalk }
        if !isSure, agents.contains("catalog") { return .handOff(to: "catalog", tentative: true) }
        return routeByIntent(reading, isSure: isSure)
    }

    /// Under a reminder an order for Friday is an order, and "¿cómo pago?" is the sale's
    /// that spoke last. Who was not reminded and plainly orders, orders.
    private func isOfDebt(_ reading: Reading, isSure: Bool) -> Bool {
        switch reading.debt {
        case .none: false
        case .answer: isCollecting && !(isSure && isServed(reading.intent))
        case .common: isCollecting && (awaiting == "dunning" || !agents.contains(unfinished))
        case .plain: isCollecting || isIdle && !(isSure && isServed(reading.intent))
        }
    }

    /// Whether a message that is not yet understood would go elsewhere if it were: else
    /// nobody needs to be asked what it means.
    public func dependsOnIntent(_ reading: Reading) -> Bool {
        guard reading.confidence < threshold, !reading.words.isEmpty else { return false }
        let unasked = route(reading)
        return Intent.allCases.contains { intent in
            let understood = Reading(
                intent: intent,
                confidence: threshold,
                words: reading.words,
                smallTalk: reading.smallTalk,
                debt: reading.debt
            )
            return route(understood) != unasked
        }
    }

    private func routeByIntent(_ reading: Reading, isSure: Bool) -> Route {
        switch reading.intent {
        case .greeting: return .greet
        case .complaint: return .openCase(kind: .complaint)
        case .support: return .openCase(kind: .support)
        case .productSearch, .purchase, .quotation:
            let fitting = Self.fitting[reading.intent, default: []]
            return fitting.first(where: agents.contains).map { .handOff(to: $0, tentative: false) } ?? .unrouted
        case .other:
            let isTried = reading.confidence < Self.surelyOther && agents.contains("catalog")
            return isTried ? .handOff(to: "catalog", tentative: true) : .notUnderstood
        }
    }

    /// Nobody waits for this customer's words.
    private var isIdle: Bool { awaiting.isEmpty && !agents.contains(unfinished) }

    private func isShopping(_ intent: Intent) -> Bool { Self.fitting[intent] != nil }

    /// It is shopping, and somebody sells here.
    private func isServed(_ intent: Intent) -> Bool {
        Self.fitting[intent, default: []].contains(where: agents.contains)
    }

    /// Whether a customer whom the awaiting agent asked something plainly talks of
    /// another thing, or orders what the catalog only showed.
    private func isForAnother(_ intent: Intent) -> Bool {
        switch intent {
        case .greeting, .complaint, .support: true
        case .purchase, .quotation: Self.fitting[intent, default: []].first(where: agents.contains) != awaiting
        case .productSearch, .other: false
        }
    }
}
