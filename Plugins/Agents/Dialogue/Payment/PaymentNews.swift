// What an agent hears of a payment that it asked for: the host's events, read.

public import OrkestaModel

/// News of a payment, with the invoice as it stands now.
public enum PaymentNews: Sendable, Hashable {
    /// Nothing of the invoice is left open.
    case paid(Invoice, Payment?)
    /// A part has arrived.
    case paidPartly(Invoice, Payment?)
    /// An attempt was refused; nothing was taken.
    case failed(Invoice)
    /// So much was given back, as money or as the customer's credit.
    case refunded(Invoice, Money, toCredit: Bool)

    /// The event `name` with its document of ork.payments/1; nil for one that tells a
    /// customer nothing. Throws for a document that is none.
    public init?(_ name: String, _ payload: JSON) throws(DocumentError) {
        guard name.hasPrefix("payment."), let document = payload["invoice"] else { return nil }
        let invoice = try Invoice(json: document)
        let payment = try payload.present("payment").map { value throws(DocumentError) in try Payment(json: value) }
        switch name {
        case "payment.succeeded": self = .paid(invoice, payment)
        case "payment.partial": self = .paidPartly(invoice, payment)
        case "payment.failed": self = .failed(invoice)
        case "payment.refunded":
            guard let refund = payload.present("refund") else { return nil }
            let toCredit = refund["destination"] == "credit"
            self = .refunded(invoice, try refund.requiredMoney("amount"), toCredit: toCredit)
        default: return nil
        }
    }

    public var invoice: Invoice {
        switch self {
        case .paid(let invoice, _), .paidPartly(let invoice, _), .failed(let invoice), .refunded(let invoice, _, _):
            invoice
        }
    }
}
