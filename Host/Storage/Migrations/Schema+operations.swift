// What the operation of the host itself leaves behind: answers of idempotent
// requests and the log of retention runs.

extension Schema {
    static let operations = [
        """
        CREATE TABLE idempotent_requests (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            route TEXT NOT NULL,
            key TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            status BIGINT,
            answer TEXT,
            created_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, route, key)
        )
        """,
        """
        CREATE TABLE retention_runs (
            id TEXT PRIMARY KEY,
            at BIGINT NOT NULL,
            removed TEXT NOT NULL
        )
        """,
    ]
}
