// Who is who: what is read through the merges of customers.

extension Schema {
    static let identity = [
        // A return goes with its invoice; until now it stayed with whoever was merged.
        """
        UPDATE returns SET customer_id = (SELECT invoices.customer_id FROM invoices
            WHERE invoices.id = returns.invoice_id)
        """,
        "CREATE INDEX customer_merges_by_target ON customer_merges (tenant_id, into_id)",
        // An invoice's credit is whose the invoice is, whoever had it when it was booked.
        "CREATE INDEX ledger_entries_of_credit ON ledger_entries (invoice_id) WHERE account = 'credit'",
    ]
}
