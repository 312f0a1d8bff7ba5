// What customers want of messages that come unasked, as far as providers hold them back.

extension Schema {
    static let wishes = [
        // When a customer last said whether messages may come unasked: providers tell it late,
        // and in any order.
        "ALTER TABLE customers ADD COLUMN wished_at BIGINT",
        // Templates that a provider held back from a customer, and until when none of their
        // kind goes there.
        """
        CREATE TABLE advertising_rests (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            template TEXT NOT NULL,
            rests_until BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel, address, template)
        )
        """,
        "CREATE INDEX advertising_rests_by_template ON advertising_rests (tenant_id, channel, template)",
    ]
}
