// The payments ledger: what the papers of the first schema lack to be one.
// A ledger entry is signed (debit above zero, credit below), and the entries of
// one effect add up to zero.

extension Schema {
    static let payments = [
        "ALTER TABLE invoices ADD COLUMN conversation_id TEXT REFERENCES conversations(id)",
        "ALTER TABLE invoices ADD COLUMN description TEXT",
        "ALTER TABLE invoices ADD COLUMN voided_at BIGINT",
        "ALTER TABLE invoices ADD COLUMN revision BIGINT NOT NULL DEFAULT 0",
        "CREATE UNIQUE INDEX invoices_by_order ON invoices (tenant_id, order_id) WHERE order_id IS NOT NULL",
        "CREATE INDEX invoices_by_time ON invoices (tenant_id, created_at)",
        "CREATE INDEX invoices_by_customer ON invoices (tenant_id, customer_id, created_at)",
        """
        CREATE TABLE payment_links (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            token TEXT NOT NULL UNIQUE,
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            amount_minor BIGINT CHECK (amount_minor > 0),
            agent_id TEXT,
            channel TEXT,
            address TEXT,
            expires_at BIGINT NOT NULL,
            created_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX payment_links_by_invoice ON payment_links (invoice_id)",
        "ALTER TABLE payments ADD COLUMN link_id TEXT REFERENCES payment_links(id)",
        "ALTER TABLE payments ADD COLUMN session_id TEXT",
        "ALTER TABLE payments ADD COLUMN session_url TEXT",
        "ALTER TABLE payments ADD COLUMN method TEXT",
        "ALTER TABLE payments ADD COLUMN failure TEXT",
        "ALTER TABLE payments ADD COLUMN refunded_minor BIGINT NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0)",
        "ALTER TABLE payments ADD COLUMN expires_at BIGINT",
        "ALTER TABLE payments ADD COLUMN asked_at BIGINT",
        "CREATE UNIQUE INDEX payments_by_session ON payments (tenant_id, provider, session_id)",
        "CREATE INDEX payments_by_invoice ON payments (invoice_id)",
        "CREATE INDEX payments_by_time ON payments (tenant_id, created_at)",
        """
        CREATE INDEX payments_open ON payments (tenant_id, (COALESCE(asked_at, updated_at)))
            WHERE state IN ('pending', 'processing')
        """,
        """
        CREATE TABLE ledger_entries (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            effect TEXT NOT NULL,
            account TEXT NOT NULL CHECK (account IN ('receivable', 'sales', 'cash', 'credit', 'returns')),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            payment_id TEXT REFERENCES payments(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            amount_minor BIGINT NOT NULL CHECK (amount_minor <> 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, effect, account)
        )
        """,
        "CREATE INDEX ledger_entries_by_invoice ON ledger_entries (invoice_id)",
        "CREATE INDEX ledger_entries_by_customer ON ledger_entries (tenant_id, customer_id, account)",
        "CREATE INDEX webhooks_open ON webhooks (received_at) WHERE processed = 0",
        "CREATE INDEX webhooks_by_time ON webhooks (tenant_id, received_at)",
        """
        CREATE TABLE sandbox_sessions (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            reference TEXT NOT NULL,
            amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            state TEXT NOT NULL CHECK (state IN ('open', 'processing', 'succeeded', 'failed', 'expired', 'refunded')),
            created_at BIGINT NOT NULL,
            UNIQUE (tenant_id, reference)
        )
        """,
    ]
}
