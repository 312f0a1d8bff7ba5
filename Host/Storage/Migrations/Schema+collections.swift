// Collections: reminders and what they were about, promises to pay, losses, the
// tenant's settings, and what is learnt from the past. The rules are of version 1.
// Days are days since 1970-01-01 in the tenant's calendar; moments the tenant's time.

extension Schema {
    static let collections = arrivals + reminders + promises + losses + learning

    // When the money of a payment came; what happens to it later (refunds, disputes) does not move it.
    // Of payments from before by the ledger, and by their last change where that has no such entry.
    private static let arrivals = [
        "ALTER TABLE payments ADD COLUMN arrived_at BIGINT",
        """
        UPDATE payments SET arrived_at = COALESCE((SELECT MIN(ledger_entries.at) FROM ledger_entries
            WHERE ledger_entries.tenant_id = payments.tenant_id
                AND ledger_entries.effect = 'payment:' || payments.id || ':captured'), payments.updated_at)
        WHERE state IN ('succeeded', 'refunded')
        """,
        // Beside the one by customer alone, which the list of customers is read by.
        "CREATE INDEX customer_addresses_of_customer ON customer_addresses (tenant_id, customer_id)",
    ]

    private static let reminders = [
        """
        CREATE TABLE dunning_settings (
            tenant_id TEXT PRIMARY KEY REFERENCES tenants(id),
            settings TEXT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE reminders (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            conversation_id TEXT NOT NULL REFERENCES conversations(id),
            reason TEXT NOT NULL CHECK (reason IN ('stage', 'broken_promise', 'manual')),
            stage TEXT NOT NULL
                CHECK (stage IN ('T-3', 'T-1', 'DUE', 'T+1', 'T+3', 'T+7', 'T+15', 'T+30', 'WRITE_OFF')),
            template TEXT NOT NULL,
            tone TEXT NOT NULL,
            variant TEXT,
            channel TEXT NOT NULL,
            fallback_channels TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'cancelled')),
            day BIGINT NOT NULL,
            send_until BIGINT NOT NULL,
            asked_minor BIGINT NOT NULL CHECK (asked_minor > 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            outcome TEXT,
            requested_by TEXT,
            created_at BIGINT NOT NULL,
            sent_at BIGINT
        )
        """,
        // At most one a customer a day, over all channels, whoever asks.
        """
        CREATE UNIQUE INDEX reminders_once_a_day ON reminders (tenant_id, customer_id, day)
        WHERE state IN ('queued', 'sent')
        """,
        "CREATE INDEX reminders_by_customer ON reminders (tenant_id, customer_id, created_at)",
        "CREATE INDEX reminders_by_time ON reminders (tenant_id, created_at)",
        """
        CREATE TABLE reminder_invoices (
            reminder_id TEXT NOT NULL REFERENCES reminders(id),
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            stage TEXT NOT NULL,
            counted_from BIGINT NOT NULL,
            arrived_minor BIGINT NOT NULL,
            due_at BIGINT NOT NULL,
            PRIMARY KEY (reminder_id, invoice_id)
        )
        """,
        "CREATE INDEX reminder_invoices_by_invoice ON reminder_invoices (invoice_id)",
        "CREATE INDEX outbox_by_reminder ON outbox (guard_entity) WHERE guard_condition = 'reminder'",
        "CREATE INDEX disputes_open ON disputes (invoice_id) WHERE state = 'open'",
        "CREATE INDEX cases_by_customer ON cases (tenant_id, customer_id)",
        // A person asked that the customer be reminded as soon as may be.
        """
        CREATE TABLE reminder_requests (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            requested_by TEXT NOT NULL,
            requested_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, customer_id)
        )
        """,
        """
        CREATE INDEX invoices_open ON invoices (tenant_id, customer_id)
        WHERE status IN ('pending', 'processing', 'failed', 'partial')
        """,
    ]

    private static let promises = [
        """
        CREATE TABLE promises (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            day BIGINT NOT NULL,
            over_at BIGINT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'cancelled')),
            made_by TEXT NOT NULL,
            followed_up_at BIGINT,
            created_at BIGINT NOT NULL,
            settled_at BIGINT
        )
        """,
        "CREATE INDEX promises_by_customer ON promises (tenant_id, customer_id, created_at)",
        "CREATE INDEX promises_by_time ON promises (tenant_id, created_at)",
        """
        CREATE TABLE promise_invoices (
            promise_id TEXT NOT NULL REFERENCES promises(id),
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            arrived_minor BIGINT NOT NULL,
            PRIMARY KEY (promise_id, invoice_id)
        )
        """,
        "CREATE INDEX promise_invoices_by_invoice ON promise_invoices (invoice_id)",
    ]

    private static let losses = [
        "ALTER TABLE invoices ADD COLUMN written_off_minor BIGINT NOT NULL DEFAULT 0 CHECK (written_off_minor >= 0)",
        "ALTER TABLE invoices ADD COLUMN written_off_at BIGINT",
        """
        CREATE TABLE write_offs (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
            reason TEXT,
            decided_by TEXT,
            created_at BIGINT NOT NULL,
            decided_at BIGINT,
            UNIQUE (invoice_id)
        )
        """,
        "CREATE INDEX write_offs_by_time ON write_offs (tenant_id, created_at)",
        "CREATE INDEX write_offs_by_customer ON write_offs (tenant_id, customer_id)",
    ]

    private static let learning = [
        // `amount_minor > 0` keeps it from being taken for what invoices_open is for.
        "CREATE INDEX invoices_by_due ON invoices (tenant_id, due_at) WHERE amount_minor > 0",
        """
        CREATE TABLE late_payment_models (
            tenant_id TEXT PRIMARY KEY REFERENCES tenants(id),
            model TEXT NOT NULL,
            trained_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE hour_experiments (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
            definition TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('running', 'ended')),
            started_at BIGINT NOT NULL,
            ended_at BIGINT,
            UNIQUE (tenant_id, name)
        )
        """,
        "CREATE UNIQUE INDEX hour_experiments_running ON hour_experiments (tenant_id) WHERE state = 'running'",
    ]
}
