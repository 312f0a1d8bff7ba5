// What the business owes its customers: paid beyond an invoice, given back as
// credit, or granted. A balance is the sum of the ledger's entries, never a column.

import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// The customers' credit with one tenant.
public struct Credits: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// One change of a customer's credit.
    public struct Movement: Sendable, Hashable {
        /// What made it: `payment:…:captured`, `credit.granted:…`.
        public let effect: String
        /// Above zero when the customer has more by it.
        public let amount: Money
        /// `INV-1001`; nil when it belongs to no invoice.
        public let invoice: String?
        public let note: String?
        public let at: Timestamp

        /// For the API.
        public var json: JSON {
            [
                "effect": .string(effect), "amount": amount.json, "invoice": JSON(invoice), "note": JSON(note),
                "at": .string(at.description),
            ]
        }
    }

    /// A customer's balance in each currency that it ever was in, by currency. Of somebody who
    /// was merged into another customer it is that one's.
    /// Below zero when a provider gave back money whose credit was spent, and when the customer
    /// spent the credit of somebody who was parted from them since.
    public func balances(
        of customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Money] {
        try balances(of: Customers(tenant).family(of: customer, in: connection), in: connection)
    }

    private func balances(
        of family: CustomerFamily,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Money] {
        let entries = entries(of: family)
        let rows = try connection.rows(
            """
            \(entries.sql)
            SELECT currency, CAST(-SUM(amount_minor) AS BIGINT) FROM entries GROUP BY currency ORDER BY currency
            """,
            entries.arguments
        )
        var balances: [Money] = []
        for row in rows { balances.append(Money(minor: try row.integer(1), currency: try row.text(0))) }
        return balances
    }

    /// The latest changes of a customer's credit, the newest first; of whom, as ``balances(of:in:)``.
    public func movements(
        of customer: CustomerID,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Movement] {
        let entries = entries(of: try Customers(tenant).family(of: customer, in: connection))
        let rows = try connection.rows(
            """
            \(entries.sql)
            SELECT entries.effect, entries.amount_minor, entries.currency, invoices.number, entries.note, entries.at
            FROM entries LEFT JOIN invoices ON invoices.id = entries.invoice_id
            ORDER BY entries.at DESC, entries.effect LIMIT ?
            """,
            entries.arguments + [limit]
        )
        var found: [Movement] = []
        for row in rows {
            found.append(
                Movement(
                    effect: try row.text(0),
                    amount: Money(minor: 0 - (try row.integer(1)), currency: try row.text(2)),
                    invoice: row.optionalInteger(3).map { "INV-\($0)" },
                    note: row.optionalText(4),
                    at: try row.timestamp(5)
                )
            )
        }
        return found
    }

    /// What a customer can spend, kept from everybody else who would spend it
    /// until the end of the transaction; minor units. What refunds on their way
    /// will take out of overpayments counts as spent.
    func lockSpendable(
        of customer: CustomerID,
        currency: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int64 {
        let family = try Customers(tenant).family(of: customer, in: connection)
        // All of them, always in the same order: whoever spends it as one of those who were merged
        // since is waited for, and this begins again.
        for one in family.everybody {
            try connection.execute(
                """
                INSERT INTO credit_accounts (tenant_id, customer_id, currency) VALUES (?, ?, ?)
                ON CONFLICT (tenant_id, customer_id, currency) DO UPDATE SET revision = credit_accounts.revision + 1
                """,
                tenant.id,
                one,
                currency
            )
        }
        let balance = try balances(of: family, in: connection).first { $0.currency == currency }?.minor ?? 0
        return balance - (try spokenFor(of: family.current, currency: currency, in: connection))
    }

    /// Begins a statement that reads `entries`: those which are the customer's credit. They stay
    /// as they were booked when customers are merged and parted: those of an invoice are whose
    /// the invoice is, the others are the family's of whoever they were booked for.
    private func entries(of family: CustomerFamily) -> (sql: String, arguments: [any DatabaseArgument]) {
        let marks = family.everybody.map { _ in "?" }.joined(separator: ", ")
        let columns = ["effect", "invoice_id", "amount_minor", "currency", "note", "at"]
            .map { "ledger_entries.\($0)" }.joined(separator: ", ")
        let sql = """
            WITH entries AS (
                SELECT \(columns) FROM ledger_entries
                WHERE tenant_id = ? AND customer_id IN (\(marks)) AND account = 'credit' AND invoice_id IS NULL
                UNION ALL
                SELECT \(columns) FROM invoices JOIN ledger_entries ON ledger_entries.invoice_id = invoices.id
                WHERE invoices.tenant_id = ? AND invoices.customer_id = ? AND ledger_entries.account = 'credit'
            )
            """
        let granted: [any DatabaseArgument] = [tenant.id] + (family.everybody as [any DatabaseArgument])
        return (sql, granted + [tenant.id, family.current])
    }

    /// What of a customer's overpayments is on its way back.
    private func spokenFor(
        of customer: CustomerID,
        currency: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int64 {
        let rows = try connection.rows(
            """
            SELECT DISTINCT payments.invoice_id FROM payments JOIN invoices ON invoices.id = payments.invoice_id
            WHERE payments.tenant_id = ? AND payments.refunding_minor > 0 AND invoices.customer_id = ?
                AND invoices.currency = ?
            """,
            tenant.id,
            customer,
            currency
        )
        var ids: Set<InvoiceID> = []
        for row in rows { ids.insert(try row.identifier(0)) }
        let invoices = try Invoices(tenant).find(ids, in: connection)
        let attempts = try Payments(tenant).attempts(of: Array(ids), in: connection)
        return invoices.values.reduce(0) { $0 + $1.creditOnItsWayBack(attempts[$1.id] ?? []) }
    }
}

extension InvoiceRow {
    /// What of an overpayment refunds on their way will take, in minor units.
    func creditOnItsWayBack(_ attempts: [PaymentRow]) -> Int64 {
        let then = attempts.map { attempt in
            var counted = attempt.counted
            counted.refunded += attempt.refundingMinor
            return counted
        }
        let after = InvoicePosition(total: total.minor, isVoid: voidedAt != nil, attempts: then)
        return position(attempts).credit - after.credit
    }
}
