// What an index learns from customers and tenants, and what it recommends.

import CatalogEngine
import Testing

@Suite("Habits, synonyms, recommendations")
struct HabitTests {
    private let index = ExampleCatalog.index()

    @Test("a word that customers explained twice is understood")
    func learnsWords() {
        #expect(index.search("zumbalete", limit: 3).hits.isEmpty)
        index.habits.choose("REF-COC-600", for: "zumbalete")
        #expect(index.search("zumbalete", limit: 3).hits.isEmpty)
        index.habits.choose("REF-COC-600", for: "zumbalete")
        #expect(index.search("un zumbalete", limit: 3).skus == ["REF-COC-600"])
        index.remove(sku: "REF-COC-600")
        #expect(index.search("zumbalete", limit: 3).hits.isEmpty)
    }

    @Test("habits are bounded")
    func isBounded() {
        var habits = CustomerHabits()
        for number in 0..<(CustomerHabits.wordsMax + 50) { habits.choose("A", for: "palabra\(number)") }
        for number in 0..<20 { habits.choose("S\(number)", for: "x", times: 9) }
        #expect(habits.picks.count == CustomerHabits.wordsMax)
        #expect(habits.picks["x"]?.count == CustomerHabits.productsPerWordMax)
        for number in 0..<(CustomerHabits.pairsMax) { habits.basket(["A\(number)", "B\(number)"]) }
        #expect(habits.companions.values.reduce(0) { $0 + $1.count } <= CustomerHabits.pairsMax)
    }

    @Test("a word that gives way is named, and is never the one just learned")
    func tellsWhatItForgets() {
        var habits = CustomerHabits()
        for number in 0..<CustomerHabits.wordsMax { #expect(habits.choose("A", for: "w\(number)", times: 2) == nil) }
        let forgotten = habits.choose("A", for: "zumbalete")
        #expect(forgotten?.hasPrefix("w") == true && habits.picks["zumbalete"] == ["A": 1])
        #expect(forgotten.map { habits.picks[$0] == nil } == true)
    }

    @Test("a tenant's synonyms add to the built-in ones")
    func tenantSynonyms() {
        index.setSynonyms(["chela, champiñon en lata, champiñones"])
        #expect(index.search("chela", limit: 3).skus.first == "CHA-HER")
        index.setSynonyms([])
        #expect(index.search("chela", limit: 3).skus.contains("CHA-HER") == false)
    }

    @Test("what was asked about together comes first")
    func recommendsCompanions() {
        #expect(index.recommend(for: ["FAC-GP607"], limit: 1).map(\.document.sku) != ["POP-100"])
        for _ in 0..<2 { index.habits.basket(["FAC-GP607", "POP-100"]) }
        #expect(index.recommend(for: ["FAC-GP607"], limit: 1).map(\.document.sku) == ["POP-100"])
    }

    @Test("what the trade uses together is recommended without any habit")
    func recommendsComplements() {
        let skus = index.recommend(for: ["MAR-16"], limit: 5).map(\.document.sku)
        #expect(!skus.contains("MAR-16"))
        let forNails = index.recommend(for: ["CLA-212"], limit: 3).map(\.document.sku)
        #expect(forNails.first == "MAR-16", "\(forNails)")
    }

    @Test("a product that is sold out has alternatives of its kind, the nearest in price first")
    func findsAlternatives() {
        let index = CatalogIndex()
        for (sku, name, price, stock) in [
            ("A", "Foco LED A19 9W Volteck", Int64(2_900), Int64(0)), ("B", "Foco LED A19 9W Philips", 5_900, 3),
            ("C", "Foco LED A19 9W Osram", 3_500, 3), ("D", "Foco LED A19 14W Volteck", 3_000, 0),
            ("E", "Cable Volteck", 2_900, 5),
        ] {
            index.upsert(SearchDocument(sku: sku, name: name, category: "Luz", priceMinor: price, stock: stock))
        }
        #expect(index.alternatives(to: "A", limit: 3).map(\.document.sku) == ["C", "B"])
        #expect(index.alternatives(to: "no-such", limit: 3).isEmpty)
    }
}
