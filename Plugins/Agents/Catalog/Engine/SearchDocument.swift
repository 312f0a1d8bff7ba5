// A product as the index takes it in and hands it back.

/// One product of a catalog.
public struct SearchDocument: Sendable, Equatable {
    /// The seller's own key, unique within one index.
    public var sku: String
    public var name: String
    public var category: String?
    /// PZA, KG, M, L, …; nil when unknown.
    public var unit: String?
    /// The price of one `unit`, in minor units of `currency`.
    public var priceMinor: Int64
    /// ISO 4217.
    public var currency: String
    /// Units at hand; nil when stock is not tracked, which counts as in stock.
    public var stock: Int64?
    /// Other names customers use for it.
    public var aliases: [String]
    /// Words that group it with other products.
    public var tags: [String]
    public var attributes: [String: String]

    public init(
        sku: String,
        name: String,
        category: String? = nil,
        unit: String? = nil,
        priceMinor: Int64 = 0,
        currency: String = "MXN",
        stock: Int64? = nil,
        aliases: [String] = [],
        tags: [String] = [],
        attributes: [String: String] = [:]
    ) {
        self.sku = sku
        self.name = name
        self.category = category
        self.unit = unit
        self.priceMinor = priceMinor
        self.currency = currency
        self.stock = stock
        self.aliases = aliases
        self.tags = tags
        self.attributes = attributes
    }

    /// Whether it can be sold now.
    public var isInStock: Bool { stock.map { $0 > 0 } ?? true }

    /// Whether both read the same to a searcher, so that the postings of one serve the other.
    func hasSameText(as other: SearchDocument) -> Bool {
        sku == other.sku && name == other.name && category == other.category && aliases == other.aliases
            && tags == other.tags && attributes == other.attributes
    }
}
