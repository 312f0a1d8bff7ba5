// Claims and settlements over the outboxes of all tenants.

public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

/// What one node takes to send, and how it ended. `now` is the database's time.
public struct OutboxLeases: Sendable {
    private let owner: String

    /// `owner` names the node, the same after a restart.
    public init(owner: String) { self.owner = owner }

    /// Of an outbox row: no message of its conversation waits in front of it.
    public static let isNext = """
        COALESCE((SELECT earlier.state FROM outbox AS earlier
            WHERE earlier.tenant_id = outbox.tenant_id AND earlier.idempotency_key < outbox.idempotency_key
                AND earlier.idempotency_key > outbox.conversation_id
            ORDER BY earlier.idempotency_key DESC LIMIT 1), 'sent') <> 'pending'
        """

    /// Rows that nobody has, oldest first, leased to this node. Left
    /// out: what a kill switch holds (real traffic only), what follows an
    /// unsent message of its conversation, what has a guard nobody knows.
    /// Rows whose guard forbids them are cancelled instead. `busy` tenants have
    /// enough under way and get no more.
    public func claim(
        limit: Int,
        busy: [TenantID] = [],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> OutboxClaim {
        try Self.endLeases(now: now, in: connection)
        let until = now.advanced(byMilliseconds: Limits.leaseMilliseconds)
        var arguments: [any DatabaseArgument] = [owner, until, now]
        for tenant in busy { arguments.append(tenant) }
        arguments.append(limit)
        let marks = busy.map { _ in "?" }.joined(separator: ", ")
        let others = busy.isEmpty ? "" : "AND tenant_id NOT IN (\(marks))"
        let rows = try connection.rows(
            """
            UPDATE outbox SET lease_owner = ?, lease_until = ? WHERE id IN (
                SELECT id FROM outbox WHERE state = 'pending' AND lease_owner IS NULL AND available_at <= ?
                    AND (guard_condition IS NULL OR guard_condition IN
                        ('customer_opted_out', 'conversation_paused', '\(ReminderGuard.condition)'))
                    AND NOT (\(KillSwitches.holdsOutboxRow)) \(others)
                    AND \(Self.isNext)
                ORDER BY available_at, id LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(OutboxItem.columns)
            """,
            arguments
        )
        var items: [OutboxItem] = []
        for row in rows {
            let item = try OutboxItem(row)
            if item.sendGuard != nil, try cancelIfForbidden(item, now: now, in: connection) { continue }
            items.append(item)
        }
        return OutboxClaim(items: items.sorted { $0.id < $1.id }, takenCount: rows.count)
    }

    /// Records how sends ended, all in the caller's one transaction.
    public func settle(
        _ settlements: [Settlement],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        var batch = SettledBatch()
        for settlement in settlements { try settle(settlement, &batch, now: now, in: connection) }
        // A status may be faster than the answer to its send; hardly any is.
        guard !batch.sent.isEmpty, try DeliveryReceipts.isAnyEarly(in: connection) else { return }
        for send in batch.sent {
            try DeliveryReceipts(send.tenant)
                .applyEarly(send.providerMessageID, channel: send.channel, of: send.item, now: now, in: connection)
        }
    }

    /// The send of a row begins: should nobody hear how it ended, it is not known
    /// whether it was sent. False when this node does not have the row any more.
    func begin(_ id: OutboxItemID, now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool
    {
        try connection.execute(
            "UPDATE outbox SET sending_at = ? WHERE id = ? AND state = 'pending' AND lease_owner = ?",
            now,
            id,
            owner
        ) == 1
    }

    /// Gives back what this node had: at its start, what it lost by a crash. What
    /// had not begun, or may be sent twice under its idempotency key, goes out again;
    /// of the rest nobody knows.
    public func release(now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) {
        try Self.doubt("lease_owner = ?", owner, now: now, in: connection)
        try connection.execute(
            "UPDATE outbox SET lease_owner = NULL, lease_until = 0 WHERE state = 'pending' AND lease_owner = ?",
            owner
        )
    }

    /// Removes up to `limit` settled rows from before `moment`.
    public static func prune(
        before moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try connection.execute(
            """
            DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox WHERE settled_at < ? ORDER BY settled_at LIMIT ?
            )
            """,
            moment,
            limit
        )
    }

    private func settle(
        _ settlement: Settlement,
        _ batch: inout SettledBatch,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let id = settlement.item
        switch settlement.outcome {
        case .sent(let providerMessageID):
            let rows = try connection.rows(
                """
                UPDATE outbox SET state = 'sent', attempts = attempts + 1, provider_message_id = ?, settled_at = ?,
                    lease_owner = NULL WHERE id = ? AND state = 'pending'
                RETURNING tenant_id, channel, conversation_id, guard_entity, guard_condition
                """,
                providerMessageID,
                now,
                id
            )
            guard let row = rows.first, let tenant = TenantID(try row.text(0)), let channel = PluginID(try row.text(1))
            else { return }
            let handle = try batch.handle(of: tenant, in: connection)
            let sendGuard = OutboxGuard(entity: row.optionalText(3), condition: row.optionalText(4))
            if case .reminder(let reminder) = sendGuard {
                try ReminderGuard.sent(reminder, by: channel, of: tenant, now: now, in: connection)
            }
            if try sendGuard != nil || batch.hasPolicies(handle, in: connection) {
                try setFallback(id, ConversationID(try row.text(2)), sendGuard, of: handle, now: now, in: connection)
            }
            guard !providerMessageID.isEmpty else { return }
            batch.sent.append(
                SettledBatch.Send(item: id, tenant: handle, channel: channel, providerMessageID: providerMessageID)
            )
        case .ended(let state, let reason, let remedy):
            let rows = try connection.rows(
                """
                UPDATE outbox SET state = ?, attempts = attempts + 1, last_error = ?, settled_at = ?,
                    lease_owner = NULL WHERE id = ? AND state = 'pending' RETURNING \(OutboxItem.columns)
                """,
                state.rawValue,
                reason,
                now,
                id
            )
            guard state == .dead, let item = try rows.first.map({ try OutboxItem($0) }) else { return }
            let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
            try Fallback(tenant).follow(item, remedy, now: now, in: connection)
            try ReminderGuard.failed(item, now: now, in: connection)
        case .later(let until, let reason, let countsAttempt):
            try connection.execute(
                """
                UPDATE outbox SET attempts = attempts + ?, last_error = ?, available_at = ?, lease_owner = NULL,
                    lease_until = 0, sending_at = NULL WHERE id = ? AND state = 'pending' AND lease_owner = ?
                """,
                countsAttempt ? 1 : 0,
                reason,
                until,
                id,
                owner
            )
        }
    }

    /// Notes when another channel takes over unless the message is delivered: by the
    /// policy of its conversation's own channel, or as a reminder with another channel.
    private func setFallback(
        _ id: OutboxItemID,
        _ conversation: ConversationID,
        _ sendGuard: OutboxGuard?,
        of tenant: TenantHandle,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let policed = try connection.row(
            """
            SELECT tenants.simulated_now, delivery_policies.policy, conversations.channel FROM tenants
            JOIN conversations ON conversations.tenant_id = tenants.id
            LEFT JOIN delivery_policies ON delivery_policies.tenant_id = tenants.id
                AND delivery_policies.channel = conversations.channel
            WHERE tenants.id = ? AND conversations.id = ?
            """,
            tenant.id,
            conversation
        )
        guard let policed else { return }
        var minutes: Int64?
        if policed.optionalText(1) != nil, let channel = PluginID(try policed.text(2)) {
            minutes = try? DeliveryPolicy(json: try policed.json(1), of: channel).undeliveredMinutes
        }
        let fallbacks = try ReminderGuard.fallbacks(of: sendGuard, tenant.id, in: connection)
        if minutes == nil, fallbacks?.isEmpty == false {
            minutes = Limits.reminderUndeliveredMinutes
        }
        guard let minutes else { return }
        // In the tenant's time.
        let due = (policed.optionalTimestamp(0) ?? now).advanced(bySeconds: minutes * 60)
        try connection.execute("UPDATE outbox SET fallback_due = ? WHERE id = ? AND delivery < 2", due, id)
    }

    /// Whoever had rows until now, and is gone, has them no more.
    static func endLeases(now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) {
        try doubt("lease_until <= ?", now, now: now, in: connection)
        try connection.execute(
            """
            UPDATE outbox SET lease_owner = NULL, lease_until = 0
            WHERE state = 'pending' AND lease_owner IS NOT NULL AND lease_until <= ?
            """,
            now
        )
    }

    /// Sends that began on a host which has stopped since: the provider's status tells
    /// what became of them, or a person decides.
    private static func doubt(
        _ condition: String,
        _ argument: any DatabaseArgument,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE outbox SET state = 'unknown', last_error = 'its host stopped while it was being sent',
                settled_at = ?, lease_owner = NULL
            WHERE state = 'pending' AND lease_owner IS NOT NULL AND sending_at IS NOT NULL AND \(condition)
            """,
            now,
            argument
        )
    }

    /// Cancels a row whose guard forbids it; whether it did.
    private func cancelIfForbidden(
        _ item: OutboxItem,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        if case .reminder(let reminder) = item.sendGuard {
            return try ReminderGuard.cancelIfForbidden(item, reminder, now: now, in: connection)
        }
        return try connection.execute(
            """
            UPDATE outbox SET state = 'cancelled', last_error = guard_condition, settled_at = ?, lease_owner = NULL
            WHERE id = ? AND (
                (guard_condition = 'customer_opted_out' AND EXISTS (SELECT 1 FROM customers
                    WHERE customers.id = guard_entity AND customers.opted_out_at IS NOT NULL))
                OR (guard_condition = 'conversation_paused' AND EXISTS (SELECT 1 FROM conversations
                    WHERE conversations.id = guard_entity AND conversations.state = 'paused')))
            """,
            now,
            item.id
        ) == 1
    }
}

/// What is known while one batch is settled, so that it is read once.
private struct SettledBatch {
    /// One that went out.
    struct Send {
        let item: OutboxItemID
        let tenant: TenantHandle
        let channel: PluginID
        let providerMessageID: String
    }

    var sent: [Send] = []
    private var handles: [TenantID: TenantHandle] = [:]
    private var policed: [TenantID: Bool] = [:]

    mutating func handle(of tenant: TenantID, in connection: any DatabaseConnection) throws -> TenantHandle {
        if let known = handles[tenant] { return known }
        let handle = try TenantDirectory().handle(for: tenant, in: connection)
        handles[tenant] = handle
        return handle
    }

    /// Whether the tenant has set how any of its channels delivers.
    mutating func hasPolicies(
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        if let known = policed[tenant.id] { return known }
        let isSo = try connection.row("SELECT 1 FROM delivery_policies WHERE tenant_id = ? LIMIT 1", tenant.id) != nil
        policed[tenant.id] = isSo
        return isSo
    }
}

/// What one claim took.
public struct OutboxClaim: Sendable, Hashable {
    /// To be sent, in the order of their coming.
    public let items: [OutboxItem]
    /// With those that were cancelled instead; 0: there was nothing to take.
    public let takenCount: Int
}

/// How one send ended.
public struct Settlement: Sendable, Hashable {
    public let item: OutboxItemID
    public let outcome: Outcome

    /// How the row leaves its lease.
    public enum Outcome: Sendable, Hashable {
        case sent(providerMessageID: String)
        /// Dead, unknown or cancelled. A dead one may go on by another channel.
        case ended(OutboxState, reason: String, remedy: SendRemedy = .none)
        /// To be claimed again, not before `until`.
        case later(until: Timestamp, reason: String?, countsAttempt: Bool)
    }

    public init(item: OutboxItemID, outcome: Outcome) {
        self.item = item
        self.outcome = outcome
    }
}
