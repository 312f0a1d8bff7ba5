// Fills a query plan from the catalog's vocabulary: first what is certain, then,
// if that finds no product with every word, what may have been meant.

struct QueryPlanner {
    let index: CatalogIndex
    let ranking: Ranking

    /// Exact words, inflections, sounds, abbreviations, beginnings, joins, SKUs and synonyms.
    func fill(_ plan: inout QueryPlan) {
        for position in plan.words.indices {
            let isLast = position == plan.words.count - 1 && !plan.isOnlyStopWords
            fill(&plan.words[position], isLast: isLast, isAlone: plan.isOnlyStopWords)
        }
        if !plan.isOnlyStopWords {
            joinNeighbours(&plan)
            addSynonyms(&plan, misspelt: [])
            dropHastyStopWords(&plan)
        }
        weigh(&plan)
    }

    /// Leaves out stop words written in haste that the catalog has no use for, as long as another word remains.
    private func dropHastyStopWords(_ plan: inout QueryPlan) {
        let meaningful = plan.words.filter { !$0.alternatives.isEmpty || !StopWords.isHasty($0.token.bytes) }
        if !meaningful.isEmpty { plan.words = meaningful }
    }

    private func fill(_ word: inout QueryPlan.Word, isLast: Bool, isAlone: Bool) {
        let token = word.token
        if let term = index.vocabulary.find(token.bytes) { word.add(term: term, 1, .exact) }
        switch token.kind {
        case .word:
            guard !isAlone else { return }
            addWordForms(&word)
            // Words that no product holds any more stay in the vocabulary.
            word.alternatives.removeAll { count($0) == 0 }
            if isLast { addCompletions(&word) }
            if word.bestQuality < ranking.inflected { addSplits(&word) }
        case .number:
            addTerm(DocumentTerms.measuredNumber(token.bytes), to: &word, ranking.measuredNumber, .measure)
        case .measure:
            addTerm(token.numeral, to: &word, ranking.bareNumber, .measure)
        case .code:
            if isLast { addCompletions(&word) }
        }
        addSKU(token.squeezed, token.label, to: &word)
        addPicks(&word)
    }

    /// What customers chose before when they used a word that the catalog does not.
    private func addPicks(_ word: inout QueryPlan.Word) {
        guard let picks = index.habits.picks[word.token.text] else { return }
        let slots = picks.filter { $0.value >= ranking.habitMin }.keys.compactMap(index.slot(ofSKU:)).sorted()
        let list = slots.map { Posting(slot: $0, place: Self.namePlace).packed }
        word.add(list: list, label: word.token.label, ranking.picked, .synonym)
    }

    private func addTerm(_ bytes: [UInt8], to word: inout QueryPlan.Word, _ quality: Float, _ kind: MatchKind) {
        if let term = index.vocabulary.find(bytes) { word.add(term: term, quality, kind) }
    }

    private func addSKU(_ key: [UInt8], _ label: String, to word: inout QueryPlan.Word) {
        let slots = index.skus.slots(key)
        guard !slots.isEmpty else { return }
        word.add(list: slots.map { Posting(slot: $0, place: Self.namePlace).packed }, label: label, 1, .exact)
        word.weight = ranking.skuWeight
    }

    private static let namePlace = PostingPlace(.name, position: 0, isInCategory: true)

    private func addWordForms(_ word: inout QueryPlan.Word) {
        let bytes = word.token.bytes
        for term in index.vocabulary.inflections(of: bytes) { word.add(term: term, ranking.inflected, .inflected) }
        for term in index.vocabulary.homophones(of: bytes) { word.add(term: term, ranking.phonetic, .phonetic) }
        if let expansion = Abbreviations.expansion(of: bytes) {
            for term in index.vocabulary.inflections(of: expansion) {
                word.add(term: term, ranking.abbreviated, .synonym)
            }
        }
        for (short, quality) in [
            (Abbreviations.cuts(of: bytes), ranking.cut), (Abbreviations.skeletons(of: bytes), ranking.skeleton),
        ] {
            for bytes in short {
                if let term = index.vocabulary.find(bytes) { word.add(term: term, quality, .synonym) }
            }
        }
    }

