// Changes: each is visible to the next search, however many there were.

import CatalogEngine
import Testing

@Suite("Changes to the index")
struct UpdateTests {
    @Test("an added, changed and removed product")
    func changesAreVisible() {
        let index = ExampleCatalog.index()
        let count = index.count
        index.upsert(SearchDocument(sku: "NEW-1", name: "Esmeriladora angular", stock: 5))
        #expect(index.count == count + 1)
        #expect(index.search("esmeriladora", limit: 3).skus == ["NEW-1"])
        #expect(index.search("esmeril", limit: 3).skus == ["NEW-1"])
        index.upsert(SearchDocument(sku: "NEW-1", name: "Rotomartillo", stock: 0))
        #expect(index.count == count + 1)
        #expect(index.search("esmeriladora", limit: 3).hits.isEmpty)
        #expect(index.search("rotomartillo", limit: 3).hits.first?.document.stock == 0)
        index.remove(sku: "NEW-1")
        index.remove(sku: "NEW-1")
        #expect(index.count == count)
        #expect(index.search("rotomartillo", limit: 3).skus.contains("NEW-1") == false)
        #expect(index.search("new1", limit: 3).skus.contains("NEW-1") == false)
        #expect(index.document(sku: "NEW-1") == nil)
    }

    @Test("stock and price change in place")
    func stockChanges() {
        let index = CatalogIndex()
        index.upsert(SearchDocument(sku: "A", name: "Cubeta", priceMinor: 100, stock: 5))
        index.upsert(SearchDocument(sku: "B", name: "Cubeta", priceMinor: 100, stock: 5))
        index.upsert(SearchDocument(sku: "A", name: "Cubeta", priceMinor: 300, stock: 0))
        #expect(index.search("cubeta", limit: 2).skus == ["B", "A"])
        #expect(index.search("cubeta", limit: 2).hits.last?.document.priceMinor == 300)
    }

    @Test("SKUs that differ in a dash are two products")
    func similarSKUs() {
        let index = CatalogIndex()
        index.upsert(SearchDocument(sku: "A-1", name: "Cubeta"))
        index.upsert(SearchDocument(sku: "A1", name: "Escoba"))
        #expect(index.count == 2)
        #expect(Set(index.search("a1", limit: 5).skus) == ["A-1", "A1"])
        index.remove(sku: "A1")
        #expect(index.search("a1", limit: 5).skus == ["A-1"])
    }

    @Test("products keep their texts while others are written anew many times over")
    func keepsTexts() {
        let index = CatalogIndex()
        let long = String(repeating: "Manguera de jardín reforzada ", count: 20)
        func document(_ number: Int, round: Int) -> SearchDocument {
            let tags = number % 3 == 0 ? ["jardín", "ronda \(round)"] : []
            return SearchDocument(sku: "M-\(number)", name: "\(long)\(number) \(round)", stock: 1, tags: tags)
        }
        for round in 0..<10 {
            for number in 0..<100 where round == 0 || number % 2 == 0 {
                index.upsert(document(number, round: round))
            }
            if round == 5 { for number in 90..<100 { index.remove(sku: "M-\(number)") } }
        }
        for number in 0..<100 {
            let expected: SearchDocument? =
                number % 2 == 0 ? document(number, round: 9) : number < 90 ? document(number, round: 0) : nil
            #expect(index.document(sku: "M-\(number)") == expected)
        }
    }

    @Test("an index rewritten many times answers as a fresh one")
    func compacts() {
        let worn = CatalogIndex()
        for round in 0..<60 {
            for document in ExampleCatalog.documents {
                var changed = document
                changed.name += " ronda \(round)"
                worn.upsert(changed)
            }
        }
        for document in ExampleCatalog.documents { worn.upsert(document) }
        let fresh = ExampleCatalog.index()
        #expect(worn.count == fresh.count)
        for query in ["leche", "tornilo galvanizado", "filtro aceite", "coca cola", "ronda"] {
            #expect(worn.search(query, limit: 5).skus == fresh.search(query, limit: 5).skus)
        }
    }
}
