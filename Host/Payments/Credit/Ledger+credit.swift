// The customer's credit as a means of payment: applied to an invoice, granted as
// a goodwill, paid out by a transfer that a person made. Never spent twice.

public import HostCore
public import HostStorage
public import OrkestaModel

extension Ledger {
    /// Pays an invoice, or `amount` of it, with its customer's credit. Nil pays as
    /// much as there is credit and room. Throws a problem: conflict when there is
    /// no credit, nothing to pay, or pages are open for it; invalid for an amount
    /// beyond either.
    public func applyCredit(
        to id: InvoiceID,
        amount: Money? = nil,
        in connection: any DatabaseConnection
    ) throws -> Outcome {
        let (invoice, attempts) = try lock(id, in: connection)
        let position = invoice.position(attempts)
        guard position.balance > 0 else { throw nothingToPay(invoice) }
        let credit = try Credits(tenant)
            .lockSpendable(of: invoice.customerID, currency: invoice.total.currency, in: connection)
        guard credit > 0 else { throw noCredit(invoice.total.currency) }
        let wanted = amount ?? Money(minor: min(credit, position.balance), currency: invoice.total.currency)
        let most = min(credit, position.balance)
        guard wanted.currency == invoice.total.currency, wanted.minor > 0, wanted.minor <= most else {
            throw Problem(
                .invalid,
                "the amount is not within the credit and what is open, "
                    + "\(Money(minor: most, currency: invoice.total.currency))",
                field: "amount",
                remedy: "Give an amount above zero and up to that, or none."
            )
        }
        guard wanted.minor <= position.room else { throw paymentUnderWay }
        let attempt = try Payments(tenant).insert(
            PaymentID(at: now, randomness: randomness),
            amount: wanted,
            invoice: invoice.id,
            link: nil,
            provider: .storeCredit,
            expiresAt: nil,
            at: now,
            in: connection
        )
        return try takeCredit(attempt, in: connection)
    }

    private func takeCredit(_ attempt: PaymentRow, in connection: any DatabaseConnection) throws -> Outcome {
        let arrival = ProviderReport(
            .succeeded,
            session: nil,
            reference: attempt.id,
            paymentID: nil,
            amount: attempt.amount,
            method: PluginID.storeCredit.rawValue
        )
        guard let outcome = try take(arrival, of: .storeCredit, in: connection) else { throw vanished }
        return outcome
    }

    /// Gives a customer credit that they did not pay for. `amount` is above zero.
    public func grantCredit(
        _ amount: Money,
        to customer: CustomerID,
        reason: String,
        in connection: any DatabaseConnection
    ) throws {
        _ = try Credits(tenant).lockSpendable(of: customer, currency: amount.currency, in: connection)
        try moveCredit(.creditGranted, amount, of: customer, [.returns: amount.minor], reason, in: connection)
    }

    /// A person has paid a customer's credit out, by a transfer or in cash.
    /// Throws a conflict problem when there is less.
    public func payOutCredit(
        _ amount: Money,
        of customer: CustomerID,
        reason: String,
        in connection: any DatabaseConnection
    ) throws {
        let credit = try Credits(tenant)
            .lockSpendable(of: customer, currency: amount.currency, in: connection)
        guard amount.minor <= credit else {
            throw Problem(
                .conflict,
                "the customer's credit is \(Money(minor: max(0, credit), currency: amount.currency))",
                field: "amount",
                remedy: "Give an amount up to that."
            )
        }
        let paid = Money(minor: -amount.minor, currency: amount.currency)
        try moveCredit(.creditPaidOut, paid, of: customer, [.cash: paid.minor], reason, in: connection)
    }

    /// `amount` is what the customer has more by it; `other` is booked against it.
    /// The customer's credit is locked.
    private func moveCredit(
        _ type: DomainEventType,
        _ amount: Money,
        of customer: CustomerID,
        _ other: [LedgerAccount: Int64],
        _ reason: String,
        in connection: any DatabaseConnection
    ) throws {
        let id = DomainEventID(at: now, randomness: randomness)
        try book(
            "\(type.rawValue):\(id)",
            other.merging([.credit: -amount.minor]) { $1 },
            LedgerSubject(customer: customer, currency: amount.currency),
            note: reason,
            in: connection
        )
        try record(
            type,
            entity: customer.rawValue,
            [
                "customer_id": .string(customer.rawValue), "amount": amount.json, "reason": .string(reason),
                "balances": .array(try Credits(tenant).balances(of: customer, in: connection).map(\.json)),
            ],
            in: connection
        )
    }

    /// Throws a conflict problem when refunds on their way take overpayments whose
    /// credit the customer has spent.
    func requireUnspentCredit(of invoice: InvoiceRow, in connection: any DatabaseConnection) throws {
        let attempts = try Payments(tenant).attempts(of: invoice.id, in: connection)
        guard invoice.creditOnItsWayBack(attempts) > 0 else { return }
        let left = try Credits(tenant)
            .lockSpendable(of: invoice.customerID, currency: invoice.total.currency, in: connection)
        guard left < 0 else { return }
        throw Problem(
            .conflict,
            "what was paid beyond \(invoice.shownNumber) became credit, and the customer has spent it",
            field: "amount",
            remedy: "Give back \(Money(minor: -left, currency: invoice.total.currency)) less."
        )
    }

    private func nothingToPay(_ invoice: InvoiceRow) -> Problem {
        Problem(
            .conflict,
            invoice.voidedAt == nil ? "\(invoice.shownNumber) is paid" : "\(invoice.shownNumber) was withdrawn",
            field: "invoice",
            remedy: "There is nothing to pay."
        )
    }

    private func noCredit(_ currency: String) -> Problem {
        Problem(
            .conflict,
            "the customer has no credit in \(currency)",
            field: "invoice",
            remedy: "Credit comes from overpayments, refunds to credit, and grants."
        )
    }
}
