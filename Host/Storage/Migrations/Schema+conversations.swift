// Customers, conversations, their messages, and cases for people.

extension Schema {
    static let conversations = [
        """
        CREATE TABLE customers (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            number BIGINT NOT NULL,
            name TEXT,
            locale TEXT,
            opted_out_at BIGINT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            UNIQUE (tenant_id, number)
        )
        """,
        """
        CREATE TABLE customer_addresses (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customers(id),
            created_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel, address)
        )
        """,
        "CREATE INDEX customer_addresses_by_customer ON customer_addresses (customer_id)",
        "CREATE INDEX customer_addresses_by_address ON customer_addresses (tenant_id, address)",
        """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'completed')),
            agent_id TEXT,
            locale TEXT,
            context TEXT NOT NULL DEFAULT '{}',
            state_revision BIGINT NOT NULL DEFAULT 0,
            message_count BIGINT NOT NULL DEFAULT 0,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """,
        """
        CREATE UNIQUE INDEX conversations_open ON conversations (tenant_id, channel, address)
        WHERE state <> 'completed'
        """,
        "CREATE INDEX conversations_by_address ON conversations (tenant_id, address)",
        "CREATE INDEX conversations_by_activity ON conversations (tenant_id, state, updated_at)",
        """
        CREATE TABLE messages (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            conversation_id TEXT NOT NULL REFERENCES conversations(id),
            sequence BIGINT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'person', 'system')),
            agent_id TEXT,
            turn_id TEXT,
            provider_message_id TEXT,
            content TEXT NOT NULL,
            at BIGINT NOT NULL,
            UNIQUE (conversation_id, sequence)
        )
        """,
        """
        CREATE TABLE cases (
            id TEXT PRIMARY KEY,
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            number BIGINT NOT NULL,
            conversation_id TEXT NOT NULL REFERENCES conversations(id),
            customer_id TEXT NOT NULL REFERENCES customers(id),
            kind TEXT NOT NULL,
            summary TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'closed')),
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            UNIQUE (tenant_id, number)
        )
        """,
        "CREATE UNIQUE INDEX cases_open ON cases (tenant_id, conversation_id, kind) WHERE state = 'open'",
        """
        CREATE TABLE plugin_documents (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            plugin_id TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            revision BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, plugin_id, key)
        )
        """,
    ]
}
