// A refund's row: what of an attempt is given back, where to, and how far it is.

public import HostCore
import HostStorage
public import OrkestaModel

/// Money, or credit, that goes back to who paid.
public struct RefundRow: Sendable, Hashable {
    public let id: RefundID
    public let invoiceID: InvoiceID
    public let paymentID: PaymentID
    public let amount: Money
    public let destination: Destination
    public let state: State
    /// The provider's key of it; nil until the provider has told.
    public let providerRefundID: String?
    /// In the business's words.
    public let reason: String?
    /// Why it failed: a plain word or sentence.
    public let failure: String?
    /// How often the provider was asked.
    public let attempts: Int64
    public let createdAt: Timestamp
    public let updatedAt: Timestamp

    /// Where to.
    public enum Destination: String, Sendable, CaseIterable {
        /// Back the way it came, by the provider.
        case provider
        /// To the customer's credit with the business.
        case credit
    }

    /// How far it is. A bank may return what had succeeded: failed comes last.
    public enum State: String, Sendable, CaseIterable {
        /// Reserved, and perhaps asked for.
        case pending
        case succeeded
        case failed

        /// Whether `next` is news, and not late.
        func climbs(to next: State) -> Bool { next.height > height }

        private var height: Int {
            switch self {
            case .pending: 0
            case .succeeded: 1
            case .failed: 2
            }
        }
    }

    /// Stands for a key of the provider's in a refund of "everything" that has none.
    static let rest = "rest"

    static let columns = """
        id, invoice_id, payment_id, amount_minor, currency, destination, state, provider_refund_id, reason, failure, \
        attempts, created_at, updated_at
        """

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let destination = Destination(rawValue: try row.text(5)), let state = State(rawValue: try row.text(6))
        else { throw .failed("a refund's row is damaged") }
        id = try row.identifier(0)
        invoiceID = try row.identifier(1)
        paymentID = try row.identifier(2)
        amount = Money(minor: try row.integer(3), currency: try row.text(4))
        self.destination = destination
        self.state = state
        providerRefundID = row.optionalText(7)
        reason = row.optionalText(8)
        failure = row.optionalText(9)
        attempts = try row.integer(10)
        createdAt = try row.timestamp(11)
        updatedAt = try row.timestamp(12)
    }

    /// For the API and for events.
    public func json(invoice: String?) -> JSON {
        [
            "id": .string(id.rawValue), "invoice": JSON(invoice), "payment": .string(paymentID.rawValue),
            "amount": amount.json, "destination": .string(destination.rawValue), "state": .string(state.rawValue),
            "reason": JSON(reason), "failure": JSON(failure), "created_at": .string(createdAt.description),
            "at": .string(updatedAt.description),
        ]
    }
}
