// Recommendations: what goes with products that somebody has, and what can
// stand in for one that is sold out.

extension CatalogIndex {
    /// Products in stock that go with these, best first.
    ///
    /// What was asked about together with them counts most, then what the trade uses with them, then shared tags and
    /// the category. A rare tag tells more than a common one; among products that share tags, another category
    /// completes the ones given and ranks first. Equal scores are ordered by SKU. Unknown SKUs are ignored; `limit`
    /// is cut to 0...1,000.
    public func recommend(for skus: [String], limit: Int) -> [SearchHit] {
        let limit = min(max(0, limit), SearchLimits.hitsMax)
        let given = Set(skus.prefix(SearchLimits.fieldValuesMax).compactMap(slot(ofSKU:)))
        guard limit > 0, !given.isEmpty else { return [] }
        var top = TopSlots(limit: limit) { self.precedes($0, $1) }
        let scores = affinities(to: given)
        let best = scores.values.max() ?? 1
        for (slot, affinity) in scores where isInStock[slot] && !given.contains(slot) {
            top.insert(slot, affinity / best)
        }
        return top.sorted.compactMap { entry in
            documents[entry.slot].map {
                SearchHit(document: $0, score: Double(min(1, entry.score)), matchedWords: [])
            }
        }
    }

    /// Products in stock that do for this one, best first: those of its category that share most words of its name,
    /// of equal ones the nearest in price. Empty for an unknown SKU.
    public func alternatives(to sku: String, limit: Int) -> [SearchHit] {
        guard let wanted = document(sku: sku) else { return [] }
        let similar = similar(to: wanted)
        let words = similar.map(\.matchedWords.count).max() ?? 0
        let near = similar.filter { $0.matchedWords.count + 1 >= words }
        return Array(
            near.sorted { one, two in
                let (first, second) = (one.document.priceGap(to: wanted), two.document.priceGap(to: wanted))
                if one.matchedWords.count != two.matchedWords.count {
                    return one.matchedWords.count > two.matchedWords.count
                }
                return first == second ? one.document.sku < two.document.sku : first < second
            }
            .prefix(max(0, limit))
        )
    }

    /// By the whole name, else by its first words: what a thing is stands first, and sizes and brands alone make
    /// no alternative.
    private func similar(to wanted: SearchDocument) -> [SearchHit] {
        let words = WordsOfName(wanted.name).words
        guard let first = words.first else { return [] }
        let filters = SearchFilters(category: wanted.category, inStockOnly: true)
        for name in [wanted.name, words.prefix(2).joined(separator: " "), first] {
            let hits = search(name, limit: SearchLimits.alternativesMax, filters: filters).hits.filter { hit in
                hit.document.sku != wanted.sku && hit.matchedWords.contains { $0.queryWord == first }
            }
            if !hits.isEmpty { return hits }
        }
        return []
    }

    /// How much each slot goes with the given ones.
    private func affinities(to given: Set<Int>) -> [Int: Float] {
        var scores: [Int: Float] = [:]
        addCompanions(of: given, to: &scores)
        addComplements(of: given, to: &scores)
        let categories = Set(given.compactMap(shelves.category(ofSlot:))).sorted()
        let tags = Set(given.flatMap { documents.tags($0) }.map(FoldedText.collapsed)).sorted()
        for tag in tags {
            let slots = shelves.slots(tag: tag)
            let weight = Ranking.standard.weight(count: slots.count, total: count)
            for slot in slots.prefix(SearchLimits.recommendationCandidatesMax) {
                let isElsewhere = shelves.category(ofSlot: Int(slot)).map { !categories.contains($0) } ?? false
                scores[Int(slot), default: 0] += isElsewhere ? weight * 1.2 : weight
            }
        }
        for category in categories {
            for slot in shelves.slots(category: category).prefix(SearchLimits.recommendationCandidatesMax) {
                scores[Int(slot), default: 0] += 0.5
            }
        }
        return scores
    }

    private func addCompanions(of given: Set<Int>, to scores: inout [Int: Float]) {
        for slot in given.sorted() {
            guard let sku = documents.sku(slot) else { continue }
            for (companion, times) in habits.companions[sku, default: [:]].sorted(by: { $0.key < $1.key }) {
                guard times >= Ranking.standard.habitMin, let slot = self.slot(ofSKU: companion) else { continue }
                scores[slot, default: 0] += Ranking.standard.companion + 0.1 * Float(min(times, 20))
            }
        }
    }

    private func addComplements(of given: Set<Int>, to scores: inout [Int: Float]) {
        let names = given.sorted().compactMap { documents[$0]?.name }
        for wanted in names.flatMap({ Complements.of(WordsOfName($0)) }) {
            let hits = search(wanted, limit: SearchLimits.complementHitsMax, filters: SearchFilters(inStockOnly: true))
            for hit in hits.hits where hits.isComplete {
                if let slot = slot(ofSKU: hit.document.sku) {
                    scores[slot, default: 0] += Ranking.standard.complement * Float(hit.score)
                }
            }
        }
    }
}

/// The folded words of a product's name.
struct WordsOfName {
    let words: [String]
    var first: String? { words.first }

    init(_ name: String) {
        words = Tokenizer.tokens(of: name).filter { $0.kind == .word && !StopWords.contains($0.text) }.map(\.text)
    }
}

extension SearchDocument {
    fileprivate func priceGap(to other: SearchDocument) -> UInt64 {
        priceMinor > other.priceMinor
            ? priceMinor.magnitude &- other.priceMinor.magnitude : other.priceMinor.magnitude &- priceMinor.magnitude
    }
}
