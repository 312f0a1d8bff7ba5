// Who is who: what is read through the merges of customers, who was parted, and whose a
// telephone number is.

extension Schema {
    static let identity = merges + partings + numbers

    private static let merges = [
        // A return goes with its invoice; until now it stayed with whoever was merged.
        """
        UPDATE returns SET customer_id = (SELECT invoices.customer_id FROM invoices
            WHERE invoices.id = returns.invoice_id)
        """,
        "CREATE INDEX customer_merges_by_target ON customer_merges (tenant_id, into_id)",
        // An invoice's credit is whose the invoice is, whoever had it when it was booked.
        "CREATE INDEX ledger_entries_of_credit ON ledger_entries (invoice_id) WHERE account = 'credit'",
    ]

    private static let partings = [
        // Of whom a person said that they are not one.
        """
        CREATE TABLE customer_partings (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            parted_id TEXT NOT NULL REFERENCES customers(id),
            from_id TEXT NOT NULL REFERENCES customers(id),
            at BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, parted_id, from_id)
        )
        """
    ]

    private static let numbers = [
        // By which id of theirs a channel's provider last named the holder of a number.
        """
        CREATE TABLE number_holders (
            tenant_id TEXT NOT NULL REFERENCES tenants(id),
            channel TEXT NOT NULL,
            number TEXT NOT NULL,
            holder TEXT NOT NULL,
            since BIGINT NOT NULL,
            PRIMARY KEY (tenant_id, channel, number)
        )
        """,
        "CREATE INDEX number_holders_by_holder ON number_holders (tenant_id, channel, holder)",
    ]
}
