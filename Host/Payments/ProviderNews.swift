// What a provider tells: how attempts, refunds and disputes stand, and its own list
// of what moved. It comes late, twice and out of order.

public import HostCore
public import HostStorage
public import OrkestaModel

/// What an event is about.
public enum ProviderNews: Sendable, Hashable {
    case payment(ProviderReport)
    case refund(RefundReport)
    case dispute(DisputeReport)
}

/// How a provider names an attempt; at least one name is given, the first known
/// one counts.
public struct AttemptName: Sendable, Hashable {
    /// Our key, as the provider gives it back.
    public let reference: PaymentID?
    public let session: String?
    /// The provider's key of the payment itself.
    public let paymentID: String?

    public init(reference: PaymentID? = nil, session: String? = nil, paymentID: String? = nil) {
        self.reference = reference
        self.session = session
        self.paymentID = paymentID
    }
}

/// What a provider says about an attempt.
public struct ProviderReport: Sendable, Hashable {
    public let report: AttemptReport
    /// The provider's key of the session; nil when none was ever made.
    public let session: String?
    /// Our key, as the provider gives it back; nil when it does not.
    public let reference: PaymentID?
    /// The provider's key of the payment itself.
    public let paymentID: String?
    public let amount: Money
    /// `card`, `oxxo`, ...
    public let method: String?
    /// Why it failed: a plain word.
    public let failure: String?
    /// What the customer takes to the till; nil where it is paid otherwise.
    public let voucher: PaymentVoucher?

    /// The attempt that it is about.
    public var attempt: AttemptName { AttemptName(reference: reference, session: session, paymentID: paymentID) }

    public init(
        _ report: AttemptReport,
        session: String?,
        reference: PaymentID?,
        paymentID: String?,
        amount: Money,
        method: String?,
        failure: String? = nil,
        voucher: PaymentVoucher? = nil
    ) {
        self.report = report
        self.session = session
        self.reference = reference
        self.paymentID = paymentID
        self.amount = amount
        self.method = method
        self.failure = failure
        self.voucher = voucher
    }
}

/// A slip that is paid in cash at a shop's till, within days.
public struct PaymentVoucher: Sendable, Hashable {
    /// What the cashier types or scans.
    public let number: String
    /// The provider's page of it; nil when it has none.
    public let url: String?
    public let expiresAt: Timestamp

    public init(number: String, url: String?, expiresAt: Timestamp) {
        self.number = number
        self.url = url
        self.expiresAt = expiresAt
    }
}

/// Money that a provider is asked to give back.
public struct RefundRequest: Sendable {
    public let tenant: TenantHandle
    public let payment: PaymentRow
    /// Our key of the refund; the provider sends it back where it can.
    public let reference: RefundID
    public let amount: Money
    /// In the business's words; nil when it gave none.
    public let reason: String?
    public let idempotencyKey: String
}

/// What a provider says about a refund.
public struct RefundReport: Sendable, Hashable {
    public let state: RefundRow.State
    public let attempt: AttemptName
    /// The provider's key of the refund.
    public let id: String
    /// Our key, as the provider gives it back; nil when it does not, or when the
    /// refund was not asked for here.
    public let reference: RefundID?
    public let amount: Money
    /// Why it failed: a plain word.
    public let failure: String?

    public init(
        _ state: RefundRow.State,
        of attempt: AttemptName,
        id: String,
        reference: RefundID?,
        amount: Money,
        failure: String? = nil
    ) {
        self.state = state
        self.attempt = attempt
        self.id = id
        self.reference = reference
        self.amount = amount
        self.failure = failure
    }
}

/// What a provider says about a payment whose payer disputes it with their bank.
public struct DisputeReport: Sendable, Hashable {
    public let state: DisputeRow.State
    public let attempt: AttemptName
    /// The provider's key of the dispute.
    public let id: String
    public let amount: Money
    /// In the provider's words: `fraudulent`.
    public let reason: String?
    /// Until when evidence counts.
    public let answerBy: Timestamp?

    public init(
        _ state: DisputeRow.State,
        of attempt: AttemptName,
        id: String,
        amount: Money,
        reason: String? = nil,
        answerBy: Timestamp? = nil
    ) {
        self.state = state
        self.attempt = attempt
        self.id = id
        self.amount = amount
        self.reason = reason
        self.answerBy = answerBy
    }
}

/// One payment on a provider's books.
public struct ProviderTransaction: Sendable, Hashable {
    /// As a report would say it; the amount is what was paid.
    public let report: ProviderReport
    /// What of it was given back, in minor units.
    public let refundedMinor: Int64

    public init(_ report: ProviderReport, refundedMinor: Int64) {
        self.report = report
        self.refundedMinor = refundedMinor
    }
}

/// A provider's final no.
public struct ProviderRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// A plain word or sentence without personal data.
    public let reason: String

    public init(reason: String) { self.reason = reason }

    public var description: String { reason }
}

/// Why a provider did not do what it was asked, this time. Its words are for the
/// log.
public enum ProviderFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nothing was done, and it may be asked again later.
    case unavailable(String)
    /// Nobody knows whether it was done: ask again with the same key, or sync.
    case unknownOutcome(String)
    /// It answered what cannot be understood.
    case unreadable(String)
    /// The tenant has no account there that can be used.
    case notConfigured(String)

    public var description: String {
        switch self {
        case .unavailable(let words): "unavailable: \(words)"
        case .unknownOutcome(let words): "outcome unknown: \(words)"
        case .unreadable(let words): "unreadable answer: \(words)"
        case .notConfigured(let words): "not configured: \(words)"
        }
    }
}
