// What every hit must satisfy, whatever its words.

/// Conditions on hits; the default asks for nothing.
public struct SearchFilters: Sendable, Equatable {
    /// Compared without case and accents.
    public var category: String?
    /// Inclusive, in minor units of the document's currency.
    public var minimumPriceMinor: Int64?
    /// Inclusive, in minor units of the document's currency.
    public var maximumPriceMinor: Int64?
    public var inStockOnly: Bool
    /// Attributes that must be equal, compared without case and accents.
    public var attributes: [String: String]

    public init(
        category: String? = nil,
        minimumPriceMinor: Int64? = nil,
        maximumPriceMinor: Int64? = nil,
        inStockOnly: Bool = false,
        attributes: [String: String] = [:]
    ) {
        self.category = category
        self.minimumPriceMinor = minimumPriceMinor
        self.maximumPriceMinor = maximumPriceMinor
        self.inStockOnly = inStockOnly
        self.attributes = attributes
    }
}

extension SearchFilters {
    /// With what a sentence asks for besides; `minorUnits` of the currency make one.
    func narrowed(by sentence: SentenceFilters, minorUnits: Int64) -> SearchFilters {
        var filters = self
        if let maximum = sentence.maximum?.scaled(by: minorUnits) {
            filters.maximumPriceMinor = min(maximum, maximumPriceMinor ?? .max)
        }
        if let minimum = sentence.minimum?.scaled(by: minorUnits) {
            filters.minimumPriceMinor = max(minimum, minimumPriceMinor ?? .min)
        }
        filters.inStockOnly = inStockOnly || sentence.inStockOnly
        return filters
    }
}
