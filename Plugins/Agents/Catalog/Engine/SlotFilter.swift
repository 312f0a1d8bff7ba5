// Search filters prepared for one index: texts folded, the category looked up.

struct SlotFilter {
    private let filters: SearchFilters
    private let category: Int?
    private let attributes: [(name: String, value: String)]
    private let readsDocuments: Bool

    /// Nil when no product can satisfy the filters.
    init?(_ filters: SearchFilters, _ index: CatalogIndex) {
        self.filters = filters
        category = filters.category.flatMap(index.shelves.category)
        attributes = filters.attributes.sorted { $0.key < $1.key }
            .map { (FoldedText.collapsed($0.key), FoldedText.collapsed($0.value)) }
        readsDocuments = filters.minimumPriceMinor != nil || filters.maximumPriceMinor != nil || !attributes.isEmpty
        if filters.category != nil, category == nil { return nil }
    }

    func admits(_ slot: Int, _ index: CatalogIndex) -> Bool {
        if filters.inStockOnly, !index.isInStock[slot] { return false }
        if let category, index.shelves.category(ofSlot: slot) != category { return false }
        guard readsDocuments else { return true }
        let price = index.documents.priceMinor(slot)
        if let minimum = filters.minimumPriceMinor, price < minimum { return false }
        if let maximum = filters.maximumPriceMinor, price > maximum { return false }
        return attributes.allSatisfy { wanted in
            index.documents.attributes(slot).contains {
                FoldedText.collapsed($0.key) == wanted.name && FoldedText.collapsed($0.value) == wanted.value
            }
        }
    }
}
