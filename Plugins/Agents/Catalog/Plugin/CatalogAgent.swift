// Finds products: for customers in a conversation, and for every other agent
// and the HTTP API through ork.search/1.

import CatalogEngine
import OrkestaModel
import OrkestaSDK

/// One tenant's catalog agent.
///
/// Of the conversation's state it keeps `shown` (SKUs last listed, in their
/// order), `focus` (the one product spoken of) and `asked` (what it asked products
/// for), and shares `awaiting`: the id of the agent that waits for an answer.
struct CatalogAgent: AgentPlugin {
    static let id = "catalog"

    let settings: CatalogSettings
    let host: Host
    let shelf = CatalogShelf()
    let metrics = SearchMetrics()

    init(settings: JSON, host: Host) throws {
        self.settings = CatalogSettings(settings)
        self.host = host
    }

    func activate() async throws {
        metrics.define(on: host)
        try await shelf.fill(from: host.catalog)
        host.log(.info, "The catalog is indexed", ["products": .integer(Int64(shelf.count))])
    }

    func respond(to turn: Turn) async throws {
        try await shelf.catchUp(to: turn.catalogRevision, from: turn.catalog)
        turn.observe("catalog", version: shelf.revision)
        try await Attending(turn: turn, shelf: shelf, settings: settings, metrics: metrics).answer()
    }
}

extension CatalogAgent: SearchPlugin {
    func search(_ query: ProductQuery, catalogRevision: Int64) async throws -> ProductAnswer {
        try await shelf.catchUp(to: catalogRevision, from: host.catalog)
        let answer = shelf.ask {
            ProductAnswer($0.search(query.text, limit: query.limit, filters: SearchFilters(query.filters)))
        }
        metrics.count(found: !answer.hits.isEmpty)
        return answer
    }

    func normalize(_ lines: [String], catalogRevision: Int64) async throws -> [NormalizedProduct] {
        try await shelf.catchUp(to: catalogRevision, from: host.catalog)
        return shelf.ask { index in lines.map { NormalizedProduct(index.normalize($0)) } }
    }

    func recommend(for skus: [String], limit: Int, catalogRevision: Int64) async throws -> ProductAnswer {
        try await shelf.catchUp(to: catalogRevision, from: host.catalog)
        return shelf.ask { index in
            ProductAnswer(hits: index.recommend(for: skus, limit: limit).map(ProductHit.init))
        }
    }
}
