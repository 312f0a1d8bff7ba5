// Measures: however a size is written, it finds the same product, and no other.

import CatalogEngine
import Testing

@Suite("Measures in search")
struct MeasureTests {
    private let index = ExampleCatalog.index()

    @Test(
        "one size, many spellings",
        arguments: [
            ("tubo pvc 1/2 pulgada", "TUB-12"), ("tubo pvc 1/2\"", "TUB-12"), ("tubo pvc 12.7 mm", "TUB-12"),
            ("tubo pvc 12,7mm", "TUB-12"), ("tubo pvc ½ pulg", "TUB-12"), ("tubo media pulgada", "TUB-12"),
            ("tubo pvc 1 1/2 pulgadas", "TUB-112"), ("tubo 1-1/2\"", "TUB-112"), ("tubo 38.1 mm", "TUB-112"),
            ("half inch pvc tube", "TUB-12"), ("agua 5 litros", "AGU-5"), ("agua 5L", "AGU-5"),
            ("agua 5 lts", "AGU-5"), ("agua 5000 ml", "AGU-5"), ("azucar medio kilo", "AZU-500"),
            ("medio kilo de azucar", "AZU-500"), ("azucar 0.5 kg", "AZU-500"), ("azucar 500 gramos", "AZU-500"),
            ("azucar 500gr", "AZU-500"), ("un kilo de azucar", "AZU-1"), ("azucar 1,000 g", "AZU-1"),
            ("leche litro y medio", "LEC-DES-15"), ("leche 1.5 lt", "LEC-DES-15"), ("leche 1,5 litros", "LEC-DES-15"),
            ("aceite 20W50", "ACE-20W50-946"), ("aceite 20w-50", "ACE-20W50-946"), ("aceite 5w 30", "ACE-5W30-946"),
            ("foco 110V", "FLE-9"), ("foco 110 volts", "FLE-9"), ("foco 12v", "FOC-H4"),
        ]
    )
    func sizesMeet(query: String, sku: String) {
        let answer = index.search(query, limit: 5)
        #expect(answer.skus.first == sku, "\(query) gave \(answer.skus)")
    }

    @Test("a number with another unit is another size")
    func unitsMatter() throws {
        let index = CatalogIndex()
        index.upsert(SearchDocument(sku: "A", name: "Cloro 5 kg"))
        index.upsert(SearchDocument(sku: "B", name: "Cloro 5 L"))
        let litres = index.search("cloro 5 litros", limit: 5)
        #expect(litres.skus == ["B", "A"])
        let kilos = try #require(litres.hits.last)
        #expect(kilos.matchedWords.map(\.queryWord) == ["cloro"])
        #expect(Set(index.search("cloro 5", limit: 5).hits.map(\.matchedWords.count)) == [2])
    }
}
