// What follows from a customer's words about their debt: a pure decision over what
// they owe, what they were asked and what they said.

public import AgentDialogue
public import OrkestaModel

/// What the agent does about a message.
public enum CollectionStep: Sendable, Hashable {
    /// Stage a promise; nil amount: all that is due.
    case promise(CivilDate, Money?)
    case askDay(AskDay)
    /// The plans of a debt are offered for a choice.
    case offerPlans(Debt, isHardship: Bool)
    /// One plan is offered for a yes.
    case offerPlan(Debt, DebtPlan)
    case acceptPlan(invoice: String, parts: Int64)
    /// The customer says that they paid, and the ledger does not know of it.
    case claimPaid([Debt])
    /// It is on its way.
    case tellProcessing([Debt])
    case tellNothingOwed
    case sendLinks([Debt])
    case tellStanding([Debt])
    case acknowledge
    case callPerson(Reason)
    /// No matter of a collection, or not understood.
    case handBack

    /// With which words the day is asked for.
    public enum AskDay: Sendable, Hashable {
        case plain
        /// They can't pay now.
        case hardship
        /// They named a day that the month does not have, whose last one this is: which other
        /// day they mean is not guessed.
        case monthEnds(CivilDate)
    }

    /// Why a person is needed.
    public enum Reason: String, Sendable, CaseIterable {
        case dispute, angry, asked
        /// They would pay in parts, and no plan may be offered.
        case plan
        /// Too many promises were broken.
        case noMorePromises = "no-more-promises"
    }
}

/// One customer's debt in front of one message.
public struct Collection: Sendable {
    private let situation: DebtSituation
    private let asked: Asked?

    public init(_ situation: DebtSituation, asked: Asked?) { (self.situation, self.asked) = (situation, asked) }

    /// Debts that the customer could do something about, the longest due first.
    private var open: [Debt] {
        situation.debts.filter { ![.dispute, .processing, .writtenOff].contains($0.hold) }
    }

    /// What is asked for now; before anything is due, what will be.
    private var due: [Debt] {
        let late = open.filter { $0.days >= 0 }
        return late.isEmpty ? open : late
    }

    public func step(for talk: PaymentTalk) -> CollectionStep {
        guard !situation.debts.isEmpty else {
            return asked != nil && talk.isOfPayment ? .tellNothingOwed : .handBack
        }
        switch talk {
        case .angry: return .callPerson(.angry)
        case .dispute: return .callPerson(.dispute)
        case .person: return .callPerson(.asked)
        case .paid: return claim()
        case .promise(let day, let share): return promise(day, share)
        case .noSuchDay(let monthEnd): return askDay(.monthEnds(monthEnd))
        case .vaguePromise: return askDay(.plain)
        case .cannotPay: return plans(nil, isHardship: true)
        case .inParts(let parts): return plans(parts, isHardship: false)
        case .pay: return open.isEmpty ? claim() : .sendLinks(due)
        case .standing: return .tellStanding(situation.debts)
        case .yes: return answerYes()
        case .no: return answerNo()
        case .thanks: return asked == nil ? .handBack : .acknowledge
        case .other: return .handBack
        }
    }

    private func claim() -> CollectionStep {
        if !open.isEmpty { return .claimPaid(due) }
        let processing = situation.debts.filter { $0.hold == .processing }
        return processing.isEmpty ? .callPerson(.dispute) : .tellProcessing(processing)
    }

    private func promise(_ day: CivilDate, _ share: PromisedShare?) -> CollectionStep {
        guard !open.isEmpty else { return claim() }
        guard situation.mayPromise else { return .callPerson(.noMorePromises) }
        return .promise(day, share.flatMap { part($0) })
    }

    private func part(_ share: PromisedShare) -> Money? { total.flatMap { share.part(of: $0) } }

    /// Whether so much leaves something of what a promise would be about.
    public func isPart(_ amount: Money) -> Bool {
        total.map { $0.currency == amount.currency && amount.minor < $0.minor } ?? false
    }

    /// What a promise is about: all that is due in the currency that has been due the
    /// longest. Nil: nothing is.
    private var total: Money? {
        guard let currency = due.first?.balance.currency else { return nil }
        let minor = due.lazy.filter { $0.balance.currency == currency }.reduce(Int64(0)) { sum, debt in
            let (next, overflow) = sum.addingReportingOverflow(debt.balance.minor)
            return overflow ? .max : next
        }
        return Money(minor: minor, currency: currency)
    }

    private func askDay(_ how: CollectionStep.AskDay) -> CollectionStep {
        guard !open.isEmpty else { return claim() }
        return situation.mayPromise ? .askDay(how) : .callPerson(.noMorePromises)
    }

    // MARK: Plans

    private func plans(_ parts: Int64?, isHardship: Bool) -> CollectionStep {
        guard !open.isEmpty else { return claim() }
        // A choice among what was just offered is taken at its word.
        if case .plan(let invoice) = asked, let parts, let debt = open.first(where: { $0.invoice == invoice }),
            debt.plans.contains(where: { $0.parts == parts })
        {
            return .acceptPlan(invoice: invoice, parts: parts)
        }
        guard let debt = due.first(where: { !$0.plans.isEmpty }) else {
            return isHardship ? askDay(.hardship) : .callPerson(.plan)
        }
        if let parts, let plan = debt.plans.first(where: { $0.parts == parts }) { return .offerPlan(debt, plan) }
        if debt.plans.count == 1, !isHardship { return .offerPlan(debt, debt.plans[0]) }
        return .offerPlans(debt, isHardship: isHardship)
    }

    // MARK: Yes and no

    private func answerYes() -> CollectionStep {
        switch asked {
        case .agreement(let invoice, let parts): .acceptPlan(invoice: invoice, parts: parts)
        case .plan, .day: askDay(.plain)
        case .reminded: open.isEmpty ? .acknowledge : .sendLinks(due)
        case nil: .handBack
        }
    }

    private func answerNo() -> CollectionStep {
        switch asked {
        case .agreement, .plan: askDay(.plain)
        case .day, .reminded: plans(nil, isHardship: true)
        case nil: .handBack
        }
    }
}
