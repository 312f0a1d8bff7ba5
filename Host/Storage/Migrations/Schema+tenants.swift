// Tenants and what belongs to their administration: keys, plugins, settings,
// secrets, kill switches, numbers that people see, the audit log.

extension Schema {
    static let tenants = [
        """
        CREATE TABLE tenants (
            id TEXT PRIMARY KEY,
            display_name TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
            status TEXT NOT NULL CHECK (status IN ('active', 'trial', 'suspended', 'churned')),
            environment TEXT NOT NULL CHECK (environment IN ('sandbox', 'production')),
            locale TEXT NOT NULL DEFAULT 'es',
            currency TEXT NOT NULL DEFAULT 'MXN',
            time_zone TEXT NOT NULL DEFAULT 'America/Mexico_City',
            default_agent TEXT,
            dunning_enabled BIGINT NOT NULL DEFAULT 0,
            simulated_now BIGINT CHECK (simulated_now IS NULL OR environment = 'sandbox'),
            random_seed BIGINT NOT NULL,
            catalog_revision BIGINT NOT NULL DEFAULT 0,
            last_import BIGINT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE api_keys (
            id TEXT PRIMARY KEY,
            tenant_id TEXT REFERENCES tenants(id),
            name TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE,
            permissions TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            revoked_at BIGINT
        )
        """,
        """
        CREATE TABLE tenant_plugins (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            plugin_id TEXT NOT NULL,
            enabled BIGINT NOT NULL CHECK (enabled IN (0, 1)),
            settings TEXT NOT NULL DEFAULT '{}',
            revision BIGINT NOT NULL DEFAULT 1,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, plugin_id)
        )
        """,
        """
        CREATE TABLE secrets (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            name TEXT NOT NULL,
            sealed BYTEA NOT NULL,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, name)
        )
        """,
        """
        CREATE TABLE kill_switches (
            scope TEXT PRIMARY KEY,
            reason TEXT NOT NULL,
            actor TEXT NOT NULL,
            set_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE counters (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            name TEXT NOT NULL,
            value BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, name)
        )
        """,
        """
        CREATE TABLE audit_logs (
            id TEXT PRIMARY KEY,
            tenant_id TEXT,
            actor_id TEXT NOT NULL,
            agent TEXT,
            action TEXT NOT NULL,
            entity_type TEXT NOT NULL,
            entity_id TEXT NOT NULL,
            diff TEXT NOT NULL,
            ip_address TEXT,
            user_agent TEXT,
            at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX audit_logs_by_tenant ON audit_logs (tenant_id, at)",
    ]
}
