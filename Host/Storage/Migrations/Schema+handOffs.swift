// Who has a conversation, also without an end.

extension Schema {
    static let handOffs = [
        // A column that was required and is no longer needs a new table. Who took what an
        // older house knows is not known; no person at all: nobody has come yet.
        """
        CREATE TABLE hand_offs_of_persons (
            conversation_id TEXT PRIMARY KEY REFERENCES conversations(id),
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            person TEXT,
            minutes BIGINT CHECK (minutes > 0),
            due_at BIGINT
        )
        """,
        """
        INSERT INTO hand_offs_of_persons (conversation_id, tenant_id, person, minutes, due_at)
        SELECT conversation_id, tenant_id, '', minutes, due_at FROM hand_offs
        """,
        "DROP TABLE hand_offs",
        "ALTER TABLE hand_offs_of_persons RENAME TO hand_offs",
        "CREATE INDEX hand_offs_due ON hand_offs (due_at)",
        // What was taken without an end had no row: the last word on it was that.
        """
        INSERT INTO hand_offs (conversation_id, tenant_id, person)
        SELECT conversations.id, conversations.tenant_id, '' FROM conversations
        WHERE conversations.state = 'paused'
            AND NOT EXISTS (SELECT 1 FROM hand_offs WHERE hand_offs.conversation_id = conversations.id)
            AND (SELECT events.type FROM events
                WHERE events.tenant_id = conversations.tenant_id AND events.entity_id = conversations.id
                    AND events.type IN ('conversation.taken', 'conversation.given_back')
                ORDER BY events.id DESC LIMIT 1) = 'conversation.taken'
        """,
    ]
}
