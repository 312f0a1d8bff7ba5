// The outbox of one tenant: nothing is sent before it is a row here.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Puts messages into the outbox and looks at them.
public struct Outbox: Sendable {
    /// Most turns say one thing: its statement is not built again each time.
    static let insertOne = insert(1)

    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Stores messages of one conversation, in order, in the transaction of
    /// their turn. Returns those that `leaseOwner` may send at once; the
    /// others have a guard, are held by a kill switch, or follow a message
    /// that another claim must send first. `now` is the database's time.
    public func enqueue(
        _ items: [OutboxItem],
        environment: Tenant.Environment,
        leaseOwner: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [OutboxItem] {
        guard let first = items.first else { return [] }
        let isFree = try isFree(first, environment: environment, owner: leaseOwner, now: now, in: connection)
        let leased = isFree ? Array(items.prefix { $0.sendGuard == nil }) : []
        let leaseUntil = now.advanced(byMilliseconds: Limits.leaseMilliseconds)
        var arguments: [any DatabaseArgument] = []
        arguments.reserveCapacity(items.count * 17)
        for (place, item) in items.enumerated() {
            let isLeased = place < leased.count
            arguments += self.arguments(item, now: now, leaseOwner: isLeased ? leaseOwner : nil, until: leaseUntil)
        }
        try connection.execute(items.count == 1 ? Self.insertOne : Self.insert(items.count), arguments)
        return leased
    }

    /// Stores a message that nobody sends before it is claimed, from `moment` on; one that
    /// is there already stays as it is.
    func store(
        _ item: OutboxItem,
        notBefore moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            Self.insertOne + " ON CONFLICT (tenant_id, idempotency_key) DO NOTHING",
            arguments(item, now: moment, leaseOwner: nil, until: moment)
        )
    }

    /// What waits for a customer at one address of a channel goes to another one. Not what is
    /// being sent.
    public func redirect(
        _ channel: PluginID,
        from old: String,
        to new: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE outbox SET address = ?
            WHERE tenant_id = ? AND channel = ? AND address = ? AND state = 'pending' AND lease_owner IS NULL
            """,
            new,
            tenant.id,
            channel,
            old
        )
    }

    func arguments(
        _ item: OutboxItem,
        now: Timestamp,
        leaseOwner: String?,
        until leaseUntil: Timestamp
    ) -> [any DatabaseArgument] {
        [
            item.id, tenant.id, item.channel, item.address, item.conversationID, item.messageID, item.sequence,
            item.body, item.sendGuard?.entity, item.sendGuard?.condition, item.attempts, item.createdAt,
            item.fallbackOf, item.idempotencyKey, now, leaseOwner,
            leaseOwner == nil ? Timestamp(milliseconds: 0) : leaseUntil,
        ]
    }

    /// Rows in `state` (all when nil), newest first, those before `before`.
    public func list(
        state: OutboxState? = nil,
        before: OutboxItemID? = nil,
        limit: Int = Limits.pageItemsDefault,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [OutboxEntry] {
        // Those few have an index of their own.
        let isDead = state == .dead || state == .unknown ? "AND \(DeadLetters.isOne)" : ""
        let rows = try connection.rows(
            """
            SELECT \(OutboxEntry.columns) FROM outbox
            WHERE tenant_id = ? \(isDead) AND state BETWEEN ? AND ? AND id < ? ORDER BY id DESC LIMIT ?
            """,
            tenant.id,
            state?.rawValue ?? "",
            state?.rawValue ?? "~",
            before?.rawValue ?? "~",
            max(1, min(limit, Limits.pageItemsMax))
        )
        var entries: [OutboxEntry] = []
        for row in rows { entries.append(try OutboxEntry(row)) }
        return entries
    }

    /// The row with this key; nil when there is none.
    public func find(_ id: OutboxItemID, in connection: any DatabaseConnection) throws(DatabaseError) -> OutboxEntry? {
        let row = try connection.row(
            "SELECT \(OutboxEntry.columns) FROM outbox WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        )
        return try row.map { row throws(DatabaseError) in try OutboxEntry(row) }
    }

    /// What waits for its next attempt by a channel can be claimed from `moment` on, and what a kill
    /// switch holds stays where it is. Returns how many messages that are.
    func bringForward(
        _ channel: PluginID,
        to moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        let count = try connection.execute(
            """
            UPDATE outbox SET available_at = ?
            WHERE tenant_id = ? AND channel = ? AND state = 'pending' AND lease_owner IS NULL
                AND available_at > ? AND available_at < ?
            """,
            moment,
            tenant.id,
            channel,
            moment,
            KillSwitches.heldUntil
        )
        if count > 0 { try connection.announce(.outboxWaits) }
        return count
    }

    private static func insert(_ count: Int) -> String {
        let values = Array(repeating: "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?)", count: count)
        return """
            INSERT INTO outbox (\(OutboxItem.storedColumns), idempotency_key, state, available_at, lease_owner, lease_until)
            VALUES \(values.joined(separator: ", "))
            """
    }

    /// Whether nothing keeps a conversation's next message from going out: no kill switch, and no
    /// earlier message on its channel that this node does not hold. ``OutboxLeases/isNext`` says so
    /// of rows.
    private func isFree(
        _ item: OutboxItem,
        environment: Tenant.Environment,
        owner: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        if environment == .production,
            try KillSwitches.isSet(for: tenant.id, channel: item.channel, in: connection)
        {
            return false
        }
        let earlier = try connection.row(
            """
            SELECT lease_owner, lease_until FROM outbox
            WHERE tenant_id = ? AND idempotency_key < ? AND idempotency_key > ? AND channel = ? AND state = 'pending'
            ORDER BY idempotency_key DESC LIMIT 1
            """,
            tenant.id,
            item.idempotencyKey,
            OutboxItem.key(item.conversationID, 0),
            item.channel
        )
        guard let earlier else { return true }
        let leaseUntil = try earlier.timestamp(1)
        return earlier.optionalText(0) == owner && leaseUntil > now
    }
}
