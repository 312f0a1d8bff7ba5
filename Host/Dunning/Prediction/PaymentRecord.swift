// What of a tenant's own past a prediction learns from.

public import OrkestaModel

/// One invoice that was to be paid, with what is known of its end.
public struct PaymentRecord: Sendable, Hashable {
    /// Any word for the customer, the same in all of their records.
    public var customer: String
    public var createdAt: Timestamp
    public var dueAt: Timestamp
    /// When the day on which it was due was over, in the tenant's calendar: paid after
    /// that is late.
    public var lateFrom: Timestamp
    /// Above zero, in minor units of the tenant's currency.
    public var amountMinor: Int64
    /// Nil: not paid in full until now.
    public var paidAt: Timestamp?
    /// When promises about it were broken.
    public var brokenPromisesAt: [Timestamp]
    /// When reminders about it were sent, and when the customer answered one.
    public var remindedAt: [Timestamp]
    public var answeredAt: [Timestamp]

    public init(
        customer: String,
        createdAt: Timestamp,
        dueAt: Timestamp,
        lateFrom: Timestamp,
        amountMinor: Int64,
        paidAt: Timestamp? = nil,
        brokenPromisesAt: [Timestamp] = [],
        remindedAt: [Timestamp] = [],
        answeredAt: [Timestamp] = []
    ) {
        self.customer = customer
        self.createdAt = createdAt
        self.dueAt = dueAt
        self.lateFrom = lateFrom
        self.amountMinor = amountMinor
        self.paidAt = paidAt
        self.brokenPromisesAt = brokenPromisesAt
        self.remindedAt = remindedAt
        self.answeredAt = answeredAt
    }

    /// Whether it was paid late, as far as that was known at `now`; nil while it is open.
    public func wasLate(at now: Timestamp) -> Bool? {
        if let paidAt, paidAt <= now, paidAt < lateFrom { return false }
        return now >= lateFrom ? true : nil
    }
}
