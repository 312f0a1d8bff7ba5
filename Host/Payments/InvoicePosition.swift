// Where an invoice stands, from what it asks for and the attempts to pay it: its
// status, what is open, what may still be begun, and its balance on each account.
// All of it is derived, nothing is set; no I/O.

public import OrkestaModel

/// The accounts of the ledger. An entry above zero is a debit, below a credit.
public enum LedgerAccount: String, Sendable, Hashable, CaseIterable, Comparable {
    /// What the customer owes.
    case receivable
    /// What was sold.
    case sales
    /// What the providers hold for the tenant.
    case cash
    /// What the tenant owes the customer: paid beyond what was asked.
    case credit
    /// What was given back, or given as a goodwill.
    case returns
    /// What a provider withholds while a payer disputes it.
    case disputed
    /// What was lost in disputes, and what was given up.
    case losses

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// An attempt, as far as the ledger counts it. Amounts are minor units.
public struct CountedAttempt: Sendable, Hashable {
    public var state: Payment.State
    /// Above zero.
    public var amount: Int64
    /// Paid with the customer's credit instead of at a provider.
    public var isCredit = false
    /// What was given back, at most `amount`.
    public var refunded: Int64
    /// What of that became the customer's credit.
    public var credited: Int64 = 0
    /// What the provider withholds while it is disputed.
    public var withheld: Int64 = 0
    /// What was lost in a dispute.
    public var lost: Int64 = 0

    public init(state: Payment.State, amount: Int64, refunded: Int64 = 0) {
        self.state = state
        self.amount = amount
        self.refunded = refunded
    }
}

/// An invoice's position. Amounts are minor units of the invoice's currency, and
/// saturate rather than overflow.
public struct InvoicePosition: Sendable, Hashable {
    /// What is asked for: nothing once the invoice is void.
    public let total: Int64
    /// What has arrived, given back or not.
    public let captured: Int64
    /// What was given back, as money or as credit.
    public let refunded: Int64
    /// What disputes took for good.
    public let lost: Int64
    /// What disputes that are not decided hold back.
    public let withheld: Int64
    /// What attempts with an open outcome speak for.
    public let open: Int64
    /// What has been paid by the customer and not been decided by the provider.
    public let processing: Int64
    /// What the customer's credit gave, and got back.
    private let fromCredit: Int64
    private let toCredit: Int64
    private let hasFailed: Bool
    private let isVoid: Bool
    /// What of the total was given up as a loss: less once it arrives after all.
    private let writtenOff: Int64

    public init(total: Int64, isVoid: Bool = false, writtenOff: Int64 = 0, attempts: [CountedAttempt]) {
        self.isVoid = isVoid
        self.total = isVoid ? 0 : total
        let arrived = attempts.filter(\.state.hasArrived)
        captured = arrived.lazy.map(\.amount).saturatingSum
        refunded = arrived.lazy.map { min($0.refunded, $0.amount) }.saturatingSum
        lost = arrived.lazy.map { min($0.lost, $0.amount) }.saturatingSum
        withheld = arrived.lazy.map { min($0.withheld, $0.amount) }.saturatingSum
        fromCredit = arrived.lazy.filter(\.isCredit).map(\.amount).saturatingSum
        toCredit = arrived.lazy.map { min($0.credited, $0.refunded, $0.amount) }.saturatingSum
        open = attempts.lazy.filter(\.state.isOpen).map(\.amount).saturatingSum
        processing = attempts.lazy.filter { $0.state == .processing }.map(\.amount).saturatingSum
        hasFailed = attempts.contains { $0.state == .failed }
        self.writtenOff = min(writtenOff, max(0, self.total - captured))
    }

    /// What is still to be paid. A refund does not open it again.
    public var balance: Int64 { max(0, total - captured - writtenOff) }

    /// What a customer has still to do something about.
    public var left: Int64 { max(0, balance - processing) }

    /// What a new attempt may ask for: open and arrived attempts together never
    /// exceed the total.
    public var room: Int64 { max(0, balance - open) }

    /// What arrived beyond the total and did not go back: the customer's.
    public var credit: Int64 { max(0, excess - gone) }

    /// What has arrived and stayed.
    public var paid: Int64 { max(0, captured - gone) }

    public var status: Invoice.Status {
        if captured > 0, gone >= captured { return .refunded }
        if isVoid { return .failed }
        if captured >= total { return .succeeded }
        if balance == 0 { return .failed }
        if captured > 0 { return .partial }
        if processing > 0 { return .processing }
        return hasFailed && open == 0 ? .failed : .pending
    }

    /// What arrived and went, given back or lost.
    private var gone: Int64 { [refunded, lost].saturatingSum }

    /// What arrived beyond the total, gone or not.
    private var excess: Int64 { max(0, captured - total) }

    /// The balance of each account; together they are zero. What goes back is
    /// taken from what was paid too much, and only then from the sale.
    var accounts: [LedgerAccount: Int64] {
        let settled = min(captured, total)
        let ofExcess = excess - credit
        let returnedOfExcess = min(ofExcess, refunded)
        return [
            .receivable: total - settled - writtenOff,
            .sales: -total,
            .cash: (captured - fromCredit) - (refunded - toCredit) - lost - withheld,
            .credit: fromCredit - toCredit - credit,
            .returns: refunded - returnedOfExcess,
            .disputed: withheld,
            .losses: lost - (ofExcess - returnedOfExcess) + writtenOff,
        ]
    }

    /// What an effect books that leads from `earlier` to here: for each account
    /// that changes, by how much. Together zero.
    public func entries(since earlier: InvoicePosition) -> [LedgerAccount: Int64] {
        accounts.merging(earlier.accounts) { $0 - $1 }.filter { $0.value != 0 }
    }

    /// Of an invoice that does not exist yet.
    public static let none = InvoicePosition(total: 0, attempts: [])
}
