// Other words for what a query names, also when those other words are misspelt.

extension QueryPlanner {
    /// A word of the synonym table that a word of the query may be, and what that reading takes off.
    private struct Reading {
        let stem: [UInt8]
        let cost: Float
    }

    /// Adds to the words of every phrase that the table knows all its other names. The words in `misspelt` are read
    /// with a few letters wrong; with any, only phrases that hold one of them are looked for.
    func addSynonyms(_ plan: inout QueryPlan, misspelt: Set<Int>) {
        for synonyms in [Synonyms.shared, index.tenantSynonyms] where !synonyms.isEmpty {
            let heard = plan.words.indices.map { position in
                readings(of: plan.words[position].token, in: synonyms, isMisspelt: misspelt.contains(position))
            }
            for start in heard.indices {
                for first in heard[start] {
                    for phrase in synonyms.phrases(beginningWith: first.stem) {
                        let words = start..<(start + phrase.stems.count)
                        guard words.upperBound <= heard.count,
                            misspelt.isEmpty || words.contains(where: misspelt.contains),
                            let cost = cost(of: phrase, heard[words])
                        else { continue }
                        let quality = ranking.synonym - cost
                        guard quality >= ranking.fuzzyMin else { continue }
                        if cost > 0 { add(phrase, to: &plan, words: words, ranking.fuzzy - cost) }
                        for other in synonyms.equivalents(of: phrase) { add(other, to: &plan, words: words, quality) }
                    }
                }
            }
        }
    }

    private func readings(of token: Token, in synonyms: Synonyms, isMisspelt: Bool) -> [Reading] {
        guard token.kind == .word else { return [Reading(stem: token.bytes, cost: 0)] }
        let stem = WordStem.of(token.bytes)
        var readings = [Reading(stem: stem, cost: 0)]
        let known = synonyms.vocabulary
        for term in known.homophones(of: token.bytes) {
            let other = WordStem.of(Array(known.text(term).utf8))
            if other != stem { readings.append(Reading(stem: other, cost: ranking.heard)) }
        }
        guard isMisspelt, readings.count == 1, !synonyms.holds(stem) else { return readings }
        let edits = Self.edits(of: token.bytes.count, isAlone: false)
        for form in Self.forms(of: token.bytes) {
            for neighbour in known.neighbours(of: form, edits: edits).prefix(SearchLimits.synonymReadingsMax) {
                let other = WordStem.of(Array(known.text(neighbour.term).utf8))
                readings.append(Reading(stem: other, cost: ranking.edit * neighbour.cost))
            }
        }
        return readings
    }

    /// What reading the words as the phrase takes off; nil when they cannot be read so.
    private func cost(of phrase: Synonyms.Phrase, _ readings: ArraySlice<[Reading]>) -> Float? {
        var total: Float = 0
        for (stem, readings) in zip(phrase.stems, readings) {
            guard let cost = readings.lazy.filter({ $0.stem == stem }).map(\.cost).min() else { return nil }
            total += cost
        }
        return total
    }

    private func add(_ phrase: Synonyms.Phrase, to plan: inout QueryPlan, words: Range<Int>, _ quality: Float) {
        if phrase.words.count == 1 {
            for term in index.vocabulary.inflections(of: phrase.words[0]) {
                for word in words { plan.words[word].add(term: term, quality, .synonym) }
            }
            return
        }
        let list = postings(ofAll: phrase.words)
        guard !list.isEmpty else { return }
        let label = phrase.words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        for word in words { plan.words[word].add(list: list, label: label, quality, .synonym) }
    }
}
