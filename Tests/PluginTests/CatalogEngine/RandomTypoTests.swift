// A property over generated catalogs: whatever single letter goes wrong in a
// long word, the product is still among the first five.

import CatalogEngine
import SearchQuality
import Testing

@Suite("Random typos")
struct RandomTypoTests {
    private static let goods = [
        "tornillo", "martillo", "desarmador", "pintura", "manguera", "bujia", "amortiguador", "chocolate", "mermelada",
        "detergente", "servilleta", "galleta", "aceituna", "cerradura", "abrazadera", "impermeabilizante", "radiador",
    ]
    private static let qualities = [
        "galvanizado", "reforzado", "profesional", "economico", "hexagonal", "integral", "deslactosado", "concentrado",
        "transparente", "automatico", "industrial", "perfumado",
    ]
    private static let brands = [
        "Truper", "Pretul", "Gonher", "Bosch", "Nestle", "Herdez", "Bimbo", "Comex", "Volteck", "Surtek", "Urrea",
        "Lamosa",
    ]

    @Test("one typo in a word of five letters or more", arguments: [UInt64(7), 1_234, 987_654_321])
    func oneTypo(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (index, names) = Self.catalog(using: &generator)
        var figures = QualityFigures()
        var misses: [String] = []
        for _ in 0..<500 {
            guard let (sku, name) = names.randomElement(using: &generator) else { continue }
            let query = Self.misspelt(name, using: &generator)
            let skus = index.search(query, limit: 5).skus
            figures.count(skus, of: JudgedQuery(query, grades: [sku: 1]))
            if !skus.contains(sku) { misses.append("\(query) for \(name)") }
        }
        print("random typos, seed \(seed): \(figures)")
        #expect(figures.hitAtFive > 0.97, "seed \(seed): \(misses)")
    }

    private static func catalog(
        using generator: inout SeededGenerator
    ) -> (index: CatalogIndex, names: [(sku: String, name: String)]) {
        let index = CatalogIndex()
        var names: [(sku: String, name: String)] = []
        for good in goods {
            for quality in qualities {
                for brand in brands where Int.random(in: 0..<3, using: &generator) == 0 {
                    let entry = (sku: "SKU-\(names.count)", name: "\(good) \(quality) \(brand)")
                    index.upsert(SearchDocument(sku: entry.sku, name: entry.name))
                    names.append(entry)
                }
            }
        }
        return (index, names)
    }

    /// The name with one letter inserted, deleted, replaced or swapped in one of its long words.
    private static func misspelt(_ name: String, using generator: inout SeededGenerator) -> String {
        var words = name.lowercased().split(separator: " ").map(Array.init)
        let long = words.indices.filter { words[$0].count >= 5 }
        guard let chosen = long.randomElement(using: &generator) else { return name }
        let place = Int.random(in: 1..<words[chosen].count, using: &generator)
        let letter = "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator) ?? "e"
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: words[chosen].insert(letter, at: place)
        case 1: words[chosen].remove(at: place)
        case 2: words[chosen][place] = letter
        default: words[chosen].swapAt(place, place - 1)
        }
        return words.map { String($0) }.joined(separator: " ")
    }
}
