// `orkesta-bench search`: the catalog engine beside SQLite FTS5, pg_trgm,
// tantivy and rapidfuzz, on the same catalogs and queries in one run.

import ArgumentParser
import OrkestaModel
import SearchQuality
import TestHarness

struct SearchBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Measures product search, speed and quality, beside other engines in the same run.",
        discussion: """
            Catalogs: the three demo shops, asked for words of their names and by hand in shorthand and in
            words of other countries, two generated trades in supplier shorthand, a generated one
            of 100,000 products, and the judged sets of ../shared/data where they exist. The others are
            run by Tests/Benchmarks/Search/rivals.py in a Python environment of its own under ~/.cache
            (network is needed once); what cannot be had is named and left out.
            hit@1, hit@5: a right product came first, among the first five. nDCG counts products that
            nobody judged as misses, nDCG-J leaves them out. Times are of one thread.
            Example: make bench ARGS="search --quick"
            Exit codes: 0 measured.
            """
    )

    @Flag(help: "A large catalog of 20,000 products, and fewer queries.") var quick = false
    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(help: "Only our engine.") var alone = false
    @Option(help: "Products in the large catalog.") var products: Int?
    @Option(help: "Queries a catalog, at most; 1,000, or 200 with --quick.") var queries: Int?
    @Option(help: "Only catalogs whose name holds this word; may come more than once.") var catalog: [String] = []

    func run() async throws {
        let size = min(max(1_000, products ?? (quick ? 20_000 : 100_000)), 1_000_000)
        // First, while the process has no memory to give to the index but what it asks of the system.
        let footprint = IndexFootprint.measure(products: size)
        let workloads = try SearchWorkloads.all(
            large: size,
            queries: min(max(10, queries ?? (quick ? 200 : 1_000)), 10_000)
        ).filter { workload in
            catalog.isEmpty || catalog.contains { workload.name.lowercased().contains($0.lowercased()) }
        }
        guard !workloads.isEmpty else { throw ValidationError("no catalog has a name with \(catalog)") }
        var results = workloads.map(EngineMeasurement.measure)
        if !alone { results += try await RivalMeasurement.measure(workloads) }
        let report = SearchReport(workloads: workloads.map(\.name), results: results, footprint: footprint)
        print(isJSON ? report.json.description : report.text)
    }
}
