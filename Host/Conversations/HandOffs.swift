// How long a person has a conversation: until it is given back, or until nothing was
// heard of the person for the time that was said.

public import HostCore
public import HostStorage
public import OrkestaModel

/// The hand-offs that end by themselves. Times are the tenant's.
public enum HandOffs {
    /// The person has the conversation for `minutes`, from now and from each thing
    /// that is said.
    public static func begin(
        _ conversation: ConversationID,
        of tenant: TenantHandle,
        minutes: Int64,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO hand_offs (tenant_id, conversation_id, minutes, due_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (conversation_id) DO UPDATE SET minutes = excluded.minutes, due_at = excluded.due_at
            """,
            tenant.id,
            conversation,
            minutes,
            now.advanced(bySeconds: minutes * 60)
        )
    }

    /// The person said something: the time begins anew.
    public static func extend(
        _ conversation: ConversationID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "UPDATE hand_offs SET due_at = ? + minutes * 60000 WHERE conversation_id = ?",
            now,
            conversation
        )
    }

    /// The person of `conversation` has `other` too, in which the customer goes on: until
    /// the same moment, or for `minutes` where the first has no end.
    static func carry(
        _ conversation: ConversationID,
        to other: ConversationID,
        of tenant: TenantHandle,
        minutes: Int64,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let carried = try connection.execute(
            """
            INSERT INTO hand_offs (tenant_id, conversation_id, minutes, due_at)
            SELECT tenant_id, ?, minutes, due_at FROM hand_offs WHERE conversation_id = ?
            ON CONFLICT (conversation_id) DO NOTHING
            """,
            other,
            conversation
        )
        if carried == 0 { try begin(other, of: tenant, minutes: minutes, now: now, in: connection) }
    }

    /// The conversation is given back, or kept without an end.
    public static func end(
        _ conversation: ConversationID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute("DELETE FROM hand_offs WHERE conversation_id = ?", conversation)
    }

    /// The first of a tenant's conversations whose time is over by `moment`.
    public static func first(
        of tenant: TenantHandle,
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

    /// Conversations of tenants in real time whose time is over.
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
