// The turns of one tenant, as they were committed.

public import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// A committed turn.
public struct TurnRecord: Sendable, Hashable {
    public let id: TurnID
    public let conversationID: ConversationID
    public let inboxID: InboxItemID
    /// `none` when no agent answered.
    public let agent: String
    public let intent: String?
    public let status: TurnStatus
    public let attempts: Int64
    public let startedAt: Timestamp
    public let finishedAt: Timestamp
    /// Canonical JSON text; see ``TurnReply/document``.
    public let reply: String
    /// Canonical JSON text.
    public let trace: String

    /// The answer that the turn gave.
    public var answer: TurnReply { TurnReply(turnID: id, status: status, document: reply) }
}

/// Reads turns back.
public struct Turns: Sendable {
    private static let columns = """
        id, conversation_id, inbox_id, agent, intent, status, attempts, started_at, finished_at, reply, trace
        """

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The turn with this key; nil when it has not ended, or is none.
    public func find(_ id: TurnID, in connection: any DatabaseConnection) throws(DatabaseError) -> TurnRecord? {
        let row = try connection.row("SELECT \(Self.columns) FROM turns WHERE id = ? AND tenant_id = ?", id, tenant.id)
        guard let row else { return nil }
        return try record(row)
    }

    /// Turns, the latest first, and where the next page begins; nil: nowhere.
    /// `conversation` nil: of all conversations.
    public func list(
        of conversation: ConversationID? = nil,
        after cursor: ActivityCursor = .end,
        limit: Int = Limits.pageItemsDefault,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (turns: [TurnRecord], next: ActivityCursor?) {
        let limit = max(1, min(limit, Limits.pageItemsMax))
        let rows = try connection.rows(
            """
            SELECT \(Self.columns) FROM turns
            WHERE tenant_id = ? AND (finished_at, id) < (?, ?) AND (? = '' OR conversation_id = ?)
            ORDER BY finished_at DESC, id DESC LIMIT ?
            """,
            tenant.id,
            cursor.at,
            cursor.key,
            conversation?.rawValue ?? "",
            conversation?.rawValue ?? "",
            limit + 1
        )
        var page: [TurnRecord] = []
        for row in rows.prefix(limit) { page.append(try record(row)) }
        let next = page.last.map { ActivityCursor(at: $0.finishedAt, key: $0.id.rawValue) }
        return (page, rows.count > limit ? next : nil)
    }

    private func record(_ row: DatabaseRow) throws(DatabaseError) -> TurnRecord {
        guard let status = TurnStatus(rawValue: try row.text(5)) else { throw .failed("a turn's row is damaged") }
        return TurnRecord(
            id: try row.identifier(0),
            conversationID: try row.identifier(1),
            inboxID: try row.identifier(2),
            agent: try row.text(3),
            intent: row.optionalText(4),
            status: status,
            attempts: try row.integer(6),
            startedAt: try row.timestamp(7),
            finishedAt: try row.timestamp(8),
            reply: try row.text(9),
            trace: try row.text(10)
        )
    }
}
