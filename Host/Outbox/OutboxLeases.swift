// Claims and settlements over the outboxes of all tenants.

public import HostCore
public import HostStorage
public import OrkestaModel

/// What one node takes to send, and how it ended. `now` is the database's time.
public struct OutboxLeases: Sendable {
    private let owner: String

    /// `owner` names the node, the same after a restart.
    public init(owner: String) { self.owner = owner }

    /// Rows whose lease has run out, oldest first, leased to this node. Left
    /// out: what a kill switch holds (real traffic only), what follows an
    /// unsent message of its conversation, what has a guard nobody knows.
    /// Rows whose guard forbids them are cancelled instead.
    public func claim(
        limit: Int,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [OutboxItem] {
        try cancelGuarded(now: now, in: connection)
        let rows = try connection.rows(
            """
            UPDATE outbox SET lease_owner = ?, lease_until = ? WHERE id IN (
                SELECT id FROM outbox WHERE state = 'pending' AND available_at <= ? AND lease_until <= ?
                    AND (guard_condition IS NULL OR guard_condition IN ('customer_opted_out', 'conversation_paused'))
                    AND NOT (\(KillSwitches.holdsOutboxRow))
                    AND COALESCE((SELECT earlier.state FROM outbox AS earlier
                        WHERE earlier.tenant_id = outbox.tenant_id AND earlier.idempotency_key < outbox.idempotency_key
                            AND earlier.idempotency_key > outbox.conversation_id
                        ORDER BY earlier.idempotency_key DESC LIMIT 1), 'sent') <> 'pending'
                ORDER BY available_at, id LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(OutboxItem.columns)
            """,
            owner,
            now.advanced(byMilliseconds: Limits.leaseMilliseconds),
            now,
            now,
            limit
        )
        var items: [OutboxItem] = []
        for row in rows { items.append(try OutboxItem(row)) }
        return items.sorted { $0.id < $1.id }
    }

    /// Records how sends ended, all in the caller's one transaction.
    public func settle(
        _ settlements: [Settlement],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        for settlement in settlements { try settle(settlement, now: now, in: connection) }
    }

    /// Gives back what this node had: at its start, what it lost by a crash.
    /// It may have been sent: it goes out again under its idempotency key.
    public func release(in connection: any DatabaseConnection) throws(DatabaseError) {
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
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let id = settlement.item
        switch settlement.outcome {
        case .sent(let providerMessageID):
            try connection.execute(
                """
                UPDATE outbox SET state = 'sent', attempts = attempts + 1, provider_message_id = ?, settled_at = ?,
                    lease_owner = NULL WHERE id = ? AND state = 'pending'
                """,
                providerMessageID,
                now,
                id
            )
        case .ended(let state, let reason):
            try connection.execute(
                """
                UPDATE outbox SET state = ?, attempts = attempts + 1, last_error = ?, settled_at = ?,
                    lease_owner = NULL WHERE id = ? AND state = 'pending'
                """,
                state.rawValue,
                reason,
                now,
                id
            )
        case .later(let until, let reason, let countsAttempt):
            try connection.execute(
                """
                UPDATE outbox SET attempts = attempts + ?, last_error = ?, available_at = ?, lease_owner = NULL,
                    lease_until = 0 WHERE id = ? AND state = 'pending' AND lease_owner = ?
                """,
                countsAttempt ? 1 : 0,
                reason,
                until,
                id,
                owner
            )
        }
    }

    private func cancelGuarded(now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE outbox SET state = 'cancelled', last_error = guard_condition, settled_at = ?
            WHERE state = 'pending' AND available_at <= ? AND lease_until <= ? AND (
                (guard_condition = 'customer_opted_out' AND EXISTS (SELECT 1 FROM customers
                    WHERE customers.id = guard_entity AND customers.opted_out_at IS NOT NULL))
                OR (guard_condition = 'conversation_paused' AND EXISTS (SELECT 1 FROM conversations
                    WHERE conversations.id = guard_entity AND conversations.state = 'paused')))
            """,
            now,
            now,
            now
        )
    }
}

/// How one send ended.
public struct Settlement: Sendable, Hashable {
    public let item: OutboxItemID
    public let outcome: Outcome

    /// How the row leaves its lease.
    public enum Outcome: Sendable, Hashable {
        case sent(providerMessageID: String)
        /// Dead, unknown or cancelled.
        case ended(OutboxState, reason: String)
        /// To be claimed again, not before `until`.
        case later(until: Timestamp, reason: String?, countsAttempt: Bool)
    }

    public init(item: OutboxItemID, outcome: Outcome) {
        self.item = item
        self.outcome = outcome
    }
}
