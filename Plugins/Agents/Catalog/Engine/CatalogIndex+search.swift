// Search: plan the query, score every product that holds one of its words, rank
// the best in detail.

extension CatalogIndex {
    /// Whether searches ignore a folded word as long as another one remains.
    public static func ignores(_ word: String) -> Bool { StopWords.contains(word) }

    /// The best products for a query in Spanish, Portuguese or English, best first.
    ///
    /// `limit` is cut to 0...1,000. Products with equal scores are ordered by SKU. Text beyond
    /// 2,048 scalars or 32 words is ignored. Nonsense has no hits.
    public func search(_ query: String, limit: Int, filters: SearchFilters = SearchFilters()) -> SearchAnswer {
        let limit = min(max(0, limit), SearchLimits.hitsMax)
        let sentence = SentenceFilters(tokens(of: query))
        let filters = filters.narrowed(by: sentence, minorUnits: minorUnits)
        var plan = QueryPlan(sentence.tokens)
        guard limit > 0, !plan.words.isEmpty, count > 0, let filter = SlotFilter(filters, self) else {
            return SearchAnswer(hits: [], unmatchedWords: plan.words.map(\.token.label), filters: filters)
        }
        let planner = QueryPlanner(index: self, ranking: .standard)
        planner.fill(&plan)
        var candidates: [Candidate] = []
        var looked: Float = -1
        for step in QueryPlanner.steps(of: plan) {
            if let scope = step { planner.addMisspellings(&plan, scope) }
            // A look that found no other reading of any word would find the same products again.
            guard plan.readings != looked else { continue }
            looked = plan.readings
            candidates = self.candidates(for: plan, limit: limit, filter: filter)
            if isComplete(candidates.first, plan) { break }
        }
        if sentence.prefersCheap { candidates = cheapestFirst(candidates) }
        return answer(candidates, plan, limit: limit, filters, isRanked: sentence.prefersCheap)
    }

    /// Measures put together, also misspelt ones.
    private func tokens(of query: String) -> [Token] {
        let raw = QueryPlan.rawTokens(of: query)
        let corrected = MisspeltMeasures.corrected(raw) { token in
            StopWords.contains(token.text) || vocabulary.find(token.bytes).map { postings.count($0) > 0 } ?? false
        }
        return corrected ?? MeasureReader.combine(raw)
    }

    /// Of the products that fit as well as the best, the cheapest.
    private func cheapestFirst(_ candidates: [Candidate]) -> [Candidate] {
        guard let best = candidates.first else { return [] }
        let alike = candidates.filter { $0.words == best.words && $0.relevance > best.relevance * Self.alikeMin }
        return alike.sorted { first, second in
            let (one, two) = (documents.priceMinor(first.slot), documents.priceMinor(second.slot))
            return one == two ? precedes(first.slot, second.slot) : one < two
        }
    }

    private static let alikeMin: Float = 0.9

    /// Whether a product matches every word, and well: then nothing was misspelt.
    private func isComplete(_ candidate: Candidate?, _ plan: QueryPlan) -> Bool {
        guard let candidate else { return false }
        let needed = plan.words.indices.filter { plan.words[$0].token.kind == .word }
        return needed.allSatisfy { candidate.words & (1 << UInt32($0)) != 0 } && candidate.relevance > 0.6
    }

    private func answer(
        _ candidates: [Candidate],
        _ plan: QueryPlan,
        limit: Int,
        _ filters: SearchFilters,
        isRanked: Bool
    ) -> SearchAnswer {
        let factors = Ranking.standard.placeFactors(words: plan.namedWords)
        let lists = plan.words.map { $0.alternatives.map(postings(of:)) }
        var ranked = candidates.map { candidate in
            let matches = zip(plan.words, lists).map { bestMatch($0, $1, in: candidate.slot, factors) }
            return (candidate: candidate, matches: matches, score: finalScore(candidate, matches, plan))
        }
        if !isRanked {
            ranked.sort { first, second in
                first.score == second.score
                    ? precedes(first.candidate.slot, second.candidate.slot) : first.score > second.score
            }
        }
        let hits = ranked.prefix(limit).compactMap { entry -> SearchHit? in
            guard let document = documents[entry.candidate.slot] else { return nil }
            let words = zip(plan.words, entry.matches).compactMap { matchedWord($0, $1) }
            return SearchHit(document: document, score: Double(min(1, max(0, entry.score))), matchedWords: words)
        }
        let matched = ranked.prefix(limit).reduce(UInt32(0)) { $0 | $1.candidate.words }
        let unmatched = plan.words.indices.filter { matched & (1 << UInt32($0 & 31)) == 0 }
        return SearchAnswer(
            hits: hits,
            unmatchedWords: unmatched.map { plan.words[$0].token.label },
            filters: filters
        )
    }

    /// The best alternative of a word that a product holds, and where.
    private struct Match {
        let alternative: QueryPlan.Alternative
        let place: PostingPlace
    }

    private func bestMatch(
        _ word: QueryPlan.Word,
        _ lists: [[UInt32]],
        in slot: Int,
        _ factors: [Float]
    ) -> Match? {
        var best: Match?
        var bestValue: Float = 0
        for (alternative, list) in zip(word.alternatives, lists)
        where alternative.quality * Ranking.factorMax > bestValue {
            guard let posting = PostingLists.posting(of: slot, in: list) else { continue }
            let value = alternative.quality * factors[Int(posting.place.packed)]
            guard value > bestValue else { continue }
            bestValue = value
            best = Match(alternative: alternative, place: posting.place)
        }
        return best
    }

    private func finalScore(_ candidate: Candidate, _ matches: [Match?], _ plan: QueryPlan) -> Float {
        let ranking = Ranking.standard
        let inName = matches.compactMap { $0?.place.field == .name ? $0?.place.position : nil }
        let fit = min(1, Float(inName.count) / Float(nameWords[candidate.slot]))
        let ordered = zip(inName, inName.dropFirst()).reduce(Float(0)) { sum, pair in
            sum + (pair.1 == pair.0 + 1 ? 1 : pair.1 > pair.0 ? 0.6 : 0)
        }
        let order = matches.count > 1 ? ordered / Float(matches.count - 1) : (inName.first == 0 ? 1 : 0.5)
        let score =
            candidate.relevance
            * (ranking.wordsShare + ranking.nameShare * fit + ranking.orderShare * order)
        return isInStock[candidate.slot] ? score : score * ranking.outOfStock
    }

    private func matchedWord(_ word: QueryPlan.Word, _ match: Match?) -> MatchedWord? {
        guard let match else { return nil }
        let label: String =
            switch match.alternative.source {
            case .term(let term) where vocabulary.kind(term) == .measure: word.token.label
            case .term(let term): String(vocabulary.text(term).drop { $0 == "\u{2}" })
            case .list(_, let label): label
            }
        return MatchedWord(queryWord: word.token.label, productWord: label, kind: match.alternative.kind)
    }
}
