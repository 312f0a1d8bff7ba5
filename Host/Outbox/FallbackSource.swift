// What of the outbox happens as a tenant's simulated time passes: messages that were not
// delivered in time go on by another channel, and the next attempts of others come nearer.

public import HostCore
public import HostStorage
public import HostTime
public import OrkestaModel

/// The messages of a tenant after which another channel takes over.
public struct FallbackSource: DueSource {
    private let dispatcher: OutboxDispatcher
    private let clock: any Clock

    /// `clock` is the database's.
    public init(_ dispatcher: OutboxDispatcher, clock: any Clock) {
        self.dispatcher = dispatcher
        self.clock = clock
    }

    public var kind: String { "fallback" }

    public func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing? {
        let row = try connection.row(
            """
            SELECT id, fallback_due, channel FROM outbox
            WHERE tenant_id = ? AND fallback_due <= ? AND \(Fallback.isUndelivered)
            ORDER BY fallback_due, id LIMIT 1
            """,
            tenant.id,
            moment
        )
        return try row.map { DueThing(id: try $0.text(0), due: try $0.timestamp(1), name: try $0.text(2)) }
    }

    public func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish? {
        // A message on its last channel just stays where it is.
        guard try Fallback.passOn(OutboxItemID(thing.id), now: clock.now(), in: connection) else { return nil }
        let row = try connection.row("SELECT conversation_id FROM outbox WHERE id = ?", thing.id)
        let conversation: ConversationID? = row?.optionalIdentifier(0)
        return { [dispatcher] in
            dispatcher.wake()
            return DueResult(agent: nil, conversationID: conversation, result: "passed_on")
        }
    }

    /// Attempts at sending are repeated in the machine's time, as providers live in it. What a
    /// kill switch held while the tenant was real comes no nearer.
    public func pass(
        _ milliseconds: Int64,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> DueWake? {
        let now = clock.now()
        let brought = try connection.execute(
            """
            UPDATE outbox SET available_at = CASE WHEN available_at - ? < ? THEN ? ELSE available_at - ? END,
                tried_at = tried_at - ?
            WHERE tenant_id = ? AND state = 'pending' AND lease_owner IS NULL AND available_at > ? AND available_at < ?
            """,
            milliseconds,
            now,
            now,
            milliseconds,
            milliseconds,
            tenant.id,
            now,
            KillSwitches.heldUntil
        )
        guard brought > 0 else { return nil }
        // Not announced: whoever looked before the tenant's clock has moved would keep the
        // rates of the time before.
        return { [dispatcher] in dispatcher.wake() }
    }
}
