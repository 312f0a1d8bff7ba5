// Attends to a customer: one message about products, one answer.

import CatalogEngine
import OrkestaModel
import OrkestaSDK

/// One answer in one turn; how it is worded lies in the aspect +answers.
struct Attending {
    let turn: Turn
    let shelf: CatalogShelf
    let settings: CatalogSettings
    let metrics: SearchMetrics
    let message: MessageWords
    let phrases: Phrases
    let addressee: Addressee
    /// As the orchestrator classified the message; empty when nobody did.
    let intent: String
    /// What was listed last, in its order, and the one product spoken of.
    let shown: [SearchDocument]
    let focus: SearchDocument?
    /// What the customer was asked products for: "quotation", or empty.
    let asked: String

    init(turn: Turn, shelf: CatalogShelf, settings: CatalogSettings, metrics: SearchMetrics) {
        (self.turn, self.shelf, self.settings, self.metrics) = (turn, shelf, settings, metrics)
        message = MessageWords(turn.text)
        let language =
            CustomerLanguage(tag: turn.handOffNote["language"]?.stringValue)
            ?? CustomerLanguage(tag: turn.state["language"]?.stringValue) ?? CustomerLanguage(tag: turn.locale)
        phrases = Phrases.of(language ?? .spanish)
        addressee = Addressee(customerName: turn.customerName, business: turn.businessName)
        intent = turn.handOffNote["intent"]?.stringValue ?? turn.intent ?? ""
        let skus = turn.state["shown"]?.arrayValue?.compactMap(\.stringValue) ?? []
        shown = shelf.ask { index in skus.compactMap(index.document) }
        asked = turn.state["asked"]?.stringValue ?? ""
        focus = turn.state["focus"]?.stringValue.flatMap { sku in shelf.ask { $0.document(sku: sku) } }
    }

    func answer() async throws {
        if !asked.isEmpty { turn.patchState(["asked": .null]) }
        if let chosen = Choice.find(in: message, among: shown, isCounting: focus != nil) {
            return try await message.saysToBuy ? buy(chosen) : describe(chosen)
        }
        let wish = Wish(
            turn.text,
            message,
            intent: intent,
            phrases: phrases,
            categories: shelf.categories.map(\.name)
        )
        switch wish {
        case .browse: try browse()
        case .category(let name): try list(search(name, SearchFilters(category: name)).hits, phrases.foundMany)
        case .quotation:
            try ask(phrases.askQuotation)
            turn.patchState(["asked": "quotation"])
        case .purchase: try await buyWithoutName()
        case .anything: try await answerWithoutName()
        case .person: try await callPerson()
        case .lines(let lines): try await answerLines(lines)
        case .product: try await answerProduct()
        }
    }

    // MARK: Products by name

    private func answerProduct() async throws {
        let answer = search(turn.text)
        guard isPlausible(answer), let best = answer.hits.first else { return try answerNothing(answer) }
        // A number that no product has is how many are wanted.
        let unknown = answer.unmatchedWords.filter { Int($0) == nil }
        guard unknown.isEmpty else {
            return try list(answer.hits, naming(unknown, in: phrases.foundPartly))
        }
        if asked == "quotation", isForPerson("quotation") {
            try await tellPerson("quotation", about: nil)
            return try list(answer.hits, addressee.fill(phrases.quotationPassedOn))
        }
        guard answer.hits.count == 1 else {
            return try list(answer.hits, intent == "purchase" ? phrases.askWhichOne : phrases.foundMany)
        }
        if intent == "purchase", message.quantity != nil { return try await buy(best.document) }
        try describe(best.document, opening: phrases.foundOne)
    }

    private func answerLines(_ lines: [OrderLine]) async throws {
        let answers = lines.map { line in (line: line, hit: bestHit(for: line)) }
        let found = answers.compactMap { answer in answer.hit.map { (hit: $0, quantity: answer.line.quantity) } }
        let missing = answers.filter { $0.hit == nil }.map(\.line.text)
        guard !found.isEmpty else {
            return try answerNothing(Finding(hits: [], unmatchedWords: [missing.joined(separator: ", ")]))
        }
        var opening = phrases.listLines
        let wanted = asked.isEmpty ? intent : asked
        if wanted == "purchase" || wanted == "quotation", isForPerson(wanted) {
            try await tellPerson(wanted, about: nil)
            opening = addressee.fill(wanted == "purchase" ? phrases.listPassedOn : phrases.quotationPassedOn)
        }
        let missed = missing.isEmpty ? "" : "\n" + naming(missing, in: phrases.linesNotFound, separator: ", ")
        try list(found.map(\.hit), opening + missed, quantities: found.map(\.quantity))
    }

    private func bestHit(for line: OrderLine) -> SearchHit? {
        let answer = search(line.text, limit: 1)
        return isPlausible(answer) ? answer.hits.first : nil
    }

    // MARK: Without a name

    private func buyWithoutName() async throws {
        if let focus { return try await buy(focus) }
        guard shown.isEmpty else { return try relist() }
        try ask(phrases.askPurchase)
    }

    private func answerWithoutName() async throws {
        if message.removing(ChoiceWords.assent).isEmpty {
            if let focus { return try await buy(focus) }
            if !shown.isEmpty { return try relist() }
        }
        if handBackIfUnsure() { return }
        if let focus { return try describe(focus) }
        guard shown.isEmpty else { return try relist() }
        try ask(phrases.askProduct)
    }

    private func relist() throws {
        try say(.list(text: phrases.askWhichOne, shown.map { $0.listItem(phrases) }))
        turn.patchState(["awaiting": .string(CatalogAgent.id)])
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

    private func search(
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

    /// Leaves words of asking out, which might resemble a product ("sale", "sal"),
    /// unless nothing else remains.
    private func withoutRequest(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        let kept = words.filter { word in
            let folded = MessageWords(String(word)).words
            return folded.isEmpty || folded.contains { $0.count == 1 || !phrases.requestWords.contains($0) }
        }
        return kept.isEmpty ? text : kept.joined(separator: " ")
    }

    /// Whether the best hit is what the customer may mean: at least half of the
    /// words fit, and one of them is more than similar when it was a mere try.
    private func isPlausible(_ answer: Finding) -> Bool {
        guard let best = answer.hits.first else { return false }
        guard best.matchedWords.count >= answer.unmatchedWords.count else { return false }
        return !isTentative || best.matchedWords.contains { $0.kind <= .synonym }
    }

    private var isTentative: Bool { turn.handOffNote["tentative"]?.boolValue ?? false }

    private func answerNothing(_ answer: Finding) throws {
        if handBackIfUnsure() { return }
        let words = answer.unmatchedWords.isEmpty ? message.words : answer.unmatchedWords
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
