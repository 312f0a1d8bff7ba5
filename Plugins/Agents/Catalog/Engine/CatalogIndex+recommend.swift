// Recommendations: products on the same shelves as the ones somebody has.

extension CatalogIndex {
    /// Products in stock that share tags or the category with these, best first.
    ///
    /// A rare tag tells more than a common one; among products that share tags, another category
    /// completes the ones given and ranks first. Equal scores are ordered by SKU. Unknown SKUs are
    /// ignored; `limit` is cut to 0...1,000.
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

    /// How much each slot shares with the given ones.
    private func affinities(to given: Set<Int>) -> [Int: Float] {
        var scores: [Int: Float] = [:]
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
}
