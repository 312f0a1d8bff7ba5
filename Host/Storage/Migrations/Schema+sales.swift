// What selling adds: settings, numbers given ahead, versions that are shown to
// customers, holds on stock, and what the money rules need of a product.

extension Schema {
    static let sales = [
        """
        CREATE TABLE sales_settings (
            tenant_id TEXT PRIMARY KEY REFERENCES tenants(id),
            document TEXT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE reserved_numbers (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            name TEXT NOT NULL,
            key TEXT NOT NULL,
            number BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, name, key),
            UNIQUE (tenant_id, name, number)
        )
        """,
        "ALTER TABLE quotes ADD COLUMN token TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE quotes ADD COLUMN approval TEXT CHECK (approval IN ('pending', 'granted', 'refused'))",
        "CREATE INDEX quotes_by_token ON quotes (token, version)",
        "CREATE INDEX quotes_by_time ON quotes (tenant_id, created_at, id)",
        "CREATE INDEX quotes_by_customer ON quotes (tenant_id, customer_id, number)",
        "CREATE UNIQUE INDEX quotes_latest ON quotes (tenant_id, number) WHERE state <> 'superseded'",
        "CREATE INDEX orders_by_customer ON orders (tenant_id, customer_id, number)",
        """
        CREATE TABLE stock_holds (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            reference TEXT NOT NULL,
            sku TEXT NOT NULL,
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            conversation_id TEXT,
            expires_at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, reference, sku)
        )
        """,
        "CREATE INDEX stock_holds_by_sku ON stock_holds (tenant_id, sku)",
        """
        ALTER TABLE catalog_items ADD COLUMN tax_class TEXT NOT NULL DEFAULT 'standard'
            CHECK (tax_class IN ('standard', 'zero', 'exempt'))
        """,
        "ALTER TABLE catalog_items ADD COLUMN cost_minor BIGINT CHECK (cost_minor >= 0)",
        """
        ALTER TABLE catalog_items ADD COLUMN stock_thousandths BIGINT NOT NULL DEFAULT 0
            CHECK (stock_thousandths BETWEEN 0 AND 999)
        """,
    ]
}
