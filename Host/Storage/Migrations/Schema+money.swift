// What real money needs beside the ledger: refunds, the customer's credit,
// disputes, and what only a person can decide. Of the ledger itself the list of
// accounts grows and an invoice is no longer required; SQLite cannot change a
// CHECK, so the table is built anew with its rows. No other table refers to it.

extension Schema {
    static let money = entries + refunds + disputes + reviews + vouchers + plans + returns

    private static let entries = [
        """
        CREATE TABLE ledger_entries_of_money (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            effect TEXT NOT NULL,
            account TEXT NOT NULL
                CHECK (account IN ('receivable', 'sales', 'cash', 'credit', 'returns', 'disputed', 'losses')),
            invoice_id TEXT REFERENCES invoices(id),
            payment_id TEXT REFERENCES payments(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            amount_minor BIGINT NOT NULL CHECK (amount_minor <> 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            note TEXT,
            at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, effect, account)
        )
        """,
        """
        INSERT INTO ledger_entries_of_money (
            tenant_id, effect, account, invoice_id, payment_id, customer_id, amount_minor, currency, at
        ) SELECT tenant_id, effect, account, invoice_id, payment_id, customer_id, amount_minor, currency, at
        FROM ledger_entries
        """,
        "DROP TABLE ledger_entries",
        "ALTER TABLE ledger_entries_of_money RENAME TO ledger_entries",
        "CREATE INDEX ledger_entries_by_invoice ON ledger_entries (invoice_id)",
        "CREATE INDEX ledger_entries_by_customer ON ledger_entries (tenant_id, customer_id, account)",
        // Who spends a customer's credit writes this row first, so that nobody spends it twice.
        """
        CREATE TABLE credit_accounts (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            revision BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant_id, customer_id, currency)
        )
        """,
    ]

    private static let refunds = [
        """
        CREATE TABLE refunds (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            payment_id TEXT NOT NULL REFERENCES payments(id),
            amount_minor BIGINT NOT NULL CHECK (amount_minor >= 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            destination TEXT NOT NULL CHECK (destination IN ('provider', 'credit')),
            state TEXT NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
            provider_refund_id TEXT,
            reason TEXT,
            failure TEXT,
            attempts BIGINT NOT NULL DEFAULT 0,
            next_at BIGINT NOT NULL DEFAULT 0,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            UNIQUE (payment_id, provider_refund_id)
        )
        """,
        // Until now an attempt was given back whole or not at all; such a refund has no key of the provider's.
        """
        INSERT INTO refunds (id, tenant_id, invoice_id, payment_id, amount_minor, currency, destination, state,
            provider_refund_id, created_at, updated_at)
        SELECT id, tenant_id, invoice_id, id, refunded_minor, currency, 'provider', 'succeeded', 'rest', updated_at,
            updated_at
        FROM payments WHERE refunded_minor > 0
        """,
        "CREATE INDEX refunds_by_invoice ON refunds (invoice_id)",
        "CREATE INDEX refunds_by_time ON refunds (tenant_id, created_at)",
        "CREATE INDEX refunds_due ON refunds (next_at) WHERE state = 'pending'",
        // Sums of an attempt's refunds and disputes, kept with it: what is given back, or on its way
        // back, never exceeds what came.
        "ALTER TABLE payments ADD COLUMN credited_minor BIGINT NOT NULL DEFAULT 0 CHECK (credited_minor >= 0)",
        """
        ALTER TABLE payments ADD COLUMN refunding_minor BIGINT NOT NULL DEFAULT 0
            CHECK (refunding_minor >= 0 AND refunded_minor + refunding_minor <= amount_minor)
        """,
        "ALTER TABLE payments ADD COLUMN withheld_minor BIGINT NOT NULL DEFAULT 0 CHECK (withheld_minor >= 0)",
        "ALTER TABLE payments ADD COLUMN lost_minor BIGINT NOT NULL DEFAULT 0 CHECK (lost_minor >= 0)",
    ]

    private static let disputes = [
        """
        CREATE TABLE disputes (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            payment_id TEXT NOT NULL REFERENCES payments(id),
            provider_dispute_id TEXT NOT NULL,
            amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            state TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')),
            reason TEXT,
            answer_by BIGINT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            UNIQUE (payment_id, provider_dispute_id)
        )
        """,
        "CREATE INDEX disputes_by_time ON disputes (tenant_id, created_at)",
        "CREATE INDEX disputes_by_payment ON disputes (payment_id)",
    ]

    private static let reviews = [
        """
        CREATE TABLE payment_reviews (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            kind TEXT NOT NULL CHECK (kind IN ('mismatch', 'dispute', 'refund', 'reconciliation', 'endpoint')),
            subject TEXT NOT NULL,
            summary TEXT NOT NULL,
            invoice_id TEXT REFERENCES invoices(id),
            webhook_id TEXT REFERENCES webhooks(id),
            state TEXT NOT NULL CHECK (state IN ('open', 'resolved')),
            resolution TEXT,
            resolved_by TEXT,
            created_at BIGINT NOT NULL,
            resolved_at BIGINT,
            UNIQUE (tenant_id, kind, subject)
        )
        """,
        "CREATE INDEX payment_reviews_by_time ON payment_reviews (tenant_id, created_at)",
    ]

    private static let vouchers = [
        "ALTER TABLE payments ADD COLUMN voucher_number TEXT",
        "ALTER TABLE payments ADD COLUMN voucher_url TEXT",
        "ALTER TABLE sandbox_sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'card'",
        """
        CREATE TABLE sandbox_refunds (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            session_id TEXT NOT NULL REFERENCES sandbox_sessions(id),
            reference TEXT NOT NULL,
            amount_minor BIGINT NOT NULL CHECK (amount_minor > 0)
        )
        """,
    ]

    private static let plans = [
        """
        CREATE TABLE installments (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            position BIGINT NOT NULL CHECK (position > 0),
            amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
            due_at BIGINT NOT NULL,
            PRIMARY KEY (invoice_id, position)
        )
        """,
        """
        CREATE TABLE reconciliations (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            provider TEXT NOT NULL,
            from_at BIGINT NOT NULL,
            until_at BIGINT NOT NULL,
            checked BIGINT NOT NULL,
            corrected BIGINT NOT NULL,
            differences TEXT NOT NULL,
            at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX reconciliations_by_time ON reconciliations (tenant_id, provider, at)",
    ]

    private static let returns = [
        """
        CREATE TABLE returns (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            number BIGINT NOT NULL,
            order_id TEXT NOT NULL REFERENCES orders(id),
            invoice_id TEXT NOT NULL REFERENCES invoices(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            case_name TEXT,
            state TEXT NOT NULL CHECK (state IN ('requested', 'partially-received', 'received', 'settled', 'refused',
                'cancelled')),
            reason TEXT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            UNIQUE (tenant_id, number)
        )
        """,
        "CREATE INDEX returns_by_time ON returns (tenant_id, created_at)",
        "CREATE INDEX returns_by_order ON returns (order_id)",
        """
        CREATE TABLE return_lines (
            return_id TEXT NOT NULL REFERENCES returns(id),
            sku TEXT NOT NULL,
            requested BIGINT NOT NULL CHECK (requested > 0),
            received BIGINT NOT NULL CHECK (received >= 0),
            damaged BIGINT NOT NULL CHECK (damaged >= 0 AND received + damaged <= requested),
            PRIMARY KEY (return_id, sku)
        )
        """,
    ]
}
