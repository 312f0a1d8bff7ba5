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
    /// What was given back.
    case returns

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// An attempt, as far as the ledger counts it.
public struct CountedAttempt: Sendable, Hashable {
    public var state: Payment.State
    /// Minor units, above zero.
    public var amount: Int64
    /// Minor units that were given back, at most `amount`.
    public var refunded: Int64

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
    /// What was given back.
    public let refunded: Int64
    /// What attempts with an open outcome speak for.
    public let open: Int64
    /// What has been paid by the customer and not been decided by the provider.
    public let processing: Int64
    private let hasFailed: Bool
    private let isVoid: Bool

    public init(total: Int64, isVoid: Bool = false, attempts: [CountedAttempt]) {
        self.isVoid = isVoid
        self.total = isVoid ? 0 : total
        captured = sum(attempts.lazy.filter(\.state.hasArrived).map(\.amount))
        refunded = sum(attempts.lazy.filter(\.state.hasArrived).map { min($0.refunded, $0.amount) })
        open = sum(attempts.lazy.filter(\.state.isOpen).map(\.amount))
        processing = sum(attempts.lazy.filter { $0.state == .processing }.map(\.amount))
        hasFailed = attempts.contains { $0.state == .failed }
    }

    /// What is still to be paid. A refund does not open it again.
    public var balance: Int64 { max(0, total - captured) }

    /// What a customer has still to do something about.
    public var left: Int64 { max(0, balance - processing) }

    /// What a new attempt may ask for: open and arrived attempts together never
    /// exceed the total.
    public var room: Int64 { max(0, balance - open) }

    /// What arrived beyond the total and was not given back: the customer's.
    public var credit: Int64 { max(0, max(0, captured - total) - refunded) }

    /// What has arrived and stayed.
    public var paid: Int64 { captured - refunded }

    public var status: Invoice.Status {
        if captured > 0, refunded >= captured { return .refunded }
        if isVoid { return .failed }
        if captured >= total { return .succeeded }
        if captured > 0 { return .partial }
        if processing > 0 { return .processing }
        return hasFailed && open == 0 ? .failed : .pending
    }

    /// The balance of each account; together they are zero.
    var accounts: [LedgerAccount: Int64] {
        let settled = min(captured, total)
        return [
            .receivable: total - settled,
            .sales: -total,
            .cash: captured - refunded,
            .credit: -credit,
            .returns: credit - (captured - settled) + refunded,
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

private func sum(_ amounts: some Sequence<Int64>) -> Int64 {
    amounts.reduce(0) { total, amount in
        let (sum, overflow) = total.addingReportingOverflow(amount)
        return overflow ? .max : sum
    }
}
