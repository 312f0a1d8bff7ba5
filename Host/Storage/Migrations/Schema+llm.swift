// What language models cost: by tenant, day, provider and model. Money is in
// billionths of the currency of the providers' prices; a day counts from the
// epoch, UTC. And what tenants have chosen of them.

extension Schema {
    static let llm = [
        """
        CREATE TABLE llm_spending (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            day BIGINT NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            metered BIGINT NOT NULL CHECK (metered IN (0, 1)),
            requests BIGINT NOT NULL CHECK (requests >= 0),
            prompt_tokens BIGINT NOT NULL CHECK (prompt_tokens >= 0),
            completion_tokens BIGINT NOT NULL CHECK (completion_tokens >= 0),
            cost_nanos BIGINT NOT NULL CHECK (cost_nanos >= 0),
            PRIMARY KEY (tenant_id, day, provider, model, metered)
        )
        """,
        "CREATE INDEX llm_spending_by_day ON llm_spending (day)",
        """
        CREATE TABLE llm_settings (
            tenant_id TEXT PRIMARY KEY REFERENCES tenants(id),
            document TEXT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """,
        // A tenant's own key asks models too; those that only look don't have chat:write.
        """
        UPDATE api_keys SET permissions = permissions || ' llm:operate'
        WHERE tenant_id IS NOT NULL AND permissions LIKE '%chat:write%' AND permissions LIKE '%llm:read%'
        """,
    ]
}
