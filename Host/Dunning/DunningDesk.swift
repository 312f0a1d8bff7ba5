// Where an agent's collecting is planned: what the customer of its turn owes, and the
// effects that it stages. Each is checked again when the turn commits.

import HostConversations
public import HostCore
import HostOutbox
import HostPayments
public import HostStorage
import HostTime
public import OrkestaModel

/// Plans for one turn of one customer.
public struct DunningDesk: Sendable {
    private let tenant: TenantHandle
    private let customer: CustomerID
    /// The tenant's time, the turn's.
    private let now: Timestamp
    /// Names what the turn makes, the same in every redo.
    private let key: String

    public init(_ tenant: TenantHandle, customer: CustomerID, now: Timestamp, key: String) {
        self.tenant = tenant
        self.customer = customer
        self.now = now
        self.key = key
    }

    public func situation(in connection: any DatabaseConnection) throws -> DebtSituation {
        try report(in: connection).situation
    }

    /// The effect that makes the turn's messages the reminder that is due; nil when
    /// none is.
    public func reminder(in connection: any DatabaseConnection) throws -> StagedReminder? {
        guard let planned = try report(in: connection).planned else { return nil }
        return StagedReminder(
            id: ReminderID(at: now, randomness: randomness(for: "reminder")),
            customer: customer,
            invoices: planned.items.map(\.debt.invoice.shownNumber),
            askedMinor: planned.askedMinor
        )
    }

    /// The answer to a promise, and the effect that makes an accepted one. Throws the
    /// field at fault, and a problem for an invoice that the customer does not owe.
    public func promise(
        _ json: JSON,
        by actor: String,
        in connection: any DatabaseConnection
    ) throws -> (answer: PromiseAnswer, effect: StagedPromise?) {
        let report = try report(in: connection)
        let day = try json.date("on")
        guard day >= report.today else { return (PromiseAnswer(outcome: .past), nil) }
        guard day <= report.situation.promiseUntil else { return (PromiseAnswer(outcome: .tooFar), nil) }
        guard report.situation.mayPromise else { return (PromiseAnswer(outcome: .noMore), nil) }
        let debts = try promised(json, report)
        guard let currency = debts.first?.invoice.total.currency else {
            return (PromiseAnswer(outcome: .nothingOwed), nil)
        }
        let open = debts.lazy.map(\.open.position.left).saturatingSum
        guard open > 0 else { return (PromiseAnswer(outcome: .nothingOwed), nil) }
        let amount = try json.present("amount").map { value throws(DocumentError) in
            guard let amount = Money(json: value, currency: currency), amount.currency == currency, amount.minor > 0
            else { throw DocumentError(field: "amount", reason: "an amount above zero in \(currency) is expected") }
            return amount.minor
        }
        let draft = PromiseDraft(
            customer: customer,
            amount: Money(minor: min(amount ?? open, open), currency: currency),
            day: day,
            overAt: report.ladder.calendar.end(of: day),
            invoices: debts.map { PromiseRow.Subject(id: $0.invoice.id, number: $0.invoice.number) }
        )
        let effect = StagedPromise(
            id: PromiseID(at: now, randomness: randomness(for: "promise \(json.description)")),
            draft: draft,
            actor: actor
        )
        return (PromiseAnswer(outcome: .accepted, promise: effect.document), effect)
    }

    /// Those named, else those that are due, else all; of one currency, that of the
    /// first one due.
    private func promised(_ json: JSON, _ report: DebtReport) throws -> [OpenDebt] {
        let open = report.account.debts.filter { !$0.isWrittenOff && !$0.open.isDisputed }
        guard json.present("invoices") != nil else {
            let due = open.filter { report.ladder.standing($0, at: now).days >= 0 }
            let meant = due.isEmpty ? open : due
            return meant.filter { $0.invoice.total.currency == meant[0].invoice.total.currency }
        }
        let named: [OpenDebt] = try json.texts("invoices").map { name in
            guard let debt = open.first(where: { $0.invoice.shownNumber == name || $0.invoice.id.rawValue == name })
            else {
                throw Problem(
                    .notFound,
                    "the customer owes nothing for \(name)",
                    field: "invoices",
                    remedy: "Name open invoices of the customer, or none."
                )
            }
            return debt
        }
        guard Set(named.map(\.invoice.total.currency)).count <= 1 else {
            throw DocumentError(field: "invoices", reason: "invoices of one currency are expected: a promise each")
        }
        return named
    }

    /// The answer to the wish to pay in parts, and the effect of an accepted plan.
    public func acceptPlan(
        _ json: JSON,
        in connection: any DatabaseConnection
    ) throws -> (answer: PlanAnswer, effect: StagedPlan?) {
        let report = try report(in: connection)
        let name = try json.requiredText("invoice")
        let parts = try json.optionalInteger("parts")
        let debt = report.account.debts.first { $0.invoice.shownNumber == name || $0.invoice.id.rawValue == name }
        guard let debt else { return (PlanAnswer(outcome: .nothingOwed), nil) }
        let offers = PlanOffers(debt: debt, policy: report.policy, today: report.today)
        guard let offer = offers.all.first(where: { $0.parts == parts }) else {
            return (PlanAnswer(outcome: .notOffered), nil)
        }
        let effect = StagedPlan(invoice: debt.invoice.id, plan: offer.plan, balanceMinor: debt.open.position.balance)
        return (PlanAnswer(outcome: .accepted, installments: offer.installments), effect)
    }

    public func outcome(_ outcome: DunningOutcome) -> StagedOutcome {
        StagedOutcome(customer: customer, outcome: outcome)
    }

    private func report(in connection: any DatabaseConnection) throws -> DebtReport {
        try DebtReport(of: customer, tenant, now: now, in: connection)
    }

    private func randomness(for thing: String) -> any Randomness {
        var seed = StableHash()
        seed.combine(key)
        seed.combine(thing)
        return SeededRandomness(seed: seed.value)
    }
}
