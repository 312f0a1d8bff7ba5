// How long a message has been tried for, and which early news of a failure passes.

extension Schema {
    static let tries = [
        // When a provider first said that it does not take it now.
        "ALTER TABLE outbox ADD COLUMN tried_at BIGINT",
        "ALTER TABLE early_receipts ADD COLUMN is_transient BIGINT NOT NULL DEFAULT 0",
        // The few messages that more than one row brings: looked for with each status.
        """
        CREATE INDEX outbox_followers ON outbox (tenant_id, message_id, fallback_of)
        WHERE fallback_of IS NOT NULL
        """,
    ]
}
