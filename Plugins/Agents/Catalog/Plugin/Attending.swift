// Attends to a customer: one message about products, one answer.

import AgentDialogue
import CatalogEngine
import DialogueTurn
import OrkestaModel
import OrkestaSDK

/// One answer in one turn; how it is worded lies in the aspect +answers.
struct Attending {
    let turn: Turn
    let shelf: CatalogShelf
    let settings: CatalogSettings
    let metrics: SearchMetrics
    let lessons: Lessons
    let prompts: CatalogPrompts
    let message: Words
    let phrases: Phrases
    let addressee: Addressee
    /// As the orchestrator classified the message; empty when nobody did.
    let intent: String
    /// What was listed last, in its order, and the one product spoken of.
    let shown: [SearchDocument]
    let focus: SearchDocument?
    /// What was looked for last, or empty, and the SKUs listed for it so far.
    let query: String
    let seen: Set<String>
    /// What the customer was asked products for: "quotation", or empty.
    let asked: String

    init(_ turn: Turn, _ agent: CatalogAgent) {
        self.turn = turn
        let shelf = agent.shelf
        (self.shelf, settings, metrics) = (shelf, agent.settings, agent.metrics)
        (lessons, prompts) = (agent.lessons, agent.prompts)
        message = Words(turn.text)
        phrases = Phrases.of(turn.language)
        addressee = turn.addressee
        intent = turn.handOffNote["intent"]?.stringValue ?? turn.intent ?? ""
        let skus = turn.state["shown"]?.arrayValue?.compactMap(\.stringValue) ?? []
        shown = shelf.ask { index in skus.compactMap(index.document) }
        query = turn.state["query"]?.stringValue ?? ""
        seen = Set(turn.state["seen"]?.arrayValue?.compactMap(\.stringValue) ?? skus)
        asked = turn.state["asked"]?.stringValue ?? ""
        focus = turn.state["focus"]?.stringValue.flatMap { sku in shelf.ask { $0.document(sku: sku) } }
    }

    func answer() async throws {
        if !asked.isEmpty { turn.patchState(["asked": .null]) }
        if try await answerFollowUp() { return }
        if let chosen = Choice.find(in: message, among: shown, isCounting: focus != nil) {
            try await learn(from: chosen)
            return try await message.saysToBuy ? buy(chosen) : describe(chosen)
        }
        let wish = Wish(
            message,
            intent: intent,
            phrases: phrases,
            categories: shelf.categories.map(\.name)
        )
        switch wish {
        case .browse: try browse()
        case .category(let name):
            try await list(search(name, SearchFilters(category: name)).hits, phrases.foundMany, query: name)
        case .quotation:
            try ask(phrases.askQuotation)
            turn.patchState(["asked": "quotation"])
        case .purchase: try await buyWithoutName()
        case .anything: try await answerWithoutName()
        case .person: try await callPerson()
        case .product: try await answerProducts()
        }
    }

    /// The words that found nothing before a customer chose this: it is what they mean by them.
    private func learn(from chosen: SearchDocument) async throws {
        let missed = turn.state["missed"]?.arrayValue?.compactMap(\.stringValue) ?? []
        guard !missed.isEmpty else { return }
        turn.patchState(["missed": .null])
        try await lessons.learn(chosen.sku, for: missed, shelf: shelf, storage: turn.storage)
    }

    // MARK: Products by name

    private func answerProducts() async throws {
        if !query.isEmpty, let refined = shelf.ask({ $0.refined(query, by: turn.text) }) {
            return try await answerProduct(refined, quantity: nil)
        }
        let wishes = shelf.ask { $0.wishes(withoutRequest(turn.text), limit: settings.resultsPerReply) }
        let lines = wishes.map { (line: $0.line, hit: bestHit($0.answer)) }
        if lines.count > 1, lines.allSatisfy({ $0.hit != nil || $0.line.quantity != nil }) {
            return try await answerLines(lines)
        }
        try await answerProduct(turn.text, quantity: lines.count == 1 ? lines[0].line.quantity : nil)
    }

