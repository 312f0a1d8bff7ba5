// What providers decide on a tenant's templates.

extension Schema {
    static let templates = [
        // By the provider's own names: a template that carries every message has no other.
        """
        CREATE TABLE template_decisions (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            name TEXT NOT NULL,
            language TEXT NOT NULL,
            approval TEXT NOT NULL,
            reason TEXT,
            decided_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel, name, language)
        )
        """
    ]
}
