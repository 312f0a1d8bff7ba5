// Lines and totals as the host's money rules made them. Everybody else shows
// them and never computes them.

/// A line of a quote or an order. Amounts are in the currency of the whole and,
/// where the tenant's prices include tax, include it, but for `base`.
public struct PricedLine: Sendable, Hashable {
    public var sku: String
    public var name: String
    /// PZA, KG, M, L, …
    public var unit: String
    public var quantity: Quantity
    public var unitPrice: Money
    /// Quantity times unit price.
    public var amount: Money
    /// What was granted on this line, if anything.
    public var discount: Discount?
    /// What each step took off, in this order, as minor units from 0.
    public var reductions: Reductions
    /// Without tax, after all discounts.
    public var base: Money
    public var tax: Tax
    public var taxAmount: Money
    /// `base` plus `taxAmount`.
    public var total: Money
    /// The tax authority's key of the product (`c_ClaveProdServ`), where known.
    public var productKey: String?
    /// The tax authority's key of the unit (`H87`, `KGM`), where known.
    public var unitKey: String?

    /// What the four discounts took off a line, in their order: each applies to
    /// what the one before left.
    public struct Reductions: Sendable, Hashable {
        public var line: Int64
        /// By quantity, from the tenant's volume table.
        public var tier: Int64
        /// This line's part of the discount on the whole.
        public var quote: Int64
        /// This line's part of the coupon.
        public var coupon: Int64

        public init(line: Int64 = 0, tier: Int64 = 0, quote: Int64 = 0, coupon: Int64 = 0) {
            self.line = line
            self.tier = tier
            self.quote = quote
            self.coupon = coupon
        }
    }

    public init(
        sku: String,
        name: String,
        unit: String,
        quantity: Quantity,
        unitPrice: Money,
        amount: Money,
        discount: Discount?,
        reductions: Reductions,
        base: Money,
        tax: Tax,
        taxAmount: Money,
        total: Money,
        productKey: String? = nil,
        unitKey: String? = nil
    ) {
        self.sku = sku
        self.name = name
        self.unit = unit
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.discount = discount
        self.reductions = reductions
        self.base = base
        self.tax = tax
        self.taxAmount = taxAmount
        self.total = total
        self.productKey = productKey
        self.unitKey = unitKey
    }
}

/// The lines and totals of a quote or an order.
public struct Prices: Sendable, Hashable {
    /// ISO 4217, of every amount.
    public var currency: String
    /// Whether unit prices and amounts of lines include tax.
    public var includeTax: Bool
    public var lines: [PricedLine]
    /// On the whole, as granted; nil for none.
    public var discount: Discount?
    /// The coupon's code; nil for none.
    public var coupon: String?
    /// The sum of the lines' amounts.
    public var amount: Money
    /// What all discounts took off it.
    public var reduction: Money
    /// Without tax.
    public var base: Money
    /// One a tax, in the order standard, zero, exempt.
    public var taxes: [TaxTotal]
    public var taxAmount: Money
    /// What the customer pays.
    public var total: Money
    /// "MIL DOSCIENTOS TREINTA Y CUATRO PESOS 50/100 M.N."
    public var totalInWords: String

    /// The lines of one tax together.
    public struct TaxTotal: Sendable, Hashable {
        public var tax: Tax
        public var base: Money
        public var amount: Money

        public init(tax: Tax, base: Money, amount: Money) {
            self.tax = tax
            self.base = base
            self.amount = amount
        }
    }

    public init(
        currency: String,
        includeTax: Bool,
        lines: [PricedLine],
        discount: Discount?,
        coupon: String?,
        amount: Money,
        reduction: Money,
        base: Money,
        taxes: [TaxTotal],
        taxAmount: Money,
        total: Money,
        totalInWords: String
    ) {
        self.currency = currency
        self.includeTax = includeTax
        self.lines = lines
        self.discount = discount
        self.coupon = coupon
        self.amount = amount
        self.reduction = reduction
        self.base = base
        self.taxes = taxes
        self.taxAmount = taxAmount
        self.total = total
        self.totalInWords = totalInWords
    }
}
