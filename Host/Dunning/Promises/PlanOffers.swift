// The plans in which a tenant lets an overdue invoice be paid. No I/O, no clock.

import HostCore
import HostPayments
import OrkestaModel

/// What may be agreed about one invoice.
struct PlanOffers {
    let debt: OpenDebt
    let policy: DunningPolicy
    let today: CivilDate

    /// The plans, from few parts to many; none for an invoice that is small, has one
    /// already, was paid in part, or is held.
    var all: [(parts: Int64, plan: PaymentPlan)] {
        let settings = policy.settings
        guard debt.open.plan == nil, debt.hold == nil, debt.open.position.captured == 0,
            debt.open.position.balance >= settings.planMinimumMinor, settings.planPartsMax >= 2
        else { return [] }
        let first = policy.calendar.moment(of: today, hour: 12)
        return (2...settings.planPartsMax).compactMap { parts in
            let plan = try? PaymentPlan(
                parts: parts,
                of: debt.invoice.total,
                first: first,
                everyDays: settings.planEveryDays
            )
            return plan.map { (parts, $0) }
        }
    }

    /// As agents see them.
    var documents: [DebtPlan] {
        all.map { parts, plan in
            DebtPlan(
                parts: parts,
                everyDays: policy.settings.planEveryDays,
                installments: plan.documents(arrivedMinor: 0, debt.invoice.total.currency, policy.calendar)
            )
        }
    }
}

extension PaymentPlan {
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
