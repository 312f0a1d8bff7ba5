// What a customer owes, and what is to be said about it: the documents of
// ork.dunning/1. Amounts are in the invoice's currency, days in the tenant's calendar.

/// One open invoice as the ladder of reminders sees it.
public struct Debt: Sendable, Hashable {
    /// `INV-1001`.
    public var invoice: String
    public var order: String?
    public var description: String?
    public var total: Money
    /// What is open.
    public var balance: Money
    /// What is asked for now: the balance, or the instalments that are due.
    public var due: Money
    public var dueOn: CivilDate
    /// Since it was due; below zero before.
    public var days: Int64
    /// Nil before the first stage.
    public var stage: DunningStage?
    public var hold: DunningHold?
    /// Reminders about it so far.
    public var contacts: Int64
    public var promise: DebtPromise?
    /// Of the plan that it is paid by; empty without one.
    public var installments: [DebtInstallment]
    /// What the business would agree to.
    public var plans: [DebtPlan]

    public init(
        invoice: String,
        order: String? = nil,
        description: String? = nil,
        total: Money,
        balance: Money,
        due: Money,
        dueOn: CivilDate,
        days: Int64,
        stage: DunningStage?,
        hold: DunningHold? = nil,
        contacts: Int64 = 0,
        promise: DebtPromise? = nil,
        installments: [DebtInstallment] = [],
        plans: [DebtPlan] = []
    ) {
        self.invoice = invoice
        self.order = order
        self.description = description
        self.total = total
        self.balance = balance
        self.due = due
        self.dueOn = dueOn
        self.days = days
        self.stage = stage
        self.hold = hold
        self.contacts = contacts
        self.promise = promise
        self.installments = installments
        self.plans = plans
    }
}

/// A part of an invoice, due on a day of its own.
public struct DebtInstallment: Sendable, Hashable {
    public var amount: Money
    public var paid: Money
    public var dueOn: CivilDate

    public init(amount: Money, paid: Money, dueOn: CivilDate) {
        self.amount = amount
        self.paid = paid
        self.dueOn = dueOn
    }

    /// What of it is still to be paid; never below zero.
    public var left: Money {
        let (left, overflow) = amount.minor.subtractingReportingOverflow(paid.minor)
        return Money(minor: overflow ? 0 : max(0, left), currency: amount.currency)
    }
}

/// A plan that may be accepted.
public struct DebtPlan: Sendable, Hashable {
    public var parts: Int64
    public var everyDays: Int64
    public var installments: [DebtInstallment]

    public init(parts: Int64, everyDays: Int64, installments: [DebtInstallment]) {
        self.parts = parts
        self.everyDays = everyDays
        self.installments = installments
    }
}

/// A customer's word to pay on a day.
public struct DebtPromise: Sendable, Hashable {
    public var id: String
    public var on: CivilDate
    public var amount: Money
    /// `INV-1001`.
    public var invoices: [String]
    public var state: State

    /// Whether it is kept shows when its day is over, or as soon as the money is there.
    public enum State: String, Sendable, CaseIterable {
        case open, kept, broken, cancelled
    }

    public init(id: String, on: CivilDate, amount: Money, invoices: [String], state: State) {
        self.id = id
        self.on = on
        self.amount = amount
        self.invoices = invoices
        self.state = state
    }
}

/// What a customer owes, and whether something is to be said about it now.
public struct DebtSituation: Sendable, Hashable {
    /// In the tenant's calendar.
    public var today: CivilDate
    public var currency: String
    public var customer: Debtor
    public var hold: DunningHold?
    /// Nil: nothing is to be said now.
    public var contact: DueContact?
    /// All open invoices, the longest due first.
    public var debts: [Debt]
    /// The latest day that a promise may name.
    public var promiseUntil: CivilDate
    /// False after too many broken promises.
    public var mayPromise: Bool

    public init(
        today: CivilDate,
        currency: String,
        customer: Debtor,
        hold: DunningHold? = nil,
        contact: DueContact? = nil,
        debts: [Debt],
        promiseUntil: CivilDate,
        mayPromise: Bool
    ) {
        self.today = today
        self.currency = currency
        self.customer = customer
        self.hold = hold
        self.contact = contact
        self.debts = debts
        self.promiseUntil = promiseUntil
        self.mayPromise = mayPromise
    }
}

/// Who owes, with their record at this business.
public struct Debtor: Sendable, Hashable {
    public var name: String?
    /// BCP 47.
    public var locale: String?
    /// Reminders sent so far.
    public var contacts: Int64
    /// Invoices paid after, and by, the day they were due.
    public var paidLate: Int64
    public var paidInTime: Int64
    public var brokenPromises: Int64
    public var keptPromises: Int64

    public init(
        name: String? = nil,
        locale: String? = nil,
        contacts: Int64 = 0,
        paidLate: Int64 = 0,
        paidInTime: Int64 = 0,
        brokenPromises: Int64 = 0,
        keptPromises: Int64 = 0
    ) {
        self.name = name
        self.locale = locale
        self.contacts = contacts
        self.paidLate = paidLate
        self.paidInTime = paidInTime
        self.brokenPromises = brokenPromises
        self.keptPromises = keptPromises
    }
}

/// The reminder that is due: one message about all of its invoices.
public struct DueContact: Sendable, Hashable {
    public var reason: DunningReason
    /// The latest of its invoices'.
    public var stage: DunningStage
    /// The rule's word for what to say.
    public var template: String
    public var tone: DunningTone
    /// `INV-1001`.
    public var invoices: [String]
    public var total: Money
    /// The broken one, where that is the reason.
    public var promise: DebtPromise?

    public init(
        reason: DunningReason,
        stage: DunningStage,
        template: String,
        tone: DunningTone,
        invoices: [String],
        total: Money,
        promise: DebtPromise? = nil
    ) {
        self.reason = reason
        self.stage = stage
        self.template = template
        self.tone = tone
        self.invoices = invoices
        self.total = total
        self.promise = promise
    }
}

/// The answer to a promise.
public struct PromiseAnswer: Sendable, Hashable {
    public var outcome: Outcome
    /// Set when accepted.
    public var promise: DebtPromise?

    /// What came of it.
    public enum Outcome: String, Sendable, CaseIterable {
        case accepted
        /// The day is over.
        case past
        case tooFar = "too_far"
        case nothingOwed = "nothing_owed"
        /// Too many were broken.
        case noMore = "no_more"
    }

    public init(outcome: Outcome, promise: DebtPromise? = nil) {
        self.outcome = outcome
        self.promise = promise
    }
}

/// The answer to the wish to pay in parts.
public struct PlanAnswer: Sendable, Hashable {
    public var outcome: Outcome
    public var installments: [DebtInstallment]

    /// What came of it.
    public enum Outcome: String, Sendable, CaseIterable {
        case accepted
        case nothingOwed = "nothing_owed"
        /// See the debt's plans.
        case notOffered = "not_offered"
    }

    public init(outcome: Outcome, installments: [DebtInstallment] = []) {
        self.outcome = outcome
        self.installments = installments
    }
}
