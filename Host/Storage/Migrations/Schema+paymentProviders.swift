// Accounts at payment providers, and webhooks of which nobody knows who sent them. A
// tenant has at most one account to which new payments go.

extension Schema {
    static let paymentProviders = [
        """
        CREATE TABLE payment_accounts (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            provider TEXT NOT NULL,
            active BIGINT NOT NULL CHECK (active IN (0, 1)),
            account TEXT,
            settings TEXT NOT NULL,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, provider)
        )
        """,
        "CREATE UNIQUE INDEX payment_accounts_active ON payment_accounts (tenant_id) WHERE active = 1",
        "CREATE INDEX payment_accounts_by_account ON payment_accounts (provider, account) WHERE account IS NOT NULL",
        "ALTER TABLE webhooks ADD COLUMN query TEXT",
        "ALTER TABLE webhooks ADD COLUMN verified BIGINT NOT NULL DEFAULT 1 CHECK (verified IN (0, 1))",
        "CREATE INDEX webhooks_unverified ON webhooks (tenant_id, received_at) WHERE verified = 0",
    ]
}
