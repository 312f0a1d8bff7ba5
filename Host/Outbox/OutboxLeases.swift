// Claims over the outboxes of all tenants, and what becomes of claims whose host is gone.

public import HostCore
public import HostStorage
public import OrkestaModel

/// What one node takes to send, and how it ended. `now` is the database's time.
public struct OutboxLeases: Sendable {
    let owner: String

    /// `owner` names the node, the same after a restart.
    public init(owner: String) { self.owner = owner }

    /// The condition, on a row of `outbox`, that no message of its conversation waits in front of it
    /// on its channel. One that went on to another channel goes out when that one can, and holds up
    /// nothing here.
    ///
    /// A row in another's place (`fallback_of`) comes late as it is: it only waits for others of its
    /// kind.
    public static let isNext = """
        NOT EXISTS (SELECT 1 \(isInFront) AND earlier.state = 'pending'
            AND (outbox.fallback_of IS NULL OR earlier.fallback_of IS NOT NULL))
        """

    private static let isInFront = """
        FROM outbox AS earlier
            WHERE earlier.tenant_id = outbox.tenant_id AND earlier.idempotency_key < outbox.idempotency_key
                AND earlier.idempotency_key > outbox.conversation_id AND earlier.channel = outbox.channel
        """

    /// Rows that nobody has, oldest first, leased to this node. Left
    /// out: what a kill switch holds (real traffic only), what follows an
    /// unsent message of its conversation, what has a guard nobody knows.
    /// Rows whose guard forbids them are cancelled instead. `busy` tenants have
    /// enough under way and get no more. What a kill switch holds is set aside first, so that
    /// claims need not pass it by again and again.
    public func claim(
        limit: Int,
        busy: [TenantID] = [],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> OutboxClaim {
        try Self.endLeases(now: now, in: connection)
        let heldCount = try setAsideHeld(busy: busy, now: now, in: connection)
        // More of it may stand in front of what can be taken.
        guard heldCount == 0 else { return OutboxClaim(takenCount: heldCount) }
        let first = firstFree(
            "NOT (\(KillSwitches.holdsOutboxRow)) AND \(Self.isNext)",
            limit: limit,
            busy: busy,
            now: now,
            in: connection
        )
        let until = now.advanced(byMilliseconds: Limits.leaseMilliseconds)
        let rows = try connection.rows(
            """
            UPDATE outbox SET lease_owner = ?, lease_until = ? WHERE id IN (\(first.sql))
            RETURNING \(OutboxItem.columns)
            """,
            [owner, until] + first.arguments
        )
        var claim = OutboxClaim(takenCount: rows.count)
        for row in rows {
            guard let item = try? OutboxItem(row) else {
                claim.damaged.append(try bury(row, now: now, in: connection))
                continue
            }
            if item.sendGuard != nil, try cancelIfForbidden(item, now: now, in: connection) { continue }
            claim.items.append(item)
        }
        claim.items.sort { $0.id < $1.id }
        return claim
    }

    /// What cannot be read cannot be sent, and must not come up with each claim again.
    private func bury(
        _ row: DatabaseRow,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> OutboxItemID {
        let id: OutboxItemID = try row.identifier(0)
        try connection.execute(
            "UPDATE outbox SET state = 'dead', body = '{}', last_error = ?, settled_at = ?, lease_owner = NULL WHERE id = ?",
            "its row is damaged",
            now,
            id
        )
        return id
    }

    /// Of the rows that would be taken first, what a kill switch holds; returns how many.
    private func setAsideHeld(
        busy: [TenantID],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        guard try KillSwitches.isAnySet(in: connection) else { return 0 }
        let first = firstFree(
            "((\(KillSwitches.holdsOutboxRow)) OR \(Self.isNext))",
            limit: Limits.outboxClaimMax,
            busy: busy,
            now: now,
            in: connection
        )
        return try KillSwitches.setAside(where: "id IN (\(first.sql))", first.arguments, in: connection)
    }

    /// Selects the first rows that nobody has, that are due and that `condition` names.
    private func firstFree(
        _ condition: String,
        limit: Int,
        busy: [TenantID],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) -> (sql: String, arguments: [any DatabaseArgument]) {
        var arguments: [any DatabaseArgument] = [now]
        for tenant in busy { arguments.append(tenant) }
        arguments.append(limit)
        let marks = busy.map { _ in "?" }.joined(separator: ", ")
        let others = busy.isEmpty ? "" : "AND tenant_id NOT IN (\(marks))"
        let sql = """
            SELECT id FROM outbox WHERE state = 'pending' AND lease_owner IS NULL AND available_at <= ?
                AND (guard_condition IS NULL OR guard_condition IN
                    ('customer_opted_out', 'conversation_paused', '\(ReminderGuard.condition)'))
                AND \(condition) \(others)
            ORDER BY available_at, id LIMIT ? \(connection.dialect.claimSuffix)
            """
        return (sql, arguments)
    }

    private static let beginning = """
        UPDATE outbox SET sending_at = ?, lease_until = ? WHERE id = ? AND state = 'pending' AND lease_owner = ?
        """
    /// Asked with nearly each message: put together once.
    private static let beginningWithinWindow = "\(beginning) AND \(SessionWindow.isOpen)"

    /// The send of a row begins: should nobody hear how it ended, it is not known
    /// whether it was sent. It has as long as a slow provider takes. False when this node
    /// does not have the row any more.
    func begin(_ id: OutboxItemID, now: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool
    {
        try connection.execute(Self.beginning, now, Self.sendLease(from: now), id, owner) == 1
    }

    /// The same of a row whose customer wrote within the window; false, too, when that is closed.
    func begin(
        _ id: OutboxItemID,
        withinMilliseconds window: Int64,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        let until = Self.sendLease(from: now)
        return try connection.execute(Self.beginningWithinWindow, now, until, id, owner, now, window) == 1
    }

    private static func sendLease(from moment: Timestamp) -> Timestamp {
        moment.advanced(byMilliseconds: Limits.outboxSendLeaseMilliseconds)
    }

    /// Gives back what this node had: at its start, what it lost by a crash. What
    /// had not begun, or may be sent twice under its idempotency key, goes out again;
    /// of the rest nobody knows.
    public func release(now: Timestamp, in connection: any DatabaseConnection) throws {
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

    /// Whoever had rows until now, and is gone, has them no more.
    static func endLeases(now: Timestamp, in connection: any DatabaseConnection) throws {
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
    /// what became of them, another channel takes over, or a person decides.
    private static func doubt(
        _ condition: String,
        _ argument: any DatabaseArgument,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let reason = "its host stopped while it was being sent"
        let rows = try connection.rows(
            """
            UPDATE outbox SET state = 'unknown', last_error = ?, settled_at = ?, lease_owner = NULL
            WHERE state = 'pending' AND lease_owner IS NOT NULL AND sending_at IS NOT NULL AND \(condition)
            RETURNING \(OutboxItem.columns)
            """,
            reason,
            now,
            argument
        )
        for row in rows {
            // Of one that cannot be read nothing goes on, and no other host's rows wait for it.
            guard let item = try? OutboxItem(row) else {
                try connection.execute("UPDATE outbox SET body = '{}' WHERE id = ?", try row.text(0))
                continue
            }
            try doubted(item, reason, now: now, in: connection)
        }
    }

    /// Nobody knows whether a message was sent: it is not sent again by itself, but unless
    /// its provider tells of it in time, another channel takes over.
    static func doubted(
        _ item: OutboxItem,
        _ reason: String,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
        let conversation = item.conversationID
        try Fallback(tenant).expectDelivery(of: item.id, in: conversation, item.sendGuard, now: now, connection)
        try OutboxEvents(tenant).record(.messageUnknown, item, reason, goesOnBy: nil, now: now, in: connection)
    }

    /// Cancels a row whose guard forbids it; whether it did. Who was merged since wants what
    /// the customer wants whose the conversation is now.
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
            UPDATE outbox SET state = 'cancelled', last_error = guard_condition, settled_at = ?, lease_owner = NULL,
                fallback_due = NULL
            WHERE id = ? AND (
                (guard_condition = 'customer_opted_out' AND EXISTS (SELECT 1 FROM customers
                    WHERE customers.opted_out_at IS NOT NULL AND customers.id IN (guard_entity,
                        (SELECT customer_id FROM conversations WHERE conversations.id = outbox.conversation_id))))
                OR (guard_condition = 'conversation_paused' AND EXISTS (SELECT 1 FROM conversations
                    WHERE conversations.id = guard_entity AND conversations.state = 'paused')))
            """,
            now,
            item.id
        ) == 1
    }
}

/// What one claim took.
public struct OutboxClaim: Sendable, Hashable {
    /// To be sent, in the order of their coming.
    public internal(set) var items: [OutboxItem] = []
    /// Given up, because they cannot be read.
    public internal(set) var damaged: [OutboxItemID] = []
    /// With those that were given up, cancelled or set aside instead; 0: there was nothing to take.
    public let takenCount: Int
}
