// The tenant's open invoices by stage, each with what happens next and why.

import HostCore
import HostPayments
public import HostStorage
public import OrkestaModel

/// Everybody who owes, at one moment.
public struct Pipeline: Sendable {
    public let policy: DunningPolicy
    public let accounts: [DebtorAccount]
    public let now: Timestamp
    private let names: [CustomerID: (shown: String, name: String?)]
    private let ladder: DunningLadder
    private let lateChances: [InvoiceID: Double]
    private let reach: Reach

    /// Reads the tenant's pipeline at `now`, the tenant's time.
    public init(of tenant: TenantHandle, now: Timestamp, in connection: any DatabaseConnection) throws {
        policy = try DunningRules(tenant).policy(in: connection)
        accounts = try DebtorRecords(tenant).accounts(in: connection)
        ladder = DunningLadder(policy)
        lateChances = try LatePayments(tenant).chances(of: accounts.flatMap(\.debts), policy, at: now, in: connection)
        reach = try Reach(tenant, in: connection)
        self.now = now
        let rows = try connection.rows(
            """
            SELECT id, number, name FROM customers WHERE tenant_id = ? AND id IN (
                SELECT customer_id FROM invoices WHERE tenant_id = ? AND \(InvoiceRow.isOpen))
            """,
            tenant.id,
            tenant.id
        )
        names = Dictionary(
            try rows.map { (try $0.identifier(0), ("CUST-\(try $0.integer(1))", $0.optionalText(2))) }
        ) { first, _ in first }
    }

    /// What would be said until `end`.
    public func forecast(until end: Timestamp) -> Forecast { Forecast(accounts, ladder, from: now, until: end) }

    /// Stages in their order, each with its invoices: where the chance of late payment
    /// is predicted, those first at which most may be lost; else the longest due first.
    /// `stage` nil: all of them.
    public func json(stage wanted: DunningStage? = nil) -> JSON {
        let entries = accounts.flatMap(entries).sorted {
            ($0.atRisk, $0.standing.days) > ($1.atRisk, $1.standing.days)
        }
        let groups = ([nil] + DunningStage.allCases).compactMap { stage -> JSON? in
            guard wanted == nil || wanted == stage else { return nil }
            let found = entries.filter { $0.standing.stage == stage }
            guard stage != nil || !found.isEmpty else { return nil }
            return [
                "stage": JSON(stage?.rawValue), "count": .integer(Int64(found.count)),
                "amounts": .array(totals(found)), "invoices": .array(found.map(json)),
            ]
        }
        return ["enabled": .bool(policy.isEnabled), "at": .string(now.description), "stages": .array(groups)]
    }

    private struct Entry {
        let account: DebtorAccount
        let debt: OpenDebt
        let standing: DebtStanding
        let step: DunningStep
        /// The reminder that a person asked for, and when it goes out; nil: none waits.
        let requested: (planned: PlannedReminder, at: Timestamp)?
        /// Nil: not predicted.
        let lateChance: Double?

        var atRisk: Double { (lateChance ?? 0) * Double(debt.open.position.balance) }
    }

    private func entries(of account: DebtorAccount) -> [Entry] {
        let step = ladder.next(account, at: now)
        let requested = requested(account, step)
        return account.debts.map { debt in
            Entry(
                account: account,
                debt: debt,
                standing: ladder.standing(debt, at: now),
                step: step,
                requested: requested,
                lateChance: lateChances[debt.invoice.id]
            )
        }
    }

    /// What the ladder will say when what it waits for is over.
    private func requested(
        _ account: DebtorAccount,
        _ step: DunningStep
    ) -> (planned: PlannedReminder, at: Timestamp)? {
        guard account.isRequested, case .wait(let until) = step,
            case .remind(let planned) = ladder.next(account, at: until)
        else { return nil }
        return (planned, until)
    }

    /// One amount a currency: they do not add up.
    private func totals(_ entries: [Entry]) -> [JSON] {
        Dictionary(grouping: entries, by: \.debt.invoice.total.currency).sorted { $0.key < $1.key }.map { group in
            Money(minor: group.value.lazy.map(\.debt.open.position.balance).saturatingSum, currency: group.key).json
        }
    }

