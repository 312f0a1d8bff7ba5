// What is to be priced: products as they are in the catalog, quantities, and the
// discounts granted.

public import OrkestaModel

/// The input of the money rules.
public struct Basket: Sendable, Hashable {
    /// ISO 4217, of every price in it.
    public var currency: String
    public var lines: [Line]
    /// On the whole.
    public var discount: Discount?
    public var coupon: Coupon?

    /// A product and how much of it.
    public struct Line: Sendable, Hashable {
        public var sku: String
        public var name: String
        public var unit: String
        public var category: String?
        public var quantity: Quantity
        /// In minor units of the basket's currency, at least 0.
        public var unitPrice: Int64
        public var taxClass: TaxClass
        /// What a unit costs the tenant, without tax, in minor units; nil when
        /// not known. Never shown to anybody.
        public var unitCost: Int64?
        public var discount: Discount?
        public var productKey: String?
        public var unitKey: String?

        public init(
            sku: String,
            name: String,
            unit: String,
            category: String? = nil,
            quantity: Quantity,
            unitPrice: Int64,
            taxClass: TaxClass = .standard,
            unitCost: Int64? = nil,
            discount: Discount? = nil,
            productKey: String? = nil,
            unitKey: String? = nil
        ) {
            self.sku = sku
            self.name = name
            self.unit = unit
            self.category = category
            self.quantity = quantity
            self.unitPrice = unitPrice
            self.taxClass = taxClass
            self.unitCost = unitCost
            self.discount = discount
            self.productKey = productKey
            self.unitKey = unitKey
        }
    }

    /// A coupon whose conditions hold.
    public struct Coupon: Sendable, Hashable {
        public var code: String
        public var discount: Discount

        public init(code: String, discount: Discount) {
            self.code = code
            self.discount = discount
        }
    }

    public init(currency: String, lines: [Line], discount: Discount? = nil, coupon: Coupon? = nil) {
        self.currency = currency
        self.lines = lines
        self.discount = discount
        self.coupon = coupon
    }
}
