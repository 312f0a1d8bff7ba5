// The ladder of reminders as a pure state machine: a customer's open invoices, the
// rules and a moment go in; what is to be done comes out. One message speaks about all
// invoices of a customer; nobody is reminded twice a day, in the night, or on a day off.

import HostCore
import HostPayments
public import OrkestaModel

/// What is to be done about a customer who owes.
public enum DunningStep: Sendable {
    /// They are reminded now.
    case remind(PlannedReminder)
    /// Nothing before this moment, unless something changes.
    case wait(until: Timestamp)
    /// Nothing until something changes.
    case rest
}

/// A reminder that may go out now.
public struct PlannedReminder: Sendable {
    public let reason: DunningReason
    /// The rule of the latest of its stages.
    public let rule: DunningRule
    /// The longest due first, all of one currency; never none.
    public let items: [Item]
    /// Those about its invoices that were broken, where that is the reason.
    public let promises: [PromiseRow]

    /// An invoice that it is about.
    public struct Item: Sendable {
        public let debt: OpenDebt
        public let standing: DebtStanding
        public let stage: DunningStage
    }

    public var stage: DunningStage { rule.stage }
    public var asked: Money { Money(minor: askedMinor, currency: items.first?.debt.invoice.total.currency ?? "") }
    public var askedMinor: Int64 { items.lazy.map(\.standing.askedMinor).saturatingSum }
}

/// Decides for one tenant.
public struct DunningLadder: Sendable {
    public let policy: DunningPolicy
    public let calendar: DunningCalendar

    public init(_ policy: DunningPolicy) {
        self.policy = policy
        calendar = policy.calendar
    }

    public func standing(_ debt: OpenDebt, at now: Timestamp) -> DebtStanding {
        DebtStanding(debt, on: calendar.day(of: now), policy, calendar)
    }

    /// The next step at `now`, the tenant's time.
    public func next(_ account: DebtorAccount, at now: Timestamp) -> DunningStep {
        guard policy.isEnabled else { return .rest }
        let soonest = now.advanced(byMilliseconds: 1)
        guard account.hold == nil else {
            // Nothing is said, but a promise ends on its day all the same.
            guard let ends = account.debts.compactMap(\.promisedUntil).min() else { return .rest }
            return .wait(until: max(ends, soonest))
        }
        let today = calendar.day(of: now)
        let matters = account.debts.map { matter(of: $0, account, at: now) }
        if let due = matters.compactMap(\.due).filter({ $0 <= now }).min() {
            let speakable = matters.compactMap { $0.isSpeakable(on: today) ? $0.item : nil }
            let planned = reminder(about: speakable, account, at: now)
            guard let opens = opening(for: planned.rule, account, from: max(due, now)) else { return .rest }
            return opens <= now ? .remind(planned) : .wait(until: opens)
        }
        guard let until = matters.compactMap(\.looks).min() else { return .rest }
        return .wait(until: max(until, soonest))
    }

    /// The invoices about which a person has to decide whether they are lost: none while a
    /// person is seeing to a case of the customer, or talks with them.
    public func losses(_ account: DebtorAccount, at now: Timestamp) -> [OpenDebt] {
        guard policy.isEnabled, account.hold == nil || account.hold == .optedOut else { return [] }
        return account.debts.filter { $0.hold == nil && standing($0, at: now).stage == .writeOff }
    }

    /// When a stage of an invoice is spoken about, or its loss proposed, as things are at
    /// `now`: at its hour on an open day, and not before the customer's peace is over.
    /// Nil: no day is open.
    func opening(
        for stage: DunningStage,
        of standing: DebtStanding,
        _ account: DebtorAccount,
        from now: Timestamp
    ) -> Timestamp? {
        let reached = max(now, moment(of: stage, standing, account))
        return stage == .writeOff ? reached : opening(for: policy.rule(of: stage), account, from: reached)
    }

    // MARK: One invoice

    /// What is to be said about an invoice, and when.
    private struct Matter {
        let item: PlannedReminder.Item?
        /// When it is to be said; nil: never, as things are.
        let due: Timestamp?
        /// The day from which on another invoice's reminder may say it too.
        let day: CivilDate?
        /// When to look at it again, unless something changes.
        let looks: Timestamp?

