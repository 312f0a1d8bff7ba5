// Queries by class: each must put its product first.

import CatalogEngine
import Testing

@Suite("Catalog search")
struct SearchTests {
    private let index = ExampleCatalog.index()

    private func expectFirst(_ sku: String, for query: String, _ location: SourceLocation = #_sourceLocation) {
        let answer = index.search(query, limit: 5)
        #expect(answer.skus.first == sku, "\(query) gave \(answer.skus)", sourceLocation: location)
    }

    @Test(
        "typos of every kind",
        arguments: [
            ("martilo", "MAR-16"), ("martillio", "MAR-16"), ("matrillo", "MAR-16"), ("mattillo", "MAR-16"),
            ("deslactosda alpura", "LEC-DES-15"), ("galeltas marias", "GAL-MAR"), ("desarmdaor", "DES-PH"),
        ]
    )
    func forgivesTypos(query: String, sku: String) { expectFirst(sku, for: query) }

    @Test(
        "spelling by ear",
        arguments: [
            ("vujia", "BUJ-BKR6E"), ("lece lala", "LEC-LAL-1"), ("halogeno osran", "FOC-H4"),
            ("keso manchego", "QUE-MAN"),
            ("azucar", "AZU-1"), ("asucar 1 kg", "AZU-1"), ("jelatina llomi", "YOG-YOM"), ("yanta", "LLA-2055516"),
            ("chanpiniones herdes", "CHA-HER"), ("tuverca hexsagonal", "TUE-12"), ("bateria", "BAT-L35"),
        ]
    )
    func hearsSpelling(query: String, sku: String) {
        let answer = index.search(query, limit: 5)
        #expect(answer.skus.prefix(2).contains(sku), "\(query) gave \(answer.skus)")
    }

    @Test(
        "words together and apart, beginnings",
        arguments: [
            ("cocacola 600 ml", "REF-COC-600"), ("coca cola 600", "REF-COC-600"), ("noche buena manchego", "QUE-MAN"),
            ("quesomanchego", "QUE-MAN"), ("desarm", "DES-PH"), ("champi", "CHA-HER"), ("leche desl", "LEC-DES-15"),
        ]
    )
    func joinsAndSplits(query: String, sku: String) { expectFirst(sku, for: query) }

    @Test(
        "part numbers with and without dashes",
        arguments: [
            ("BAL-D583-WAG", "BAL-D583-WAG"), ("bald583wag", "BAL-D583-WAG"), ("bal d583 wag", "BAL-D583-WAG"),
            ("d583", "BAL-D583-WAG"), ("GP-607", "FAC-GP607"), ("gp607", "FAC-GP607"), ("gp 607", "FAC-GP607"),
            ("facgp607", "FAC-GP607"), ("tienes el BKR6E?", "BUJ-BKR6E"), ("205/55 r16", "LLA-2055516"),
            ("205/55R16", "LLA-2055516"), ("l35", "BAT-L35"), ("precio de la TUB-112 por favor", "TUB-112"),
        ]
    )
    func findsPartNumbers(query: String, sku: String) { expectFirst(sku, for: query) }

    @Test(
        "other words, other countries, other languages",
        arguments: [
            ("pajitas", "POP-100"), ("canudo", "POP-100"), ("drinking straws", "POP-100"), ("ampolleta led", "FLE-9"),
            ("lampada led", "FLE-9"), ("light bulb 9w", "FLE-9"), ("neumatico", "LLA-2055516"), ("pneu", "LLA-2055516"),
            ("cerradura", "CHP-ENT"), ("fechadura", "CHP-ENT"), ("door lock", "CHP-ENT"), ("hammer", "MAR-16"),
            ("pastillas de freno tsuru", "BAL-D583-WAG"), ("brake pads", "BAL-D583-WAG"), ("prego", "CLA-212"),
            ("screw galvanized", "TOR-12-2"), ("parafuso hexagonal", "TOR-12-2"), ("oil filter", "FAC-GP607"),
            ("filtro de óleo", "FAC-GP607"), ("spark plug", "BUJ-BKR6E"), ("white paint 19 liters", "PIN-19"),
            ("sorbete", "POP-100"), ("pitillos", "POP-100"), ("calimetes", "POP-100"), ("bombillo led", "FLE-9"),
            ("goma", "LLA-2055516"), ("caucho", "LLA-2055516"), ("pastillas delanteras", "BAL-D583-WAG"),
            ("puntillas", "CLA-212"), ("candela", "BUJ-BKR6E"), ("gaseosa cocacola 600", "REF-COC-600"),
            ("lala milk", "LEC-LAL-1"), ("chave de fenda", "DES-PH"), ("coca familiar", "REF-COC-3"),
        ]
    )
    func knowsOtherWords(query: String, sku: String) { expectFirst(sku, for: query) }

