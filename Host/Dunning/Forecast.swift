// What would be said over the next days if nobody paid and nothing changed: the ladder
// itself, run ahead of the clock on what is owed now. It sends and stores nothing.

public import HostCore
public import HostPayments
public import OrkestaModel

/// The reminders, and the losses that would be proposed, until a moment.
public struct Forecast: Sendable {
    /// A reminder that would be due.
    public struct Reminder: Sendable {
        public let at: Timestamp
        public let customer: CustomerID
        public let planned: PlannedReminder

        public var json: JSON {
            [
                "at": .string(at.description), "customer_id": .string(customer.rawValue),
                "reason": .string(planned.reason.rawValue), "stage": .string(planned.stage.rawValue),
                "channel": .string(planned.rule.channel.rawValue), "template": .string(planned.rule.template),
                "invoices": .array(planned.items.map { .string($0.debt.invoice.shownNumber) }),
                "amount": planned.asked.json,
            ]
        }
    }

    /// In the order of time, then of customers.
    public private(set) var reminders: [Reminder] = []
    /// Invoices that would wait for a person's decision by then.
    public private(set) var losses: [OpenInvoice] = []

    public init(_ accounts: [DebtorAccount], _ ladder: DunningLadder, from start: Timestamp, until end: Timestamp) {
        for account in accounts { follow(account, ladder, from: start, until: end) }
        reminders.sort { ($0.at, $0.customer) < ($1.at, $1.customer) }
    }

    private mutating func follow(
        _ account: DebtorAccount,
        _ ladder: DunningLadder,
        from start: Timestamp,
        until end: Timestamp
    ) {
        var account = account
        var now = start
        // Every turn of the loop says something or lets time pass.
        for _ in 0..<Limits.forecastStepsMax where now <= end {
            account.breakPromises(at: now)
            let lost = ladder.losses(account, at: now)
            losses += lost.map(\.open)
            account.giveUp(lost)
            switch ladder.next(account, at: now) {
            case .rest: return
            case .wait(let until): now = until
            case .remind(let planned):
                reminders.append(Reminder(at: now, customer: account.customer, planned: planned))
                account.remember(planned, at: now)
            }
        }
    }
}

extension DebtorAccount {
    /// Nobody pays in a forecast: a promise whose day is over is broken.
    fileprivate mutating func breakPromises(at now: Timestamp) {
        for place in debts.indices {
            guard let promise = debts[place].promise, promise.state == .open, promise.overAt <= now else { continue }
            debts[place].promise?.state = .broken
        }
    }

    mutating func giveUp(_ lost: [OpenDebt]) {
        for place in debts.indices where lost.contains(where: { $0.invoice.id == debts[place].invoice.id }) {
            debts[place].isWrittenOff = true
        }
    }

    /// As the rows would say after the reminder.
    mutating func remember(_ planned: PlannedReminder, at now: Timestamp) {
        (lastReminderAt, isRequested) = (now, false)
        for item in planned.items {
            guard let place = debts.firstIndex(where: { $0.invoice.id == item.debt.invoice.id }) else { continue }
            debts[place].reminded = OpenDebt.Reminded(stage: item.stage, countedFrom: item.standing.countedFrom)
            debts[place].reminderCount += 1
            if debts[place].promise?.state == .broken { debts[place].promise = nil }
        }
    }
}
