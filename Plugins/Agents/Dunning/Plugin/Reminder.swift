// One reminder: the business's own template where there is one, else the standard
// text, which a language model may word personally.

import AgentDialogue
import DialogueTurn
import DunningEngine
import OrkestaABI
import OrkestaModel
import OrkestaSDK

/// Says what is due, in one message.
struct Reminder {
    private static let modelMilliseconds: Int64 = 6_000
    private static let answerTokensMax = 700

    private let turn: Turn
    private let agent: DunningAgent
    private let situation: DebtSituation
    private let contact: DueContact
    private let language: Language
    private let addressee: Addressee

    init(_ turn: Turn, _ agent: DunningAgent, _ situation: DebtSituation, _ contact: DueContact) {
        (self.turn, self.agent, self.situation, self.contact) = (turn, agent, situation, contact)
        language = turn.language(of: situation.customer)
        addressee = turn.addressee(of: situation.customer)
    }

    func send() async throws {
        try await turn.dunning.contact()
        let links = try await turn.payLinks(contact.invoices)
        let standard = CollectionWording(language, addressee).reminder(contact, situation, links: links)
        if let text = try await templated(links) {
            // A template may say a day so that the price firewall holds it back.
            try turn.reply(text, fallback: standard.text)
        } else {
            try await say(standard)
        }
        turn.patchState(["language": .string(language.rawValue)])
        turn.expect(.reminded, forSeconds: agent.settings.answerSeconds)
    }

    /// The business's own words, which also reach customers to whom a provider lets
    /// only templates through. Nil where it has none that fits.
    private func templated(_ links: [String: String]) async throws -> String? {
        guard let first = situation.debts.first(where: { contact.invoices.contains($0.invoice) }),
            let link = links[first.invoice]
        else { return nil }
        let values: [String: JSON] = [
            "name": .string(addressee.firstName ?? addressee.business),
            "invoices": .string(contact.invoices.joined(separator: ", ")),
            "total": contact.total.json, "due": .string("\(first.dueOn)T12:00:00Z"), "link": .string(link),
        ]
        do {
            return try await turn.templates.render(contact.template, values, language: language.rawValue)
        } catch let error as PluginError where [ORK_E_INVALID, ORK_E_UNSUPPORTED].contains(error.status) {
            agent.host.log(.warning, "A reminder's template could not be filled in", ["reason": .string(error.message)])
            return nil
        }
    }

    private func say(_ standard: Reply) async throws {
        guard let worded = await reworded(standard) else { return try turn.reply(standard) }
        try turn.reply(worded, fallback: standard.text)
    }

    /// The same in a model's words; nil where there is none, or it left out something
    /// that the customer has to read.
    private func reworded(_ standard: Reply) async -> Reply? {
        guard agent.settings.rewordsWithModel, turn.llm.isAvailable, case .buttons(let text, let buttons) = standard
        else {
            return nil
        }
        let prompt = agent.prompts.of(language)
        let question = LLMQuestion(
            purpose: prompt.name,
            why: "a reminder is due (prompt \(prompt.label))",
            system: prompt.text,
            messages: [LLMQuestion.Message(.user, text)],
            data: [LLMQuestion.DataBlock("record", json: record)],
            size: .small,
            temperature: 0,
            tokensMax: Self.answerTokensMax,
            language: language.rawValue
        )
        let answer = try? await turn.llm.complete(
            question,
            label: prompt.name,
            deadlineMilliseconds: Self.modelMilliseconds
        )
        guard let worded = answer?.text, KeptFacts(of: text).areKept(in: worded) else { return nil }
        return .buttons(text: worded, buttons)
    }

    /// What a kind clerk would know of the customer.
    private var record: JSON {
        let customer = situation.customer
        return [
            "name": JSON(addressee.firstName), "tone": .string(contact.tone.rawValue),
            "paid_in_time": .integer(customer.paidInTime), "paid_late": .integer(customer.paidLate),
            "broken_promises": .integer(customer.brokenPromises), "kept_promises": .integer(customer.keptPromises),
        ]
    }
}

extension Reply {
    /// The text above its buttons, or all of it.
    fileprivate var text: String {
        if case .buttons(let text, _) = self { return text }
        return plainText
    }
}
