// The questions of ork.search/1 (search) and their hits, as values and as the
// JSON documents that cross the ABI and the HTTP API.

/// What somebody looks for in a catalog.
public struct ProductQuery: Sendable, Hashable {
    /// In the customer's words.
    public var text: String
    /// At most this many hits.
    public var limit: Int
    public var filters: ProductFilters

    public init(text: String, limit: Int = 10, filters: ProductFilters = ProductFilters()) {
        self.text = text
        self.limit = limit
        self.filters = filters
    }

    public var json: JSON {
        ["text": .string(text), "limit": .integer(Int64(limit)), "filters": filters.json]
    }

    /// `limit` (at least 1; 10 when absent) and `filters` are optional. `currency` is
    /// that of prices which name none. Throws the field at fault.
    public init(json: JSON, currency: String = "MXN") throws(DocumentError) {
        let limit = try json.optionalInteger("limit") ?? 10
        guard limit >= 1, let limit = Int(exactly: limit) else {
            throw DocumentError(field: "limit", reason: "a number from 1 is expected")
        }
        let filters: ProductFilters
        do throws(DocumentError) {
            filters = try ProductFilters(json: json["filters"] ?? .null, currency: currency)
        } catch {
            throw error.inside("filters")
        }
        self.init(text: try json.requiredText("text"), limit: limit, filters: filters)
    }
}

/// What every hit must satisfy.
public struct ProductFilters: Sendable, Hashable {
    public var category: String?
    /// Inclusive, in minor units of `currency`.
    public var minimumPriceMinor: Int64?
    /// Inclusive, in minor units of `currency`.
    public var maximumPriceMinor: Int64?
    public var inStockOnly: Bool
    /// Attributes that must be equal.
    public var attributes: [String: String]
    /// ISO 4217, of the two prices.
    public var currency: String

    public init(
        category: String? = nil,
        minimumPriceMinor: Int64? = nil,
        maximumPriceMinor: Int64? = nil,
        inStockOnly: Bool = false,
        attributes: [String: String] = [:],
        currency: String = "MXN"
    ) {
        self.category = category
        self.minimumPriceMinor = minimumPriceMinor
        self.maximumPriceMinor = maximumPriceMinor
        self.inStockOnly = inStockOnly
        self.attributes = attributes
        self.currency = currency
    }

    /// `{"category", "min_price": "10.00", "max_price", "currency", "in_stock",
    /// "attributes"}`; what is not asked for is left out.
    public var json: JSON {
        var members: [String: JSON] = [:]
        members["category"] = category.map(JSON.string)
        members["min_price"] = minimumPriceMinor.map { .string(Money(minor: $0, currency: currency).decimal) }
        members["max_price"] = maximumPriceMinor.map { .string(Money(minor: $0, currency: currency).decimal) }
        if minimumPriceMinor != nil || maximumPriceMinor != nil { members["currency"] = .string(currency) }
        if inStockOnly { members["in_stock"] = true }
        if !attributes.isEmpty { members["attributes"] = .object(attributes.mapValues(JSON.string)) }
        return .object(members)
    }

    /// Reads what ``json`` writes; null is no filter. Throws the field at fault.
    public init(json: JSON, currency standard: String = "MXN") throws(DocumentError) {
        guard json.isNull || json.objectValue != nil else {
            throw DocumentError(field: "", reason: "an object is expected")
        }
        let currency = try json.optionalText("currency") ?? standard
        self.init(
            category: try json.optionalText("category"),
            minimumPriceMinor: try ProductFilters.price(json, "min_price", currency),
            maximumPriceMinor: try ProductFilters.price(json, "max_price", currency),
            inStockOnly: try json.flag("in_stock", default: false),
            attributes: try json.textMembers("attributes"),
            currency: currency
        )
    }

    private static func price(_ json: JSON, _ key: String, _ currency: String) throws(DocumentError) -> Int64? {
        guard let value = json.present(key) else { return nil }
        guard let money = Money(json: value, currency: currency), money.currency == currency else {
            throw DocumentError(field: key, reason: "an amount in \(currency) is expected, such as \"89.50\"")
        }
        return money.minor
    }
}

/// A product that fits, as a customer may see it.
public struct ProductHit: Sendable, Hashable {
    public var sku: String
    public var name: String
    public var price: Money
    public var unit: String
    public var category: String?
    /// Nil when stock is not tracked.
    public var stock: Int64?
    /// How well it fits; higher is better, comparable within one answer.
    public var score: Double

    public init(
        sku: String,
        name: String,
        price: Money,
        unit: String,
        category: String? = nil,
        stock: Int64? = nil,
        score: Double
    ) {
        self.sku = sku
        self.name = name
        self.price = price
        self.unit = unit
        self.category = category
        self.stock = stock
        self.score = score
    }

    public var json: JSON {
        [
            "sku": .string(sku),
            "name": .string(name),
            "price": .string(price.decimal),
            "currency": .string(price.currency),
            "unit": .string(unit),
            "category": JSON(category),
            "stock": JSON(stock),
            "score": .double(score),
        ]
    }

    /// Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        let currency = try json.requiredText("currency")
        guard let price = json["price"].flatMap({ Money(json: $0, currency: currency) }) else {
            throw DocumentError(field: "price", reason: "an amount is expected, such as \"89.50\"")
        }
        guard let score = json["score"]?.doubleValue else {
            throw DocumentError(field: "score", reason: "a number is expected")
        }
        self.init(
            sku: try json.requiredText("sku"),
            name: try json.requiredText("name"),
            price: price,
            unit: try json.requiredText("unit"),
            category: try json.optionalText("category"),
            stock: try json.optionalInteger("stock"),
            score: score
        )
    }
}
