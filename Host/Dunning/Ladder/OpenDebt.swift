// What the ladder of reminders looks at: a customer's open invoices with what was said
// and promised about each. Values; read by DebtorRecords.

public import HostCore
public import HostPayments
public import OrkestaModel

/// One customer who owes.
public struct DebtorAccount: Sendable {
    public let customer: CustomerID
    /// Why nothing is said to them; nil: nothing keeps from it.
    public var hold: DunningHold?
    /// The longest due first.
    public var debts: [OpenDebt]
    /// When the latest reminder was queued that was not cancelled and did not fail.
    public var lastReminderAt: Timestamp?
    /// A person asked that they be reminded.
    public var isRequested = false
    /// At which hour an experiment reminds them; nil: at the rules' own.
    public var experimentHour: Int64?
    /// Their arm of that experiment; nil: none runs.
    public var variant: String?

    public init(customer: CustomerID, debts: [OpenDebt], hold: DunningHold? = nil, lastReminderAt: Timestamp? = nil) {
        self.customer = customer
        self.debts = debts
        self.hold = hold
        self.lastReminderAt = lastReminderAt
    }
}

/// One open invoice.
public struct OpenDebt: Sendable {
    public let open: OpenInvoice
    /// The latest reminder about it.
    public var reminded: Reminded?
    /// Reminders about it so far.
    public var reminderCount: Int64 = 0
    /// The promise about it that is open, or was broken without a word about that yet.
    public var promise: PromiseRow?
    /// It was given up, or a person is asked to.
    public var isWrittenOff = false

    /// The stage at which it was reminded of, and the day from which that was counted.
    public struct Reminded: Sendable, Hashable {
        public let stage: DunningStage
        public let countedFrom: CivilDate

        public init(stage: DunningStage, countedFrom: CivilDate) {
            self.stage = stage
            self.countedFrom = countedFrom
        }
    }

    public init(open: OpenInvoice) { self.open = open }

    public var invoice: InvoiceRow { open.invoice }

    /// When the promise about it ends that is open; nil: none is.
    var promisedUntil: Timestamp? { promise?.state == .open ? promise?.overAt : nil }

    /// Nil: it may be reminded of.
    public var hold: DunningHold? {
        if isWrittenOff { return .writtenOff }
        if open.isDisputed { return .dispute }
        if open.position.processing > 0 { return .processing }
        return promise?.state == .open ? .promise : nil
    }
}
