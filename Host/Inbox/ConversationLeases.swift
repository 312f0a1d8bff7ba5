// Which host works on which conversation. Several hosts take messages in; the
// one that has a conversation's lease runs its turns, one after the other.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Leases of conversations for one host. A lease stays with its host while
/// messages keep coming, and is free `Limits.conversationLeaseMilliseconds`
/// after the last; `now` is the database's time. An inbox item belongs to
/// whoever has its conversation, so a dead host's items are free with it.
///
/// Where one process owns the database it has every conversation, and none of
/// this writes a row.
public struct ConversationLeases: Sendable {
    private static let takeSQL = """
        INSERT INTO conversation_leases (tenant_id, channel, address, owner, lease_until) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant_id, channel, address) DO UPDATE
            SET owner = excluded.owner, lease_until = excluded.lease_until
            WHERE conversation_leases.owner = excluded.owner OR conversation_leases.lease_until <= ?
        """

    private let owner: String

    /// `owner` names the host, the same after a restart.
    public init(owner: String) { self.owner = owner }

    /// The condition, on a row of `inbox`, that another host has its
    /// conversation; its placeholders are this host and the time.
    static let isElsewhere = """
        EXISTS (SELECT 1 FROM conversation_leases WHERE conversation_leases.tenant_id = inbox.tenant_id
            AND conversation_leases.channel = inbox.channel AND conversation_leases.address = inbox.address
            AND conversation_leases.owner <> ? AND conversation_leases.lease_until > ?)
        """

    /// Takes the lease of an item's conversation, or makes it last longer.
    /// False when another host has it.
    public func take(
        _ item: InboxItem,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        guard connection.dialect.isShared else { return true }
        return try connection.execute(
            Self.takeSQL,
            item.tenant,
            item.channel,
            item.address,
            owner,
            now.advanced(byMilliseconds: Limits.conversationLeaseMilliseconds),
            now
        ) == 1
    }

    /// Keeps what this host still works on: every conversation in which it has
    /// an item, and the leases of `items` themselves.
    public func renew(
        _ items: [InboxItemID],
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        guard connection.dialect.isShared else { return }
        try connection.execute(
            """
            UPDATE conversation_leases SET lease_until = ? WHERE owner = ? AND EXISTS (SELECT 1 FROM inbox
                WHERE inbox.tenant_id = conversation_leases.tenant_id AND inbox.channel = conversation_leases.channel
                    AND inbox.address = conversation_leases.address AND inbox.state = 'pending'
                    AND inbox.lease_owner = ? AND inbox.lease_until > ?)
            """,
            now.advanced(byMilliseconds: Limits.conversationLeaseMilliseconds),
            owner,
            owner,
            now
        )
        for start in stride(from: 0, to: items.count, by: Limits.claimBatchMax) {
            let batch = items[start..<min(start + Limits.claimBatchMax, items.count)]
            let marks = Array(repeating: "?", count: batch.count).joined(separator: ", ")
            try connection.execute(
                "UPDATE inbox SET lease_until = ? WHERE lease_owner = ? AND state = 'pending' AND id IN (\(marks))",
                [now.advanced(byMilliseconds: Limits.leaseMilliseconds), owner]
                    + batch.map { $0 as any DatabaseArgument }
            )
        }
    }

    /// Lets go of every conversation: at the host's start and at its end.
    func release(in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute("DELETE FROM conversation_leases WHERE owner = ?", owner)
    }

    /// Removes leases that ended before `moment`, and returns how many.
    public static func prune(
        before moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try connection.execute("DELETE FROM conversation_leases WHERE lease_until < ?", moment)
    }
}
