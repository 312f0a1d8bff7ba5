// A product of a tenant's catalog.

/// A product as the catalog keeps it.
public struct CatalogItem: Sendable, Hashable {
    /// The row's key.
    public var id: String
    /// The seller's own key, unique within the tenant; 1 to 100 characters.
    public var sku: String
    public var name: String
    /// The name folded (no case, no accents) with single spaces, for matching.
    public var canonicalName: String
    public var aliases: [String]
    /// The price of one `unit`.
    public var price: Money
    /// PZA, KG, M, L, …
    public var unit: String
    public var category: String?
    public var tags: [String]
    public var attributes: [String: String]
    /// Units at hand; nil when stock is not tracked.
    public var stock: Int64?
    /// At or below this many units the product is low on stock.
    public var minimumStock: Int64
    public var taxClass: TaxClass
    /// What a unit costs the seller, without tax, in the price's currency; nil
    /// when not known, and always nil outside the host.
    public var cost: Money?
    /// False once it was withdrawn.
    public var active: Bool
    /// The catalog revision at which it last changed.
    public var revision: Int64

    public init(
        id: String,
        sku: String,
        name: String,
        canonicalName: String,
        aliases: [String] = [],
        price: Money,
        unit: String,
        category: String? = nil,
        tags: [String] = [],
        attributes: [String: String] = [:],
        stock: Int64? = nil,
        minimumStock: Int64 = 0,
        taxClass: TaxClass = .standard,
        cost: Money? = nil,
        active: Bool = true,
        revision: Int64 = 0
    ) {
        self.id = id
        self.sku = sku
        self.name = name
        self.canonicalName = canonicalName
        self.aliases = aliases
        self.price = price
        self.unit = unit
        self.category = category
        self.tags = tags
        self.attributes = attributes
        self.stock = stock
        self.minimumStock = minimumStock
        self.taxClass = taxClass
        self.cost = cost
        self.active = active
        self.revision = revision
    }

    /// The form in the HTTP API; `price` is a decimal string.
    public var json: JSON {
        [
            "sku": .string(sku),
            "name": .string(name),
            "price": .string(price.decimal),
            "currency": .string(price.currency),
            "unit": .string(unit),
            "category": JSON(category),
            "stock": JSON(stock),
            "tax": .string(taxClass.rawValue),
            "aliases": JSON(aliases),
            "tags": JSON(tags),
            "attributes": .object(attributes.mapValues(JSON.string)),
        ]
    }
}
