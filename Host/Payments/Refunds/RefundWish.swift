// What somebody wants to give back, and which attempts it is taken from. A refund
// is reserved before any provider hears of it: together, what is given back and
// what is on its way never exceed what came.

public import HostCore
public import HostStorage
public import OrkestaModel

/// A wish to give back what was paid towards an invoice.
public struct RefundWish: Sendable {
    public var invoice: InvoiceID
    /// Only of this attempt; nil: of the latest first.
    public var payment: PaymentID?
    /// Nil: all that can be given back.
    public var amount: Money?
    public var destination: Destination
    /// Up to 500 characters.
    public var reason: String?

    /// Where to, as the business wishes.
    public enum Destination: String, Sendable, CaseIterable {
        /// Back the way it came where the method allows it; else to the customer's credit.
        case original
        /// To the customer's credit.
        case credit
    }

    public init(
        invoice: InvoiceID,
        payment: PaymentID? = nil,
        amount: Money? = nil,
        destination: Destination = .original,
        reason: String? = nil
    ) {
        self.invoice = invoice
        self.payment = payment
        self.amount = amount
        self.destination = destination
        self.reason = reason
    }
}

extension Ledger {
    /// Reserves what the wish asks for, and returns it: what goes to credit is
    /// booked at once, the rest waits for its provider. `canRefund` says whether the attempt's provider can give it back. Throws a
    /// problem: conflict when nothing (more) can be given back, invalid for an
    /// amount beyond that.
    public func refund(
        _ wish: RefundWish,
        canRefund: (PaymentRow) -> Bool,
        in connection: any DatabaseConnection
    ) throws -> [RefundRow] {
        let (invoice, attempts) = try lock(wish.invoice, in: connection)
        let parts = try parts(of: wish, invoice, attempts, canRefund)
        let refunds = try parts.map { try begin($0, in: connection) }
        try requireUnspentCredit(of: invoice, in: connection)
        return refunds
    }

    /// One row for each attempt that gives a part of it: those that a provider
    /// gives back before those that become credit, the latest before the earlier.
    private func parts(
        of wish: RefundWish,
        _ invoice: InvoiceRow,
        _ attempts: [PaymentRow],
        _ canRefund: (PaymentRow) -> Bool
    ) throws(Problem) -> [Refunds.Draft] {
        let open = attempts.reversed().filter { payment in
            payment.refundableMinor > 0 && (wish.payment == nil || wish.payment == payment.id)
        }
        let all = open.reduce(0) { $0 + $1.refundableMinor }
        guard all > 0 else { throw nothingToRefund(invoice) }
        let wanted = wish.amount ?? Money(minor: all, currency: invoice.total.currency)
        guard wanted.currency == invoice.total.currency, wanted.minor > 0, wanted.minor <= all else {
            throw Problem(
                .invalid,
                "the amount is not within what can be given back, \(Money(minor: all, currency: invoice.total.currency))",
                field: "amount",
                remedy: "Give an amount above zero and up to that, or none for all of it."
            )
        }
        let byProvider = open.filter { !$0.isCredit && wish.destination == .original && canRefund($0) }
        let toCredit = open.filter { payment in !byProvider.contains { $0.id == payment.id } }
        var left = wanted.minor
        var parts: [Refunds.Draft] = []
        for payment in byProvider + toCredit where left > 0 {
            let part = min(left, payment.refundableMinor)
            left -= part
            let destination: RefundRow.Destination = parts.count < byProvider.count ? .provider : .credit
            parts.append(
                Refunds.Draft(payment: payment, amountMinor: part, destination: destination, reason: wish.reason)
            )
        }
        return parts
    }

    private func begin(_ draft: Refunds.Draft, in connection: any DatabaseConnection) throws -> RefundRow {
        let id = RefundID(at: now, randomness: randomness)
        let reserved = try Refunds(tenant).insert(draft, id: id, at: now, in: connection)
        var books = try open(draft.payment, in: connection)
        books.payment = try sumUp(books.payment, in: connection)
        guard reserved.destination == .credit else { return reserved }
        return try move(reserved, to: .succeeded, in: books, in: connection).refund
    }

    private func nothingToRefund(_ invoice: InvoiceRow) -> Problem {
        Problem(
            .conflict,
            "nothing of \(invoice.shownNumber) can be given back",
            field: "invoice",
            remedy: "Only what was paid, and is neither given back, on its way back nor disputed, can be."
        )
    }
}
