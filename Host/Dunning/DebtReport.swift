// A customer's debts as ork.dunning/1 and the API show them.

public import HostCore
import HostPayments
public import HostStorage
public import OrkestaModel

/// A customer who owes, read and judged at one moment.
public struct DebtReport: Sendable {
    public let policy: DunningPolicy
    public let account: DebtorAccount
    public let debtor: Debtor
    /// How many promises about the open invoices were broken.
    let brokenPromises: Int64
    /// How probable it is that an open invoice is paid late, where that is predicted.
    let lateChances: [InvoiceID: Double]
    let ladder: DunningLadder
    let step: DunningStep
    let now: Timestamp

    /// Reads a customer of `tenant` at `now`, the tenant's time. A promise whose day is
    /// over counts as broken from then on, also before somebody has looked.
    public init(
        of customer: CustomerID,
        _ tenant: TenantHandle,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        policy = try DunningRules(tenant).policy(in: connection)
        ladder = DunningLadder(policy)
        let records = DebtorRecords(tenant)
        account = try records.account(of: customer, in: connection)
        debtor = try records.debtor(customer, ladder.calendar, in: connection)
        brokenPromises = try Promises(tenant).brokenCount(of: account.debts.map(\.invoice.id), in: connection)
        lateChances = try LatePayments(tenant)
            .chances(of: account.debts, customer: customer, policy, at: now, in: connection)
        step = ladder.next(account, at: now)
        self.now = now
    }

    public var today: CivilDate { ladder.calendar.day(of: now) }

    /// The reminder that is due; nil: none is.
    var planned: PlannedReminder? {
        if case .remind(let planned) = step { planned } else { nil }
    }

    func tone(of planned: PlannedReminder) -> DunningTone {
        // Of what is late already the stage says enough.
        let chance = planned.items.compactMap { lateChances[$0.debt.invoice.id] }.filter { $0 < 1 }.max()
        return DunningTone(at: planned.stage, for: debtor, lateChance: chance)
    }

    public var situation: DebtSituation {
        DebtSituation(
            today: today,
            currency: policy.currency,
            customer: debtor,
            hold: account.hold,
            contact: planned.map(contact),
            debts: account.debts.map(document).sorted { $0.days > $1.days },
            promiseUntil: today.advanced(byDays: policy.settings.promiseDaysMax),
            mayPromise: brokenPromises < policy.settings.brokenPromisesMax
        )
    }

    private func contact(_ planned: PlannedReminder) -> DueContact {
        DueContact(
            reason: planned.reason,
            stage: planned.stage,
            template: planned.rule.template,
            tone: tone(of: planned),
            invoices: planned.items.map(\.debt.invoice.shownNumber),
            total: planned.asked,
            promise: planned.promises.first?.document
        )
    }

    private func document(of debt: OpenDebt) -> Debt {
        let standing = ladder.standing(debt, at: now)
        let currency = debt.invoice.total.currency
        return Debt(
            invoice: debt.invoice.shownNumber,
            order: debt.invoice.order,
            description: debt.invoice.description,
            total: debt.invoice.total,
            balance: debt.open.balance,
            due: Money(minor: standing.askedMinor, currency: currency),
            dueOn: standing.dueOn,
            days: standing.days,
            stage: standing.stage,
            hold: debt.hold,
            contacts: debt.reminderCount,
            promise: debt.promise?.document,
            installments: debt.open.plan?
                .documents(arrivedMinor: debt.open.position.captured, currency, ladder.calendar) ?? [],
            plans: PlanOffers(debt: debt, policy: policy, today: today).documents
        )
    }
}