    private func answerProduct(_ text: String, quantity: String?) async throws {
        let answer = search(text)
        // A number that no product has is how many are wanted.
        let unknown = answer.unmatchedWords.filter { Int($0) == nil }
        let isSure = isPlausible(answer) && unknown.isEmpty
        if !isSure, let understood = await understood(answer) {
            // Whichever the customer chooses, these words will be known the next time.
            try await miss(unknown)
            return try await offer(understood.hits, query: understood.query)
        }
        guard isPlausible(answer), let best = answer.hits.first else { return try await answerNothing(answer) }
        guard unknown.isEmpty else {
            try await miss(unknown)
            return try await list(answer.hits, naming(unknown, in: phrases.foundPartly), query: text)
        }
        if asked == "quotation", isForPerson("quotation") {
            try await tellPerson("quotation", about: nil)
            return try await list(answer.hits, addressee.fill(phrases.quotationPassedOn), query: text)
        }
        if answer.hits.count == 1, intent == "purchase", quantity != nil { return try await buy(best.document) }
        try await offer(answer.hits, query: text)
    }

    /// One product, or several to choose from.
    private func offer(_ hits: [SearchHit], query: String) async throws {
        guard hits.count == 1 else {
            return try await list(hits, intent == "purchase" ? phrases.askWhichOne : phrases.foundMany, query: query)
        }
        turn.patchState(["query": .string(query)])
        try await describe(hits[0].document, opening: phrases.foundOne)
    }

    /// Counts words that found nothing, and keeps them until a choice tells what they mean.
    private func miss(_ words: [String]) async throws {
        turn.patchState(["missed": JSON(Array(words.prefix(3)))])
        try await lessons.miss(words, storage: turn.storage)
    }

    private func answerLines(_ lines: [(line: WishLine, hit: SearchHit?)]) async throws {
        let found = lines.compactMap { line in line.hit.map { (hit: $0, line: line.line) } }
        let missing = lines.filter { $0.hit == nil }.map(\.line.text)
        guard !found.isEmpty else {
            return try await answerNothing(Finding(hits: [], unmatchedWords: [missing.joined(separator: ", ")]))
        }
        var opening = phrases.listLines
        let wanted = asked.isEmpty ? intent : asked
        if wanted == "purchase" || wanted == "quotation", isForPerson(wanted) {
            try await tellPerson(wanted, about: nil)
            opening = addressee.fill(wanted == "purchase" ? phrases.listPassedOn : phrases.quotationPassedOn)
        }
        let missed = missing.isEmpty ? "" : "\n" + naming(missing, in: phrases.linesNotFound, separator: ", ")
        try await list(found.map(\.hit), opening + missed, quantities: found.map(\.line.amount))
        turn.patchState(["wishes": .array(found.map { $0.line.json(sku: $0.hit.document.sku) })])
    }

    private func bestHit(_ answer: SearchAnswer) -> SearchHit? {
        let hits = answer.hits.filter { $0.score >= settings.minimumScore }
        let finding = Finding(hits: hits, unmatchedWords: answer.unmatchedWords)
        return isPlausible(finding) ? finding.hits.first : nil
    }

    // MARK: Without a name

    private func buyWithoutName() async throws {
        if let focus { return try await buy(focus) }
        guard shown.isEmpty else { return try await relist(phrases.askWhichOne) }
        try ask(phrases.askPurchase)
    }

    private func answerWithoutName() async throws {
        // No words at all, as in "..." or an emoji, are no yes.
        if !message.isEmpty, message.removing(ChoiceWords.assent).isEmpty {
            if let focus { return try await buy(focus) }
            if !shown.isEmpty { return try await relist(phrases.askWhichOne) }
        }
        if handBackIfUnsure() { return }
        if let focus { return try await describe(focus) }
        guard shown.isEmpty else { return try await relist(phrases.askWhichOne) }
        try ask(phrases.askProduct)
    }

