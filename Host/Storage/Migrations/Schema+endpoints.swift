// Webhooks to the tenants' own systems: where to, what for, and a row for each
// event that goes out, with every attempt at it.

extension Schema {
    static let endpoints = [
        """
        CREATE TABLE webhook_endpoints (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            url TEXT NOT NULL,
            description TEXT,
            state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled', 'deleted')),
            disabled_because TEXT,
            previous_secret_until BIGINT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX webhook_endpoints_by_tenant ON webhook_endpoints (tenant_id) WHERE state <> 'deleted'",
        // An endpoint without a row here hears of everything.
        """
        CREATE TABLE webhook_filters (
            endpoint_id TEXT NOT NULL REFERENCES webhook_endpoints(id),
            filter TEXT NOT NULL,
            PRIMARY KEY (endpoint_id, filter)
        )
        """,
        """
        CREATE TABLE webhook_deliveries (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            endpoint_id TEXT NOT NULL REFERENCES webhook_endpoints(id),
            event_id TEXT NOT NULL,
            type TEXT NOT NULL,
            entity_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'cancelled')),
            attempts BIGINT NOT NULL DEFAULT 0,
            round BIGINT NOT NULL DEFAULT 0,
            next_at BIGINT NOT NULL DEFAULT 0,
            created_at BIGINT NOT NULL,
            settled_at BIGINT,
            UNIQUE (endpoint_id, event_id),
            UNIQUE (endpoint_id, entity_id, sequence)
        )
        """,
        "CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_at) WHERE state = 'pending'",
        "CREATE INDEX webhook_deliveries_by_time ON webhook_deliveries (tenant_id, created_at)",
        "CREATE INDEX webhook_deliveries_settled ON webhook_deliveries (settled_at) WHERE settled_at IS NOT NULL",
        """
        CREATE TABLE webhook_attempts (
            delivery_id TEXT NOT NULL REFERENCES webhook_deliveries(id),
            number BIGINT NOT NULL,
            at BIGINT NOT NULL,
            milliseconds BIGINT NOT NULL,
            status BIGINT,
            error TEXT,
            response TEXT,
            PRIMARY KEY (delivery_id, number)
        )
        """,
    ]
}
