// Mobiles of Brazil, under the number that is dialled: addresses that were kept without its
// ninth digit, as WhatsApp reports many of them, get it.

extension Schema {
    /// Customers first: where both forms are known, each stays with its own customer, whom a
    /// person may merge.
    static let dialledNumbers =
        [withNinthDigit("customer_addresses")]
        + addressed.map { withNinthDigit($0.table, $0.columns, $0.condition) + " AND \(isUnknown($0.table))" }

    /// `columns` tell rows of one address apart, `condition` says which count.
    private static let addressed: [(table: String, columns: [String], condition: String)] = [
        ("conversations", [], "AND other.state <> 'completed'"), ("inbox", ["provider_message_id"], ""),
        ("attachments", ["provider_message_id", "place"], ""), ("timers", ["plugin_id", "name"], ""),
        ("outbox", ["id"], ""), ("payment_links", ["id"], ""),
    ]

    private static func withNinthDigit(
        _ table: String,
        _ columns: [String] = [],
        _ condition: String = ""
    ) -> String {
        let dialled = "substr(\(table).address, 1, 5) || '9' || substr(\(table).address, 6)"
        let isSame = columns.map { "AND other.\($0) = \(table).\($0)" }.joined(separator: " ")
        return """
            UPDATE \(table) SET address = \(dialled)
            WHERE address LIKE '+55%' AND length(address) = 13 AND substr(address, 6, 1) IN ('6', '7', '8', '9')
                AND NOT EXISTS (SELECT 1 FROM \(table) AS other WHERE other.tenant_id = \(table).tenant_id
                    AND other.channel = \(table).channel AND other.address = \(dialled) \(isSame) \(condition))
            """
    }

    /// No customer is left under the address as it was.
    private static func isUnknown(_ table: String) -> String {
        """
        NOT EXISTS (SELECT 1 FROM customer_addresses AS known WHERE known.tenant_id = \(table).tenant_id
            AND known.channel = \(table).channel AND known.address = \(table).address)
        """
    }
}
