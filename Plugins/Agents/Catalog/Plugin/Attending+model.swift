// What the engine is unsure of, asked of a language model: with which words to
// look, and which of the engine's own products then fit. It names no product
// that the engine did not find, and nothing that it writes is shown.

import CatalogEngine
import DialogueTurn
import OrkestaModel
import OrkestaSDK

/// The prompts of the catalog's two questions.
struct CatalogPrompts: Sendable {
    let query: PromptSet
    let rerank: PromptSet

    /// Throws `ORK_E_CORRUPT` for a file without a version.
    init() throws {
        query = try PromptSet(
            "query",
            spanish: PackageResources.query_es_md,
            english: PackageResources.query_en_md,
            portuguese: PackageResources.query_pt_md
        )
        rerank = try PromptSet(
            "rerank",
            spanish: PackageResources.rerank_es_md,
            english: PackageResources.rerank_en_md,
            portuguese: PackageResources.rerank_pt_md
        )
    }
}

extension Attending {
    private static let queriesMax = 3
    private static let candidatesMax = 12
    private static let modelQueryCharactersMax = 80
    private static let toldCategoriesMax = 40

    /// Products for words that the engine alone made nothing certain of, and the
    /// query that found them; nil when there is nobody to ask, or nothing fits.
    func understood(_ answer: Finding) async -> (query: String, hits: [SearchHit])? {
        // A model has already read this message, and saw no product in it.
        let isNoProduct = turn.handOffNote["by_model"]?.boolValue ?? false && intent == "other"
        guard turn.canAskModel, !isNoProduct, shelf.count > 0 else { return nil }
        let queries = await modelQueries(answer)
        var candidates: [SearchHit] = []
        var best: String?
        for query in queries {
            let found = search(query, limit: Self.candidatesMax)
            // Its words are a product's name: most of them have to be one's here.
            guard let first = found.hits.first, first.matchedWords.count > found.unmatchedWords.count else { continue }
            best = best ?? query
            candidates += found.hits.filter { hit in
                !candidates.contains { $0.document.sku == hit.document.sku }
            }
        }
        guard let best, let hits = await ranked(Array(candidates.prefix(Self.candidatesMax))) else { return nil }
        return (best, Array(hits.prefix(settings.resultsPerReply)))
    }

    /// With which words a model would look for what the customer means.
    private func modelQueries(_ answer: Finding) async -> [String] {
        let why =
            answer.hits.isEmpty
            ? "the search found nothing" : "the search left \(answer.unmatchedWords.count) words unexplained"
        let asked = await turn.ask(
            ModelQuestion(
                prompts.query.of(turn.language),
                why: why,
                data: [.init("categorias", json: JSON(shelf.categories.prefix(Self.toldCategoriesMax).map(\.name)))],
                schema: Self.listSchema("queries", max: Self.queriesMax),
                historyMax: 2
            )
        )
        let queries = asked?.json?["queries"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let words = queries.prefix(Self.queriesMax).map { String($0.prefix(Self.modelQueryCharactersMax)) }
        return words.filter { !$0.isEmpty }
    }

    /// The candidates in the model's order, without those that it left out; in the
    /// engine's when it does not answer, and nil when it says that none fits. An id
    /// that is no candidate's counts for nothing.
    private func ranked(_ candidates: [SearchHit]) async -> [SearchHit]? {
        guard candidates.count > 1 else { return candidates.isEmpty ? nil : candidates }
        let products = candidates.map { hit -> JSON in
            [
                "id": .string(hit.document.sku), "nombre": .string(hit.document.name),
                "categoria": JSON(hit.document.category),
            ]
        }
        let asked = await turn.ask(
            ModelQuestion(
                prompts.rerank.of(turn.language),
                why: "\(candidates.count) products share words with what the customer described",
                data: [.init("candidatos", json: .array(products))],
                schema: Self.listSchema("ids", max: Self.candidatesMax),
                historyMax: 2
            )
        )
        guard let ids = asked?.json?["ids"]?.arrayValue?.compactMap(\.stringValue) else { return candidates }
        if ids.isEmpty { return nil }
        var ranked: [SearchHit] = []
        for id in ids where !ranked.contains(where: { $0.document.sku == id }) {
            ranked += candidates.filter { $0.document.sku == id }
        }
        return ranked.isEmpty ? candidates : ranked
    }

    private static func listSchema(_ name: String, max: Int) -> JSON {
        let list: JSON = [
            "type": "array", "maxItems": .integer(Int64(max)), "items": ["type": "string", "maxLength": 200],
        ]
        return [
            "type": "object", "additionalProperties": false, "required": [.string(name)],
            "properties": .object([name: list]),
        ]
    }
}
