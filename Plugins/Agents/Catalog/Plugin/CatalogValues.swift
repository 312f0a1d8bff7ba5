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
    /// Of several wishes the best hit of each first, then the next of each.
    init(_ wishes: [WishAnswer], limit: Int, currency: String) {
        var hits: [SearchHit] = []
        let depth = wishes.map(\.answer.hits.count).max() ?? 0
        for place in 0..<depth {
            for wish in wishes where place < wish.answer.hits.count {
                let hit = wish.answer.hits[place]
                if !hits.contains(where: { $0.document.sku == hit.document.sku }) { hits.append(hit) }
            }
            if hits.count >= limit { break }
        }
        self.init(
            hits: hits.prefix(limit).map(ProductHit.init),
            unmatchedWords: wishes.flatMap(\.answer.unmatchedWords),
            wishes: wishes.map(ProductWish.init),
            filters: wishes.first.flatMap { ProductFilters($0.answer.filters, currency: currency) }
        )
    }
}

extension ProductWish {
    init(_ wish: WishAnswer) {
        self.init(
            text: wish.line.text,
            quantity: wish.line.quantity,
            unit: wish.line.unit,
            hits: wish.answer.hits.map(ProductHit.init),
            unmatchedWords: wish.answer.unmatchedWords
        )
    }
}

extension ProductFilters {
    /// Nil when nothing is asked for.
    fileprivate init?(_ filters: SearchFilters, currency: String) {
        guard filters != SearchFilters() else { return nil }
        self.init(
            category: filters.category,
            minimumPriceMinor: filters.minimumPriceMinor,
            maximumPriceMinor: filters.maximumPriceMinor,
            inStockOnly: filters.inStockOnly,
            attributes: filters.attributes,
            currency: currency
        )
    }
}

extension NormalizedProduct {
    init(_ line: NormalizedLine) {
        // A field that is nil is one of which nothing is known: its confidence is 0.
        let confidence: [String: Double] = [
            "canonical_name": line.canonicalName.confidence, "unit": line.unit?.confidence ?? 0,
            "quantity": line.quantity?.confidence ?? 0, "category": line.category?.confidence ?? 0,
            "attributes": line.attributes.map(\.confidence).min() ?? 0.0,
        ]
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
