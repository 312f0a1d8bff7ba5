// Which person has a conversation, and how long: until it is given back, or until
// nothing was heard of the person for the time that was said.

import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// That somebody has a conversation. Times are the tenant's.
public struct TakenConversation: Sendable, Hashable {
    /// What they call themself; else as the audit log names who took it, a key by its name, or
    /// `channel:whatsapp` for whoever answered from the provider's own app. Nil: not known.
    public let person: String?
    /// When it goes back by itself; nil: never.
    public let due: Timestamp?

    /// `{"by", "until"}`.
    public var json: JSON { ["by": JSON(person), "until": JSON(due?.description)] }
}

/// The conversations of one tenant that persons have. Times are the tenant's.
public struct HandOffs: Sendable {
    /// Stands before what a person calls themself: no actor of the audit log begins so.
    private static let namePrefix = "name:"

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The person has the conversation: for `minutes`, from now and from each thing
    /// that is said; nil: until it is given back. `person` as in the audit log, `name` as
    /// they call themself; neither: none has come yet, and the wait for one ends all the same.
    public func begin(
        _ conversation: ConversationID,
        by person: String?,
        called name: String? = nil,
        minutes: Int64?,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO hand_offs (tenant_id, conversation_id, person, minutes, due_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (conversation_id) DO UPDATE
            SET person = excluded.person, minutes = excluded.minutes, due_at = excluded.due_at
            """,
            tenant.id,
            conversation,
            name.map { Self.namePrefix + $0 } ?? person,
            minutes,
            minutes.map { now.advanced(bySeconds: $0 * 60) }
        )
    }

    /// The person said something: the time begins anew, where there is one. False when
    /// nobody has the conversation.
    public func extend(
        _ conversation: ConversationID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.execute(
            """
            UPDATE hand_offs SET due_at = ? + minutes * 60000
            WHERE tenant_id = ? AND conversation_id = ? AND person IS NOT NULL
            """,
            now,
            tenant.id,
            conversation
        ) == 1
    }

    /// Whether the time of the conversation is over by `moment`.
    public func isOver(
        _ conversation: ConversationID,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.row(
            "SELECT 1 FROM hand_offs WHERE tenant_id = ? AND conversation_id = ? AND due_at <= ?",
            tenant.id,
            conversation,
            moment
        ) != nil
    }

    /// Who has `conversation` has `other` too, in which the customer goes on, until the same
    /// moment; where nobody has come yet, the wait for a person ends after `minutes`.
    func carry(
        _ conversation: ConversationID,
        to other: ConversationID,
        minutes: Int64,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let carried = try connection.execute(
            """
            INSERT INTO hand_offs (tenant_id, conversation_id, person, minutes, due_at)
            SELECT tenant_id, ?, person, minutes, due_at FROM hand_offs WHERE tenant_id = ? AND conversation_id = ?
            ON CONFLICT (conversation_id) DO NOTHING
            """,
            other,
            tenant.id,
            conversation
        )
        if carried == 0 { try begin(other, by: nil, minutes: minutes, now: now, in: connection) }
    }

    /// Nobody has the conversation any more.
    public func end(
        _ conversation: ConversationID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "DELETE FROM hand_offs WHERE tenant_id = ? AND conversation_id = ?",
            tenant.id,
            conversation
        )
    }

    /// Who has the conversation; nil when nobody does.
    public func find(
        _ conversation: ConversationID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> TakenConversation? {
        try find([conversation], in: connection)[conversation]
    }

    /// Who has each of these conversations, without those that nobody has.
    public func find(
        _ conversations: [ConversationID],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [ConversationID: TakenConversation] {
        guard !conversations.isEmpty else { return [:] }
        let marks = conversations.map { _ in "?" }.joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT conversation_id, NULLIF(person, ''), due_at FROM hand_offs
            WHERE tenant_id = ? AND person IS NOT NULL AND conversation_id IN (\(marks))
            """,
            [tenant.id] + (conversations as [any DatabaseArgument])
        )
        let names = try APIKeys().names(of: rows.compactMap { $0.optionalText(1) }, in: connection)
        var found: [ConversationID: TakenConversation] = [:]
        for row in rows {
            let person = row.optionalText(1).map { text in
                text.hasPrefix(Self.namePrefix) ? String(text.dropFirst(Self.namePrefix.count)) : names[text] ?? text
            }
            let conversation: ConversationID = try row.identifier(0)
            found[conversation] = TakenConversation(person: person, due: row.optionalTimestamp(2))
        }
        return found
    }

    /// The first of the conversations whose time is over by `moment`.
    public func first(
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> (conversation: ConversationID, due: Timestamp)? {
        let row = try connection.row(
            """
            SELECT conversation_id, due_at FROM hand_offs WHERE tenant_id = ? AND due_at <= ?
            ORDER BY due_at, conversation_id LIMIT 1
            """,
            tenant.id,
            moment
        )
        return try row.map { row throws(DatabaseError) in (try row.identifier(0), try row.timestamp(1)) }
    }

    /// Those of all tenants in real time whose time is over.
    public static func due(
        now: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws -> [(tenant: TenantHandle, conversation: ConversationID)] {
        let rows = try connection.rows(
            """
            SELECT hand_offs.tenant_id, conversation_id FROM hand_offs JOIN tenants ON tenants.id = hand_offs.tenant_id
            WHERE due_at <= ? AND tenants.simulated_now IS NULL ORDER BY due_at LIMIT ?
            """,
            now,
            limit
        )
        return try rows.map { row in
            guard let id = TenantID(try row.text(0)) else { throw DatabaseError.failed("a hand-off's row is damaged") }
            return (try TenantDirectory().handle(for: id, in: connection), try row.identifier(1))
        }
    }
}
