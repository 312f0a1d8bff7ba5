// Time's port with collections behind it: a debtor's timer is looked at in its own
// transaction, and becomes a turn only when something is due. All other timers are
// the turn engine's.

public import HostCore
public import HostStorage
public import HostTime
public import OrkestaModel

/// The work of all timers.
public struct CollectionWork: DueWork {
    private let turns: any DueWork

    /// `turns` does the work that is a turn.
    public init(_ turns: any DueWork) { self.turns = turns }

    public func enqueue(
        _ timer: TenantTimer,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> EnqueuedWork {
        guard let customer = DebtorTimer.customer(of: timer) else {
            return try turns.enqueue(timer, of: tenant, at: moment, in: connection)
        }
        let item = try Collector(tenant).look(at: customer, now: moment, in: connection)
        return EnqueuedWork(item, done: try Self.settled(about: customer, of: tenant, at: moment, in: connection))
    }

    public func begin(_ work: InboxItemID) { turns.begin(work) }

    public func finish(_ work: InboxItemID) async throws -> DueResult { try await turns.finish(work) }

    /// What the look at this moment decided: `promise_broken`, `promise_kept`,
    /// `loss_proposed`.
    private static func settled(
        about customer: CustomerID,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [String] {
        try connection.rows(
            """
            SELECT 'loss_proposed' AS word FROM write_offs
            WHERE tenant_id = ? AND customer_id = ? AND created_at = ? AND state = 'proposed'
            UNION SELECT 'promise_' || state FROM promises
            WHERE tenant_id = ? AND customer_id = ? AND settled_at = ? AND state IN ('broken', 'kept')
            ORDER BY word
            """,
            tenant.id,
            customer,
            moment,
            tenant.id,
            customer,
            moment
        ).map { try $0.text(0) }
    }
}
