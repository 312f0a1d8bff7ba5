// Words for what is due and for what comes of asking for it. Every figure in them is
// the host's.

public import AgentDialogue
public import OrkestaModel

/// Speaks to one customer in one language.
public struct CollectionWording: Sendable {
    private let phrases: CollectionPhrases
    private let addressee: Addressee
    private let calendar: LocalCalendar
    /// More invoices than these make no message that is read.
    public static let debtsMax = 5
    /// Invoices paid in time, with none late, that make a record worth a thank-you.
    private static let goodRecordMin: Int64 = 3

    public init(_ language: Language, _ addressee: Addressee) {
        phrases = CollectionPhrases.of(language)
        self.addressee = addressee
        // Debts name days of the tenant's calendar; none is a moment.
        calendar = LocalCalendar(language, offsetMinutes: 0)
    }

    // MARK: Reminders

    /// One message about everything that is due. `links` is by invoice.
    public func reminder(_ contact: DueContact, _ situation: DebtSituation, links: [String: String]) -> Reply {
        let debts = situation.debts.filter { contact.invoices.contains($0.invoice) }
        var lines = [opening(contact, debts)]
        if contact.tone == .friendly, situation.customer.paidLate == 0,
            situation.customer.paidInTime >= Self.goodRecordMin
        {
            lines.append(phrases.thanksForRecord)
        }
        lines += owed(debts, links: links)
        if debts.flatMap(asked).count > 1 {
            lines.append(filled(phrases.sum, [("{money}", contact.total.description)]))
        }
        lines.append(phrases.closing[contact.tone] ?? "")
        return .buttons(text: lines.filter { !$0.isEmpty }.joined(separator: "\n"), buttons(contact, debts, situation))
    }

    private func opening(_ contact: DueContact, _ debts: [Debt]) -> String {
        if contact.reason == .brokenPromise, let promise = contact.promise {
            return filled(
                phrases.brokenPromise,
                [("{money}", promise.amount.description), ("{date}", calendar.day(promise.on))]
            )
        }
        let latest = debts.map(\.days).max() ?? contact.stage.days
        if latest < 0 { return filled(phrases.upcoming) }
        if latest == 0 { return filled(phrases.dueToday) }
        return filled(phrases.late[contact.tone] ?? "")
    }

    private func buttons(_ contact: DueContact, _ debts: [Debt], _ situation: DebtSituation) -> [ReplyButton] {
        var buttons = [ReplyButton(id: "paid", title: phrases.paidButton)]
        if situation.mayPromise { buttons.append(ReplyButton(id: "promise", title: phrases.promiseButton)) }
        if debts.contains(where: { !$0.plans.isEmpty }) {
            buttons.append(ReplyButton(id: "parts", title: phrases.partsButton))
        }
        return buttons
    }

    /// What is asked for of each debt, with its link where there is one.
    private func owed(_ debts: [Debt], links: [String: String]) -> [String] {
        var lines: [String] = []
        for debt in debts.prefix(Self.debtsMax) {
            lines += asked(debt)
            if let link = links[debt.invoice] { lines.append(filled(phrases.payHere, [("{link}", link)])) }
        }
        if debts.count > Self.debtsMax { lines.append(phrases.more) }
        return lines
    }

    /// A line for what is asked for; a plan's parts that are due have one each, as each was
    /// due on a day of its own.
    private func asked(_ debt: Debt) -> [String] {
        let today = debt.dueOn.advanced(byDays: debt.days)
        let parts = debt.installments.filter { $0.left.minor > 0 && $0.dueOn <= today }
        let sum = parts.reduce(Int64(0)) { $0 &+ $1.left.minor }
        guard parts.count > 1, sum == debt.due.minor else { return [line(debt, debt.due, on: debt.dueOn, today)] }
        return parts.map { line(debt, $0.left, on: $0.dueOn, today) }
    }

    private func line(_ debt: Debt, _ money: Money, on day: CivilDate, _ today: CivilDate) -> String {
        let template = day > today ? phrases.willBeDue : day == today ? phrases.isDue : phrases.wasDue
        let values = [
            ("{invoice}", debt.invoice), ("{money}", money.description), ("{date}", calendar.day(day)),
        ]
        guard money != debt.total else { return filled(template, values) }
        return "\(filled(template, values)) \(filled(phrases.openOf, [("{total}", debt.total.description)]))"
    }

    // MARK: Answers

    /// What came of a promise that was accepted.
    public func promised(_ promise: DebtPromise, isPart: Bool) -> Reply {
        let values = [("{money}", promise.amount.description), ("{date}", calendar.day(promise.on))]
        return .text(filled(isPart ? phrases.promisedPart : phrases.promised, values))
    }

    public var promisePast: Reply { .text(filled(phrases.promisePast)) }

    public func promiseTooFar(latest: CivilDate) -> Reply {
        .text(filled(phrases.promiseTooFar, [("{date}", calendar.day(latest))]))
    }

    public func askDay(_ how: CollectionStep.AskDay) -> Reply {
        switch how {
        case .plain: .text(filled(phrases.askDay))
        case .hardship: .text(filled(phrases.askDayHardship))
        case .monthEnds(let day): .text(filled(phrases.monthEnds, [("{date}", calendar.day(day))]))
        }
    }