    /// A sales agent takes the order where there is one; else a person does.
    private func buy(_ product: SearchDocument) async throws {
        if turn.agents.contains("sales"), turn.handOffFrom != "sales" {
            turn.handOff(to: "sales", note: turn.handOffNote.merging(["sku": .string(product.sku)]))
            return
        }
        try await tellPerson("purchase", about: product)
        try say(.text(addressee.fill(phrases.productPassedOn, [("{product}", product.name)])))
        turn.patchState(["awaiting": .null, "focus": .string(product.sku)])
    }

    private func callPerson() async throws {
        try await tellPerson("support", about: nil)
        try say(.text(addressee.fill(phrases.personTold)))
        turn.patchState(["awaiting": .null])
    }

    // MARK: Searching

    func search(
        _ text: String,
        _ filters: SearchFilters = SearchFilters(),
        limit: Int? = nil
    ) -> Finding {
        let query = withoutRequest(text)
        let answer = shelf.ask { $0.search(query, limit: limit ?? settings.resultsPerReply, filters: filters) }
        let wordCount = answer.hits.first?.matchedWords.count ?? 0
        let hits = answer.hits.filter { $0.score >= settings.minimumScore && $0.matchedWords.count >= wordCount }
        metrics.count(found: !hits.isEmpty)
        return Finding(hits: hits, unmatchedWords: answer.unmatchedWords.filter { !phrases.requestWords.contains($0) })
    }

    /// Leaves words of asking out, which might resemble a product ("sale", "sal"), unless nothing else remains. The
    /// engine itself ignores "de" and "y", and reads conditions and several wishes by them: they stay, as lines do.
    func withoutRequest(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            let words = line.split(whereSeparator: \.isWhitespace).filter { word in
                let folded = Words(String(word)).folded
                return folded.isEmpty
                    || folded.contains {
                        $0.count == 1 || !phrases.requestWords.contains($0) || CatalogIndex.ignores($0)
                    }
            }
            return words.joined(separator: " ")
        }
        let kept = lines.joined(separator: "\n")
        return Words(kept).isEmpty ? text : kept
    }

    /// Whether the best hit is what the customer may mean: at least half of the
    /// words fit, and one of them is more than similar when it was a mere try.
    private func isPlausible(_ answer: Finding) -> Bool {
        guard let best = answer.hits.first else { return false }
        guard best.matchedWords.count >= answer.unmatchedWords.count else { return false }
        // "gracias" is nearly "grasas": where nothing says that a product is wanted, similar is not enough.
        return !isTentative || message.saysToWant || best.matchedWords.contains { $0.kind <= .phonetic }
    }

    private var isTentative: Bool { turn.handOffNote["tentative"]?.boolValue ?? false }

    private func answerNothing(_ answer: Finding) async throws {
        if handBackIfUnsure() { return }
        let words = answer.unmatchedWords.isEmpty ? message.folded : answer.unmatchedWords
        try await miss(answer.unmatchedWords)
        try offerOtherWays(naming(words, in: phrases.notFound))
    }

    /// What the orchestrator only tried here goes back to it.
    private func handBackIfUnsure() -> Bool {
        guard isTentative, let from = turn.handOffFrom, !["product_search", "purchase", "quotation"].contains(intent)
        else { return false }
        turn.handOff(to: from, note: turn.handOffNote.merging(["nothing_found": true]))
        return true
    }

    /// Whether no agent is enabled that sees to a purchase or a quotation.
    private func isForPerson(_ wish: String) -> Bool {
        !turn.agents.contains("sales") && !(wish == "quotation" && turn.agents.contains("quotation"))
    }
}

/// What a search found that fits well enough to be shown.
struct Finding {
    let hits: [SearchHit]
    /// Folded, in the order of the query.
    let unmatchedWords: [String]
}
