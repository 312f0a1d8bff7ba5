// Events in the inbox. The first schema's inbox knows messages and timers, and
// SQLite cannot change a CHECK, so the table is built anew with its rows. No
// other table refers to it.

extension Schema {
    static let events = [
        """
        CREATE TABLE inbox_with_events (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            provider_message_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('message', 'timer', 'event')),
            body TEXT NOT NULL,
            body_hash TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'dead')),
            attempts BIGINT NOT NULL DEFAULT 0,
            available_at BIGINT NOT NULL,
            lease_owner TEXT,
            lease_until BIGINT NOT NULL DEFAULT 0,
            last_error TEXT,
            turn_id TEXT,
            received_at BIGINT NOT NULL,
            finished_at BIGINT,
            UNIQUE (tenant_id, channel, address, provider_message_id)
        )
        """,
        """
        INSERT INTO inbox_with_events (
            id, tenant_id, channel, address, provider_message_id, kind, body, body_hash, state, attempts,
            available_at, lease_owner, lease_until, last_error, turn_id, received_at, finished_at
        ) SELECT
            id, tenant_id, channel, address, provider_message_id, kind, body, body_hash, state, attempts,
            available_at, lease_owner, lease_until, last_error, turn_id, received_at, finished_at
        FROM inbox
        """,
        "DROP TABLE inbox",
        "ALTER TABLE inbox_with_events RENAME TO inbox",
        "CREATE INDEX inbox_open ON inbox (available_at) WHERE state = 'pending'",
        "CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL",
        "CREATE INDEX inbox_waiting ON inbox (tenant_id, channel, address) WHERE state = 'pending'",
    ]
}
