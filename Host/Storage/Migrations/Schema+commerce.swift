// The catalog, and the papers of a sale: quotes, orders, invoices, payments,
// dunning rules. Amounts are minor units with their ISO 4217 currency.

extension Schema {
    static let commerce = [
        """
        CREATE TABLE catalog_items (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            sku TEXT NOT NULL CHECK (length(sku) BETWEEN 1 AND 100),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
            canonical_name TEXT NOT NULL,
            aliases TEXT NOT NULL DEFAULT '[]',
            price_minor BIGINT NOT NULL CHECK (price_minor >= 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            unit TEXT NOT NULL,
            category TEXT,
            tags TEXT NOT NULL DEFAULT '[]',
            attributes TEXT NOT NULL DEFAULT '{}',
            stock BIGINT,
            min_stock BIGINT NOT NULL DEFAULT 0,
            active BIGINT NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
            revision BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            UNIQUE (tenant_id, sku)
        )
        """,
        "CREATE INDEX catalog_items_by_revision ON catalog_items (tenant_id, revision)",
        """
        CREATE TABLE quotes (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            number BIGINT NOT NULL,
            version BIGINT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customers(id),
            conversation_id TEXT REFERENCES conversations(id),
            state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'accepted', 'expired', 'superseded')),
            document TEXT NOT NULL,
            total_minor BIGINT NOT NULL CHECK (total_minor >= 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            valid_until BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            UNIQUE (tenant_id, number, version)
        )
        """,
        """
        CREATE TABLE orders (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            number BIGINT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customers(id),
            quote_id TEXT UNIQUE REFERENCES quotes(id),
            state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'fulfilled', 'cancelled')),
            document TEXT NOT NULL,
            total_minor BIGINT NOT NULL CHECK (total_minor >= 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            created_at BIGINT NOT NULL,
            UNIQUE (tenant_id, number)
        )
        """,
        """
        CREATE TABLE invoices (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            number BIGINT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customers(id),
            order_id TEXT REFERENCES orders(id),
            amount_minor BIGINT NOT NULL CHECK (amount_minor >= 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            due_at BIGINT NOT NULL,
            status TEXT NOT NULL
                CHECK (status IN ('pending', 'processing', 'succeeded', 'failed', 'refunded', 'partial')),
            dunning_stage TEXT
                CHECK (dunning_stage IN ('T-3', 'T-1', 'DUE', 'T+1', 'T+3', 'T+7', 'T+15', 'T+30', 'WRITE_OFF')),
            payment_link TEXT,
            metadata TEXT NOT NULL DEFAULT '{}',
            created_at BIGINT NOT NULL,
            paid_at BIGINT,
            UNIQUE (tenant_id, number)
        )
        """,
        """
        CREATE TABLE payments (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            provider TEXT NOT NULL,
            provider_payment_id TEXT,
            amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            state TEXT NOT NULL CHECK (state IN ('pending', 'processing', 'succeeded', 'failed', 'refunded')),
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            UNIQUE (tenant_id, provider, provider_payment_id)
        )
        """,
        """
        CREATE TABLE dunning_rules (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            stage TEXT NOT NULL
                CHECK (stage IN ('T-3', 'T-1', 'DUE', 'T+1', 'T+3', 'T+7', 'T+15', 'T+30', 'WRITE_OFF')),
            channel TEXT NOT NULL,
            template TEXT NOT NULL,
            hour BIGINT NOT NULL CHECK (hour BETWEEN 0 AND 23),
            enabled BIGINT NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
            throttle_hours BIGINT NOT NULL DEFAULT 24 CHECK (throttle_hours >= 0),
            fallback_channel TEXT,
            success_rate DOUBLE PRECISION,
            last_sent BIGINT,
            UNIQUE (tenant_id, stage, channel)
        )
        """,
    ]
}
