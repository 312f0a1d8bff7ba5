// Normalisation: reads a supplier's line, and asks the index what it is.

extension CatalogIndex {
    /// Takes a line such as "TORN HEX 1/2X2 GALV C/100" apart. Each field says how sure it is; what
    /// neither the line nor the catalog tells is nil.
    public func normalize(_ line: String) -> NormalizedLine {
        let reading = LineReader(line)
        let similar = similarProducts(to: reading.canonicalName)
        return NormalizedLine(
            canonicalName: .init(value: reading.canonicalName, confidence: nameConfidence(reading)),
            unit: reading.unit.map { .init(value: $0.unit, confidence: $0.confidence) } ?? usualUnit(of: similar),
            quantity: reading.quantity.map { .init(value: $0.decimal, confidence: $0.confidence) },
            category: likeliestCategory(of: similar),
            attributes: reading.attributes
        )
    }

    private static let similarMax = 8
    private static let similarScoreMin = 0.4

    private func similarProducts(to name: String) -> [SearchHit] {
        search(name, limit: Self.similarMax).hits.filter { $0.score >= Self.similarScoreMin }
    }

    /// The share of the name's words that were written out or that the catalog knows.
    private func nameConfidence(_ reading: LineReader) -> Double {
        guard !reading.words.isEmpty else { return 0 }
        let known = reading.words.filter { word in
            word.isExpanded || vocabulary.find(word.bytes) != nil || !vocabulary.inflections(of: word.bytes).isEmpty
        }
        return 0.4 + 0.55 * Double(known.count) / Double(reading.words.count)
    }

    private func likeliestCategory(of hits: [SearchHit]) -> NormalizedLine.Field<String>? {
        likeliest(hits) { $0.category }
    }

    private func usualUnit(of hits: [SearchHit]) -> NormalizedLine.Field<String>? {
        likeliest(hits) { $0.unit }.map { .init(value: $0.value, confidence: $0.confidence * 0.6) }
    }

    /// The value with most score behind it; its share times the best score is how sure it is.
    private func likeliest(
        _ hits: [SearchHit],
        _ value: (SearchDocument) -> String?
    ) -> NormalizedLine.Field<String>? {
        var votes: [String: Double] = [:]
        for hit in hits {
            if let value = value(hit.document) { votes[value, default: 0] += hit.score * hit.score }
        }
        let total = hits.reduce(0) { $0 + $1.score * $1.score }
        let best = votes.min { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let best, let first = hits.first, total > 0 else { return nil }
        return .init(value: best.key, confidence: min(1, best.value / total * first.score))
    }
}