        func isSpeakable(on today: CivilDate) -> Bool { day.map { $0 <= today } ?? false }
    }

    private func matter(of debt: OpenDebt, _ account: DebtorAccount, at now: Timestamp) -> Matter {
        let standing = standing(debt, at: now)
        guard debt.hold == nil else { return Matter(item: nil, due: nil, day: nil, looks: debt.promisedUntil) }
        let later = standing.next.map { moment(of: $0, standing, account) }
        let stage = standing.stage ?? (account.isRequested ? earliestEnabled : nil)
        guard let stage, stage != .writeOff || account.isRequested else {
            return Matter(item: nil, due: nil, day: nil, looks: later)
        }
        let spoken = stage == .writeOff ? DunningStage.thirtyAfter : stage
        let item = PlannedReminder.Item(debt: debt, standing: standing, stage: spoken)
        var due = standing.isPending ? moment(of: spoken, standing, account) : nil
        if let promise = debt.promise, promise.state == .broken {
            due = min(due ?? .distantFuture, moment(of: calendar.day(of: promise.overAt), spoken, account))
        }
        if account.isRequested { due = min(due ?? now, now) }
        let looks = [due, later].compactMap { $0 }.min()
        return Matter(item: item, due: due, day: due.map(calendar.day(of:)), looks: looks)
    }

    private func moment(of stage: DunningStage, _ standing: DebtStanding, _ account: DebtorAccount) -> Timestamp {
        moment(of: standing.countedFrom.advanced(byDays: stage.days), stage, account)
    }

    /// When a stage is spoken about that is reached on a day.
    private func moment(of day: CivilDate, _ stage: DunningStage, _ account: DebtorAccount) -> Timestamp {
        let hour = hour(of: policy.rule(of: stage), account)
        let reached = calendar.moment(of: day, hour: hour)
        return stage == .writeOff ? reached : calendar.nextOpen(from: reached, hour: hour) ?? reached
    }

    private func hour(of rule: DunningRule, _ account: DebtorAccount) -> Int64 {
        calendar.contactHour(account.experimentHour ?? rule.hour)
    }

    private var earliestEnabled: DunningStage? {
        DunningStage.allCases.first { policy.rule(of: $0).isEnabled }
    }

    // MARK: One message

    private func reminder(
        about items: [PlannedReminder.Item],
        _ account: DebtorAccount,
        at now: Timestamp
    ) -> PlannedReminder {
        let longest = items.sorted { $0.standing.days > $1.standing.days }
        // Amounts of several currencies do not add up: the others are said on another day.
        let currency = longest.first?.debt.invoice.total.currency
        let kept = longest.filter { $0.debt.invoice.total.currency == currency }.prefix(Limits.reminderInvoicesMax)
        let broken = kept.compactMap(\.debt.promise).filter { $0.state == .broken }
        let stage = kept.map(\.stage).max() ?? .due
        return PlannedReminder(
            reason: !broken.isEmpty ? .brokenPromise : account.isRequested ? .manual : .stage,
            rule: policy.rule(of: stage),
            items: Array(kept),
            promises: broken.reduce(into: []) { found, promise in
                if !found.contains(promise) { found.append(promise) }
            }
        )
    }

    /// From when on the customer may hear of something again: not on the day of their
    /// last reminder, not before the rule's throttle is over, and only within the hours.
    private func opening(for rule: DunningRule, _ account: DebtorAccount, from moment: Timestamp) -> Timestamp? {
        let hour = hour(of: rule, account)
        guard let last = account.lastReminderAt else { return calendar.nextOpen(from: moment, hour: hour) }
        let rested = max(calendar.end(of: calendar.day(of: last)), last.advanced(bySeconds: rule.throttleHours * 3_600))
        guard rested > moment else { return calendar.nextOpen(from: moment, hour: hour) }
        let wanted = max(rested, calendar.moment(of: calendar.day(of: rested), hour: hour))
        return calendar.nextOpen(from: wanted, hour: hour)
    }
}

extension Timestamp {
    fileprivate static let distantFuture = Timestamp(milliseconds: .max)
}
