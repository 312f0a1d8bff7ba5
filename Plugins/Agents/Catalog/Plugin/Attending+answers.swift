// How the catalog agent words its answers, and what it keeps of them.

import AgentDialogue
import CatalogEngine
import DialogueTurn
import OrkestaModel
import OrkestaSDK

extension Attending {
    private static let summaryBytesMax = 2_000
    private static let namedWordsMax = 6
    private static let queryCharactersMax = 200
    private static let seenMax = 60

    /// One product in full; "me lo llevo" may follow.
    func describe(_ product: SearchDocument, opening: String? = nil) async throws {
        let product = try await atHand([product])[0]
        if try await describeSoldOut(product) { return }
        let parts = [opening, product.detail(phrases), product.isInStock ? phrases.offerToBuy : nil]
        try say(.text(parts.compactMap(\.self).joined(separator: "\n\n")))
        turn.show(products: [ProductHit(product, score: 1)])
        turn.patchState(["focus": .string(product.sku), "awaiting": .string(CatalogAgent.id)])
        if opening != nil { turn.patchState(["shown": [.string(product.sku)]]) }
    }

    /// `quantities` run along with the hits, or are empty. `query` is what the next message may go on from, and
    /// `seen` what was listed for it before.
    func list(
        _ hits: [SearchHit],
        _ text: String,
        quantities: [String?] = [],
        query: String = "",
        seen: Set<String> = []
    ) async throws {
        var hits = hits
        for (place, document) in try await atHand(hits.map(\.document)).enumerated() {
            hits[place].document = document
        }
        let items = hits.enumerated().map { index, hit in
            hit.document.listItem(phrases, quantity: quantities.indices.contains(index) ? quantities[index] : nil)
        }
        try say(.list(text: text, items))
        turn.show(products: hits.map(ProductHit.init))
        // What the orchestrator could not name has shown itself to be a search.
        if intent.isEmpty || intent == "other", let best = hits.first {
            turn.classify(intent: "product_search", confidence: best.score, locale: nil)
        }
        turn.patchState([
            "shown": JSON(hits.map(\.document.sku)), "focus": hits.count == 1 ? .string(hits[0].document.sku) : .null,
            "awaiting": .string(CatalogAgent.id), "query": .string(String(query.prefix(Self.queryCharactersMax))),
            "seen": JSON(seen.union(hits.map(\.document.sku)).sorted().suffix(Self.seenMax).map(\.self)),
            "wishes": .null,
        ])
    }

    /// The products with what can be had of them now: some of what is on the shelf
    /// may be held for other customers.
    func atHand(_ products: [SearchDocument]) async throws -> [SearchDocument] {
        let available = try await turn.available(products.map(\.sku))
        return products.map { product in
            var product = product
            product.stock = available[product.sku] ?? product.stock
            return product
        }
    }

    func browse() throws {
        guard shelf.count > 0 else { return try sayEmpty() }
        let text = phrases.browse.replacing("{count}", with: String(shelf.count))
        try say(.list(text: text, categoryItems(limit: 10)))
        turn.patchState(["awaiting": .string(CatalogAgent.id), "focus": .null, "shown": .null, "query": .null])
    }

    /// Nothing was found: categories to look at, or a person.
    func offerOtherWays(_ text: String) throws {
        guard shelf.count > 0 else { return try sayEmpty() }
        let person = ReplyListItem(id: "person", title: phrases.person)
        let items = categoryItems(limit: settings.resultsPerReply) + [person]
        try say(.list(text: "\(text) \(phrases.otherWays)", items))
        turn.patchState(["awaiting": .null, "focus": .null])
    }

    func ask(_ question: String) throws {
        try say(.text(question))
        turn.patchState(["awaiting": .string(CatalogAgent.id)])
    }

    /// The first answer of a conversation greets.
    func say(_ reply: Reply) throws {
        let isFirst = turn.handOffNote["first"]?.boolValue ?? false
        let hello = isFirst ? addressee.fill(phrases.hello) : ""
        switch reply {
        case .text(let text): try turn.reply(.text(hello + text))
        case .list(let text, let items): try turn.reply(.list(text: hello + text, items))
        case .buttons(let text, let buttons): try turn.reply(.buttons(text: hello + text, buttons))
        case .image, .document, .link: try turn.reply(reply)
        }
    }

    /// Opens a case with the customer's words, and the product when one is meant.
    func tellPerson(_ kind: String, about product: SearchDocument?) async throws {
        var summary = turn.text
        let product = product.map { " — \($0.name) (\($0.sku))" } ?? ""
        while summary.utf8.count + product.utf8.count > Self.summaryBytesMax, !summary.isEmpty { summary.removeLast() }
        try await turn.openCase(kind: kind, summary: summary + product)
    }

    func naming(_ words: [String], in template: String, separator: String = " ") -> String {
        template.replacing("{words}", with: words.prefix(Self.namedWordsMax).joined(separator: separator))
    }

    private func sayEmpty() throws {
        try say(.buttons(text: phrases.catalogIsEmpty, [ReplyButton(id: "person", title: phrases.person)]))
    }

    private func categoryItems(limit: Int) -> [ReplyListItem] {
        shelf.categories.prefix(limit).map { category in
            ReplyListItem(
                id: "category:\(category.name)",
                title: category.name,
                description: phrases.productCount.replacing("{count}", with: String(category.count))
            )
        }
    }
}
