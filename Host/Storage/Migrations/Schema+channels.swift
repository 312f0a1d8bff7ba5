// Channels: files of conversations, what became of sends, how a message goes on
// when its channel fails, where providers were asked up to, and merged customers.

extension Schema {
    static let channels = [
        """
        CREATE TABLE media (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            mime TEXT NOT NULL,
            name TEXT NOT NULL,
            bytes BYTEA NOT NULL,
            used_at BIGINT NOT NULL,
            UNIQUE (tenant_id, sha256, mime, name)
        )
        """,
        "CREATE INDEX media_by_use ON media (tenant_id, used_at)",
        // 0 nothing is known, 1 sent, 2 delivered, 3 read, 4 failed.
        "ALTER TABLE outbox ADD COLUMN delivery BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE outbox ADD COLUMN delivery_at BIGINT",
        // When the send began that nobody has heard the end of.
        "ALTER TABLE outbox ADD COLUMN sending_at BIGINT",
        // The row in whose place this one goes out, by another channel.
        "ALTER TABLE outbox ADD COLUMN fallback_of TEXT",
        // When another channel takes over unless it was delivered.
        "ALTER TABLE outbox ADD COLUMN fallback_due BIGINT",
        """
        CREATE INDEX outbox_by_provider ON outbox (tenant_id, channel, provider_message_id)
        WHERE provider_message_id IS NOT NULL
        """,
        "CREATE INDEX outbox_by_message ON outbox (tenant_id, message_id)",
        "CREATE INDEX outbox_undelivered ON outbox (fallback_due) WHERE fallback_due IS NOT NULL",
        // What a provider told before the send itself had been settled.
        """
        CREATE TABLE early_receipts (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            provider_message_id TEXT NOT NULL,
            delivery BIGINT NOT NULL CHECK (delivery BETWEEN 1 AND 4),
            reason TEXT,
            remedy TEXT NOT NULL,
            at BIGINT NOT NULL,
            received_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel, provider_message_id)
        )
        """,
        "CREATE INDEX early_receipts_by_time ON early_receipts (received_at)",
        """
        CREATE TABLE delivery_policies (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            policy TEXT NOT NULL,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel)
        )
        """,
        // `channel` is empty for a template of all channels.
        """
        CREATE TABLE message_templates (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            name TEXT NOT NULL,
            channel TEXT NOT NULL,
            language TEXT NOT NULL,
            document TEXT NOT NULL,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, name, channel, language)
        )
        """,
        """
        CREATE TABLE channel_cursors (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            cursor TEXT,
            lease_owner TEXT,
            lease_until BIGINT NOT NULL DEFAULT 0,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel)
        )
        """,
        // Conversations that go back to the agents by themselves.
        """
        CREATE TABLE hand_offs (
            conversation_id TEXT PRIMARY KEY REFERENCES conversations(id),
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            minutes BIGINT NOT NULL CHECK (minutes > 0),
            due_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX hand_offs_due ON hand_offs (due_at)",
        // Files that came with messages: named, then fetched.
        """
        CREATE TABLE attachments (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            provider_message_id TEXT NOT NULL,
            place BIGINT NOT NULL,
            reference TEXT NOT NULL,
            mime TEXT,
            name TEXT,
            state TEXT NOT NULL CHECK (state IN ('pending', 'fetched', 'failed')),
            media_id TEXT,
            attempts BIGINT NOT NULL DEFAULT 0,
            available_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel, address, provider_message_id, place)
        )
        """,
        "CREATE INDEX attachments_open ON attachments (available_at) WHERE state = 'pending'",
        // What a merge moved, so that it can be undone.
        """
        CREATE TABLE customer_merges (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            merged_id TEXT NOT NULL REFERENCES customers(id),
            into_id TEXT NOT NULL REFERENCES customers(id),
            moved TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, merged_id)
        )
        """,
        "CREATE INDEX conversations_by_customer ON conversations (customer_id)",
        "CREATE INDEX events_by_key ON events (tenant_id, id)",
    ]
}
