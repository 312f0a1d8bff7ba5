// The three demo shops with queries: words of their own names, mistyped, and
// queries written by hand before the engine had seen them.

import CatalogEngine
import HostDemo

/// What is asked of the demo shops, one line a query: `query > what it means`.
///
/// What it means are parts of a product's name, without case and accents, each from the beginning of a word; `+`
/// joins parts that a name must all have, `|` stands between products that are equally right.
enum DemoQueries {}

/// Workloads on the demo shops.
public enum DemoWorkloads {
    /// Words of the shops' own names, some mistyped.
    public static func knownItems(queries: Int, seed: UInt64) -> [SearchWorkload] {
        DemoTenants.all().map { tenant in
            GeneratedWorkloads.knownItems(
                "Demo: \(tenant.displayName)",
                documents: tenant.items.map { document($0) },
                queries: queries,
                seed: seed
            )
        }
    }

    /// Auto parts and hardware in shorthand, each asked of its shop, and the words of other countries, asked of a
    /// shop that sells what all three do.
    public static func handWritten() -> [SearchWorkload] {
        [
            workload("Auto parts in shorthand, by hand", parts, DemoQueries.parts),
            workload("Hardware in shorthand, by hand", hardware, DemoQueries.hardware),
            workload("Words of other countries, by hand", everything, DemoQueries.regional),
        ]
    }

    /// The same kinds, in queries that nobody looked at while the engine was tuned.
    public static func unseen() -> [SearchWorkload] {
        [
            workload("Auto parts in shorthand, unseen", parts, DemoQueries.unseenParts),
            workload("Hardware in shorthand, unseen", hardware, DemoQueries.unseenHardware),
            workload("Words of other countries, unseen", everything, DemoQueries.unseenRegional),
        ]
    }

    private static var parts: [SearchDocument] { shop("equipo-automotriz-javaz") }
    private static var hardware: [SearchDocument] { shop("ferreteria-la-central") }
    private static var everything: [SearchDocument] {
        DemoTenants.all().enumerated().flatMap { number, shop in shop.items.map { document($0, shop: number) } }
    }

    private static func shop(_ identifier: String) -> [SearchDocument] {
        DemoTenants.all().filter { $0.id == identifier }.flatMap(\.items).map { document($0) }
    }

    private static func workload(_ name: String, _ documents: [SearchDocument], _ text: String) -> SearchWorkload {
        let names = documents.map { (sku: $0.sku, name: " " + folded($0.name)) }
        let queries = text.split(separator: "\n").compactMap { line -> JudgedQuery? in
            let sides = line.split(separator: " > ")
            guard sides.count == 2 else { return nil }
            let meanings = sides[1].split(separator: " | ").map { $0.split(separator: " + ") }
            let right = names.filter { product in
                meanings.contains { parts in parts.allSatisfy { product.name.contains(" " + $0) } }
            }
            return JudgedQuery(String(sides[0]), grades: Dictionary(right.map { ($0.sku, 1) }) { first, _ in first })
        }
        return SearchWorkload(name, documents: documents, queries: queries)
    }

    private static func folded(_ name: String) -> String { String(name.lowercased().map { accented[$0] ?? $0 }) }

    private static let accented = Dictionary(uniqueKeysWithValues: zip("áéíóúüñ", "aeiouun"))

    private static func document(_ item: DemoItem, shop: Int? = nil) -> SearchDocument {
        SearchDocument(
            sku: shop.map { "\($0)-\(item.sku)" } ?? item.sku,
            name: item.name,
            category: item.category,
            unit: item.unit,
            priceMinor: item.priceMinor,
            stock: Int64(item.stock),
            aliases: item.aliases,
            tags: item.tags,
            attributes: item.attributes
        )
    }
}
