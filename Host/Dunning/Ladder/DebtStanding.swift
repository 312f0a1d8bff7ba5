// Where an invoice stands on the ladder on a day. No I/O, no clock.

import HostCore
import HostPayments
public import OrkestaModel

/// An invoice's place on the ladder.
public struct DebtStanding: Sendable, Hashable {
    /// When it, or the first instalment that is open, was due.
    public let dueOn: CivilDate
    /// The day from which its stages are counted: that one, or the day of a part
    /// payment that let the ladder begin again.
    public let countedFrom: CivilDate
    /// Since it was due; below zero before.
    public let days: Int64
    /// The latest enabled stage that is reached; nil before the first.
    public let stage: DunningStage?
    /// Whether that stage has not been spoken about.
    public let isPending: Bool
    /// The next enabled stage.
    public let next: DunningStage?
    /// What is asked for, in minor units.
    public let askedMinor: Int64

    init(_ debt: OpenDebt, on today: CivilDate, _ policy: DunningPolicy, _ calendar: DunningCalendar) {
        let due = DueDay(debt, today, calendar)
        let counted = Self.countedFrom(debt, due.day, policy, calendar)
        let stages = Self.stages(debt, due, countedFrom: counted, policy, calendar)
        let passed = counted.days(to: today)
        let current = stages.last { $0.days <= passed }
        let reminded = debt.reminded.flatMap { $0.countedFrom == counted ? $0.stage : nil }
        dueOn = due.day
        countedFrom = counted
        days = due.day.days(to: today)
        stage = current
        isPending = current.map { $0 != .writeOff && $0.follows(reminded) } ?? false
        next = stages.first { $0.days > passed && $0.follows(reminded) }
        askedMinor = due.askedMinor
    }

    /// A part payment that was large enough when it came begins the ladder anew: of
    /// several the latest, and a small one after it changes nothing.
    private static func countedFrom(
        _ debt: OpenDebt,
        _ dueOn: CivilDate,
        _ policy: DunningPolicy,
        _ calendar: DunningCalendar
    ) -> CivilDate {
        guard debt.open.plan == nil else { return dueOn }
        var openBefore = Double(debt.open.position.balance)
        for arrival in debt.open.arrivals.reversed() {
            let amount = Double(arrival.amountMinor)
            openBefore += amount
            guard amount * 100 < openBefore * Double(policy.settings.resetPercent) else {
                return max(dueOn, calendar.day(of: arrival.at))
            }
        }
        return dueOn
    }

    /// The stages that there are for it: enabled, not before it was a day old; after a
    /// part payment, or when a plan was agreed on, not those that would follow at once.
    private static func stages(
        _ debt: OpenDebt,
        _ due: DueDay,
        countedFrom: CivilDate,
        _ policy: DunningPolicy,
        _ calendar: DunningCalendar
    ) -> [DunningStage] {
        let known = debt.invoice.createdAt.advanced(bySeconds: 86_400)
        return DunningStage.allCases.filter { stage in
            let rule = policy.rule(of: stage)
            guard rule.isEnabled else { return false }
            if countedFrom != due.day { return stage >= .threeAfter }
            if stage > .due { return true }
            if due.isFirstInstallment { return false }
            let hour = calendar.contactHour(rule.hour)
            return calendar.moment(of: countedFrom.advanced(byDays: stage.days), hour: hour) >= known
        }
    }
}

/// When something of an invoice was due first, and what is asked for.
private struct DueDay {
    let day: CivilDate
    let askedMinor: Int64
    let isFirstInstallment: Bool

    init(_ debt: OpenDebt, _ today: CivilDate, _ calendar: DunningCalendar) {
        let left = max(1, debt.open.position.left)
        guard let plan = debt.open.plan else {
            (day, askedMinor, isFirstInstallment) = (calendar.day(of: debt.invoice.dueAt), left, false)
            return
        }
        let captured = debt.open.position.captured
        let unpaid = plan.standings(arrivedMinor: captured, at: debt.invoice.dueAt).filter { $0.leftMinor > 0 }
        let due = unpaid.filter { calendar.day(of: $0.installment.dueAt) <= today }
        day = calendar.day(of: unpaid.first?.installment.dueAt ?? debt.invoice.dueAt)
        isFirstInstallment = unpaid.first?.position == 1
        let asked = due.isEmpty ? unpaid.prefix(1).map(\.leftMinor) : due.map(\.leftMinor)
        askedMinor = min(left, max(1, asked.reduce(0, +)))
    }
}

extension DunningStage {
    /// Nil: nothing was said yet.
    fileprivate func follows(_ reminded: DunningStage?) -> Bool { reminded.map { $0 < self } ?? true }
}
