// A message that was given up, or of which nobody knows what became of it, goes out once more
// because a person wants it.

public import HostCore
public import HostStorage
public import OrkestaModel

extension Outbox {
    /// Sends a dead or unknown row again, in a row of its own, and returns that one's key. It is
    /// cancelled itself. The new one has another idempotency key: providers repeat themselves, and
    /// what they still tell of the first must not end this one. Throws a problem when there is no such
    /// row, when it was sent anew already, and for a reminder that would be stopped.
    @discardableResult
    public func replay(
        _ id: OutboxItemID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> OutboxItemID {
        if let stop = try ReminderGuard.stop(of: id, tenant.id, now: now, in: connection) {
            throw Problem(
                .conflict,
                "it would not go out; \(stop)",
                field: "id",
                remedy: "Collections decide anew what this customer is told; ask for it with orkesta dunning send."
            )
        }
        let row = try connection.row(
            "SELECT \(OutboxItem.columns) FROM outbox WHERE id = ? AND tenant_id = ? AND \(DeadLetters.isOne)",
            id,
            tenant.id
        )
        guard let item = try row.map({ try OutboxItem($0) }) else { throw notDead }
        guard let address = try presentAddress(of: item, in: connection) else {
            throw Problem(
                .conflict,
                "the number it went to is another customer's now",
                field: "id",
                remedy: "Write to the customer where they are reached today."
            )
        }
        let again = OutboxItem(
            insteadOf: item,
            place: item.round + 1,
            channel: item.channel,
            address: address,
            sendGuard: item.sendGuard,
            round: item.round + 1
        )
        if let known = try self.id(of: again.idempotencyKey, in: connection) {
            throw Problem(
                .conflict,
                "the message was sent anew already",
                field: "id",
                remedy: "See what became of \(known), and send that one again if need be."
            )
        }
        // Whoever refuses has changed nothing: one of many may be refused within a transaction.
        let cancelled = try connection.execute(
            """
            UPDATE outbox SET state = 'cancelled', last_error = 'sent again; ' || COALESCE(last_error, 'no reason is known'),
                settled_at = COALESCE(settled_at, ?), fallback_due = NULL
            WHERE id = ? AND \(DeadLetters.isOne)
            """,
            now,
            id
        )
        guard cancelled == 1 else { throw notDead }
        try store(again, notBefore: now, in: connection)
        return again.id
    }

    private var notDead: Problem {
        Problem(
            .conflict,
            "the message is not dead",
            field: "id",
            remedy: "Only dead messages, and those whose outcome is unknown, can be sent again."
        )
    }

    private func id(
        of key: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> OutboxItemID? {
        try connection.row("SELECT id FROM outbox WHERE tenant_id = ? AND idempotency_key = ?", tenant.id, key)?
            .identifier(0)
    }
}
