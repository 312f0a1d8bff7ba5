// Who answers a message: a pure decision over what was understood, who is
// enabled and what the conversation waits for.

import OrchestratorUnderstanding

import struct AgentDialogue.Words

/// What the orchestrator does with a message.
enum Route: Equatable {
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
enum CaseKind: String { case complaint, support, unrouted }

/// A message as it was read.
struct Reading {
    let intent: Intent
    /// 0 to 1.
    let confidence: Double
    let words: Words
    let smallTalk: SmallTalk?
    /// Whether it is about paying what may be owed.
    var debt = DebtTalk.none
}

/// Everything besides the message on which the decision depends.
struct Routing {
    /// The agents that can serve an intent, the fittest first.
    private static let fitting: [Intent: [String]] = [
        .productSearch: ["catalog", "sales"],
        .purchase: ["sales", "catalog"],
        .quotation: ["quotation", "sales", "catalog"],
    ]
    /// A message read as `other` this surely isn't tried on the catalog.
    private static let surelyOther = 0.9

    let threshold: Double
    /// Enabled, and not the one that handed this turn back.
    let agents: [String]
    /// Who asked something and waits for the answer; empty: nobody.
    let awaiting: String
    /// Who has something begun with the customer, and hands back what is not its
    /// own; empty: nobody.
    let unfinished: String
    /// A reminder of a debt was sent here.
    var isCollecting = false

    func route(_ reading: Reading) -> Route {
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
        case .answer: isCollecting && !(isSure && isShopping(reading.intent))
        case .common: isCollecting && (awaiting == "dunning" || !agents.contains(unfinished))
        case .plain: isCollecting || isIdle && !(isSure && isShopping(reading.intent))
        }
    }

    /// Whether a message that is not yet understood would go elsewhere if it were: else
    /// nobody needs to be asked what it means.
    func dependsOnIntent(_ reading: Reading) -> Bool {
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
