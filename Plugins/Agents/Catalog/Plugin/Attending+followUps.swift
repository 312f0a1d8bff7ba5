// Answers that go on from the last list: more of it, cheaper, another brand,
// and what can stand in for a product that is sold out.

import CatalogEngine
import OrkestaModel
import OrkestaSDK

extension Attending {
    private static let followUpDepth = 60

    /// Whether the message was about the last list and is answered.
    func answerFollowUp() async throws -> Bool {
        guard !query.isEmpty, let followUp = FollowUp(message) else { return false }
        switch followUp {
        case .moreOptions: try await showMore()
        case .cheaper: try await showCheaper()
        case .otherBrand: try await showOtherBrands()
        }
        return true
    }

    private func showMore() async throws {
        let hits = found(query).filter { !seen.contains($0.document.sku) }
        guard !hits.isEmpty else { return try await relist(phrases.noMoreOptions) }
        try await list(Array(hits.prefix(settings.resultsPerReply)), phrases.moreOptions, query: query, seen: seen)
    }

    private func showCheaper() async throws {
        let price = (focus.map { [$0] } ?? shown).map(\.priceMinor).min() ?? 0
        let filters = SearchFilters(maximumPriceMinor: max(0, price - 1))
        let hits = found(query, filters).sorted { $0.document.priceMinor < $1.document.priceMinor }
        guard !hits.isEmpty else { return try await relist(phrases.nothingCheaper) }
        try await list(Array(hits.prefix(settings.resultsPerReply)), phrases.cheaperOptions, query: query)
    }

    private func showOtherBrands() async throws {
        let brands = Set((focus.map { [$0] } ?? shown).compactMap(\.brand))
        let hits = found(query).filter { hit in
            guard let brand = hit.document.brand, !brands.isEmpty else { return !seen.contains(hit.document.sku) }
            return !brands.contains(brand)
        }
        guard !hits.isEmpty else { return try await relist(phrases.noOtherBrand) }
        try await list(Array(hits.prefix(settings.resultsPerReply)), phrases.otherBrands, query: query)
    }

    /// Whatever fits the query as well as its best hit does, beyond the first few.
    private func found(_ query: String, _ filters: SearchFilters = SearchFilters()) -> [SearchHit] {
        search(query, filters, limit: Self.followUpDepth).hits
    }

    /// The last list again, or the one product of it.
    func relist(_ text: String) async throws {
        let products = shown.isEmpty ? [focus].compactMap(\.self) : shown
        guard !products.isEmpty else { return try say(.text(text)) }
        try say(.list(text: text, try await atHand(products).map { $0.listItem(phrases) }))
        turn.patchState(["awaiting": .string(CatalogAgent.id)])
    }

    /// A product that is sold out, with what can stand in for it.
    func describeSoldOut(_ product: SearchDocument) async throws -> Bool {
        guard !product.isInStock else { return false }
        let others = shelf.ask { $0.alternatives(to: product.sku, limit: settings.resultsPerReply) }
        guard !others.isEmpty else { return false }
        try await list(others, phrases.soldOutInstead.replacing("{product}", with: product.name), query: query)
        return true
    }
}

extension SearchDocument {
    /// The maker, where the catalog tells it.
    var brand: String? { attributes["brand"] ?? attributes["marca"] }
}
