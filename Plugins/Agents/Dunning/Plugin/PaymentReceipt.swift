// What the customer hears of a payment by a reminder's link: a receipt, that a card was
// refused, or, when a part came, how the rest may be paid.

import AgentDialogue
import DunningEngine
import OrkestaModel
import OrkestaSDK

/// One payment's news in a turn of their own.
struct PaymentReceipt {
    private static let sales = "sales"

    private let turn: Turn
    private let settings: DunningSettings
    private let situation: DebtSituation
    private let language: Language
    private let wording: CollectionWording

    init(_ turn: Turn, _ agent: DunningAgent, _ situation: DebtSituation) {
        (self.turn, self.situation) = (turn, situation)
        settings = agent.settings
        language = turn.language(of: situation.customer)
        wording = CollectionWording(language, turn.addressee(of: situation.customer))
    }

    func say(_ news: PaymentNews) async throws {
        let invoice = news.invoice
        if case .paid = news { turn.expectNothing() }
        if isOfSale(news) {
            return turn.handOff(to: Self.sales, note: ["language": .string(language.rawValue)])
        }
        switch news {
        case .paid: try turn.reply(wording.received(invoice))
        case .paidPartly(_, let payment):
            try await thank(for: payment?.amount ?? invoice.paid, of: invoice, divisible(news))
        case .failed: try await tellFailure(of: invoice)
        case .refunded(_, let amount, let toCredit):
            try turn.reply(wording.refunded(amount, of: invoice, toCredit: toCredit))
        }
    }

    /// The agent that sold says the receipt that closes its sale. What leaves the debt open
    /// is this agent's, whose link was used: the sale may be over, and knows no link.
    private func isOfSale(_ news: PaymentNews) -> Bool {
        switch news {
        case .paid, .refunded: news.invoice.order != nil && turn.agents.contains(Self.sales)
        case .paidPartly, .failed: false
        }
    }

    /// The debt whose rest the business would let be paid in parts; nil: nothing is
    /// offered, or a person speaks with the customer.
    private func divisible(_ news: PaymentNews) -> Debt? {
        guard case .paidPartly(let invoice, _) = news, !turn.isWithPerson else { return nil }
        return situation.debts.first { $0.invoice == invoice.number && !$0.plans.isEmpty }
    }

    private func thank(for amount: Money, of invoice: Invoice, _ divisible: Debt?) async throws {
        let link = try await turn.payLinks([invoice.number])[invoice.number]
        try turn.reply(wording.receivedPart(amount, of: invoice, link: link))
        guard let debt = divisible else { return expect(.reminded) }
        if let plan = debt.plans.first, debt.plans.count == 1 {
            try turn.reply(wording.offer(plan, of: debt))
            expect(.agreement(invoice: debt.invoice, parts: plan.parts))
        } else {
            try turn.reply(wording.offer(plansOf: debt, isHardship: false))
            expect(.plan(invoice: debt.invoice))
        }
    }

    /// One that could not be paid any more is paid meanwhile: nothing is said.
    private func tellFailure(of invoice: Invoice) async throws {
        guard let link = try await turn.payLinks([invoice.number])[invoice.number] else { return }
        try turn.reply(wording.notPaid(invoice, link: link))
        expect(.reminded)
    }

    /// While a person speaks with the customer, an answer is theirs.
    private func expect(_ asked: Asked) {
        if !turn.isWithPerson { turn.expect(asked, forSeconds: settings.answerSeconds) }
    }
}
