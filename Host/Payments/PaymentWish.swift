// What somebody who wants to pay is allowed: the attempt that they get, or why
// they get none. Together, open and arrived attempts never exceed the invoice.

import HostCore
import HostStorage
import OrkestaModel

/// A wish to pay an invoice, or a part of it.
struct PaymentWish: Sendable {
    let invoice: InvoiceID
    let link: PayLink?
    /// Nil: what the link asks for, else all that is open.
    let amount: Money?

    /// What came of it.
    enum Result: Sendable {
        /// The attempt to pay; and what the invoice is called.
        case reserved(PaymentRow, title: String)
        /// These pages, opened for other amounts, would have to be closed first.
        case blocked(by: [PaymentRow])
    }
}

extension Ledger {
    /// Takes up the unpaid attempt at the same amount, or writes down a new one.
    /// Throws a problem when the invoice or the link cannot be paid (any more),
    /// or the amount is none.
    func reserve(
        _ wish: PaymentWish,
        with provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> PaymentWish.Result {
        let (invoice, attempts) = try lock(wish.invoice, in: connection)
        let position = invoice.position(attempts)
        try checkPayable(invoice, position, wish.link)
        let amount = try amount(wish, invoice, position)
        // What is being paid elsewhere is not free, whatever page would be closed for it.
        guard amount > 0, amount <= position.left else { throw paymentUnderWay }
        let unpaid = attempts.filter { $0.state == .pending && $0.provider == provider.rawValue }
        if let same = unpaid.last(where: { $0.amount.minor == amount && ($0.expiresAt ?? now) > now }) {
            return .reserved(same, title: invoice.shownNumber)
        }
        guard amount <= position.room else {
            guard !unpaid.isEmpty else { throw paymentUnderWay }
            return .blocked(by: unpaid)
        }
        let sessionEnd = now.advanced(byMilliseconds: Limits.paymentSessionMilliseconds)
        let attempt = try Payments(tenant).insert(
            PaymentID(at: now, randomness: randomness),
            amount: Money(minor: amount, currency: invoice.total.currency),
            invoice: invoice.id,
            link: wish.link?.id,
            provider: provider,
            expiresAt: min(sessionEnd, wish.link?.expiresAt ?? sessionEnd),
            at: now,
            in: connection
        )
        return .reserved(attempt, title: invoice.shownNumber)
    }

    private func checkPayable(
        _ invoice: InvoiceRow,
        _ position: InvoicePosition,
        _ link: PayLink?
    ) throws(Problem) {
        if invoice.voidedAt != nil { throw closed("\(invoice.shownNumber) was withdrawn") }
        if position.balance == 0 { throw closed("\(invoice.shownNumber) is paid") }
        if let link, link.expiresAt <= now { throw closed("the link has expired") }
    }

    private func amount(
        _ wish: PaymentWish,
        _ invoice: InvoiceRow,
        _ position: InvoicePosition
    ) throws(Problem) -> Int64 {
        guard let amount = wish.amount else { return min(wish.link?.amountMinor ?? .max, position.left) }
        guard amount.currency == invoice.total.currency, amount.minor > 0, amount.minor <= position.balance else {
            let balance = Money(minor: position.balance, currency: invoice.total.currency)
            throw Problem(
                .invalid,
                "the amount is not within what is open, \(balance)",
                field: "amount",
                remedy: "Give an amount above zero and up to the balance, in \(balance.currency)."
            )
        }
        return amount.minor
    }

    private func closed(_ detail: String) -> Problem {
        Problem(
            .conflict,
            detail,
            field: "invoice",
            remedy: "Ask the business for a new link if there is something to pay."
        )
    }
}

/// Why a second payment cannot begin now.
let paymentUnderWay = Problem(
    .conflict,
    "a payment of this invoice is under way",
    field: "amount",
    remedy: "Wait for its outcome, then pay what is left."
)

extension PaymentRow {
    /// What is reported of an attempt whose time is over.
    var expiry: ProviderReport {
        ProviderReport(
            .failed,
            session: sessionID,
            reference: id,
            paymentID: nil,
            amount: amount,
            method: nil,
            failure: PaymentFailure.expired
        )
    }
}
