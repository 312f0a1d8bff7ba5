// One answer to a customer who speaks of their debt: the engine decides, the host's
// services act, and what came of it is said.

import AgentDialogue
import DialogueTurn
import DunningEngine
import OrkestaModel
import OrkestaSDK

/// One message of the customer's, and what follows from it.
struct CollectionAnswer {
    private static let summaryBytesMax = 2_000

    private let turn: Turn
    private let settings: DunningSettings
    private let situation: DebtSituation
    private let asked: Asked?
    private let language: Language
    private let wording: CollectionWording

    init(_ turn: Turn, _ agent: DunningAgent, _ situation: DebtSituation) {
        (self.turn, self.situation) = (turn, situation)
        settings = agent.settings
        asked = turn.state["collecting"].flatMap(Asked.init(json:))
        language = turn.language
        wording = CollectionWording(language, turn.addressee(of: situation.customer))
    }

    func answer() async throws {
        let talk = PaymentTalkReader(language, today: situation.today).read(turn.text, awaitsDay: asked != nil)
        try await take(collection.step(for: talk))
    }

    private var collection: Collection { Collection(situation, asked: asked) }

    private func take(_ step: CollectionStep) async throws {
        switch step {
        case .promise(let day, let amount): try await promise(day, amount)
        case .askDay(let how): try await askDay(how)
        case .offerPlans(let debt, let isHardship):
            try await note(isHardship ? .cannotPay : .answered)
            try say(wording.offer(plansOf: debt, isHardship: isHardship), then: .plan(invoice: debt.invoice))
        case .offerPlan(let debt, let plan):
            try await note(.answered)
            try say(wording.offer(plan, of: debt), then: .agreement(invoice: debt.invoice, parts: plan.parts))
        case .acceptPlan(let invoice, let parts): try await acceptPlan(invoice, parts)
        case .claimPaid(let debts):
            try await note(.saysPaid)
            try await openCase("payment-claim", about: debts)
            try say(wording.claimed(debts), then: nil)
        case .tellProcessing(let debts): try say(wording.processing(debts), then: nil)
        case .tellNothingOwed: try say(wording.nothingOwed, then: nil)
        case .sendLinks(let debts):
            try await note(.answered)
            try say(wording.links(debts, try await turn.payLinks(debts.map(\.invoice))), then: .reminded)
        case .tellStanding(let debts):
            try await note(.answered)
            let payable = debts.filter { $0.hold == nil || $0.hold == .promise }.map(\.invoice)
            try say(wording.standing(debts, links: try await turn.payLinks(payable)), then: .reminded)
        case .acknowledge: try say(wording.acknowledged, then: .reminded)
        case .callPerson(let reason): try await callPerson(reason)
        case .handBack: try handBack()
        }
    }

    // MARK: Steps

    private func promise(_ day: CivilDate, _ amount: Money?) async throws {
        let answer = try await turn.dunning.promise(on: day, amount: amount)
        switch (answer.outcome, answer.promise) {
        case (.accepted, let promise?):
            try await note(.answered)
            let isPart = amount != nil && collection.isPart(promise.amount)
            try say(wording.promised(promise, isPart: isPart), then: .reminded)
        case (.past, _): try say(wording.promisePast, then: .day)
        case (.tooFar, _): try say(wording.promiseTooFar(latest: situation.promiseUntil), then: .day)
        case (.nothingOwed, _): try say(wording.nothingOwed, then: nil)
        case (.noMore, _), (.accepted, nil): try await callPerson(.noMorePromises)
        }
    }

    private func askDay(_ how: CollectionStep.AskDay) async throws {
        try await note(how == .hardship ? .cannotPay : .answered)
        try say(wording.askDay(how), then: .day)
    }

    private func acceptPlan(_ invoice: String, _ parts: Int64) async throws {
        let answer = try await turn.dunning.acceptPlan(of: invoice, parts: parts)
        switch answer.outcome {
        case .accepted:
            try await note(.answered)
            let link = try await turn.payLinks([invoice])[invoice]
            try say(wording.planAccepted(invoice, answer.installments, link: link), then: .reminded)
        case .nothingOwed: try say(wording.nothingOwed, then: nil)
        case .notOffered: try await askDay(.plain)
        }
    }

    /// A person takes over: the case also keeps reminders back.
    private func callPerson(_ reason: CollectionStep.Reason) async throws {
        switch reason {
        case .dispute: try await note(.disputes)
        case .angry: try await note(.angry)
        case .asked, .plan, .noMorePromises: try await note(.answered)
        }
        try await openCase("collection-\(reason.rawValue)", about: situation.debts)
        try say(wording.person(reason), then: nil)
        try await turn.pauseForPerson()
    }

    private func handBack() throws {
        guard turn.handOffFrom == "orchestrator" else { return try turn.reply(wording.notUnderstood) }
        turn.handOff(to: "orchestrator", note: turn.handOffNote)
    }

    // MARK: Parts of a step

    private func say(_ reply: Reply, then next: Asked?) throws {
        try turn.reply(reply)
        if let next {
            turn.expect(next, forSeconds: settings.answerSeconds)
        } else {
            turn.expectNothing()
        }
    }

    private func note(_ outcome: DunningOutcome) async throws { try await turn.dunning.note(outcome) }

    /// The customer's words and what they are about, cut to what a case takes.
    private func openCase(_ kind: String, about debts: [Debt]) async throws {
        var summary = "\(turn.text)\n\(wording.lines(debts))"
        while summary.utf8.count > Self.summaryBytesMax { summary.removeLast() }
        try await turn.openCase(kind: kind, summary: summary)
    }
}
