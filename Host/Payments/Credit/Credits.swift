// What the business owes its customers: paid beyond an invoice, given back as
// credit, or granted. A balance is the sum of the ledger's entries, never a column.

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

    /// A customer's balance in each currency that it ever was in, by currency.
    /// Below zero when a provider gave back money whose credit was spent.
    public func balances(
        of customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Money] {
        let rows = try connection.rows(
            """
            SELECT currency, CAST(-SUM(amount_minor) AS BIGINT) FROM ledger_entries
            WHERE tenant_id = ? AND customer_id = ? AND account = 'credit' GROUP BY currency ORDER BY currency
            """,
            tenant.id,
            customer
        )
        var balances: [Money] = []
        for row in rows { balances.append(Money(minor: try row.integer(1), currency: try row.text(0))) }
        return balances
    }

    /// The latest changes of a customer's credit, the newest first.
    public func movements(
        of customer: CustomerID,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Movement] {
        let rows = try connection.rows(
            """
            SELECT ledger_entries.effect, ledger_entries.amount_minor, ledger_entries.currency, invoices.number,
                ledger_entries.note, ledger_entries.at
            FROM ledger_entries LEFT JOIN invoices ON invoices.id = ledger_entries.invoice_id
            WHERE ledger_entries.tenant_id = ? AND ledger_entries.customer_id = ? AND ledger_entries.account = 'credit'
            ORDER BY ledger_entries.at DESC, ledger_entries.effect LIMIT ?
            """,
            tenant.id,
            customer,
            limit
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
        try connection.execute(
            """
            INSERT INTO credit_accounts (tenant_id, customer_id, currency) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, customer_id, currency) DO UPDATE SET revision = credit_accounts.revision + 1
            """,
            tenant.id,
            customer,
            currency
        )
        let balance = try balances(of: customer, in: connection).first { $0.currency == currency }?.minor ?? 0
        return balance - (try spokenFor(of: customer, currency: currency, in: connection))
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
