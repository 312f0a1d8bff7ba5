// How a tenant sells: its taxes, discounts, coupons and terms, and who it is on
// paper. One document, because a person sets it up in one sitting.

public import HostCore
public import HostDocuments
public import HostStorage
public import OrkestaModel

/// The rules by which a tenant's baskets become quotes and orders.
public struct SalesSettings: Sendable, Hashable {
    public var taxZone: TaxZone
    public var pricesIncludeTax: Bool
    public var volumeTable: VolumeTable
    public var discountPolicy: DiscountPolicy
    public var coupons: [Coupon]
    /// How long a quote's prices hold, 1 to 365 days of 24 hours.
    public var quoteValidityDays: Int64
    /// How long an order's stock is held unpaid, 1 minute to a week.
    public var holdMinutes: Int64
    /// When an order's invoice is due: so many days after it, 0 for at once.
    public var paymentTermDays: Int64
    public var profile: BusinessProfile

    /// A code that customers give for a discount.
    public struct Coupon: Sendable, Hashable {
        /// In capitals, 1 to 40 characters.
        public var code: String
        public var discount: Discount
        /// From this amount on, after all other discounts, in minor units.
        public var minimum: Int64
        /// Good before this moment; nil for no end.
        public var validUntil: Timestamp?
    }

    /// What holds for a tenant that has set nothing: Mexico's general tax for one
    /// that sells in pesos, included in prices, and no discounts.
    public init(for tenant: Tenant) {
        taxZone = tenant.currency == "MXN" ? .mexico : .untaxed
        pricesIncludeTax = true
        volumeTable = VolumeTable()
        discountPolicy = DiscountPolicy()
        coupons = []
        quoteValidityDays = 15
        holdMinutes = 1_440
        paymentTermDays = Limits.invoiceDueDays
        profile = BusinessProfile()
    }

    /// The rules that price its baskets.
    public var moneyRules: MoneyRules {
        MoneyRules(zone: taxZone, pricesIncludeTax: pricesIncludeTax, volume: volumeTable)
    }
}

/// Who a tenant is on its quotes, and how they look. Nil or empty: not shown.
public struct BusinessProfile: Sendable, Hashable {
    public var legalName: String?
    public var rfc: String?
    /// Key of `c_RegimenFiscal`, three digits.
    public var taxRegime: String?
    /// Five digits.
    public var postalCode: String?
    /// Address, telephone, site: a line each, at most six.
    public var contact: [String] = []
    /// `#RRGGBB`.
    public var color: String?
    /// A PNG file, at most 256 KiB and 2,048 by 2,048 pixels.
    public var logo: [UInt8]?
    /// Printed at the end, up to 4,000 bytes.
    public var terms: String?
    /// The sheet that papers are printed on.
    public var paper = Paper.letter
}
