// What language models cost: by tenant, day, provider and model. Money is in
// billionths of the currency of the providers' prices; a day counts from the
// epoch, UTC.

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
    ]
}
