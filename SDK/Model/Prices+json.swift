// Lines and totals as JSON: every amount a decimal string in the one currency.

extension Prices {
    /// The members that quotes and orders share.
    public var json: JSON {
        var members: [String: JSON] = [
            "currency": .string(currency),
            "prices_include_tax": .bool(includeTax),
            "lines": .array(lines.map(\.json)),
            "amount": .string(amount.decimal),
            "reduction": .string(reduction.decimal),
            "base": .string(base.decimal),
            "taxes": .array(taxes.map(\.json)),
            "tax_amount": .string(taxAmount.decimal),
            "total": .string(total.decimal),
            "total_in_words": .string(totalInWords),
        ]
        members["discount"] = discount?.json
        members["coupon"] = coupon.map(JSON.string)
        return .object(members)
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        let currency = try json.requiredText("currency")
        self.init(
            currency: currency,
            includeTax: try json.flag("prices_include_tax", default: true),
            lines: try json.elements("lines") { value throws(DocumentError) in
                try PricedLine(json: value, currency: currency)
            },
            discount: try json.discount(currency),
            coupon: try json.optionalText("coupon"),
            amount: try json.money("amount", currency),
            reduction: try json.money("reduction", currency),
            base: try json.money("base", currency),
            taxes: try json.elements("taxes") { value throws(DocumentError) in
                try TaxTotal(json: value, currency: currency)
            },
            taxAmount: try json.money("tax_amount", currency),
            total: try json.money("total", currency),
            totalInWords: try json.requiredText("total_in_words")
        )
    }
}

extension Prices.TaxTotal {
    var json: JSON { tax.json.merging(["base": .string(base.decimal), "amount": .string(amount.decimal)]) }

    init(json: JSON, currency: String) throws(DocumentError) {
        self.init(
            tax: try Tax(json: json),
            base: try json.money("base", currency),
            amount: try json.money("amount", currency)
        )
    }
}

extension PricedLine {
    var json: JSON {
        let currency = amount.currency
        func decimal(_ minor: Int64) -> JSON { .string(Money(minor: minor, currency: currency).decimal) }
        var members: [String: JSON] = [
            "sku": .string(sku),
            "name": .string(name),
            "unit": .string(unit),
            "quantity": .string(quantity.description),
            "unit_price": .string(unitPrice.decimal),
            "amount": .string(amount.decimal),
            "reductions": [
                "line": decimal(reductions.line), "tier": decimal(reductions.tier),
                "quote": decimal(reductions.quote), "coupon": decimal(reductions.coupon),
            ],
            "base": .string(base.decimal),
            "tax": tax.json,
            "tax_amount": .string(taxAmount.decimal),
            "total": .string(total.decimal),
        ]
        members["discount"] = discount?.json
        members["product_key"] = productKey.map(JSON.string)
        members["unit_key"] = unitKey.map(JSON.string)
        return .object(members)
    }

    init(json: JSON, currency: String) throws(DocumentError) {
        guard let quantity = json.present("quantity").flatMap(Quantity.init(json:)) else {
            throw DocumentError(field: "quantity", reason: "a quantity is expected")
        }
        let reductions = json["reductions"] ?? .null
        self.init(
            sku: try json.requiredText("sku"),
            name: try json.requiredText("name"),
            unit: try json.requiredText("unit"),
            quantity: quantity,
            unitPrice: try json.money("unit_price", currency),
            amount: try json.money("amount", currency),
            discount: try json.discount(currency),
            reductions: Reductions(
                line: try reductions.money("line", currency).minor,
                tier: try reductions.money("tier", currency).minor,
                quote: try reductions.money("quote", currency).minor,
                coupon: try reductions.money("coupon", currency).minor
            ),
            base: try json.money("base", currency),
            tax: try Tax(json: json["tax"] ?? .null),
            taxAmount: try json.money("tax_amount", currency),
            total: try json.money("total", currency),
            productKey: try json.optionalText("product_key"),
            unitKey: try json.optionalText("unit_key")
        )
    }
}

extension JSON {
    /// An amount that must be there.
    func money(_ key: String, _ currency: String) throws(DocumentError) -> Money {
        guard let value = present(key), let money = Money(json: value, currency: currency) else {
            throw DocumentError(field: key, reason: "an amount is expected")
        }
        return money
    }
}
