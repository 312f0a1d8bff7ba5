// What somebody wants to buy, before the host has priced it: products and
// quantities, and the discounts asked for. Prices are never part of it.

/// A wish for a quote, an order or just a price.
public struct QuoteDraft: Sendable, Hashable {
    public var lines: [Line]
    /// On the whole; nil for none.
    public var discount: Discount?
    /// A code of the tenant's coupons; nil for none.
    public var coupon: String?
    /// Printed on the quote; up to 1,000 characters.
    public var note: String?
    /// BCP 47, of the quote's page and documents; nil for the customer's.
    public var language: String?
    /// For an electronic invoice; nil when none is wanted.
    public var invoicing: InvoicingDetails?

    /// A product and how much of it.
    public struct Line: Sendable, Hashable {
        public var sku: String
        public var quantity: Quantity
        public var discount: Discount?

        public init(sku: String, quantity: Quantity, discount: Discount? = nil) {
            self.sku = sku
            self.quantity = quantity
            self.discount = discount
        }

        public var json: JSON {
            var members: [String: JSON] = ["sku": .string(sku), "quantity": .string(quantity.description)]
            members["discount"] = discount?.json
            return .object(members)
        }

        /// Throws the field at fault.
        public init(json: JSON, currency: String) throws(DocumentError) {
            guard let quantity = json.present("quantity").flatMap(Quantity.init(json:)) else {
                throw DocumentError(
                    field: "quantity",
                    reason: "a decimal with at most three digits after the point is expected"
                )
            }
            self.init(
                sku: try json.requiredText("sku"),
                quantity: quantity,
                discount: try json.discount(currency)
            )
        }
    }

    public init(
        lines: [Line],
        discount: Discount? = nil,
        coupon: String? = nil,
        note: String? = nil,
        language: String? = nil,
        invoicing: InvoicingDetails? = nil
    ) {
        self.lines = lines
        self.discount = discount
        self.coupon = coupon
        self.note = note
        self.language = language
        self.invoicing = invoicing
    }

    /// `{"lines": [{"sku", "quantity": "2.5", "discount"?}], "discount"?, "coupon"?,
    /// "note"?, "language"?, "invoicing"?}`.
    public var json: JSON {
        var members: [String: JSON] = ["lines": .array(lines.map(\.json))]
        members["discount"] = discount?.json
        members["coupon"] = coupon.map(JSON.string)
        members["note"] = note.map(JSON.string)
        members["language"] = language.map(JSON.string)
        members["invoicing"] = invoicing?.json
        return .object(members)
    }

    /// Reads the form that ``json`` writes; amounts of discounts are in
    /// `currency`. Throws the field at fault.
    public init(json: JSON, currency: String) throws(DocumentError) {
        self.init(
            lines: try json.elements("lines") { value throws(DocumentError) in
                try Line(json: value, currency: currency)
            },
            discount: try json.discount(currency),
            coupon: try json.optionalText("coupon"),
            note: try json.optionalText("note"),
            language: try json.optionalText("language"),
            invoicing: try json.invoicing()
        )
    }
}

extension JSON {
    /// The member `discount`; nil when absent or null.
    func discount(_ currency: String) throws(DocumentError) -> Discount? {
        guard let value = present("discount") else { return nil }
        do throws(DocumentError) {
            return try Discount(json: value, currency: currency)
        } catch {
            throw error.inside("discount")
        }
    }
}
