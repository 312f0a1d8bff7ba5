// What a sentence asks for besides its product: prices, model years, stock, the
// cheapest; and sizes with a wrong letter.

import CatalogEngine
import Testing

@Suite("Conditions in the sentence")
struct ConditionTests {
    private static func index() -> CatalogIndex {
        let index = CatalogIndex()
        let goods: [(String, String, Int64, Int64?)] = [
            ("F1", "FILTRO ACEITE JETTA A4 99-15 GONHER", 12_000, 5),
            ("F2", "FILTRO ACEITE JETTA A6 2016-2022 BOSCH", 45_000, 5),
            ("F3", "FILTRO ACEITE TSURU 92-17 INTERFIL", 8_000, 0),
            ("B1", "BALATAS DEL. JETTA A4 99-15 WAGNER", 69_500, 2),
            ("B2", "BALATAS TRAS. JETTA A4 99-15 WAGNER", 59_500, 2), ("T1", "TUB PVC HIDR 1/2\" FOSET", 7_500, 9),
            ("T2", "TUB PVC HIDR 2\" FOSET", 17_500, 9), ("V1", "VALV ESFERA 3/4 URREA", 21_000, 4),
        ]
        for (sku, name, price, stock) in goods {
            index.upsert(SearchDocument(sku: sku, name: name, priceMinor: price, stock: stock))
        }
        return index
    }

    private let index = Self.index()

    @Test(
        "a price limit",
        arguments: [
            ("filtro de aceite para jetta de menos de 300", ["F1"]), ("filtro de aceite jetta hasta $300", ["F1"]),
            ("filtro aceite jetta por debajo de 300 pesos", ["F1"]), ("oil filter jetta under 300", ["F1"]),
            ("filtro de oleo jetta abaixo de 300", ["F1"]), ("filtro aceite jetta arriba de 300", ["F2"]),
            ("filtro aceite jetta entre 400 y 500", ["F2"]), ("filtro aceite jetta de 400 a 500 pesos", ["F2"]),
            ("filtro aceite jetta mas de $400", ["F2"]),
        ]
    )
    func limitsThePrice(query: String, skus: [String]) {
        let answer = index.search(query, limit: 5)
        #expect(
            answer.hits.filter { $0.document.name.contains("JETTA") && $0.document.name.contains("FILTRO") }
                .map(\.document.sku) == skus,
            "\(query) gave \(answer.skus)"
        )
        #expect(answer.filters != SearchFilters())
    }

    @Test(
        "a number without a currency is no price where it may count",
        arguments: ["balatas hasta 3", "mas de 2 balatas"]
    )
    func countsAreNoPrices(query: String) {
        #expect(index.search(query, limit: 5).filters == SearchFilters())
    }

    @Test("the API's filters and the sentence's narrow each other")
    func filtersNarrow() {
        let filters = SearchFilters(maximumPriceMinor: 10_000)
        #expect(index.search("filtro aceite de menos de 300", limit: 5, filters: filters).skus == ["F3"])
        #expect(index.search("filtro aceite solo disponibles", limit: 5).skus.contains("F3") == false)
    }

    @Test(
        "model years",
        arguments: [
            ("filtro de aceite jetta 2012", "F1"), ("filtro aceite jetta 2018", "F2"), ("filtro jetta modelo 20", "F2"),
            ("balatas delanteras jetta 2005", "B1"), ("balatas traseras jetta 2005", "B2"),
        ]
    )
    func fitsYears(query: String, sku: String) {
        #expect(index.search(query, limit: 3).skus.first == sku, "\(query)")
        #expect(index.search(query, limit: 3).unmatchedWords.isEmpty)
    }

    @Test(
        "the cheapest first",
        arguments: ["el filtro de aceite mas barato", "cheapest oil filter", "filtro de óleo mais barato"]
    )
    func cheapestFirst(query: String) { #expect(index.search(query, limit: 3).skus == ["F3", "F1", "F2"], "\(query)") }

    @Test(
        "sizes with a wrong letter",
        arguments: [
            ("tubo pvc meda pulgada", "T1"), ("tubo de pvc 2 pulgdas", "T2"), ("tubo pvc 1/2 puljada", "T1"),
            ("valvula esfera tres cuartos de pulgaad", "V1"), ("llave de esfera 3/4", "V1"),
        ]
    )
    func readsMisspeltSizes(query: String, sku: String) {
        #expect(index.search(query, limit: 3).skus.first == sku, "\(query)")
    }

    @Test(
        "misspelt words that only the synonyms know",
        arguments: [
            ("pastilas de freno delanteras jetta", "B1"), ("cano de pvc 2\"", "T2"), ("balatas delamteras jetta", "B1"),
        ]
    )
    func readsMisspeltSynonyms(query: String, sku: String) {
        #expect(index.search(query, limit: 3).skus.first == sku, "\(query)")
    }
}