    /// The last word may be unfinished. The more of the completed word is typed, the better.
    private func addCompletions(_ word: inout QueryPlan.Word) {
        let bytes = word.token.bytes
        let isKnown = word.bestQuality >= ranking.inflected
        guard bytes.count >= (isKnown ? 4 : 3) || (bytes.count == 2 && !isKnown) else { return }
        let completions = index.vocabulary.completions(of: bytes)
            .filter { index.postings.count($0) > 0 }
            .sorted { index.postings.count($0) > index.postings.count($1) }
            .prefix(SearchLimits.prefixAlternativesMax)
        for term in completions {
            let typed = Float(bytes.count) / Float(max(1, index.vocabulary.length(term)))
            word.add(term: term, ranking.prefix * (0.8 + 0.2 * typed), .prefix)
        }
    }

    /// "cocacola" may be "coca cola".
    private func addSplits(_ word: inout QueryPlan.Word) {
        let bytes = word.token.bytes
        guard bytes.count >= 6, bytes.count <= SearchLimits.fuzzyLettersMax * 2 else { return }
        for cut in 3...(bytes.count - 3) {
            let first = postings(ofWord: Array(bytes[..<cut]))
            guard !first.isEmpty else { continue }
            let second = postings(ofWord: Array(bytes[cut...]))
            let both = PostingLists.intersection(first, second)
            let label = String(decoding: bytes[..<cut] + [FoldedText.space] + bytes[cut...], as: UTF8.self)
            word.add(list: both, label: label, ranking.split, .joined)
        }
    }

    /// Products that hold a word in any of its forms.
    func postings(ofWord word: [UInt8]) -> [UInt32] { Self.merged(lists(ofWord: word)) }

    /// Products that hold all the words, each in any of its forms.
    func postings(ofAll words: [[UInt8]]) -> [UInt32] {
        var lists = words.map(lists(ofWord:))
        guard lists.allSatisfy({ !$0.isEmpty }) else { return [] }
        lists.sort { $0.reduce(0) { $0 + $1.count } < $1.reduce(0) { $0 + $1.count } }
        return lists.dropFirst().reduce(lists.first.map(Self.merged) ?? []) { PostingLists.intersection($0, any: $1) }
    }

    private func lists(ofWord word: [UInt8]) -> [[UInt32]] {
        var terms = Set(index.vocabulary.inflections(of: word)).union(index.vocabulary.homophones(of: word))
        if let exact = index.vocabulary.find(word) { terms.insert(exact) }
        return terms.sorted().map { index.postings[$0] }.filter { !$0.isEmpty }
    }

    private static func merged(_ lists: [[UInt32]]) -> [UInt32] {
        lists.count > 1 ? lists.joined().sorted() : lists.first ?? []
    }

    /// Part numbers written apart ("gp 607") and words written apart ("coca cola").
    private func joinNeighbours(_ plan: inout QueryPlan) {
        for start in plan.words.indices {
            var bytes = plan.words[start].token.squeezed
            for end in plan.words.indices.dropFirst(start + 1).prefix(SearchLimits.joinedTokensMax - 1) {
                guard plan.words[end].position - plan.words[start].position == end - start else { break }
                bytes += plan.words[end].token.squeezed
                guard bytes.count <= SearchLimits.tokenBytesMax else { break }
                let label = String(decoding: bytes, as: UTF8.self)
                for word in start...end {
                    addSKU(bytes, label, to: &plan.words[word])
                    addTerm(bytes, to: &plan.words[word], ranking.joined, .joined)
                }
                guard end == start + 1, bytes.allSatisfy(\.isLetter) else { continue }
                for term in index.vocabulary.homophones(of: bytes) {
                    for word in start...end { plan.words[word].add(term: term, ranking.phonetic, .joined) }
                }
            }
        }
    }

    /// Weighs each word by how few products its best alternatives hold.
    func weigh(_ plan: inout QueryPlan) {
        for position in plan.words.indices {
            let word = plan.words[position]
            let isNumber = word.token.kind == .number || word.token.kind == .measure
            if word.weight >= ranking.skuWeight { continue }
            guard !word.alternatives.isEmpty else {
                plan.words[position].weight = isNumber ? ranking.unknownNumber : ranking.unknownWord
                continue
            }
            let best = word.bestQuality
            let products = word.alternatives.filter { $0.quality >= best * 0.9 }.reduce(0) { $0 + count($1) }
            let weight = ranking.weight(count: products, total: index.count)
            plan.words[position].weight = isNumber && plan.words.count > 1 ? weight * ranking.numberScale : weight
        }
        for position in plan.words.indices where plan.words[position].year != nil {
            plan.words[position].weight = max(plan.words[position].weight, ranking.year)
        }
    }

    private func count(_ alternative: QueryPlan.Alternative) -> Int {
        switch alternative.source {
        case .term(let term): index.postings.count(term)
        case .list(let list, _): list.count
        }
    }
}
