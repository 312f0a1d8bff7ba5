// The conversations of one tenant: the few statements that a turn needs.

public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

/// Finds, makes and changes conversations.
public struct Conversations: Sendable {
    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Text that a turn uses is put together once, not in every turn.
    private static let loadSQL = """
        SELECT \(Customer.columns), \(Conversation.columns),
            (SELECT MAX(own.updated_at) FROM conversations AS own
             WHERE own.customer_id = customers.id AND own.state <> 'completed')
        FROM customer_addresses
        JOIN customers ON customers.id = customer_addresses.customer_id
        LEFT JOIN conversations ON conversations.tenant_id = customer_addresses.tenant_id
            AND conversations.channel = customer_addresses.channel
            AND conversations.address = customer_addresses.address AND conversations.state <> 'completed'
        WHERE customer_addresses.tenant_id = ? AND customer_addresses.channel = ?
            AND customer_addresses.address = ?
        """

    /// Who writes from this address, and their conversation that is not
    /// completed, in one statement. Nil when the address is not known.
    public func load(
        channel: PluginID,
        address: String,
        in connection: any DatabaseConnection
    ) throws -> Contact? {
        let row = try connection.row(
            Self.loadSQL,
            tenant.id,
            channel,
            Address.canonical(address)
        )
        guard let row else { return nil }
        let isOpen = row[Customer.columnCount] != .null
        let conversation = try isOpen ? Conversation(row: row, from: Customer.columnCount) : nil
        let latest = row.optionalTimestamp(Customer.columnCount + Conversation.columnCount)
        let isElsewhere = if let conversation, let latest { latest > conversation.updatedAt } else { false }
        return Contact(
            customer: try Customer(row: row),
            conversation: conversation,
            isElsewhere: isElsewhere
        )
    }

