// The catalogs and queries that the engines are compared on.

import CatalogEngine
import HostDemo
import SearchQuality

enum SearchWorkloads {
    /// Seed 77 is the one that the engine was never tuned to.
    static func all(large: Int, queries: Int) throws -> [SearchWorkload] {
        let demos = DemoTenants.all().map { tenant in
            GeneratedWorkloads.knownItems(
                "Demo: \(tenant.displayName)",
                documents: tenant.items.map(document),
                queries: min(queries, 300),
                seed: 77
            )
        }
        let generated = [
            GeneratedWorkloads.parts(products: 5_000, queries: min(queries, 400), seed: 77),
            GeneratedWorkloads.hardware(products: 2_000, queries: min(queries, 400), seed: 77),
            GeneratedWorkloads.large(products: large, queries: queries, seed: 77),
        ]
        return demos + generated + (try SharedWorkloads()?.all() ?? [])
    }

    private static func document(_ item: DemoItem) -> SearchDocument {
        SearchDocument(
            sku: item.sku,
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
