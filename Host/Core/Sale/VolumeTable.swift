// Volume discounts that the tenant publishes: so much off from so many on.

public import OrkestaModel

/// The tenant's table of volume discounts.
public struct VolumeTable: Sendable, Hashable {
    public var tiers: [Tier]

    /// A row of the table.
    public struct Tier: Sendable, Hashable {
        /// Only this product; nil for those of the category, or all.
        public var sku: String?
        /// Only products of this category; nil for all.
        public var category: String?
        /// From this quantity on, above 0.
        public var from: Quantity
        /// Above 0, up to 100 %.
        public var percent: Percentage

        public init(sku: String? = nil, category: String? = nil, from: Quantity, percent: Percentage) {
            self.sku = sku
            self.category = category
            self.from = from
            self.percent = percent
        }
    }

    public init(tiers: [Tier] = []) { self.tiers = tiers }

    /// What is taken off so much of a product. Tiers of the product itself come
    /// before those of its category, and these before those for all; among them
    /// the one with the highest quantity reached counts.
    func percent(sku: String, category: String?, quantity: Quantity) -> Percentage {
        let bySKU = tiers.filter { $0.sku == sku }
        let byCategory = tiers.filter { $0.sku == nil && $0.category != nil && $0.category == category }
        let forAll = tiers.filter { $0.sku == nil && $0.category == nil }
        let scope = [bySKU, byCategory, forAll].first { !$0.isEmpty } ?? []
        return scope.filter { $0.from <= quantity }.max { $0.from < $1.from }?.percent ?? .zero
    }
}
