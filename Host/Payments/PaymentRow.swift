// An attempt's row: what somebody set out to pay, where, and how it went.

public import HostCore
import HostStorage
public import OrkestaModel

/// An attempt to pay an invoice, or a part of it.
public struct PaymentRow: Sendable, Hashable {
    public let id: PaymentID
    public let invoiceID: InvoiceID
    /// The link under which it was begun; nil when it was begun by other means.
    public let linkID: PaymentLinkID?
    public let provider: String
    /// The provider's page; nil until the provider has made one.
    public internal(set) var sessionID: String?
    public internal(set) var sessionURL: String?
    public let providerPaymentID: String?
    public let amount: Money
    public internal(set) var state: Payment.State
    /// What was given back, in minor units, and what of it became the customer's
    /// credit; what is on its way back; what disputes hold back, and took.
    public let refundedMinor: Int64
    public let creditedMinor: Int64
    public let refundingMinor: Int64
    public let withheldMinor: Int64
    public let lostMinor: Int64
    public let method: String?
    /// What the customer takes to the till; nil where it is paid otherwise.
    public let voucher: PaymentVoucher?
    /// Why it failed: a plain word.
    public let failure: String?
    /// When nobody can pay it any more.
    public let expiresAt: Timestamp?
    /// When the money came; nil before. What is given back or disputed later leaves it.
    public let arrivedAt: Timestamp?
    public let createdAt: Timestamp
    public let updatedAt: Timestamp

    /// The condition of payments whose money came, whatever became of it later. `payments.`
    /// goes before it where other tables are read too.
    public static let hasArrived = "state IN ('succeeded', 'refunded')"
    static let columns = """
        id, invoice_id, link_id, provider, session_id, session_url, provider_payment_id, amount_minor, currency, \
        state, refunded_minor, method, failure, expires_at, created_at, updated_at, credited_minor, \
        refunding_minor, withheld_minor, lost_minor, voucher_number, voucher_url, arrived_at
        """

    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let state = Payment.State(rawValue: try row.text(9)) else { throw .failed("a payment's row is damaged") }
        id = try row.identifier(0)
        invoiceID = try row.identifier(1)
        linkID = row.optionalIdentifier(2)
        provider = try row.text(3)
        sessionID = row.optionalText(4)
        sessionURL = row.optionalText(5)
        providerPaymentID = row.optionalText(6)
        amount = Money(minor: try row.integer(7), currency: try row.text(8))
        self.state = state
        refundedMinor = try row.integer(10)
        method = row.optionalText(11)
        failure = row.optionalText(12)
        expiresAt = row.optionalTimestamp(13)
        createdAt = try row.timestamp(14)
        updatedAt = try row.timestamp(15)
        creditedMinor = try row.integer(16)
        refundingMinor = try row.integer(17)
        withheldMinor = try row.integer(18)
        lostMinor = try row.integer(19)
        arrivedAt = row.optionalTimestamp(22)
        if let number = row.optionalText(20), let expiresAt {
            voucher = PaymentVoucher(number: number, url: row.optionalText(21), expiresAt: expiresAt)
        } else {
            voucher = nil
        }
    }

    /// Paid with the customer's credit; no provider knows of it.
    public var isCredit: Bool { provider == PluginID.storeCredit.rawValue }

    /// What can still be given back, in minor units.
    public var refundableMinor: Int64 {
        guard state.hasArrived else { return 0 }
        return max(0, amount.minor - refundedMinor - refundingMinor - withheldMinor - lostMinor)
    }

    var counted: CountedAttempt {
        var counted = CountedAttempt(state: state, amount: amount.minor, refunded: refundedMinor)
        (counted.isCredit, counted.credited) = (isCredit, creditedMinor)
        (counted.withheld, counted.lost) = (withheldMinor, lostMinor)
        return counted
    }

    /// The document that APIs and agents see.
    public var document: Payment {
        Payment(id: id.rawValue, state: state, amount: amount, provider: provider, method: method, at: updatedAt)
    }
}
