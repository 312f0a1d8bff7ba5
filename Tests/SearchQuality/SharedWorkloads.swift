// Reads the shared catalogs and queries, which this repository does not hold.

import CatalogEngine
import FoundationEssentials

/// The judged sets beside the repository, in `../shared/data` of the folder `Package.swift` lies in.
public struct SharedWorkloads: Sendable {
    public let folder: String

    /// Nil where the data are missing.
    public init?() {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        folder = repository.deletingLastPathComponent().appending(path: "shared/data").path
        guard FileManager.default.fileExists(atPath: "\(folder)/MANIFEST.md") else { return nil }
    }

    public func mexicanGroceries() throws -> SearchWorkload {
        try workload("Mexican groceries, typos", "mx_grocery_off.jsonl", "typos_mx_grocery_dev.jsonl")
    }

    public func spanishSupermarket() throws -> SearchWorkload {
        try workload("Spanish supermarket, typos", "es_supermarket_mercadona.jsonl", "typos_mercadona_dev.jsonl")
    }

    public func electronics() throws -> SearchWorkload {
        try workload("Electronics, graded", "en_electronics_chorus.jsonl", "chorus_graded_dev.jsonl")
    }

    public func all() throws -> [SearchWorkload] {
        [try mexicanGroceries(), try spanishSupermarket(), try electronics()]
    }

    private struct Query: Decodable {
        let query: String
        let expectedID: String?
        let acceptableIDs: [String]?
        let judgments: [String: Int]?

        enum CodingKeys: String, CodingKey {
            case query
            case expectedID = "expected_id"
            case acceptableIDs = "acceptable_ids"
            case judgments
        }

        /// A query without grades has products that are right, all alike.
        var judged: JudgedQuery {
            let right = (acceptableIDs ?? []) + [expectedID].compactMap(\.self)
            return JudgedQuery(query, grades: judgments ?? Dictionary(right.map { ($0, 1) }) { first, _ in first })
        }
    }

    private struct Product: Decodable {
        let id: String
        let name: String
        let category: String?
        let unit: String?
    }

    private func workload(_ name: String, _ catalog: String, _ queries: String) throws -> SearchWorkload {
        SearchWorkload(
            name,
            documents: try lines("catalogs/\(catalog)", of: Product.self).map {
                SearchDocument(sku: $0.id, name: $0.name, category: $0.category, unit: $0.unit)
            },
            queries: try lines("queries/\(queries)", of: Query.self).map(\.judged)
        )
    }

    private func lines<Line: Decodable>(_ path: String, of type: Line.Type) throws -> [Line] {
        let decoder = JSONDecoder()
        return try Data(contentsOf: URL(filePath: "\(folder)/\(path)")).split(separator: UInt8(ascii: "\n"))
            .map { try decoder.decode(type, from: $0) }
    }
}
