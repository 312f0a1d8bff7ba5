// An invoice's row: what was asked for, by whom, for what. What became of it is
// in the attempts; the row keeps their outcome so that lists need not add it up.

public import HostCore
import HostStorage
public import OrkestaModel

/// An invoice as it is stored.
public struct InvoiceRow: Sendable, Hashable {
    public let id: InvoiceID
    public let number: Int64
    public let customerID: CustomerID
    /// The key of the order that it bills; nil for an invoice of its own.
    public let orderID: String?
    /// `ORD-12`.
    public let order: String?
    /// Where it was agreed on; nil when it was not in a chat.
    public let conversationID: ConversationID?
    public let description: String?
    public let total: Money
    public let dueAt: Timestamp
    /// Derived, kept by ``Ledger`` only.
    public let status: Invoice.Status
    public let createdAt: Timestamp
    public let paidAt: Timestamp?
    public let voidedAt: Timestamp?
    /// What was given up as a loss, in minor units.
    public let writtenOffMinor: Int64
    public let writtenOffAt: Timestamp?

    /// `INV-1001`, as people see it.
    public var shownNumber: String { "INV-\(number)" }

    /// Of `invoices` joined by `LEFT JOIN orders ON orders.id = invoices.order_id`.
    static let columns = """
        invoices.id, invoices.number, invoices.customer_id, invoices.order_id, orders.number, \
        invoices.conversation_id, invoices.description, invoices.amount_minor, invoices.currency, invoices.due_at, \
        invoices.status, invoices.created_at, invoices.paid_at, invoices.voided_at, \
        invoices.written_off_minor, invoices.written_off_at
        """
    /// The condition of rows of which something may be to pay: what the index
    /// `invoices_open` holds. Where other tables are read too, `invoices.` goes before it.
    public static let isOpen = "status IN ('pending', 'processing', 'failed', 'partial')"
    static let source = "invoices LEFT JOIN orders ON orders.id = invoices.order_id"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let status = Invoice.Status(rawValue: try row.text(10)) else {
            throw .failed("an invoice's row is damaged")
        }
        id = try row.identifier(0)
        number = try row.integer(1)
        customerID = try row.identifier(2)
        orderID = row.optionalText(3)
        order = row.optionalInteger(4).map { "ORD-\($0)" }
        conversationID = row.optionalIdentifier(5)
        description = row.optionalText(6)
        total = Money(minor: try row.integer(7), currency: try row.text(8))
        dueAt = try row.timestamp(9)
        self.status = status
        createdAt = try row.timestamp(11)
        paidAt = row.optionalTimestamp(12)
        voidedAt = row.optionalTimestamp(13)
        writtenOffMinor = try row.integer(14)
        writtenOffAt = row.optionalTimestamp(15)
    }

    /// One that is no row: for simulations.
    public init(
        id: InvoiceID,
        number: Int64,
        customerID: CustomerID,
        total: Money,
        dueAt: Timestamp,
        createdAt: Timestamp
    ) {
        (self.id, self.number, self.customerID, self.total) = (id, number, customerID, total)
        (self.dueAt, self.createdAt, status, writtenOffMinor) = (dueAt, createdAt, .pending, 0)
        (orderID, order, conversationID, description) = (nil, nil, nil, nil)
        (paidAt, voidedAt, writtenOffAt) = (nil, nil, nil)
    }

    /// Where it stands with these attempts.
    func position(_ attempts: [PaymentRow]) -> InvoicePosition {
        InvoicePosition(
            total: total.minor,
            isVoid: voidedAt != nil,
            writtenOff: writtenOffMinor,
            attempts: attempts.map(\.counted)
        )
    }

    /// The document that APIs and agents see.
    func document(_ attempts: [PaymentRow]) -> Invoice {
        let position = position(attempts)
        return Invoice(
            id: id.rawValue,
            number: shownNumber,
            status: position.status,
            order: order,
            description: description,
            total: total,
            paid: Money(minor: position.paid, currency: total.currency),
            balance: Money(minor: position.balance, currency: total.currency),
            dueAt: dueAt,
            createdAt: createdAt,
            paidAt: paidAt,
            voidedAt: voidedAt,
            writtenOffAt: writtenOffAt,
            payments: attempts.map(\.document)
        )
    }
}

/// What a new invoice says.
public struct InvoiceDraft: Sendable {
    public var customerID: CustomerID
    /// The key of the order; at most one invoice an order.
    public var orderID: String?
    public var conversationID: ConversationID?
    /// Up to 500 characters, for the customer.
    public var description: String?
    /// Zero or more.
    public var total: Money
    public var dueAt: Timestamp

    public init(
        customerID: CustomerID,
        orderID: String? = nil,
        conversationID: ConversationID? = nil,
        description: String? = nil,
        total: Money,
        dueAt: Timestamp
    ) {
        self.customerID = customerID
        self.orderID = orderID
        self.conversationID = conversationID
        self.description = description
        self.total = total
        self.dueAt = dueAt
    }
}
