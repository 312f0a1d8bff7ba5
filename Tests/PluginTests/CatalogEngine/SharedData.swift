// Reads the shared catalogs and queries, which this repository does not hold.

import CatalogEngine
import FoundationEssentials

enum SharedData {
    static let folder = "/work/shared/data"

    static var isPresent: Bool { FileManager.default.fileExists(atPath: "\(folder)/MANIFEST.md") }

    struct Query: Decodable {
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
    }

    private struct Product: Decodable {
        let id: String
        let name: String
        let category: String?
        let unit: String?
    }

    static func queries(_ name: String) throws -> [Query] { try lines("queries/\(name)", of: Query.self) }

    static func index(_ catalog: String) throws -> CatalogIndex {
        let index = CatalogIndex()
        for product in try lines("catalogs/\(catalog)", of: Product.self) {
            index.upsert(
                SearchDocument(sku: product.id, name: product.name, category: product.category, unit: product.unit)
            )
        }
        return index
    }

    private static func lines<Line: Decodable>(_ path: String, of type: Line.Type) throws -> [Line] {
        let decoder = JSONDecoder()
        return try Data(contentsOf: URL(filePath: "\(folder)/\(path)")).split(separator: UInt8(ascii: "\n"))
            .map { try decoder.decode(type, from: $0) }
    }
}
