// Finds products: for customers in a conversation, and for every other agent
// and the HTTP API through ork.search/1.

import CatalogEngine
import OrkestaModel
import OrkestaSDK

/// One tenant's catalog agent.
///
/// Of the conversation's state it keeps `query` (what was looked for last), `shown`
/// (SKUs last listed, in their order), `seen` (all listed for that query), `focus`
/// (the one product spoken of), `asked` (what it asked products for), `missed`
/// (words that found nothing) and `wishes` (the lines of the last list), and shares
/// `awaiting`: the id of the agent that waits for an answer.
struct CatalogAgent: AgentPlugin {
    static let id = "catalog"

    let settings: CatalogSettings
    let host: Host
    let shelf = CatalogShelf()
    let metrics = SearchMetrics()
    let lessons = Lessons()
    let prompts: CatalogPrompts

    init(settings: JSON, host: Host) throws {
        self.settings = CatalogSettings(settings)
        self.host = host
        prompts = try CatalogPrompts()
    }

    func activate() async throws {
        metrics.define(on: host)
        shelf.change { $0.setSynonyms(settings.synonyms) }
        try await shelf.fill(from: host.catalog)
        try await lessons.restore(from: host.storage, into: shelf)
        host.log(.info, "The catalog is indexed", ["products": .integer(Int64(shelf.count))])
    }

    func respond(to turn: Turn) async throws {
        try await shelf.catchUp(to: turn.catalogRevision, from: turn.catalog)
        turn.observe("catalog", version: shelf.revision)
        turn.observe("catalog lessons", version: lessons.revision)
        try await Attending(turn, self).answer()
    }
}

extension CatalogAgent: SearchPlugin {
    func search(_ query: ProductQuery, catalogRevision: Int64) async throws -> ProductAnswer {
        try await shelf.catchUp(to: catalogRevision, from: host.catalog)
        let wishes = shelf.ask { $0.wishes(query.text, limit: query.limit, filters: SearchFilters(query.filters)) }
        let answer = ProductAnswer(wishes, limit: query.limit, currency: query.filters.currency)
        metrics.count(found: !answer.hits.isEmpty)
        await remember { try await lessons.miss(answer.unmatchedWords, storage: host.storage) }
        return answer
    }

    func normalize(_ lines: [String], catalogRevision: Int64) async throws -> [NormalizedProduct] {
        try await shelf.catchUp(to: catalogRevision, from: host.catalog)
        return shelf.ask { index in lines.map { NormalizedProduct(index.normalize($0)) } }
    }

    func recommend(for skus: [String], limit: Int, catalogRevision: Int64) async throws -> ProductAnswer {
        try await shelf.catchUp(to: catalogRevision, from: host.catalog)
        if skus.count > 1 { await remember { try await lessons.basket(skus, shelf: shelf, storage: host.storage) } }
        return shelf.ask { index in
            ProductAnswer(hits: index.recommend(for: skus, limit: limit).map(ProductHit.init))
        }
    }

    /// An answer is good also when what it teaches can't be written down.
    private func remember(_ lesson: () async throws -> Void) async {
        do {
            try await lesson()
        } catch {
            host.log(.warning, "A lesson was not stored", ["reason": .string(String(describing: error))])
        }
    }
}
