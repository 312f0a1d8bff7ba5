// The only place where money is written. Each change of an invoice is one effect:
// the attempt's new state, the entries that it books, the invoice's status, what
// follows from it, all in the caller's transaction.

public import HostCore
import HostInbox
public import HostStorage
import HostTime
public import OrkestaModel

/// The ledger of one tenant. Entries of an effect add up to zero; an effect is
/// booked once, however often it is reported.
public struct Ledger: Sendable {
    let tenant: TenantHandle
    /// The tenant's time.
    let now: Timestamp
    let randomness: any Randomness

    /// `now` is the tenant's time.
    public init(_ tenant: TenantHandle, now: Timestamp, randomness: any Randomness) {
        self.tenant = tenant
        self.now = now
        self.randomness = randomness
    }

    // MARK: Asking for money

    /// Issues an invoice; an order that has one already gets no second. The order
    /// and what it holds are rows by now: one that costs nothing is fulfilled.
    public func issue(_ draft: InvoiceDraft, in connection: any DatabaseConnection) throws -> InvoiceRow {
        let invoices = Invoices(tenant)
        if let order = draft.orderID, let issued = try invoices.find(order: order, in: connection) { return issued }
        let id = InvoiceID(at: now, randomness: randomness)
        let number = try InvoiceNumbers(tenant).number(for: draft.orderID ?? id.rawValue, at: now, in: connection)
        let position = InvoicePosition(total: draft.total.minor, attempts: [])
        try connection.execute(
            """
            INSERT INTO invoices (id, tenant_id, number, customer_id, order_id, conversation_id, description,
                amount_minor, currency, due_at, status, created_at, paid_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            id,
            tenant.id,
            number,
            draft.customerID,
            draft.orderID,
            draft.conversationID,
            draft.description,
            draft.total.minor,
            draft.total.currency,
            draft.dueAt,
            position.status.rawValue,
            now,
            position.status == .succeeded ? now : nil
        )
        guard let issued = try invoices.find(id, in: connection) else {
            throw DatabaseError.failed("an invoice's row did not come back")
        }
        try book("invoice:\(id):issued", position.entries(since: .none), of: issued, in: connection)
        try record(.invoiceIssued, issued, payment: nil, in: connection)
        try DebtorTimer(tenant).lookNow(issued.customerID, at: now, in: connection)
        // Nobody will pay what costs nothing.
        if position.balance == 0, let order = issued.orderID { try fulfil(order, of: issued, in: connection) }
        return issued
    }

    /// Withdraws an invoice of which nothing is paid or being paid. Throws a
    /// conflict problem otherwise.
    public func void(_ id: InvoiceID, in connection: any DatabaseConnection) throws -> InvoiceRow {
        let (invoice, attempts) = try lock(id, in: connection)
        let before = invoice.position(attempts)
        guard invoice.voidedAt == nil else { return invoice }
        guard before.captured == 0, before.open == 0 else {
            throw Problem(
                .conflict,
                "\(invoice.shownNumber) \(before.captured > 0 ? "is paid, if only in part" : "is being paid")",
                field: "invoice",
                remedy: "Only an invoice of which nothing is paid or being paid can be withdrawn."
            )
        }
        try connection.execute(
            "UPDATE invoices SET voided_at = ?, status = 'failed' WHERE tenant_id = ? AND id = ?",
            now,
            tenant.id,
            id
        )
        let after = InvoicePosition(total: invoice.total.minor, isVoid: true, attempts: attempts.map(\.counted))
        try book("invoice:\(id):voided", after.entries(since: before), of: invoice, in: connection)
        guard let voided = try Invoices(tenant).find(id, in: connection) else { throw vanished }
        try record(.invoiceVoided, voided, payment: nil, in: connection)
        try DebtorTimer(tenant).lookNow(voided.customerID, at: now, in: connection)
        return voided
    }

    // MARK: Taking money

    /// What a report did to the ledger.
    public struct Outcome: Sendable {
        public let invoice: Invoice
        public let payment: Payment
        /// The turn that tells the customer; nil when nobody is told.
        public let work: InboxItemID?
    }

    /// Books what a provider tells, whatever it is about. Nil when it says nothing
    /// new. Throws ``PaymentMismatch`` and a notFound problem as its parts do.
    public func take(
        _ news: ProviderNews,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> Outcome? {
        switch news {
        case .payment(let report): try take(report, of: provider, in: connection)
        case .refund(let report): try take(report, of: provider, in: connection)
        case .dispute(let report): try take(report, of: provider, in: connection)
        }
    }

    /// Books what a provider reports of an attempt. Nil when it says nothing new.
    /// Throws ``PaymentMismatch`` when it does not fit the attempt, and a notFound
    /// problem when there is no such attempt (yet).
    public func take(
        _ report: ProviderReport,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> Outcome? {
        var books = try open(report.attempt, of: provider, in: connection)
        try check(report, against: books.payment)
        var machine = AttemptMachine(books.payment.state)
        guard let change = machine.take(report.report) else {
            try Payments(tenant).learn(from: report, about: books.payment, in: connection)
            return nil
        }
        let before = books.position
        if change.captured || !change.refunded {
            let state = change.refunded ? Payment.State.succeeded : machine.state
            books.payment = try Payments(tenant).store(state, of: books.payment.id, by: report, at: now, in: connection)
        }
        if change.captured { try book("payment:\(books.payment.id):captured", books, since: before, in: connection) }
        guard change.refunded else {
            return try settle(books, since: before, failure: report.failure, in: connection)
        }
        return try giveBackRest(of: books, since: before, in: connection)
    }

    /// How closing an attempt ended.
    enum Closing: Sendable {
        /// It is closed, or was decided before: then there is no outcome.
        case closed(Outcome?)
        /// It has got its page since it was read, and may be paid there.
        case overtaken

        var outcome: Outcome? {
            if case .closed(let outcome) = self { outcome } else { nil }
        }
    }

    /// Closes an attempt whose page, if it had one when it was read, is closed at
    /// the provider.
    func close(
        _ attempt: PaymentRow,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> Closing {
        let attempts = try lock(attempt.invoiceID, in: connection).attempts
        guard let stored = attempts.first(where: { $0.id == attempt.id }) else { throw vanished }
        guard stored.sessionID == attempt.sessionID else { return .overtaken }
        return .closed(try take(attempt.expiry, of: provider, in: connection))
    }

    private func check(_ report: ProviderReport, against attempt: PaymentRow) throws(PaymentMismatch) {
        guard report.amount.currency == attempt.amount.currency else { throw PaymentMismatch(field: "currency") }
        guard report.amount.minor == attempt.amount.minor else { throw PaymentMismatch(field: "amount") }
        if let session = attempt.sessionID, let named = report.session, session != named {
            throw PaymentMismatch(field: "session")
        }
        // On some pages one can pay twice, with a card and with a voucher.
        if report.report == .succeeded, attempt.state.hasArrived, let known = attempt.providerPaymentID,
            let named = report.paymentID, named != known
        {
            throw PaymentMismatch(field: "payment", description: "the attempt was paid before, by another payment")
        }
    }

    /// The invoice's row follows its attempts; then everything that hears of it.
    func settle(
        _ books: OpenBooks,
        since before: InvoicePosition,
        refund: RefundRow? = nil,
        failure: String? = nil,
        in connection: any DatabaseConnection
    ) throws -> Outcome {
        let (invoice, after) = (books.invoice, books.position)
        try connection.execute(
            "UPDATE invoices SET status = ?, paid_at = COALESCE(paid_at, ?) WHERE tenant_id = ? AND id = ?",
            after.status.rawValue,
            after.status == .succeeded ? now : nil,
            tenant.id,
            invoice.id
        )
        if before.balance > 0, after.balance == 0, let order = invoice.orderID {
            try fulfil(order, of: invoice, in: connection)
        }
        guard let settled = try Invoices(tenant).find(invoice.id, in: connection) else { throw vanished }
        let event = PaymentEvent(
            settled.document(books.attempts),
            books.payment.document,
            refund: refund,
            creditMinor: after.credit
        )
        try record(event.type, settled, payment: event.json, in: connection)
        try DebtorTimer(tenant).lookNow(settled.customerID, at: now, in: connection)
        let work =
            event.isTold(failure: failure)
            ? try PaymentNotice(tenant, now: now).post(event, of: settled, books.payment, randomness, in: connection)
            : nil
        return Outcome(invoice: event.invoice, payment: event.payment, work: work)
    }

    var vanished: DatabaseError { .failed("an invoice or payment vanished in its own transaction") }
}

/// What a provider tells and the ledger must not book: it does not fit the attempt,
/// or is for a person to decide.
public struct PaymentMismatch: Error, Sendable, Hashable, CustomStringConvertible {
    /// What differs: `amount`, `currency`, `session`, `mode`, `account`.
    public let field: String
    public let description: String

    /// `description` says what is wrong, where the field differs from something
    /// else than the attempt.
    public init(field: String, description: String? = nil) {
        self.field = field
        self.description = description ?? "the \(field) is not that of the attempt"
    }
}
