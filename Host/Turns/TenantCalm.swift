// Whether something of a tenant is still under way: the time machine lets no time pass
// before what happened at a moment has come to its end.

public import HostCore
import HostOutbox
public import HostStorage
import HostTime
import OrkestaModel

/// Waits until a tenant's messages are answered and sent, and its webhooks booked.
public struct TenantCalm: Sendable {
    private let database: any Database
    private let clock: any Clock
    private let wake: @Sendable () -> Void
    private let hurry: @Sendable (TenantID) -> Void
    private let isQuietOutside: @Sendable (TenantID) -> Bool

    /// `clock` is the database's. `wake` lets whoever sends look into the table, where a
    /// message by another channel waits; `hurry` lets the providers that this host plays
    /// tell a tenant at once what they would tell in a moment. `isQuietOutside` says whether
    /// those have told it everything.
    public init(
        database: any Database,
        clock: any Clock,
        wake: @escaping @Sendable () -> Void = {},
        hurry: @escaping @Sendable (TenantID) -> Void = { _ in },
        isQuietOutside: @escaping @Sendable (TenantID) -> Bool = { _ in true }
    ) {
        self.database = database
        self.clock = clock
        self.wake = wake
        self.hurry = hurry
        self.isQuietOutside = isQuietOutside
    }

    /// Returns when all is calm, or has been stirred for longer than anything should take:
    /// what is held then waits for its own reasons. It looks so often at least: while the
    /// machine stands still nothing can become calm.
    public func wait(for tenant: TenantHandle) async throws {
        let deadline = SystemClock.monotonicMilliseconds() + Limits.timeCalmMilliseconds
        var (pause, wokenAt): (Int64, Int64) = (1, 0)
        var looks: Int64 = 0
        while true {
            let now = SystemClock.monotonicMilliseconds()
            guard now < deadline || looks < Limits.timeLooksMin else { return }
            looks += 1
            if try await isCalm(tenant) { return }
            // Again and again: what was put back a moment ago is refused for a while.
            if now - wokenAt >= Limits.timeWakeMilliseconds {
                wake()
                wokenAt = now
            }
            hurry(tenant.id)
            try await Task.sleep(for: .milliseconds(pause))
            pause = min(pause * 2, Limits.timeLookMilliseconds)
        }
    }

    /// Whether nothing of the tenant is under way. What waits for its own reasons, such as
    /// the pause before another attempt, is calm.
    public func isCalm(_ tenant: TenantHandle) async throws -> Bool {
        // What is told may bring work, and work something to tell.
        guard isQuietOutside(tenant.id) else { return false }
        return try await database.read { try isCalm(tenant, in: $0) } && isQuietOutside(tenant.id)
    }

    /// What waits behind something that is to be tried later is calm with it.
    private func isCalm(_ tenant: TenantHandle, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        // What was put back is due in a moment, and clocks are milliseconds apart.
        let soon = clock.now().advanced(byMilliseconds: Limits.timeWakeMilliseconds)
        return try connection.row(
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM inbox WHERE state = 'pending' AND available_at <= ? AND tenant_id = ?)
                OR EXISTS (SELECT 1 FROM outbox WHERE state = 'pending' AND lease_owner IS NOT NULL AND tenant_id = ?)
                OR EXISTS (SELECT 1 FROM outbox WHERE state = 'pending' AND lease_owner IS NULL
                    AND available_at <= ? AND tenant_id = ? AND \(OutboxLeases.isNext))
                OR EXISTS (SELECT 1 FROM webhooks WHERE processed = 0 AND attempts = 0 AND tenant_id = ?)
                OR EXISTS (SELECT 1 FROM webhook_deliveries
                    JOIN webhook_endpoints ON webhook_endpoints.id = webhook_deliveries.endpoint_id
                    JOIN tenants ON tenants.id = webhook_deliveries.tenant_id
                    WHERE webhook_deliveries.state = 'pending' AND webhook_endpoints.state = 'enabled'
                        AND tenants.id = ? AND (webhook_deliveries.next_at <= tenants.simulated_now
                                AND NOT EXISTS (SELECT 1 FROM webhook_deliveries AS earlier
                                    WHERE earlier.endpoint_id = webhook_deliveries.endpoint_id
                                        AND earlier.entity_id = webhook_deliveries.entity_id
                                        AND earlier.sequence < webhook_deliveries.sequence
                                        AND earlier.state = 'pending')
                            OR webhook_deliveries.attempts > 0 AND NOT EXISTS (SELECT 1 FROM webhook_attempts
                                WHERE webhook_attempts.delivery_id = webhook_deliveries.id
                                    AND webhook_attempts.number = webhook_deliveries.attempts)))
            """,
            soon,
            tenant.id,
            tenant.id,
            soon,
            tenant.id,
            tenant.id,
            tenant.id
        ) == nil
    }
}
