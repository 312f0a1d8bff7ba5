// The catalogs and queries that the engines are compared on.

import SearchQuality

enum SearchWorkloads {
    /// Seed 77 is the one that the engine was never tuned to.
    static func all(large: Int, queries: Int) throws -> [SearchWorkload] {
        let demos =
            DemoWorkloads.knownItems(queries: min(queries, 300), seed: 77) + DemoWorkloads.handWritten()
            + DemoWorkloads.unseen()
        let generated = [
            GeneratedWorkloads.parts(products: 5_000, queries: min(queries, 400), seed: 77),
            GeneratedWorkloads.hardware(products: 2_000, queries: min(queries, 400), seed: 77),
            GeneratedWorkloads.large(products: large, queries: queries, seed: 77),
        ]
        return demos + generated + (try SharedWorkloads()?.all() ?? [])
    }
}