    /// The plans of a debt, each to be chosen with a button.
    public func offer(plansOf debt: Debt, isHardship: Bool) -> Reply {
        var lines = isHardship ? [filled(phrases.hardship)] : []
        lines.append(filled(phrases.offerPlans, [("{invoice}", debt.invoice)]))
        let plans = debt.plans.prefix(3)
        for plan in plans { lines += [filled(phrases.planChoice, parts(plan)) + ":"] + installments(plan.installments) }
        let buttons = plans.map { plan in
            ReplyButton(id: "parts-\(plan.parts)", title: filled(phrases.planChoice, parts(plan)))
        }
        return .buttons(text: lines.joined(separator: "\n"), buttons)
    }

    /// One plan, for a yes.
    public func offer(_ plan: DebtPlan, of debt: Debt) -> Reply {
        let opening = filled(phrases.offerPlan, parts(plan) + [("{invoice}", debt.invoice)])
        let lines = [opening] + installments(plan.installments) + [phrases.askAgree]
        let buttons = [
            ReplyButton(id: "yes", title: phrases.yesButton), ReplyButton(id: "no", title: phrases.noButton),
        ]
        return .buttons(text: lines.joined(separator: "\n"), buttons)
    }

    /// The plan that an invoice is now paid by; `link` for its first part.
    public func planAccepted(_ invoice: String, _ accepted: [DebtInstallment], link: String?) -> Reply {
        let values = [("{invoice}", invoice), ("{parts}", String(accepted.count))]
        let pay = link.map { [filled(phrases.payHere, [("{link}", $0)])] } ?? []
        return .text(([filled(phrases.planAccepted, values)] + installments(accepted) + pay).joined(separator: "\n"))
    }

    private func parts(_ plan: DebtPlan) -> [(String, String)] { [("{parts}", String(plan.parts))] }

    private func installments(_ installments: [DebtInstallment]) -> [String] {
        installments.map { installment in
            let values = [("{money}", installment.amount.description), ("{date}", calendar.day(installment.dueOn))]
            return filled(phrases.installment, values)
        }
    }

    public func claimed(_ debts: [Debt]) -> Reply { .text(filled(phrases.claimed, [("{lines}", lines(debts))])) }

    public func processing(_ debts: [Debt]) -> Reply { .text(filled(phrases.processing, [("{lines}", lines(debts))])) }

    public var nothingOwed: Reply { .text(filled(phrases.nothingOwed)) }

    public func links(_ debts: [Debt], _ links: [String: String]) -> Reply {
        .text(([filled(phrases.links)] + owed(debts, links: links)).joined(separator: "\n"))
    }

    public func standing(_ debts: [Debt], links: [String: String]) -> Reply {
        .text(([filled(phrases.standing)] + owed(debts, links: links)).joined(separator: "\n"))
    }

    // MARK: Payments

    /// The receipt of an invoice that is paid in full.
    public func received(_ invoice: Invoice) -> Reply {
        .text(filled(phrases.received, [("{invoice}", invoice.number), ("{money}", invoice.paid.description)]))
    }

    /// A part has arrived; `link` is for the rest.
    public func receivedPart(_ amount: Money, of invoice: Invoice, link: String?) -> Reply {
        let values = [
            ("{money}", amount.description), ("{invoice}", invoice.number), ("{balance}", invoice.balance.description),
        ]
        let pay = link.map { [filled(phrases.payHere, [("{link}", $0)])] } ?? []
        return .text(([filled(phrases.receivedPart, values)] + pay).joined(separator: "\n"))
    }

    /// An attempt came to nothing; `link` is for another one.
    public func notPaid(_ invoice: Invoice, link: String) -> Reply {
        let lines = [
            filled(phrases.notPaid, [("{invoice}", invoice.number)]), filled(phrases.payHere, [("{link}", link)]),
        ]
        return .text(lines.joined(separator: "\n"))
    }

    public func refunded(_ amount: Money, of invoice: Invoice, toCredit: Bool) -> Reply {
        let values = [("{money}", amount.description), ("{invoice}", invoice.number)]
        return .text(filled(toCredit ? phrases.refundedToCredit : phrases.refunded, values))
    }

    // MARK: Other words

    public var acknowledged: Reply { .text(filled(phrases.acknowledged)) }
    public var notUnderstood: Reply { .text(filled(phrases.notUnderstood)) }

    public func person(_ reason: CollectionStep.Reason) -> Reply {
        switch reason {
        case .dispute: .text(filled(phrases.disputed))
        case .angry: .text(filled(phrases.angered))
        case .asked: .text(filled(phrases.personCalled))
        case .plan: .text(filled(phrases.planToPerson))
        case .noMorePromises: .text(filled(phrases.noMorePromises))
        }
    }

    /// For a case: which debts it is about.
    public func lines(_ debts: [Debt]) -> String {
        debts.prefix(Self.debtsMax).flatMap(asked).joined(separator: "\n")
    }

    private func filled(_ template: String, _ values: [(String, String)] = []) -> String {
        addressee.fill(template, values.map { (placeholder: $0.0, value: $0.1) })
    }
}
