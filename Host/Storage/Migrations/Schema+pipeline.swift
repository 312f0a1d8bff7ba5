// The pipeline's rows: inbox, turns with their journal, outbox, timers, jobs,
// events. A claim is a lease (owner and end), so several nodes can share them.

extension Schema {
    static let pipeline = [
        """
        CREATE TABLE inbox (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            provider_message_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('message', 'timer')),
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
        "CREATE INDEX inbox_open ON inbox (available_at) WHERE state = 'pending'",
        "CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL",
        """
        CREATE TABLE turns (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            conversation_id TEXT NOT NULL,
            inbox_id TEXT NOT NULL,
            agent TEXT NOT NULL,
            intent TEXT,
            status TEXT NOT NULL CHECK (status IN ('completed', 'failed')),
            attempts BIGINT NOT NULL,
            started_at BIGINT NOT NULL,
            finished_at BIGINT NOT NULL,
            reply TEXT NOT NULL,
            trace TEXT NOT NULL
        )
        """,
        "CREATE INDEX turns_by_time ON turns (tenant_id, finished_at)",
        """
        CREATE TABLE journal (
            inbox_id TEXT NOT NULL,
            label TEXT NOT NULL,
            request_hash TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('intended', 'answered')),
            answer TEXT,
            at BIGINT NOT NULL,
            PRIMARY KEY (inbox_id, label)
        )
        """,
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            message_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            idempotency_key TEXT NOT NULL,
            body TEXT NOT NULL,
            guard_entity TEXT,
            guard_condition TEXT,
            state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'dead', 'unknown', 'cancelled')),
            attempts BIGINT NOT NULL DEFAULT 0,
            available_at BIGINT NOT NULL,
            lease_owner TEXT,
            lease_until BIGINT NOT NULL DEFAULT 0,
            provider_message_id TEXT,
            last_error TEXT,
            created_at BIGINT NOT NULL,
            settled_at BIGINT,
            UNIQUE (tenant_id, idempotency_key)
        )
        """,
        "CREATE INDEX outbox_open ON outbox (available_at) WHERE state = 'pending'",
        "CREATE INDEX outbox_settled ON outbox (settled_at) WHERE settled_at IS NOT NULL",
        """
        CREATE TABLE timers (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            plugin_id TEXT NOT NULL,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            name TEXT NOT NULL,
            due_at BIGINT NOT NULL,
            payload TEXT NOT NULL,
            lease_owner TEXT,
            lease_until BIGINT NOT NULL DEFAULT 0,
            UNIQUE (tenant_id, plugin_id, channel, address, name)
        )
        """,
        "CREATE INDEX timers_due ON timers (tenant_id, due_at)",
        """
        CREATE TABLE jobs (
            id TEXT PRIMARY KEY,
            tenant_id TEXT REFERENCES tenants(id),
            kind TEXT NOT NULL,
            payload TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'dead')),
            attempts BIGINT NOT NULL DEFAULT 0,
            available_at BIGINT NOT NULL,
            lease_owner TEXT,
            lease_until BIGINT NOT NULL DEFAULT 0,
            last_error TEXT,
            created_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX jobs_open ON jobs (available_at) WHERE state = 'pending'",
        """
        CREATE TABLE events (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            type TEXT NOT NULL,
            entity_id TEXT NOT NULL,
            data TEXT NOT NULL,
            at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX events_by_time ON events (tenant_id, at)",
        """
        CREATE TABLE webhooks (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            provider TEXT NOT NULL,
            event_type TEXT NOT NULL,
            data TEXT NOT NULL,
            signature TEXT,
            idempotency_key TEXT NOT NULL,
            received_at BIGINT NOT NULL,
            processed BIGINT NOT NULL DEFAULT 0,
            attempts BIGINT NOT NULL DEFAULT 0,
            last_attempt BIGINT,
            error TEXT,
            UNIQUE (provider, tenant_id, idempotency_key)
        )
        """,
    ]
}
