// Looks at one customer who owes, and does what the ladder says: promises are settled,
// losses proposed, the next look set, and, when something is due, the agent that
// collects is woken. All of it in the transaction of whoever asks.

import HostConversations
public import HostCore
import HostInbox
import HostPayments
public import HostStorage
import HostTime
public import OrkestaModel

/// Collects for one tenant.
public struct Collector: Sendable {
    /// The event that wakes the agent.
    static let event = "dunning.due"

    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Looks at a customer at `now`, the tenant's time. Returns the inbox item that
    /// wakes the agent; nil when nothing is due, or the customer cannot be reached.
    public func look(
        at customer: CustomerID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> InboxItemID? {
        let policy = try DunningRules(tenant).policy(in: connection)
        guard case .remind(let planned) = try plan(customer, policy, now: now, in: connection) else { return nil }
        return try begin(planned, with: customer, policy, now: now, in: connection)
    }

    /// Wakes the agent for a reminder that is due. Nil: the customer cannot be reached.
    func begin(
        _ planned: PlannedReminder,
        with customer: CustomerID,
        _ policy: DunningPolicy,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> InboxItemID? {
        // Should nothing come of it, whatever the reason, it is looked at again.
        let again = now.advanced(byMilliseconds: Limits.reminderLookAgainMilliseconds)
        try DebtorTimer(tenant).look(customer, at: again, in: connection)
        let reach = try Reach(tenant, of: customer, in: connection)
        let address = reach.address(of: customer, by: planned.rule, toAsk: planned.asked, policy)
        guard let address else { return nil }
        return try wake(customer, planned, at: address, now: now, in: connection)
    }

    /// What is to be done next about a customer, with the timer set accordingly.
    func plan(
        _ customer: CustomerID,
        _ policy: DunningPolicy,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DunningStep {
        try Promises(tenant).settle(customer, at: now, in: connection)
        let ladder = DunningLadder(policy)
        var account = try DebtorRecords(tenant).account(of: customer, in: connection)
        let writeOffs = WriteOffs(tenant)
        try writeOffs.withdraw(of: customer, at: now, in: connection)
        if try writeOffs.propose(ladder.losses(account, at: now), by: ladder, at: now, in: connection) {
            account = try DebtorRecords(tenant).account(of: customer, in: connection)
        }
        // A wish to remind is over with what was owed then.
        if account.debts.isEmpty { try Reminders(tenant).unrequest(customer, in: connection) }
        let step = ladder.next(account, at: now)
        switch step {
        case .remind: break
        case .wait(let until): try DebtorTimer(tenant).look(customer, at: until, in: connection)
        case .rest: try DebtorTimer(tenant).forget(customer, in: connection)
        }
        return step
    }

    private func wake(
        _ customer: CustomerID,
        _ planned: PlannedReminder,
        at address: CustomerChannelAddress,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> InboxItemID {
        let item = InboxItem(
            tenant: tenant.id,
            channel: address.channel,
            address: address.address,
            messageID: "\(Self.event):\(customer):\(now.milliseconds)",
            body: .event(
                plugin: .dunning,
                name: Self.event,
                payload: ["reason": .string(planned.reason.rawValue)]
            ),
            receivedAt: now
        )
        return try Inbox(tenant).post(item, in: connection)
    }
}
