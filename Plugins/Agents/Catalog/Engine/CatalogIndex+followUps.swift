// What a short message adds to the search before it: "¿y en 20 litros?",
// "de Truper", "para Tsuru", "menos de 200".

extension CatalogIndex {
    /// The query that `text` makes of the one before, or nil when it asks for something of its own.
    ///
    /// A size takes the place of the size before, a year of the year; a brand or another property is added where a
    /// product has both; after "y", "para" and the like it may take the place of the property before. A message that
    /// is only a size or a price always belongs to the query before.
    public func refined(_ query: String, by text: String) -> String? {
        let old = MeasureReader.combine(QueryPlan.rawTokens(of: query))
        var new = MeasureReader.combine(QueryPlan.rawTokens(of: text))
        let opened = new.prefix { Self.openers.contains($0.text) }.count
        new.removeFirst(opened)
        guard !new.isEmpty, new.count <= SearchLimits.refinementTokensMax else { return nil }
        let content = new.filter { !StopWords.contains($0.text) }
        // Behind a thing a condition is left out, and only the thing remains.
        let isCondition = SentenceFilters([Self.thing] + new).tokens == [Self.thing]
        let kept = Self.without(what: new, replaces: isCondition ? SentenceFilters(old).tokens : old)
        let together = Self.text(kept + new)
        if isCondition || content.allSatisfy({ $0.kind == .measure || $0.kind == .number || $0.kind == .code }) {
            return together
        }
        if holdsAll(together) { return together }
        guard opened > 0 || new.first.map({ Self.prepositions.contains($0.text) }) ?? false else { return nil }
        let named = kept.filter { !StopWords.contains($0.text) }
        for count in (1..<max(2, named.count)).reversed() {
            let shorter = Self.text(named.prefix(count) + new)
            if holdsAll(shorter) { return shorter }
        }
        return nil
    }

    private func holdsAll(_ text: String) -> Bool {
        let answer = search(text, limit: 1)
        return answer.isComplete && answer.hits[0].matchedWords.allSatisfy { $0.kind <= .phonetic }
    }

    /// The old tokens but those of a dimension, or a year, that the new ones give anew.
    private static func without(what new: [Token], replaces old: [Token]) -> [Token] {
        let dimensions = Set(new.compactMap { $0.measure?.dimension })
        let hasYear = new.contains { YearSpan.year($0) != nil }
        return old.filter { token in
            if let measure = token.measure { return !dimensions.contains(measure.dimension) }
            return !(hasYear && YearSpan.year(token) != nil)
        }
    }

    private static func text(_ tokens: some Sequence<Token>) -> String {
        tokens.map { $0.isPrice ? "$" + $0.label : $0.label }.joined(separator: " ")
    }

    private static let thing = Token(bytes: Array("x".utf8), kind: .code)

    private static let openers: Set<String> = [
        "y", "e", "and", "pero", "but", "o", "or", "mas", "mejor", "ahora", "what", "how", "about", "tambien", "tem",
        "tienes", "tienen",
        "hay", "have", "do", "you",
    ]
    private static let prepositions: Set<String> = [
        "de", "en", "para", "con", "for", "in", "with", "em", "do", "da", "com", "sin", "sem",
    ]
}
