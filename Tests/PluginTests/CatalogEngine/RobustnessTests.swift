// Whatever is typed or uploaded, the engine answers, and soon.

import CatalogEngine
import SearchQuality
import Testing

@Suite("Bounds of the engine")
struct RobustnessTests {
    private static let hostile: [String] = [
        String(repeating: "tornillo hexagonal ", count: 3_000),
        String(repeating: "a", count: 50_000),
        String(repeating: "1/2 ", count: 12_000),
        String(repeating: "9", count: 50_000),
        String(repeating: "🙂", count: 10_000),
        String(repeating: "x1", count: 20_000),
        String(repeating: "1x", count: 20_000),
        "\u{0}\u{8}\u{1B}[31m\u{7F}\u{85}\u{2028}\u{FEFF}\u{10FFFF}",
        "99999999999999999999999/2 kg", "1/0 litros", "9223372036854775807 km", "0 kg", "0/2\"", "1.000000000001 kg",
        "'''\"\"\"''", "x", "x2", "2x", "1/2x", "//..,,", "1..2", "1,2,3,4", "c/", "C/100", "y medio", "kilo y",
        "de de de",
        "\u{300}\u{301}\u{302}", "ññññ", "中文 搜索", "поиск товара", "e\u{301}\u{301}\u{301}", "ﬁltro ½¼¾⅛",
    ]

    @Test("no input stops it", arguments: hostile)
    func survives(text: String) {
        let index = ExampleCatalog.index()
        let elapsed = ContinuousClock().measure {
            _ = index.search(text, limit: 10)
            _ = index.normalize(text)
            _ = index.recommend(for: [text], limit: 10)
            index.upsert(
                SearchDocument(
                    sku: text,
                    name: text,
                    category: text,
                    unit: text,
                    aliases: [text],
                    tags: [text],
                    attributes: [text: text]
                )
            )
            _ = index.search(text, limit: 10)
            index.remove(sku: text)
        }
        // Far beyond what any of them takes, and far below what the square of its length would.
        #expect(elapsed < .seconds(60))
        #expect(index.count == ExampleCatalog.documents.count)
    }

    @Test("limits outside their range are cut", arguments: [Int.min, -1, 0, 1, 1_000_000, Int.max])
    func limits(limit: Int) {
        let index = ExampleCatalog.index()
        #expect(index.search("leche", limit: limit).hits.count <= max(0, min(limit, 1_000)))
        #expect(index.recommend(for: ["FAC-GP607"], limit: limit).count <= max(0, min(limit, 1_000)))
    }

    @Test("an empty index answers")
    func emptyIndex() {
        let index = CatalogIndex()
        #expect(index.search("leche", limit: 5) == index.search("leche", limit: 5))
        #expect(index.search("leche", limit: 5).unmatchedWords == ["leche"])
        #expect(index.normalize("2 kg arroz").quantity?.value == "2")
        index.remove(sku: "x")
        #expect(index.count == 0)
    }

    @Test("random bytes", arguments: [UInt64(1), 2, 3])
    func randomText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let index = ExampleCatalog.index()
        let alphabet = Array("aeiounñrstlc 0123456789/.,-'\"xX\u{301}½🙂kgml")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? "a"
                }
            )
            let answer = index.search(text, limit: 3)
            #expect(answer.hits.allSatisfy { (0...1).contains($0.score) }, "seed \(seed): \(text)")
            _ = index.normalize(text)
        }
    }
}
