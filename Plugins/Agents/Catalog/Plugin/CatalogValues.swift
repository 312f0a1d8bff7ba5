// The engine's values and the SDK's: the engine knows neither money nor JSON.

import CatalogEngine
import OrkestaModel

extension SearchDocument {
    init(_ item: CatalogItem) {
        self.init(
            sku: item.sku,
            name: item.name,
            category: item.category,
            unit: item.unit,
            priceMinor: item.price.minor,
            currency: item.price.currency,
            stock: item.stock,
            aliases: item.aliases,
            tags: item.tags,
            attributes: item.attributes
        )
    }

    var price: Money { Money(minor: priceMinor, currency: currency) }
}

extension SearchFilters {
    init(_ filters: ProductFilters) {
        self.init(
            category: filters.category,
            minimumPriceMinor: filters.minimumPriceMinor,
            maximumPriceMinor: filters.maximumPriceMinor,
            inStockOnly: filters.inStockOnly,
            attributes: filters.attributes
        )
    }
}

extension ProductHit {
    init(_ hit: SearchHit) { self.init(hit.document, score: hit.score) }

    init(_ document: SearchDocument, score: Double) {
        self.init(
            sku: document.sku,
            name: document.name,
            price: document.price,
            unit: document.unit ?? "",
            category: document.category,
            stock: document.stock,
            score: score
        )
    }
}

extension ProductAnswer {
    init(_ answer: SearchAnswer) {
        self.init(
            hits: answer.hits.map(ProductHit.init),
            unmatchedWords: answer.unmatchedWords
        )
    }
}

extension NormalizedProduct {
    init(_ line: NormalizedLine) {
        var confidence = ["canonical_name": line.canonicalName.confidence]
        confidence["unit"] = line.unit?.confidence
        confidence["quantity"] = line.quantity?.confidence
        confidence["category"] = line.category?.confidence
        confidence["attributes"] = line.attributes.map(\.confidence).min()
        self.init(
            canonicalName: line.canonicalName.value,
            unit: line.unit?.value,
            quantity: line.quantity?.value,
            category: line.category?.value,
            attributes: Dictionary(
                line.attributes.map { ($0.name, $0.value) },
                uniquingKeysWith: { first, _ in first }
            ),
            confidence: confidence
        )
    }
}
