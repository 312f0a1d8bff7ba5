// Quotes: from a list in the customer's words to a paper with a number, and its
// next version at every change. What it says lies in the engine.

import AgentDialogue
import DialogueTurn
import OrkestaModel
import OrkestaSDK
import QuotationEngine

/// One tenant's quotation agent.
///
/// Of the conversation's state it keeps `quotation` (the engine's document), and
/// shares `unfinished`, `keep_until`, `shown`, `focus` and `awaiting` as the sales agent does.
struct QuotationAgent: AgentPlugin {
    static let id = "quotation"

    let offeredDiscount: Percentage
    let host: Host
    let prompts: PromptSet

    init(settings: JSON, host: Host) throws {
        offeredDiscount = settings["offered_discount_percent"].flatMap(Percentage.init(json:)) ?? .zero
        self.host = host
        prompts = try PromptSet(
            "lines",
            spanish: PackageResources.lines_es_md,
            english: PackageResources.lines_en_md,
            portuguese: PackageResources.lines_pt_md
        )
    }

    func respond(to turn: Turn) async throws {
        var quotation = QuotationTurn(turn, self)
        let (intent, confidence) = turn.understood
        try await quotation.run(.message(turn.text, intent: intent, confidence: confidence))
    }

    /// A person's word on a discount. Other events are not the quotation's.
    func wake(_ turn: Turn) async throws {
        if turn.nobodyTookIt { return try turn.answerAgain() }
        guard case .event("quote.approval", let payload) = turn.kind else { return }
        var quotation = QuotationTurn(turn, self)
        try await quotation.run(.approvalDecided(try Quote(json: payload["quote"] ?? .null)))
    }
}
