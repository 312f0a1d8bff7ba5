// Sells: a basket, a proposal, a yes, a link, a receipt. What it says and
// decides lies in the engine; here it meets the host.

import AgentDialogue
import DialogueTurn
import OrkestaModel
import OrkestaSDK
import SalesEngine

/// One tenant's sales agent.
///
/// Of the conversation's state it keeps `sale` (the engine's document) and
/// `sales_state` (its stage, which the API shows), and shares `unfinished` (the
/// agent that the customer comes back to), `keep_until` (milliseconds until
/// which a silent conversation stays open), the catalog's `shown` and `focus`, and
/// `awaiting`, which it clears when it speaks of something unfinished.
struct SalesAgent: AgentPlugin {
    static let id = "sales"

    let settings: SalesSettings
    let host: Host
    let prompts: PromptSet

    init(settings: JSON, host: Host) throws {
        self.settings = SalesSettings(settings)
        self.host = host
        prompts = try PromptSet(
            "sale",
            spanish: PackageResources.sale_es_md,
            english: PackageResources.sale_en_md,
            portuguese: PackageResources.sale_pt_md
        )
    }

    func respond(to turn: Turn) async throws {
        var sale = SaleTurn(turn, self)
        if let accepted = Accepted(turn.handOffNote["accept"]) {
            return try await sale.run(.accepted(quote: accepted.quote, hash: accepted.hash))
        }
        if let shown = try await turn.shownByCatalog() {
            try await sale.run(.shown(shown.products, focus: shown.focus))
        }
        let (intent, confidence) = turn.understood
        try await sale.run(.message(turn.text, intent: UnderstoodIntent(intent, confidence: confidence)))
    }

    /// Payments, and a person's word on a discount. Others are not the sale's.
    func wake(_ turn: Turn) async throws {
        if turn.nobodyTookIt { return try turn.answerAgain() }
        guard case .event(let name, let payload) = turn.kind, let event = try SaleEvent(name, payload) else { return }
        var sale = SaleTurn(turn, self)
        try await sale.run(event)
    }
}

extension SalesAgent: ToolPlugin {
    var tools: [Tool] { SalesTools.all.map(\.tool) }
}

/// A quote to whose version the customer said yes in front of another agent.
private struct Accepted {
    let quote: String
    let hash: String

    init?(_ note: JSON?) {
        guard let quote = note?["quote"]?.stringValue, let hash = note?["hash"]?.stringValue else { return nil }
        (self.quote, self.hash) = (quote, hash)
    }
}

extension SaleEvent {
    /// What the host says happened; nil for what a sale knows nothing of.
    fileprivate init?(_ name: String, _ payload: JSON) throws {
        if name == "quote.approval" {
            self = .approvalDecided(try Quote(json: payload["quote"] ?? .null))
            return
        }
        switch try PaymentNews(name, payload) {
        case .paid(let invoice, let payment): self = .paid(invoice, payment)
        case .paidPartly(let invoice, let payment): self = .paidPartly(invoice, payment)
        case .failed(let invoice): self = .paymentFailed(invoice)
        case .refunded(let invoice, let amount, let toCredit): self = .refunded(invoice, amount, toCredit: toCredit)
        case nil: return nil
        }
    }
}
