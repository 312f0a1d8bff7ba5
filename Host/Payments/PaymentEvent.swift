// What is told of a payment: to the agent that asked for it, and to everybody who
// listens to the tenant's events.

import HostCore
import HostStorage
import OrkestaModel

/// A payment's news, with the invoice as it stands now.
struct PaymentEvent: Sendable {
    let invoice: Invoice
    let payment: Payment
    /// The refund of the payment that the news is about; nil when it is about the
    /// payment itself.
    let refund: RefundRow?
    /// What was paid beyond the invoice's total; nil when nothing was.
    let credit: Money?

    init(_ invoice: Invoice, _ payment: Payment, refund: RefundRow?, creditMinor: Int64) {
        self.invoice = invoice
        self.payment = payment
        self.refund = refund
        credit = creditMinor > 0 ? Money(minor: creditMinor, currency: invoice.total.currency) : nil
    }

    /// `payment.succeeded` only when nothing of the invoice is left open.
    var type: DomainEventType {
        if let refund { return refund.state == .failed ? .refundFailed : .paymentRefunded }
        return switch payment.state {
        case .pending, .processing: .paymentProcessing
        case .succeeded: invoice.balance.minor == 0 ? .paymentSucceeded : .paymentPartial
        case .failed: .paymentFailed
        case .refunded: .paymentRefunded
        }
    }

    /// As the agent hears it.
    var name: String { type.rawValue }

    /// Names the news among all of the payment's: told once.
    var key: String { "\(name):\(refund?.id.rawValue ?? payment.id)" }

    /// Whether the customer should hear of it. One who let a page go by, and one
    /// whose money is on its way, know.
    func isTold(failure: String?) -> Bool {
        if let refund { return refund.state == .succeeded }
        return switch payment.state {
        case .pending, .processing, .refunded: false
        case .succeeded: true
        case .failed: failure != PaymentFailure.expired
        }
    }

    /// The document of ork.payments/1.
    var json: JSON {
        [
            "invoice": invoice.json, "payment": payment.json, "credit": credit?.json ?? .null,
            "refund": refund.map { $0.json(invoice: invoice.number) } ?? .null,
        ]
    }
}

/// Words for why an attempt failed, as rows keep them.
enum PaymentFailure {
    static let declined = "declined"
    /// Nobody paid in time.
    static let expired = "expired"
}
