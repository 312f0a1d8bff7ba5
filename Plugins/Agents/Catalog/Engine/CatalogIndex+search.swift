// Search: plan the query, score every product that holds one of its words, rank
// the best in detail.

extension CatalogIndex {
    /// The best products for a query in Spanish, Portuguese or English, best first.
    ///
    /// `limit` is cut to 0...1,000. Products with equal scores are ordered by SKU. Text beyond
    /// 2,048 scalars or 32 words is ignored. Nonsense has no hits.
    public func search(_ query: String, limit: Int, filters: SearchFilters = SearchFilters()) -> SearchAnswer {
        let limit = min(max(0, limit), SearchLimits.hitsMax)
        var plan = QueryPlan(query)
        guard limit > 0, !plan.words.isEmpty, count > 0, let filter = SlotFilter(filters, self) else {
            return SearchAnswer(hits: [], unmatchedWords: plan.words.map(\.token.label))
        }
        let planner = QueryPlanner(index: self, ranking: .standard)
        planner.fill(&plan)
        var candidates = candidates(for: plan, limit: limit, filter: filter)
        if !plan.isOnlyStopWords, !isComplete(candidates.first, plan) {
            planner.addMisspellings(&plan)
            candidates = self.candidates(for: plan, limit: limit, filter: filter)
        }
        return answer(candidates, plan, limit: limit)
    }

    /// A product with the words it matched.
    private struct Candidate {
        let slot: Int
        /// From 0 to 1, from the words alone.
        let relevance: Float
        let score: Float
        let words: UInt32
    }

    /// Whether a product matches every word, and well: then nothing was misspelt.
    private func isComplete(_ candidate: Candidate?, _ plan: QueryPlan) -> Bool {
        guard let candidate else { return false }
        let needed = plan.words.indices.filter { plan.words[$0].token.kind == .word }
        return needed.allSatisfy { candidate.words & (1 << UInt32($0)) != 0 } && candidate.relevance > 0.6
    }

    private func candidates(for plan: QueryPlan, limit: Int, filter: SlotFilter) -> [Candidate] {
        let ranking = Ranking.standard
        let factors = ranking.placeFactors(words: plan.namedWords)
        board.prepare(slots: documents.count)
        defer { board.clear() }
        for (number, word) in plan.words.enumerated() {
            for alternative in word.alternatives {
                let list: [UInt32] =
                    switch alternative.source {
                    case .term(let term): postings[term]
                    case .list(let list, _): list
                    }
                board.add(list, worth: word.weight * alternative.quality, word: number, factors: factors)
            }
        }
        let weights = plan.words.reduce(0) { $0 + $1.weight }
        let substance = plan.substance
        let relevanceMin = plan.isOnlyStopWords ? ranking.stopWordsRelevanceMin : ranking.relevanceMin
        var top = TopSlots(limit: max(limit, SearchLimits.candidatesMin)) { self.precedes($0, $1) }
        for touched in board.touched {
            let slot = Int(touched)
            let relevance = board[slot].total / weights
            guard relevance >= relevanceMin, board[slot].words & substance != 0, filter.admits(slot, self) else {
                continue
            }
            let matched = Float(board[slot].words.nonzeroBitCount)
            let fit = min(1, matched / Float(nameWords[slot]))
            let score = relevance * (ranking.wordsShare + ranking.orderShare + ranking.nameShare * fit)
            top.insert(slot, isInStock[slot] ? score : score * ranking.outOfStock)
        }
        return top.sorted.map { entry in
            let cell = board[entry.slot]
            return Candidate(
                slot: entry.slot,
                relevance: cell.total / weights,
                score: entry.score,
                words: cell.words
            )
        }
    }

    /// Ties are broken by SKU, so that equal catalogs answer equally.
    func precedes(_ first: Int, _ second: Int) -> Bool {
        guard let one = documents.sku(first), let two = documents.sku(second) else { return first < second }
        return one < two
    }

    private func answer(_ candidates: [Candidate], _ plan: QueryPlan, limit: Int) -> SearchAnswer {
        let factors = Ranking.standard.placeFactors(words: plan.namedWords)
        var ranked = candidates.map { candidate in
            let matches = plan.words.map { bestMatch($0, in: candidate.slot, factors) }
            return (candidate: candidate, matches: matches, score: finalScore(candidate, matches, plan))
        }
        ranked.sort { first, second in
            first.score == second.score
                ? precedes(first.candidate.slot, second.candidate.slot) : first.score > second.score
        }
        let hits = ranked.prefix(limit).compactMap { entry -> SearchHit? in
            guard let document = documents[entry.candidate.slot] else { return nil }
            let words = zip(plan.words, entry.matches).compactMap { matchedWord($0, $1) }
            return SearchHit(document: document, score: Double(min(1, max(0, entry.score))), matchedWords: words)
        }
        let matched = ranked.prefix(limit).reduce(UInt32(0)) { $0 | $1.candidate.words }
        let unmatched = plan.words.indices.filter { matched & (1 << UInt32($0 & 31)) == 0 }
        return SearchAnswer(hits: hits, unmatchedWords: unmatched.map { plan.words[$0].token.label })
    }

    /// The best alternative of a word that a product holds, and where.
    private struct Match {
        let alternative: QueryPlan.Alternative
        let place: PostingPlace
    }

    private func bestMatch(_ word: QueryPlan.Word, in slot: Int, _ factors: [Float]) -> Match? {
        var best: Match?
        var bestValue: Float = 0
        for alternative in word.alternatives where alternative.quality > bestValue {
            let posting: Posting? =
                switch alternative.source {
                case .term(let term): PostingLists.posting(of: slot, in: postings[term])
                case .list(let list, _): PostingLists.posting(of: slot, in: list)
                }
            guard let posting else { continue }
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
