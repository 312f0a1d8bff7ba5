// An invoice as the ledger shows it: what is to be paid, and what was.

/// What a customer owes, with the payments towards it. Written by the host's
/// ledger only; for everybody else it is something to read.
public struct Invoice: Sendable, Hashable {
    /// The row's key.
    public var id: String
    /// `INV-1001`.
    public var number: String
    public var status: Status
    /// The order that it asks to be paid: `ORD-12`.
    public var order: String?
    /// What it is for, in words; nil when the order says it.
    public var description: String?
    public var total: Money
    /// What has arrived and was not given back.
    public var paid: Money
    /// What is still open: never below zero.
    public var balance: Money
    public var dueAt: Timestamp
    public var createdAt: Timestamp
    /// When it was paid in full.
    public var paidAt: Timestamp?
    /// When it was withdrawn: nothing is asked for any more.
    public var voidedAt: Timestamp?
    /// When a person gave up what was open of it; money that comes after all still counts.
    public var writtenOffAt: Timestamp?
    /// In the order in which they were begun.
    public var payments: [Payment]

    /// Derived from the payments, never set.
    public enum Status: String, Sendable, CaseIterable {
        /// Nobody has paid anything, or begun to.
        case pending
        /// A payment has been begun and its outcome is not known.
        case processing
        case succeeded
        /// What was tried came to nothing and nothing has been paid, or the invoice
        /// was withdrawn or written off: then ``voidedAt`` or ``writtenOffAt`` says so.
        case failed
        /// Everything that had arrived was given back.
        case refunded
        /// A part has arrived.
        case partial
    }

    public init(
        id: String,
        number: String,
        status: Status,
        order: String? = nil,
        description: String? = nil,
        total: Money,
        paid: Money,
        balance: Money,
        dueAt: Timestamp,
        createdAt: Timestamp,
        paidAt: Timestamp? = nil,
        voidedAt: Timestamp? = nil,
        writtenOffAt: Timestamp? = nil,
        payments: [Payment] = []
    ) {
        self.id = id
        self.number = number
        self.status = status
        self.order = order
        self.description = description
        self.total = total
        self.paid = paid
        self.balance = balance
        self.dueAt = dueAt
        self.createdAt = createdAt
        self.paidAt = paidAt
        self.voidedAt = voidedAt
        self.writtenOffAt = writtenOffAt
        self.payments = payments
    }
}

/// One attempt to pay an invoice, or a part of it.
public struct Payment: Sendable, Hashable {
    /// The row's key.
    public var id: String
    public var state: State
    public var amount: Money
    /// `sandbox`, `stripe`, ...
    public var provider: String
    /// How it was paid: `card`, `oxxo`, ...; nil when not known yet.
    public var method: String?
    /// When it reached its state.
    public var at: Timestamp

    /// How far an attempt has come. It never goes back.
    public enum State: String, Sendable, CaseIterable {
        /// Begun: the provider's page is open.
        case pending
        /// The customer has done their part; the provider has not decided.
        case processing
        case succeeded
        /// Refused or expired.
        case failed
        /// All of it was given back.
        case refunded
    }

    public init(id: String, state: State, amount: Money, provider: String, method: String? = nil, at: Timestamp) {
        self.id = id
        self.state = state
        self.amount = amount
        self.provider = provider
        self.method = method
        self.at = at
    }
}

/// A page where an invoice can be paid.
public struct PaymentLink: Sendable, Hashable {
    public var url: String
    public var amount: Money
    /// Nil when the invoice is numbered only at the turn's commit.
    public var invoice: String?
    public var expiresAt: Timestamp

    public init(url: String, amount: Money, invoice: String? = nil, expiresAt: Timestamp) {
        self.url = url
        self.amount = amount
        self.invoice = invoice
        self.expiresAt = expiresAt
    }
}