    /// The conversation that is not completed, made if there is none.
    public func open(
        channel: PluginID,
        address: String,
        customer: Customer,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> Conversation {
        let made = Conversation(
            id: ConversationID(at: moment, randomness: randomness),
            customerID: customer.id,
            channel: channel,
            address: Address.canonical(address),
            locale: customer.locale,
            createdAt: moment
        )
        let inserted = try connection.execute(
            """
            INSERT INTO conversations
                (id, tenant_id, customer_id, channel, address, state, locale, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, 'active', ?, ?, ?)
            ON CONFLICT (tenant_id, channel, address) WHERE state <> 'completed' DO NOTHING
            """,
            made.id,
            tenant.id,
            made.customerID,
            channel,
            made.address,
            made.locale,
            moment,
            moment
        )
        if inserted == 1 { return made }
        guard let open = try load(channel: channel, address: address, in: connection)?.conversation else {
            throw DatabaseError.unavailable("a conversation is being changed")
        }
        return open
    }

    /// The conversation with this key; nil when there is none.
    public func find(_ id: ConversationID, in connection: any DatabaseConnection) throws -> Conversation? {
        try connection.row(
            "SELECT \(Conversation.columns) FROM conversations WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        ).map { row in try Conversation(row: row) }
    }

    /// The later of a conversation's time and a moment, which fills both placeholders: a clock
    /// that stands still does not set back what ``caughtUp(_:at:in:)`` has set forward.
    private static let notBefore = "CASE WHEN updated_at > ? THEN updated_at ELSE ? END"

    /// Applies what a turn changed and stores its messages, in two statements.
    ///
    /// Throws ``StaleConversation`` when the conversation's revision is no
    /// longer that of `conversation`.
    @discardableResult
    public func commitTurn(
        _ change: ConversationChange,
        to conversation: Conversation,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> (conversation: Conversation, messages: [Message]) {
        let row = try connection.row(
            """
            UPDATE conversations SET state = ?, agent_id = ?, locale = ?, context = ?, updated_at = \(Self.notBefore),
                state_revision = state_revision + 1, message_count = message_count + ?
            WHERE tenant_id = ? AND id = ? AND state_revision = ?
            RETURNING state_revision, message_count, customer_id, updated_at
            """,
            change.state.rawValue,
            change.agentID,
            change.locale,
            change.context,
            moment,
            moment,
            change.messages.count,
            tenant.id,
            conversation.id,
            conversation.stateRevision
        )
        guard let row else {
            throw StaleConversation(id: conversation.id, expectedRevision: conversation.stateRevision)
        }
        if (change.state == .paused) != (conversation.state == .paused) {
            try DebtorTimer(tenant).lookNow(try row.identifier(2), at: moment, in: connection)
            if change.state != .paused { try HandOffs(tenant).end(conversation.id, in: connection) }
        }
        var committed = conversation
        committed.state = change.state
        committed.agentID = change.agentID
        committed.locale = change.locale
        committed.context = change.context
        committed.stateRevision = try row.integer(0)
        committed.messageCount = try row.integer(1)
        committed.updatedAt = try row.timestamp(3)
        let messages = try insert(
            change.messages,
            conversation: conversation.id,
            last: committed.messageCount,
            at: committed.updatedAt,
            in: connection
        )
        return (committed, messages)
    }

    /// Adds messages outside a turn (a person's reply, a notice). Throws a
    /// problem when there is no such conversation.
    @discardableResult
    public func append(
        _ drafts: [MessageDraft],
        to conversation: ConversationID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [Message] {
        guard !drafts.isEmpty else { return [] }
        let row = try connection.row(
            """
            UPDATE conversations SET message_count = message_count + ?, updated_at = \(Self.notBefore)
            WHERE tenant_id = ? AND id = ? RETURNING message_count, updated_at
            """,
            drafts.count,
            moment,
            moment,
            tenant.id,
            conversation
        )
        guard let row else { throw unknown(conversation) }
        return try insert(
            drafts,
            conversation: conversation,
            last: try row.integer(0),
            at: try row.timestamp(1),
            in: connection
        )
    }

    /// Gives the conversation to a person (`paused`), back to agents
    /// (`active`), or ends it. A turn under way becomes stale. `context` replaces what
    /// agents remember; nil leaves it.
    public func setState(
        _ state: Conversation.State,
        of conversation: ConversationID,
        context: JSON? = nil,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let changed = try connection.row(
            """
            UPDATE conversations SET state = ?, context = COALESCE(?, context),
                state_revision = state_revision + 1, updated_at = \(Self.notBefore)
            WHERE tenant_id = ? AND id = ? RETURNING customer_id
            """,
            state.rawValue,
            context,
            moment,
            moment,
            tenant.id,
            conversation
        )
        guard let changed else { throw unknown(conversation) }
        try DebtorTimer(tenant).lookNow(try changed.identifier(0), at: moment, in: connection)
    }

    /// Ends what others than `owner` have open under an address, on every channel: no person
    /// has it any more, and the next message begins another. A turn under way becomes stale.
    func endAll(
        under address: String,
        besides owner: CustomerID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let ended = try connection.rows(
            """
            UPDATE conversations SET state = 'completed', state_revision = state_revision + 1, updated_at = ?
            WHERE tenant_id = ? AND address = ? AND state <> 'completed' AND customer_id <> ? RETURNING id
            """,
            moment,
            tenant.id,
            address,
            owner
        )
        for row in ended { try HandOffs(tenant).end(try row.identifier(0), in: connection) }
    }

    /// One statement for all, numbered up to `last`; at the conversation's time, or later.
    private func insert(
        _ drafts: [MessageDraft],
        conversation: ConversationID,
        last: Int64,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [Message] {
        guard !drafts.isEmpty else { return [] }
        let before = last - Int64(drafts.count)
        let messages = drafts.enumerated().map { index, draft in
            var draft = draft
            draft.at = max(draft.at, moment)
            return Message(draft, conversation: conversation, sequence: before + Int64(index) + 1)
        }
        let values = Array(repeating: "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count: messages.count)
        try connection.execute(
            """
            INSERT INTO messages (id, tenant_id, conversation_id, sequence, role, agent_id, turn_id,
                provider_message_id, content, at, written_at)
            VALUES \(values.joined(separator: ", "))
            """,
            zip(messages, drafts).flatMap { message, draft -> [any DatabaseArgument] in
                [
                    message.id, tenant.id, conversation, message.sequence, message.role.rawValue, message.agentID,
                    message.turnID, message.providerMessageID, message.content.json, message.at, draft.writtenAt,
                ]
            }
        )
        return messages
    }

    func unknown(_ conversation: ConversationID) -> Problem {
        Problem(
            .notFound,
            "there is no conversation \(conversation)",
            field: "conversation_id",
            remedy: "List the conversations with GET /api/conversations."
        )
    }
}
