// Reading conversations back: by conversation, by address over all channels,
// by activity, and as a stream for the web page.

public import HostCore
public import HostStorage
import OrkestaModel

extension Conversations {
    /// The last `limit` messages before `sequence` (all when nil), oldest first.
    public func history(
        of conversation: ConversationID,
        before sequence: Int64? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> [Message] {
        try connection.rows(
            """
            SELECT \(Message.columns) FROM messages
            WHERE tenant_id = ? AND conversation_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?
            """,
            tenant.id,
            conversation,
            sequence ?? Int64.max,
            pageLimit(limit)
        ).reversed().map { row in try Message(row: row) }
    }

    /// The provider's id of the last message that the customer wrote in a conversation; nil
    /// when there is none.
    public func lastHeard(
        in conversation: ConversationID,
        _ connection: any DatabaseConnection
    ) throws(DatabaseError) -> String? {
        try connection.row(
            """
            SELECT provider_message_id FROM messages
            WHERE tenant_id = ? AND conversation_id = ? AND role = 'user' ORDER BY sequence DESC LIMIT 1
            """,
            tenant.id,
            conversation
        )?.optionalText(0)
    }

    /// The first `limit` messages after `sequence`, oldest first.
    public func messages(
        of conversation: ConversationID,
        after sequence: Int64,
        limit: Int = Limits.pageItemsMax,
        in connection: any DatabaseConnection
    ) throws -> [Message] {
        try connection.rows(
            """
            SELECT \(Message.columns) FROM messages
            WHERE tenant_id = ? AND conversation_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
            """,
            tenant.id,
            conversation,
            sequence,
            pageLimit(limit)
        ).map { row in try Message(row: row) }
    }

    /// The messages from one place to another, both included, oldest first; of a page's
    /// length at most.
    public func messages(
        of conversation: ConversationID,
        from first: Int64,
        through last: Int64,
        in connection: any DatabaseConnection
    ) throws -> [Message] {
        try connection.rows(
            """
            SELECT \(Message.columns) FROM messages
            WHERE tenant_id = ? AND conversation_id = ? AND sequence BETWEEN ? AND ? ORDER BY sequence LIMIT ?
            """,
            tenant.id,
            conversation,
            first,
            last,
            Limits.pageItemsMax
        ).map { row in try Message(row: row) }
    }

    /// A page of the messages with `address` over all channels and
    /// conversations, whoever had it, and the cursor of the next page (nil at the end).
    public func history(
        address: String,
        newestFirst: Bool,
        after cursor: HistoryCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (messages: [Message], next: HistoryCursor?) {
        let address = Address.canonical(address)
        return try history("address", address, newestFirst: newestFirst, after: cursor, limit: limit, connection)
    }

    /// The same of the messages with a customer, under whichever addresses.
    public func history(
        customer: CustomerID,
        newestFirst: Bool,
        after cursor: HistoryCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (messages: [Message], next: HistoryCursor?) {
        try history("customer_id", customer, newestFirst: newestFirst, after: cursor, limit: limit, connection)
    }

    /// Of the conversations in which a column has this value.
    private func history(
        _ column: String,
        _ value: any DatabaseArgument,
        newestFirst: Bool,
        after cursor: HistoryCursor?,
        limit: Int,
        _ connection: any DatabaseConnection
    ) throws -> (messages: [Message], next: HistoryCursor?) {
        let (direction, comparison) = newestFirst ? ("DESC", "<") : ("ASC", ">")
        let bound = cursor ?? (newestFirst ? .last : .first)
        let limit = pageLimit(limit)
        let found = try connection.rows(
            """
            SELECT \(Message.columns) FROM conversations
            JOIN messages ON messages.conversation_id = conversations.id
            WHERE conversations.tenant_id = ? AND conversations.\(column) = ?
                AND (messages.at, messages.conversation_id, messages.sequence) \(comparison) (?, ?, ?)
            ORDER BY messages.at \(direction), messages.conversation_id \(direction), messages.sequence \(direction)
            LIMIT ?
            """,
            tenant.id,
            value,
            bound.at,
            bound.conversation,
            bound.sequence,
            limit + 1
        ).map { row in try Message(row: row) }
        let page = Array(found.prefix(limit))
        return (page, found.count > limit ? page.last.map(HistoryCursor.init) : nil)
    }

    /// A page of the conversations in `state`, latest activity first, and the
    /// cursor of the next page (nil at the end).
    public func list(
        state: Conversation.State,
        after cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (conversations: [Conversation], next: ActivityCursor?) {
        let bound = cursor ?? ActivityCursor(at: Timestamp(milliseconds: .max), key: "")
        let limit = pageLimit(limit)
        let found = try connection.rows(
            """
            SELECT \(Conversation.columns) FROM conversations
            WHERE tenant_id = ? AND state = ? AND (updated_at, id) < (?, ?)
            ORDER BY updated_at DESC, id DESC LIMIT ?
            """,
            tenant.id,
            state.rawValue,
            bound.at,
            bound.key,
            limit + 1
        ).map { row in try Conversation(row: row) }
        let page = Array(found.prefix(limit))
        let next = page.last.map { ActivityCursor(at: $0.updatedAt, key: $0.id.rawValue) }
        return (page, found.count > limit ? next : nil)
    }

    /// The last message of each of these conversations, by conversation.
    public func lastMessages(
        of conversations: [Conversation],
        in connection: any DatabaseConnection
    ) throws -> [ConversationID: Message] {
        guard !conversations.isEmpty else { return [:] }
        let marks = conversations.map { _ in "?" }.joined(separator: ", ")
        let messages = try connection.rows(
            """
            SELECT \(Message.columns) FROM conversations
            JOIN messages ON messages.conversation_id = conversations.id
                AND messages.sequence = conversations.message_count
            WHERE conversations.tenant_id = ? AND conversations.id IN (\(marks))
            """,
            [tenant.id] + conversations.map(\.id) as [any DatabaseArgument]
        ).map { row in try Message(row: row) }
        return Dictionary(messages.map { ($0.conversationID, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The conversations that agents answer; see ``list(state:after:limit:in:)``.
    public func active(
        after cursor: ActivityCursor? = nil,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> (conversations: [Conversation], next: ActivityCursor?) {
        try list(state: .active, after: cursor, limit: limit, in: connection)
    }
}

/// 1 to the largest page.
func pageLimit(_ limit: Int) -> Int { min(max(limit, 1), Limits.pageItemsMax) }
