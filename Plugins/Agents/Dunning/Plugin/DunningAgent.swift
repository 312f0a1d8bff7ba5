// Collects: says what is due when the host says that something is, answers what the
// customer makes of it, and thanks for what is paid. Whether and when is the host's;
// how lies in the engine.

import AgentDialogue
import DialogueTurn
import DunningEngine
import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// One tenant's dunning agent.
///
/// Of the conversation's state it keeps `collecting` (what it asked the customer last)
/// and shares `awaiting` (that an answer is expected) and `keep_until` (milliseconds
/// until which a silent conversation stays open).
struct DunningAgent: AgentPlugin {
    static let id = "dunning"
    private static let dueEvent = "dunning.due"
    /// A reminder's link serves until long after the next one: the last stages are weeks apart.
    fileprivate static let linkSeconds: Int64 = 31 * 86_400

    let settings: DunningSettings
    let host: Host
    let prompts: PromptSet

    init(settings: JSON, host: Host) throws {
        self.settings = DunningSettings(settings)
        self.host = host
        prompts = try PromptSet(
            "reminder",
            spanish: PackageResources.reminder_es_md,
            english: PackageResources.reminder_en_md,
            portuguese: PackageResources.reminder_pt_md
        )
    }

    func respond(to turn: Turn) async throws {
        let answering = CollectionAnswer(turn, self, try await turn.dunning.situation())
        try await answering.answer()
    }

    func wake(_ turn: Turn) async throws {
        if turn.nobodyTookIt { return try turn.answerAgain() }
        guard case .event(let name, let payload) = turn.kind else { return }
        if let news = try PaymentNews(name, payload) {
            return try await PaymentReceipt(turn, self, try await turn.dunning.situation()).say(news)
        }
        guard name == Self.dueEvent else { return }
        let situation = try await turn.dunning.situation()
        // What was due when the host looked may have been paid or promised since.
        guard let contact = situation.contact, situation.hold == nil else { return }
        try await Reminder(turn, self, situation, contact).send()
    }
}

extension Turn {
    /// The customer's language: as this conversation has it, else as the host knows them.
    func language(of debtor: Debtor) -> Language {
        Language(tag: state["language"]?.stringValue) ?? Language(tag: debtor.locale) ?? language
    }

    func addressee(of debtor: Debtor) -> Addressee {
        Addressee(customerName: customerName ?? debtor.name, business: businessName)
    }

    /// A page to pay each of these, by invoice. One that can't be paid has none.
    func payLinks(_ invoices: [String]) async throws -> [String: String] {
        var links: [String: String] = [:]
        for invoice in invoices.prefix(CollectionWording.debtsMax) {
            do {
                let link = try await payments.createLink(
                    for: .invoice(invoice),
                    expiresAt: now.advanced(bySeconds: DunningAgent.linkSeconds),
                    label: "pay:\(invoice)"
                )
                links[invoice] = link.url
            } catch let error as PluginError where error.status == ORK_E_WRONG_STATE {
                // Paid or being paid meanwhile.
            }
        }
        return links
    }

    /// Notes what was asked, and keeps the conversation open for the answer.
    func expect(_ asked: Asked, forSeconds seconds: Int64) {
        let kept = max(now.advanced(bySeconds: seconds).milliseconds, state["keep_until"]?.integerValue ?? 0)
        replaceState("collecting", with: asked.json)
        patchState(["awaiting": .string(DunningAgent.id), "keep_until": .integer(kept)])
    }

    /// Nothing is asked any more; what comes next may be anything.
    func expectNothing() {
        replaceState("collecting", with: .null)
        if state["awaiting"]?.stringValue == DunningAgent.id { patchState(["awaiting": .null]) }
    }
}
