// The rules that order hits, filters, and ties.

import CatalogEngine
import Testing

@Suite("Ranking and filters")
struct RankingTests {
    private func index(_ documents: SearchDocument...) -> CatalogIndex {
        let index = CatalogIndex()
        for document in documents { index.upsert(document) }
        return index
    }

    @Test("exact before fuzzy")
    func exactFirst() {
        let index = index(
            SearchDocument(sku: "1", name: "Plancha"),
            SearchDocument(sku: "2", name: "Placha"),
            SearchDocument(sku: "3", name: "Plancha roja")
        )
        #expect(index.search("plancha roja", limit: 3).skus.first == "3")
        #expect(index.search("plancha", limit: 3).skus.first == "1")
        #expect(index.search("placha", limit: 3).skus.first == "2")
    }

    @Test("name before alias before category")
    func nameFirst() {
        let index = index(
            SearchDocument(sku: "1", name: "Guante", category: "Jardín"),
            SearchDocument(sku: "2", name: "Pala", aliases: ["jardín"]),
            SearchDocument(sku: "3", name: "Jardín")
        )
        #expect(index.search("jardin", limit: 3).skus == ["3", "2", "1"])
    }

    @Test("all words before some")
    func allWordsFirst() {
        let index = index(
            SearchDocument(sku: "1", name: "Cable"),
            SearchDocument(sku: "2", name: "Cable uso rudo calibre 12 rojo"),
            SearchDocument(sku: "3", name: "Rojo")
        )
        #expect(index.search("cable rojo", limit: 3).skus.first == "2")
    }

    @Test("in stock before out of stock, else by SKU")
    func stockFirst() {
        let index = index(
            SearchDocument(sku: "C", name: "Cubeta"),
            SearchDocument(sku: "A", name: "Cubeta", stock: 0),
            SearchDocument(sku: "B", name: "Cubeta", stock: 3)
        )
        #expect(index.search("cubeta", limit: 3).skus == ["B", "C", "A"])
        #expect(index.search("cubeta", limit: 1).skus == ["B"])
        #expect(index.search("cubeta", limit: 5, filters: SearchFilters(inStockOnly: true)).skus == ["B", "C"])
    }

    @Test("equal products are ordered by SKU, byte by byte, however they came in")
    func ordersBySKU() {
        let skus = ["CUBETA-0", "CUBETA-00001", "CUBETA-00002", "CUBETA-1", "CUBETA-10", "ZZ", "a", "ñ"]
        for order in [skus, skus.reversed(), skus.shuffled()] {
            let index = CatalogIndex()
            for sku in order { index.upsert(SearchDocument(sku: sku, name: "Cubeta")) }
            #expect(index.search("cubeta", limit: 10).skus == skus, "added as \(order)")
        }
    }

    @Test("of more products than are ranked in detail, those with all words come first")
    func looksAtAllWithEveryWord() {
        let index = CatalogIndex()
        for number in 0..<2_000 { index.upsert(SearchDocument(sku: "A-\(number)", name: "Tapa azul \(number)")) }
        for number in 0..<2_000 { index.upsert(SearchDocument(sku: "B-\(number)", name: "Balde rojo \(number)")) }
        for number in 0..<60 { index.upsert(SearchDocument(sku: "C-\(number)", name: "Tapa roja \(number)")) }
        let hits = index.search("tapa roja", limit: 70).skus
        #expect(hits.prefix(60).allSatisfy { $0.hasPrefix("C-") }, "\(hits)")
        #expect(hits.count == 70)
    }

    @Test("scores lie between 0 and 1 and never rise")
    func scoresAreOrdered() {
        let index = ExampleCatalog.index()
        for query in ["aceite motor", "leche", "tornillo 1/2", "foco led 9w volteck", "GP-607"] {
            let scores = index.search(query, limit: 20).hits.map(\.score)
            #expect(scores.allSatisfy { (0...1).contains($0) })
            #expect(scores == scores.sorted(by: >))
        }
    }

    @Test("filters")
    func filters() {
        let index = ExampleCatalog.index()
        func skus(_ query: String, _ filters: SearchFilters) -> [String] {
            index.search(query, limit: 10, filters: filters).skus
        }
        #expect(skus("pintura", SearchFilters(maximumPriceMinor: 100_000)) == ["PIN-4"])
        #expect(skus("pintura", SearchFilters(minimumPriceMinor: 100_000)) == ["PIN-19"])
        #expect(skus("foco", SearchFilters(category: "iluminacion")) == ["FLE-9"])
        #expect(skus("foco", SearchFilters(category: "nada")).isEmpty)
        #expect(skus("foco", SearchFilters(inStockOnly: true)).contains("FOC-H4") == false)
        #expect(skus("desarmador", SearchFilters(attributes: ["Marca": "TRUPER"])) == ["DES-PH"])
        #expect(skus("desarmador", SearchFilters(attributes: ["marca": "Pretul"])).isEmpty)
    }
}
