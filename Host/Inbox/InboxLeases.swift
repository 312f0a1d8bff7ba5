// Leases over the inboxes of all tenants: what no node works on, some node
// takes up.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Claims for one node. `now` is always the database's time.
public struct InboxLeases: Sendable {
    /// Of an inbox row: this node does not have it, and may. Its placeholders are this
    /// node, the time, this node and the time.
    private static let isFree = """
        (lease_owner IS NULL OR lease_owner <> ? OR lease_until <= ?) AND NOT \(ConversationLeases.isElsewhere)
        """

    private let owner: String
    private let conversations: ConversationLeases

    /// `owner` names the node, the same after a restart.
    public init(owner: String) {
        self.owner = owner
        conversations = ConversationLeases(owner: owner)
    }

    /// Items that nobody works on, oldest first, leased to this node with their
    /// conversations. Left out: conversations that another node has, and what
    /// this one has in memory.
    public func claim(
        limit: Int,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [InboxItem] {
        let rows = try connection.rows(
            """
            UPDATE inbox SET lease_owner = ?, lease_until = ? WHERE id IN (
                SELECT id FROM inbox WHERE state = 'pending' AND available_at <= ? AND \(Self.isFree)
                ORDER BY available_at, id LIMIT ? \(connection.dialect.claimSuffix)
            ) RETURNING \(InboxItem.columns), available_at
            """,
            owner,
            now.advanced(byMilliseconds: Limits.leaseMilliseconds),
            now,
            owner,
            now,
            owner,
            now,
            limit
        )
        var claimed: [(order: Int64, item: InboxItem)] = []
        for row in rows { claimed.append((try row.integer(9), try InboxItem(row))) }
        for (_, item) in claimed { try takeConversation(of: item, now: now, in: connection) }
        return claimed.sorted { ($0.order, $0.item.id) < ($1.order, $1.item.id) }.map(\.item)
    }

    /// One item, if nobody has it, and no other node its conversation. What this node has
    /// already runs by itself, and would run twice.
    public func claim(
        _ item: InboxItemID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> InboxItem? {
        let row = try connection.row(
            """
            UPDATE inbox SET lease_owner = ?, lease_until = ?
            WHERE id = ? AND state = 'pending' AND \(Self.isFree)
            RETURNING \(InboxItem.columns)
            """,
            owner,
            now.advanced(byMilliseconds: Limits.leaseMilliseconds),
            item,
            owner,
            now,
            owner,
            now
        )
        guard let row else { return nil }
        let claimed = try InboxItem(row)
        try takeConversation(of: claimed, now: now, in: connection)
        return claimed
    }

    /// An item, whoever has it and however far it has come.
    public static func find(
        _ item: InboxItemID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> InboxItem? {
        guard let row = try connection.row("SELECT \(InboxItem.columns) FROM inbox WHERE id = ?", item) else {
            return nil
        }
        return try InboxItem(row)
    }

    /// The claim left out what is elsewhere, in the same snapshot.
    private func takeConversation(
        of item: InboxItem,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        guard try conversations.take(item, now: now, in: connection) else {
            throw .unavailable("a conversation is being taken by another host")
        }
    }

    /// Gives back what this node had: at its start, what it lost by a crash.
    public func release(in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            "UPDATE inbox SET lease_owner = NULL, lease_until = 0 WHERE state = 'pending' AND lease_owner = ?",
            owner
        )
        try conversations.release(in: connection)
    }

    /// Removes up to `limit` ended items from before `moment`, with their
    /// journals. Returns how many items went.
    public static func prune(
        before moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        let rows = try connection.rows(
            "SELECT id FROM inbox WHERE finished_at < ? ORDER BY finished_at LIMIT ?",
            moment,
            limit
        )
        for row in rows {
            let id = try row.text(0)
            try connection.execute("DELETE FROM journal WHERE inbox_id = ?", id)
            try connection.execute("DELETE FROM inbox WHERE id = ?", id)
        }
        return rows.count
    }
}
