// What is told of a payment: to the agent that asked for it, and to everybody who
// listens to the tenant's events.

import OrkestaModel

/// A payment's news, with the invoice as it stands now.
struct PaymentEvent: Sendable {
    let invoice: Invoice
    let payment: Payment
    /// What was paid beyond the invoice's total; nil when nothing was.
    let credit: Money?

    init(_ invoice: Invoice, _ payment: Payment, creditMinor: Int64) {
        self.invoice = invoice
        self.payment = payment
        credit = creditMinor > 0 ? Money(minor: creditMinor, currency: invoice.total.currency) : nil
    }

    /// `payment.succeeded` only when nothing of the invoice is left open.
    var name: String {
        switch payment.state {
        case .pending, .processing: "payment.processing"
        case .succeeded: invoice.balance.minor == 0 ? "payment.succeeded" : "payment.partial"
        case .failed: "payment.failed"
        case .refunded: "payment.refunded"
        }
    }

    /// Whether the customer should hear of it. One who let a page go by, and one
    /// whose money is on its way, know.
    func isTold(failure: String?) -> Bool {
        switch payment.state {
        case .pending, .processing, .refunded: false
        case .succeeded: true
        case .failed: failure != PaymentFailure.expired
        }
    }

    /// The document of ork.payments/1.
    var json: JSON { ["invoice": invoice.json, "payment": payment.json, "credit": credit?.json ?? .null] }
}

/// Words for why an attempt failed, as rows keep them.
enum PaymentFailure {
    static let declined = "declined"
    /// Nobody paid in time.
    static let expired = "expired"
}
