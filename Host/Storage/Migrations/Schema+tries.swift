// How long a message has been tried for, and which early news of a failure passes.

extension Schema {
    static let tries = [
        // When a provider first said that it does not take it now.
        "ALTER TABLE outbox ADD COLUMN tried_at BIGINT",
        "ALTER TABLE early_receipts ADD COLUMN is_transient BIGINT NOT NULL DEFAULT 0",
    ]
}
