// The first look: which products hold the words of a query, scored by their
// words alone, the best of them to be ranked in detail.

/// A product with the words it matched.
struct Candidate {
    let slot: Int
    /// From 0 to 1, from the words alone.
    let relevance: Float
    let score: Float
    /// One bit a word of the plan.
    let words: UInt32
}

extension CatalogIndex {
    /// The best products by their words, best first; `limit` of them or ``SearchLimits/candidatesMin``.
    func candidates(for plan: QueryPlan, limit: Int, filter: SlotFilter) -> [Candidate] {
        let wanted = max(limit, SearchLimits.candidatesMin)
        board.prepare(slots: documents.count)
        defer { board.clear() }
        addUp(plan, wanted: wanted, filter: filter)
        return best(of: plan, wanted: wanted, filter: filter)
    }

    /// Adds up what each word is worth to each product, the rarest word first.
    ///
    /// Once enough products have more than all the words that are left are worth, a product with none of the words
    /// so far no longer comes among the best, and is not begun (the "continue" strategy of Moffat and Zobel).
    private func addUp(_ plan: QueryPlan, wanted: Int, filter: SlotFilter) {
        let factors = Ranking.standard.placeFactors(words: plan.namedWords)
        let potentials = plan.words.map { $0.weight * ($0.year == nil ? $0.bestQuality : 1) }
        let lists = plan.words.map { $0.alternatives.map(postings(of:)) }
        let lengths = lists.map { $0.reduce(0) { $0 + $1.count } }
        var remaining = potentials.reduce(0, +)
        for number in plan.words.indices.sorted(by: { (lengths[$0], $0) < (lengths[$1], $1) }) {
            let word = plan.words[number]
            let isClosed =
                lengths[number] > board.touched.count / 2 && isSettled(wanted: wanted, above: remaining, filter)
            for (alternative, list) in zip(word.alternatives, lists[number]) {
                let worth = word.weight * alternative.quality
                board.add(list, worth: worth, word: number, factors: factors, opens: !isClosed)
            }
            remaining -= potentials[number]
        }
    }

    /// Whether as many admitted products as wanted already have more than `remaining`.
    private func isSettled(wanted: Int, above remaining: Float, _ filter: SlotFilter) -> Bool {
        board.withTouched { cells in
            var count = 0
            for (slot, cell) in cells where cell.total > remaining && filter.admits(slot, self) {
                count += 1
                if count >= wanted { return true }
            }
            return false
        }
    }

    func postings(of alternative: QueryPlan.Alternative) -> [UInt32] {
        switch alternative.source {
        case .term(let term): postings[term]
        case .list(let list, _): list
        }
    }

    private func best(of plan: QueryPlan, wanted: Int, filter: SlotFilter) -> [Candidate] {
        let ranking = Ranking.standard
        let weights = plan.words.reduce(0) { $0 + $1.weight }
        let (years, substance) = (plan.years, plan.substance)
        let yearsWorth = years.reduce(0) { $0 + $1.weight }
        var totalMin = weights * (plan.isOnlyStopWords ? ranking.stopWordsRelevanceMin : ranking.relevanceMin)
        let (nameWords, isInStock) = (nameWords, isInStock)
        var top = TopSlots(limit: wanted) { self.precedes($0, $1) }
        board.withTouched { cells in
            for (slot, sum) in cells where sum.total + yearsWorth >= totalMin && sum.words & substance != 0 {
                let cell = years.isEmpty ? sum : credited(sum, for: years, slot: slot)
                guard cell.total >= totalMin else { continue }
                let fit = min(1, Float(cell.words.nonzeroBitCount) / Float(nameWords[slot]))
                let shares = ranking.wordsShare + ranking.orderShare + ranking.nameShare * fit
                let score = cell.total / weights * (isInStock[slot] ? shares : shares * ranking.outOfStock)
                guard top.accepts(score), filter.admits(slot, self) else { continue }
                top.insert(slot, score)
                // No detail lifts a score above the relevance; a little less, so that rounding breaks no tie.
                if let least = top.least { totalMin = max(totalMin, least * weights * 0.999) }
            }
        }
        return top.sorted.map { entry in
            let cell = credited(board[entry.slot], for: years, slot: entry.slot)
            return Candidate(slot: entry.slot, relevance: cell.total / weights, score: entry.score, words: cell.words)
        }
    }

    /// A year that the product fits counts as a word it holds; a product that names no years may fit.
    private func credited(_ cell: ScoreBoard.Cell, for years: [QueryPlan.Year], slot: Int) -> ScoreBoard.Cell {
        var credited = cell
        for year in years where cell.words & year.bit == 0 {
            if self.years[slot].contains(year.year) {
                credited.total += year.weight
                credited.words |= year.bit
            } else if self.years[slot].isEmpty {
                credited.total += year.weight * Ranking.standard.unknownYears
            }
        }
        return credited
    }

    /// Ties are broken by SKU, so that equal catalogs answer equally.
    func precedes(_ first: Int, _ second: Int) -> Bool {
        documents.isSKU(of: first, before: second)
    }
}
