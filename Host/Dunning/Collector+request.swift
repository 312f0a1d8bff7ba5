// A person asks that a customer be reminded. Rules about stages do not bind them; the
// customer's peace does: hours, days off, one reminder a day, holds.

public import HostCore
import HostPayments
public import HostStorage
import HostTime
public import OrkestaModel

/// What came of the wish to remind a customer.
public struct RequestedReminder: Sendable {
    /// The turn that reminds them now; nil: later.
    public let work: InboxItemID?
    /// When they are reminded.
    public let at: Timestamp
}

extension Collector {
    /// Reminds a customer as soon as may be. Throws a conflict problem when nothing may
    /// be said to them, nothing is owed, or they cannot be reached.
    public func remind(
        _ customer: CustomerID,
        by actor: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> RequestedReminder {
        let policy = try DunningRules(tenant).policy(in: connection)
        guard policy.isEnabled else {
            throw Problem(
                .conflict,
                "the tenant does not collect",
                field: "customer",
                remedy: "Enable collections first: PUT /api/dunning/rules {\"enabled\": true}."
            )
        }
        let account = try DebtorRecords(tenant).account(of: customer, in: connection)
        try check(account)
        guard try isReachable(account, policy, in: connection) else { throw unreachable }
        try Reminders(tenant).request(customer, by: actor, at: now, in: connection)
        switch try plan(customer, policy, now: now, in: connection) {
        case .remind(let planned):
            let work = try begin(planned, with: customer, policy, now: now, in: connection)
            guard let work else { throw unreachable }
            return RequestedReminder(work: work, at: now)
        case .wait(let until): return RequestedReminder(work: nil, at: until)
        case .rest:
            throw Problem(
                .conflict,
                "nothing may be said to the customer",
                field: "customer",
                remedy: "Look at the pipeline for the reason."
            )
        }
    }

    /// Whether a reminder of all that they owe would go anywhere, by whichever rule.
    private func isReachable(
        _ account: DebtorAccount,
        _ policy: DunningPolicy,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let reach = try Reach(tenant, of: account.customer, in: connection)
        let owed = Dictionary(grouping: account.debts.filter { $0.hold == nil }, by: \.invoice.total.currency)
        return owed.contains { currency, debts in
            let all = Money(minor: debts.lazy.map(\.open.position.left).saturatingSum, currency: currency)
            return policy.rules.values.contains { rule in
                reach.address(of: account.customer, by: rule, toAsk: all, policy) != nil
            }
        }
    }

    private var unreachable: Problem {
        Problem(.conflict, "the customer cannot be reached", field: "customer", remedy: Reach.remedy)
    }

    private func check(_ account: DebtorAccount) throws(Problem) {
        if let hold = account.hold {
            throw Problem(
                .conflict,
                "the customer is not reminded: \(hold.rawValue)",
                field: "customer",
                remedy: "Close their case, give the conversation back, or wait for them."
            )
        }
        let holds = Set(account.debts.compactMap { $0.hold?.rawValue }).sorted()
        guard account.debts.contains(where: { $0.hold == nil }) else {
            throw Problem(
                .conflict,
                account.debts.isEmpty
                    ? "the customer owes nothing"
                    : "every invoice of theirs is held: \(holds.joined(separator: ", "))",
                field: "customer",
                remedy: "Look at the pipeline for the reason."
            )
        }
    }
}