    private func json(_ entry: Entry) -> JSON {
        let (debt, currency) = (entry.debt, entry.debt.invoice.total.currency)
        let who = names[entry.account.customer]
        return [
            "invoice": .string(debt.invoice.shownNumber), "customer": JSON(who?.shown), "name": JSON(who?.name),
            "balance": debt.open.balance.json,
            "due": Money(minor: entry.standing.askedMinor, currency: currency).json,
            "due_on": .string(entry.standing.dueOn.description), "days": .integer(entry.standing.days),
            "reminders": .integer(debt.reminderCount), "promise": debt.promise?.document.json ?? .null,
            "late_chance": entry.lateChance.map { .double(($0 * 1_000).rounded() / 1_000) } ?? .null,
            "next": next(entry),
        ]
    }

    /// What happens next with an invoice, when, and why.
    private func next(_ entry: Entry) -> JSON {
        guard policy.isEnabled else { return action("none", nil, "collections are off") }
        if let hold = entry.account.hold ?? entry.debt.hold {
            let until = hold == .promise ? entry.debt.promise?.overAt : nil
            return action(hold == .promise ? "wait" : "hold", until, hold.why)
        }
        switch entry.step {
        case .remind(let planned):
            return planned.isAbout(entry.debt) ? remind(entry, of: planned, now) : upcoming(entry)
        case .wait:
            guard let (planned, at) = entry.requested, planned.isAbout(entry.debt) else { return upcoming(entry) }
            return remind(entry, of: planned, at)
        case .rest: return action("none", nil, "every stage is over")
        }
    }

    private func remind(_ entry: Entry, of planned: PlannedReminder, _ at: Timestamp) -> JSON {
        let why = planned.reason == .manual ? "a person asked for it" : "\(planned.stage.rawValue) is reached"
        return remind(entry, by: planned.rule, planned.asked, at, why)
    }

    /// What the ladder does about the invoice itself. A reminder about another one of the
    /// customer may take it along sooner.
    private func upcoming(_ entry: Entry) -> JSON {
        let standing = entry.standing
        let asked = Money(minor: standing.askedMinor, currency: entry.debt.invoice.total.currency)
        if standing.isPending, let stage = standing.stage {
            let opens = ladder.opening(for: stage, of: standing, entry.account, from: now)
            return remind(entry, by: policy.rule(of: stage), asked, opens, "the hours and the pause between reminders")
        }
        guard let stage = standing.next else { return action("none", nil, "every stage is over") }
        let opens = ladder.opening(for: stage, of: standing, entry.account, from: now)
        guard stage != .writeOff else { return action("propose_write_off", opens, "\(stage.rawValue) is next") }
        return remind(entry, by: policy.rule(of: stage), asked, opens, "\(stage.rawValue) is next")
    }

    private func remind(
        _ entry: Entry,
        by rule: DunningRule,
        _ asked: Money,
        _ at: Timestamp?,
        _ why: String
    ) -> JSON {
        guard reach.address(of: entry.account.customer, by: rule, toAsk: asked, policy) != nil else {
            let why = "the customer cannot be reached: the agent, or every channel of theirs, is off or too dear"
            return action("none", nil, why)
        }
        return action("remind", at, why)
    }

    private func action(_ kind: String, _ at: Timestamp?, _ why: String) -> JSON {
        ["action": .string(kind), "at": JSON(at?.description), "why": .string(why)]
    }
}

extension PlannedReminder {
    fileprivate func isAbout(_ debt: OpenDebt) -> Bool { items.contains { $0.debt.invoice.id == debt.invoice.id } }
}

extension DunningHold {
    /// For people.
    fileprivate var why: String {
        switch self {
        case .optedOut: "the customer wants no messages"
        case .openCase: "a case of the customer is open"
        case .person: "a person has the conversation"
        case .promise: "the customer has promised to pay"
        case .dispute: "a payment is disputed"
        case .processing: "a payment is under way"
        case .writtenOff: "it is given up, or a person is asked to"
        }
    }
}
