// How the ledger books: an invoice is read under lock, its attempts change, and
// what its position changed by is written as entries, which add up to zero.

import HostCore
import HostStorage
import OrkestaModel

/// An invoice with its attempts, kept from everybody else, and the one attempt
/// that something happens to.
struct OpenBooks {
    let invoice: InvoiceRow
    private(set) var attempts: [PaymentRow]
    private var place: Int

    /// Nil when the attempt is not one of the invoice's.
    init?(_ invoice: InvoiceRow, _ attempts: [PaymentRow], at payment: PaymentID) {
        guard let place = attempts.firstIndex(where: { $0.id == payment }) else { return nil }
        (self.invoice, self.attempts, self.place) = (invoice, attempts, place)
    }

    /// Setting it changes it among the attempts.
    var payment: PaymentRow {
        get { attempts[place] }
        set { attempts[place] = newValue }
    }

    var position: InvoicePosition { invoice.position(attempts) }
}

extension Ledger {
    // MARK: Reading under lock

    /// The books of the attempt that a provider names. Throws a notFound problem
    /// when there is none (yet).
    func open(
        _ name: AttemptName,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> OpenBooks {
        guard let known = try Payments(tenant).find(name, of: provider, in: connection) else {
            throw Problem(.notFound, "no attempt fits the report", remedy: "Wait: the attempt may not be stored yet.")
        }
        return try open(known, in: connection)
    }

    /// The books of an attempt that was read without lock.
    func open(_ payment: PaymentRow, in connection: any DatabaseConnection) throws -> OpenBooks {
        let (invoice, attempts) = try lock(payment.invoiceID, in: connection)
        guard let books = OpenBooks(invoice, attempts, at: payment.id) else { throw vanished }
        return books
    }

    /// The invoice and its attempts, kept from everybody else until the end of
    /// the transaction: on PostgreSQL the update takes the row's lock.
    func lock(
        _ id: InvoiceID,
        in connection: any DatabaseConnection
    ) throws -> (invoice: InvoiceRow, attempts: [PaymentRow]) {
        try connection.execute(
            "UPDATE invoices SET revision = revision + 1 WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        )
        guard let invoice = try Invoices(tenant).find(id, in: connection) else {
            throw Problem(.notFound, "there is no such invoice", field: "invoice", remedy: "Check its number.")
        }
        return (invoice, try Payments(tenant).attempts(of: id, in: connection))
    }

    // MARK: Writing

    /// Books by how much the position changed since `before`.
    func book(
        _ effect: String,
        _ books: OpenBooks,
        since before: InvoicePosition,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try book(effect, books.position.entries(since: before), of: books.invoice, books.payment, in: connection)
    }

    func book(
        _ effect: String,
        _ entries: [LedgerAccount: Int64],
        of invoice: InvoiceRow,
        _ payment: PaymentRow? = nil,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try book(
            effect,
            entries,
            LedgerSubject(
                customer: invoice.customerID,
                invoice: invoice.id,
                payment: payment?.id,
                currency: invoice.total.currency
            ),
            in: connection
        )
    }

    /// Writes the entries of one effect, once: a second time the key refuses them.
    func book(
        _ effect: String,
        _ entries: [LedgerAccount: Int64],
        _ subject: LedgerSubject,
        note: String? = nil,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        for (account, amount) in entries.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                INSERT INTO ledger_entries (tenant_id, effect, account, invoice_id, payment_id, customer_id,
                    amount_minor, currency, note, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                tenant.id,
                effect,
                account.rawValue,
                subject.invoice,
                subject.payment,
                subject.customer,
                amount,
                subject.currency,
                note,
                now
            )
        }
    }

    /// Tells everybody who listens to the tenant's events.
    func record(
        _ type: DomainEventType,
        _ invoice: InvoiceRow,
        payment: JSON?,
        in connection: any DatabaseConnection
    ) throws {
        let data = try payment ?? ["invoice": Invoices(tenant).document(of: invoice, in: connection).json]
        try record(type, entity: invoice.id.rawValue, data, in: connection)
    }

    func record(
        _ type: DomainEventType,
        entity: String,
        _ data: JSON,
        in connection: any DatabaseConnection
    ) throws {
        try DomainEvents(tenant).record(
            type,
            entity: entity,
            data: data,
            id: DomainEventID(at: now, randomness: randomness),
            at: now,
            in: connection
        )
    }
}

/// What entries are about.
struct LedgerSubject {
    let customer: CustomerID
    var invoice: InvoiceID?
    var payment: PaymentID?
    let currency: String
}
