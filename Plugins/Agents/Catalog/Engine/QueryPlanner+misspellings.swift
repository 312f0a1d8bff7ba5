// The second look at a query: letters that are wrong, words that are cut short,
// and spaces that are missing or too many.

extension QueryPlanner {
    /// Which words are taken for misspelt.
    enum Misspelt { case unknown, all }

    /// The looks at a query, each when the one before found no product with every word; nil for the words as they
    /// are. A word that nothing resembles needs no look without help.
    static func steps(of plan: QueryPlan) -> [Misspelt?] {
        if plan.isOnlyStopWords { return [nil] }
        let hasUnknown = plan.words.contains { $0.token.kind == .word && $0.alternatives.isEmpty }
        return hasUnknown ? [.unknown, .all] : [nil, .all]
    }

    /// Adds to words long enough to be misspelt what they may have meant. A long query gets this help for its first
    /// words only, since each costs a walk through the vocabulary.
    func addMisspellings(_ plan: inout QueryPlan, _ misspelt: Misspelt) {
        let words = plan.words.indices.filter { position in
            let word = plan.words[position]
            guard word.token.kind == .word, !word.wasRespelt else { return false }
            return misspelt == .all || word.bestQuality < ranking.phonetic
        }
        .prefix(SearchLimits.misspeltWordsMax)
        for position in words {
            let word = plan.words[position]
            plan.words[position].wasRespelt = true
            let edits = Self.edits(of: word.token.bytes.count, isAlone: plan.words.count == 1)
            for form in Self.forms(of: word.token.bytes) {
                addNeighbours(of: form, edits: edits, .fuzzy, to: &plan, words: position...position)
            }
            if plan.words.count > 1 { addShorthand(&plan.words[position]) }
        }
        addSynonyms(&plan, misspelt: Set(words))
        addMisspeltJoins(&plan, words)
        let unclear = words.filter { plan.words[$0].bestQuality < ranking.split }
        for position in unclear.prefix(SearchLimits.misspeltSplitsMax) { addMisspeltSplits(&plan.words[position]) }
        weigh(&plan)
    }

    /// No shorter word is ever what was meant: "pro" is not a misspelt "perro".
    private static let lettersMin = 4

    /// A misspelt word and, since its plural is no error, that word without its s: "pjias" for "pija".
    static func forms(of word: [UInt8]) -> [[UInt8]] {
        word.last == UInt8(ascii: "s") && word.count > lettersMin ? [word, word.dropLast()] : [word]
    }

    /// How many letters may be wrong in a word. Four letters are enough only next to other words.
    static func edits(of length: Int, isAlone: Bool) -> Int {
        switch length {
        case ..<4: 0
        case 4: isAlone ? 0 : 1
        case 5...8: 1
        default: 2
        }
    }

    private func addNeighbours(
        of bytes: [UInt8],
        edits: Int,
        _ kind: MatchKind,
        to plan: inout QueryPlan,
        words: ClosedRange<Int>
    ) {
        var added = 0
        for neighbour in index.vocabulary.neighbours(of: bytes, edits: edits) {
            guard added < SearchLimits.fuzzyAlternativesMax else { break }
            let quality = ranking.fuzzy - ranking.edit * neighbour.cost
            guard quality >= ranking.fuzzyMin, index.postings.count(neighbour.term) > 0,
                index.vocabulary.length(neighbour.term) >= Self.lettersMin
            else { continue }
            for word in words { plan.words[word].add(term: neighbour.term, quality, kind) }
            added += 1
        }
    }

    /// What a word may be short for: "atu" for "atún", "rda" for "rueda". The more of the word it keeps, the better.
    private func addShorthand(_ word: inout QueryPlan.Word) {
        let short = word.token.bytes
        let readings = index.vocabulary.words(beginningLike: short).compactMap { word -> (term: Int, kept: Float)? in
            let term = Int(word)
            guard index.postings.count(term) > 0,
                let kept = index.vocabulary.withBytes(term, { Abbreviations.kept(by: short, of: $0) })
            else { return nil }
            return (term, kept)
        }
        .sorted { $0.kept == $1.kept ? index.vocabulary.isOrdered($0.term, before: $1.term) : $0.kept > $1.kept }
        for reading in readings.prefix(SearchLimits.fuzzyAlternativesMax) {
            word.add(term: reading.term, ranking.shorthand - ranking.lostConsonants * (1 - reading.kept), .synonym)
        }
    }

    /// "col cones" for "colchones": two tokens, one of them no word, that are nearly a word together.
    private func addMisspeltJoins(_ plan: inout QueryPlan, _ words: some Collection<Int>) {
        for first in plan.words.indices.dropLast().prefix(SearchLimits.misspeltWordsMax) {
            let (one, two) = (plan.words[first], plan.words[first + 1])
            guard words.contains(first) || words.contains(first + 1), one.token.kind == .word, two.token.kind == .word,
                two.position == one.position + 1,
                min(one.bestQuality, two.bestQuality) < ranking.inflected
            else { continue }
            let bytes = one.token.bytes + two.token.bytes
            let edits = Self.edits(of: bytes.count, isAlone: true)
            addNeighbours(of: bytes, edits: edits, .joined, to: &plan, words: first...(first + 1))
        }
    }

    /// "salzacockgtail" for "salsa cocktail": one part sounds right, the other may be off by letters.
    private func addMisspeltSplits(_ word: inout QueryPlan.Word) {
        let bytes = word.token.bytes
        guard bytes.count >= 7, bytes.count <= SearchLimits.fuzzyLettersMax else { return }
        for cut in 3...(bytes.count - 3) {
            let parts = (Array(bytes[..<cut]), Array(bytes[cut...]))
            for (sure, unsure) in [parts, (parts.1, parts.0)] where sure.count >= 4 {
                let known = postings(ofWord: sure)
                guard !known.isEmpty else { continue }
                let edits = min(1, Self.edits(of: unsure.count, isAlone: false))
                for neighbour in index.vocabulary.neighbours(of: unsure, edits: edits).prefix(4) {
                    let both = PostingLists.intersection(known, index.postings[neighbour.term])
                    let label = index.vocabulary.text(neighbour.term) + " " + String(decoding: sure, as: UTF8.self)
                    let quality = ranking.misspeltSplit - ranking.edit * neighbour.cost
                    word.add(list: both, label: label, quality, .joined)
                }
            }
        }
    }
}
