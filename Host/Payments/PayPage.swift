// What the holder of a link sees: the invoice, what is left of it, and whether it
// can be paid now.

public import HostCommerce
public import HostStorage
public import OrkestaModel

/// A link's page, as it stands.
public struct PayPage: Sendable {
    public let tenant: Tenant
    public let profile: BusinessProfile
    public let invoice: Invoice
    /// What is asked for now; zero when nothing is.
    public let asked: Money
    public let expiresAt: Timestamp
    public let state: State

    /// What can be done there.
    public enum State: String, Sendable, CaseIterable {
        case open
        /// All that is left is being paid.
        case processing
        case paid
        /// Everything was given back.
        case refunded
        /// The link's time is over, and something is left to pay.
        case expired
        /// The invoice was withdrawn.
        case void
    }

    /// `now` is the tenant's time.
    init(
        _ tenant: Tenant,
        _ profile: BusinessProfile,
        _ link: PayLink,
        _ invoice: InvoiceRow,
        _ attempts: [PaymentRow],
        at now: Timestamp
    ) {
        let position = invoice.position(attempts)
        self.tenant = tenant
        self.profile = profile
        self.invoice = invoice.document(attempts)
        asked = Money(minor: min(link.amountMinor ?? .max, position.left), currency: invoice.total.currency)
        expiresAt = link.expiresAt
        state =
            if invoice.voidedAt != nil {
                .void
            } else if position.status == .refunded {
                .refunded
            } else if position.balance == 0 {
                .paid
            } else if position.left == 0 {
                .processing
            } else if link.expiresAt <= now {
                .expired
            } else {
                .open
            }
    }
}
