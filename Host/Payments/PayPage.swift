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
    /// What is asked for now: of a plan the next instalment. Zero when nothing is.
    public let asked: Money
    /// All that can be paid now.
    public let left: Money
    /// Every instalment; empty when the invoice is due as a whole.
    public let plan: [PaymentPlan.Standing]
    /// Vouchers that wait to be paid at a till, with their amounts.
    public let vouchers: [(voucher: PaymentVoucher, amount: Money)]
    public let expiresAt: Timestamp
    public let state: State
    /// Whether the page itself plays the provider.
    public let isSandbox: Bool

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

    /// What a page is made of.
    struct Source {
        let tenant: Tenant
        let profile: BusinessProfile
        let link: PayLink
        let invoice: InvoiceRow
        let attempts: [PaymentRow]
        let plan: PaymentPlan?
        let isSandbox: Bool
    }

    /// `now` is the tenant's time.
    init(_ source: Source, at now: Timestamp) {
        let (link, invoice, position) = (source.link, source.invoice, source.invoice.position(source.attempts))
        // What is being paid counts as paid here: it is not asked for twice.
        let standings =
            source.plan?
            .standings(arrivedMinor: position.captured + position.processing, at: now) ?? []
        let next = standings.first { $0.state != .paid }?.leftMinor
        let currency = invoice.total.currency
        tenant = source.tenant
        profile = source.profile
        self.invoice = invoice.document(source.attempts)
        plan = standings
        left = Money(minor: position.left, currency: currency)
        asked = Money(minor: min(link.amountMinor ?? next ?? .max, position.left), currency: currency)
        vouchers = source.attempts.filter { $0.state == .processing }.compactMap { attempt in
            attempt.voucher.map { ($0, attempt.amount) }
        }
        expiresAt = link.expiresAt
        state = Self.state(link, invoice, position, at: now)
        isSandbox = source.isSandbox
    }

    private static func state(
        _ link: PayLink,
        _ invoice: InvoiceRow,
        _ position: InvoicePosition,
        at now: Timestamp
    ) -> State {
        if invoice.voidedAt != nil { return .void }
        if position.status == .refunded { return .refunded }
        if position.balance == 0 { return .paid }
        if position.left == 0 { return .processing }
        return link.expiresAt <= now ? .expired : .open
    }
}
