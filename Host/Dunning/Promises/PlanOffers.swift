// The plans in which a tenant lets an overdue invoice be paid. No I/O, no clock.

import HostCore
import HostPayments
import OrkestaModel

/// What may be agreed about one invoice.
struct PlanOffers {
    let debt: OpenDebt
    let policy: DunningPolicy
    let today: CivilDate

    /// A plan that may be agreed on.
    struct Offer {
        let parts: Int64
        /// As the ledger keeps it: what has arrived already belongs to its first part.
        let plan: PaymentPlan
        /// As customers are told of it: what they have still to pay.
        let installments: [DebtInstallment]

        /// As agents see it.
        func document(everyDays days: Int64) -> DebtPlan {
            DebtPlan(parts: parts, everyDays: days, installments: installments)
        }
    }

    /// The plans, from few parts to many; none for an invoice of which little is open,
    /// that has one already, or that is held.
    var all: [Offer] {
        let settings = policy.settings
        guard debt.open.plan == nil, debt.hold == nil, debt.open.position.balance >= settings.planMinimumMinor,
            settings.planPartsMax >= 2
        else { return [] }
        return (2...settings.planPartsMax).compactMap(offer)
    }

    /// Nil where nothing can be divided so.
    private func offer(_ parts: Int64) -> Offer? {
        let balance = debt.open.balance
        // From noon to noon the clocks may change, and the day stays.
        let first = policy.calendar.moment(of: today, hour: 12)
        let days = policy.settings.planEveryDays
        let noons = try? PaymentPlan(parts: parts, of: balance, first: first, everyDays: days)
        guard let equal = try? noons?.dueAllDay(policy.calendar, total: balance),
            let plan = try? equal.behind(debt.open.position.captured, total: debt.invoice.total)
        else { return nil }
        let installments = equal.documents(arrivedMinor: 0, balance.currency, policy.calendar)
        return Offer(parts: parts, plan: plan, installments: installments)
    }

    /// As agents see them.
    var documents: [DebtPlan] { all.map { $0.document(everyDays: policy.settings.planEveryDays) } }
}

extension PaymentPlan {
    /// The same plan, each part due until its day is over: customers are told days, and the
    /// first one is that on which they agree. Throws an invalid problem unless it is of `total`.
    fileprivate func dueAllDay(_ calendar: DunningCalendar, total: Money) throws(Problem) -> PaymentPlan {
        let all = installments.map { part in
            let end = calendar.end(of: calendar.day(of: part.dueAt)).advanced(byMilliseconds: -1)
            return Installment(amountMinor: part.amountMinor, dueAt: end)
        }
        return try PaymentPlan(all, total: total)
    }

    /// The plan of all of an invoice of which so much came before this one was made of
    /// the rest. Throws an invalid problem unless both are its total.
    fileprivate func behind(_ arrivedMinor: Int64, total: Money) throws(Problem) -> PaymentPlan {
        var all = installments
        if let first = all.first {
            let (amount, overflow) = first.amountMinor.addingReportingOverflow(arrivedMinor)
            all[0] = Installment(amountMinor: overflow ? .max : amount, dueAt: first.dueAt)
        }
        return try PaymentPlan(all, total: total)
    }

    /// The instalments, with what of each has arrived.
    func documents(
        arrivedMinor: Int64,
        _ currency: String,
        _ calendar: DunningCalendar
    ) -> [DebtInstallment] {
        standings(arrivedMinor: arrivedMinor, at: Timestamp(milliseconds: 0)).map { standing in
            DebtInstallment(
                amount: Money(minor: standing.installment.amountMinor, currency: currency),
                paid: Money(minor: standing.paidMinor, currency: currency),
                dueOn: calendar.day(of: standing.installment.dueAt)
            )
        }
    }
}
