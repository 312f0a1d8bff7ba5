// Messages that did not go out, or of which nobody knows: found by what went wrong with
// them, and thrown away because a person wants it. ``Outbox/replay(_:now:in:)`` sends one again.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Which of a tenant's dead letters.
public struct DeadLetters: Sendable, Hashable {
    /// What has become of them.
    public enum State: String, Sendable, CaseIterable {
        case dead, unknown
    }

    /// The condition, on a row of `outbox`, that it is one. An index holds those alone.
    static let isOne = "state IN ('dead', 'unknown')"

    public let state: State
    /// Nil: of every channel.
    public let channel: PluginID?
    /// What stands in the reason, in capitals or not; nil: anything.
    public let reason: String?

    public init(_ state: State, channel: PluginID? = nil, reason: String? = nil) {
        self.state = state
        self.channel = channel
        self.reason = reason
    }

    fileprivate static let condition = """
        tenant_id = ? AND \(isOne) AND state = ? AND channel BETWEEN ? AND ?
        AND lower(COALESCE(last_error, '')) LIKE ? ESCAPE '!'
        AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.tenant_id = outbox.tenant_id
            AND other.message_id = outbox.message_id AND other.fallback_of = outbox.id
            AND other.state IN ('pending', 'sent', 'unknown'))
        """

    fileprivate func arguments(_ tenant: TenantID) -> [any DatabaseArgument] {
        var pattern = "%"
        if let reason {
            let words = ["!", "%", "_"].reduce(reason.lowercased()) { $0.replacing($1, with: "!\($1)") }
            pattern = "%\(words)%"
        }
        return [tenant, state.rawValue, channel?.rawValue ?? "", channel?.rawValue ?? "~", pattern]
    }
}

/// How many dead letters have the same channel and reason.
public struct DeadLetterReason: Sendable, Hashable {
    public let channel: String
    /// Nil: none is known.
    public let reason: String?
    public let count: Int64
}

extension Outbox {
    /// How many there are.
    public func count(
        _ letters: DeadLetters,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int64 {
        let row = try connection.rows(
            "SELECT COUNT(*) FROM outbox WHERE \(DeadLetters.condition)",
            letters.arguments(tenant.id)
        ).first
        return try row?.integer(0) ?? 0
    }

    /// Why most of them are: up to `limit` channels and reasons, the most frequent first.
    public func reasons(
        of letters: DeadLetters,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [DeadLetterReason] {
        let rows = try connection.rows(
            """
            SELECT channel, last_error, COUNT(*) FROM outbox WHERE \(DeadLetters.condition)
            GROUP BY channel, last_error ORDER BY COUNT(*) DESC, channel, last_error LIMIT ?
            """,
            letters.arguments(tenant.id) + [limit]
        )
        var reasons: [DeadLetterReason] = []
        for row in rows {
            let (channel, reason) = (try row.text(0), row.optionalText(1))
            reasons.append(DeadLetterReason(channel: channel, reason: reason, count: try row.integer(2)))
        }
        return reasons
    }

    /// Up to `limit` of them behind `last`, oldest first.
    public func list(
        _ letters: DeadLetters,
        after last: OutboxItemID?,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [OutboxEntry] {
        let rows = try connection.rows(
            """
            SELECT \(OutboxEntry.columns) FROM outbox WHERE \(DeadLetters.condition) AND id > ? ORDER BY id LIMIT ?
            """,
            letters.arguments(tenant.id) + [last?.rawValue ?? "", limit]
        )
        var entries: [OutboxEntry] = []
        for row in rows { entries.append(try OutboxEntry(row)) }
        return entries
    }

    /// Throws a dead or unknown row away, because a person wants it: nobody sends it any more,
    /// and its reminder was not said. Throws a problem when there is no such row.
    public func discard(_ id: OutboxItemID, now: Timestamp, in connection: any DatabaseConnection) throws {
        let row = try connection.row(
            """
            UPDATE outbox SET state = 'cancelled', last_error = 'discarded; ' || COALESCE(last_error, 'no reason is known'),
                settled_at = ?, fallback_due = NULL
            WHERE tenant_id = ? AND id = ? AND \(DeadLetters.isOne) RETURNING \(OutboxItem.columns)
            """,
            now,
            tenant.id,
            id
        )
        guard let row else {
            throw Problem(
                .conflict,
                "the message is not dead",
                field: "id",
                remedy: "Only dead messages, and those whose outcome is unknown, can be discarded."
            )
        }
        try ReminderGuard.discarded(OutboxItem(row), now: now, in: connection)
    }
}