    @Test(
        "plural, gender and chatter",
        arguments: [
            ("hola, buenas tardes, necesito unos martillos por favor", "MAR-16"),
            ("¿tienes leche entera?", "LEC-LAL-1"),
            ("pinturas vinilicas blancas 19 litros", "PIN-19"), ("vocês têm açúcar 500 g?", "AZU-500"),
            ("do you have whole milk lala", "LEC-LAL-1"), ("filtros de aceite", "FAC-GP607"),
            ("tuercas galvanizadas", "TUE-12"),
            ("me das un tornillo hexagonal galvanizado de 1/2", "TOR-12-2"),
        ]
    )
    func ignoresChatter(query: String, sku: String) { expectFirst(sku, for: query) }

    @Test(
        "shorthand for words that the catalog has in full",
        arguments: [
            ("chmp escabeche", "CHA-HER"), ("mrtllo truper", "MAR-16"), ("desarm phil truper", "DES-PH"),
            ("pop biod", "POP-100"), ("filt act gonher", "FAC-GP607"), ("glleta marias", "GAL-MAR"),
            ("pint vinl bca 4l", "PIN-4"), ("lch desl alpura", "LEC-DES-15"),
        ]
    )
    func readsShorthand(query: String, sku: String) { expectFirst(sku, for: query) }

    @Test(
        "stop words written in haste ask for nothing",
        arguments: ["pra", "apra", "paraa", "par", "quieor", "tienees"]
    )
    func forgivesHaste(word: String) {
        let (hasty, plain) = (index.search("filtro \(word) tsuru", limit: 5), index.search("filtro tsuru", limit: 5))
        #expect(hasty.skus == plain.skus)
        #expect(hasty.unmatchedWords.isEmpty)
        #expect(hasty.hits.map(\.score) == plain.hits.map(\.score))
    }

    @Test("a word of haste that a product holds is a word")
    func keepsWordsOfTheCatalog() {
        let index = CatalogIndex()
        index.upsert(SearchDocument(sku: "A", name: "Jugo de Parra"))
        index.upsert(SearchDocument(sku: "B", name: "Jugo de Uva"))
        #expect(index.search("jugo parra", limit: 2).skus.first == "A")
    }

    @Test("numbers are never guessed")
    func numbersAreExact() {
        #expect(index.search("tornillo 1/2", limit: 5).skus.first == "TOR-12-2")
        #expect(index.search("tornillo 3/2", limit: 5).skus.first == "TOR-32-2")
        #expect(index.search("1/2", limit: 20).skus.contains("TOR-32-2") == false)
        #expect(index.search("1/2", limit: 20).skus.contains("TUB-112") == false)
        #expect(index.search("d584", limit: 5).hits.isEmpty)
        #expect(index.search("gp608", limit: 5).hits.isEmpty)
    }

    @Test(
        "nonsense has no hits",
        arguments: ["xqzptk wvbrn", "asdfghjkl", "🙂🙂🙂", "", "   ", "\u{0}\u{1}\u{7}", "...", "de la con", "¿?"]
    )
    func nonsenseFindsNothing(query: String) {
        #expect(index.search(query, limit: 5).hits.isEmpty)
    }

    @Test("a size alone is no match for a product that was named")
    func sizesNeedTheirProduct() {
        #expect(index.search("helicóptero 1/2", limit: 5).hits.isEmpty)
        #expect(index.search("1/2\"", limit: 5).skus.contains("TUE-12"))
    }

    @Test("the sides of a size stay apart")
    func sizesHaveSides() {
        let index = CatalogIndex()
        index.upsert(SearchDocument(sku: "A", name: "TORN 2X1/2"))
        index.upsert(SearchDocument(sku: "B", name: "TORN 2 1/2"))
        #expect(index.search("tornillo 2 1/2", limit: 5).skus.first == "B")
        #expect(index.search("tornillo 2x1/2", limit: 5).skus.first == "A")
        #expect(index.search("tornillo 2 x 1/2", limit: 5).skus.first == "A")
    }

    @Test("the answer names the words it could not place and explains the others")
    func explains() throws {
        let answer = index.search("martilo truper zzyzx", limit: 3)
        #expect(answer.unmatchedWords == ["zzyzx"])
        let hit = try #require(answer.hits.first)
        #expect(hit.matchedWords.map(\.queryWord) == ["martilo", "truper"])
        #expect(hit.matchedWords.map(\.productWord) == ["martillo", "truper"])
        #expect(hit.matchedWords.last?.kind == .exact)
    }
}
