// Supplier lines taken apart, and recommendations.

import CatalogEngine
import Testing

@Suite("Normalising lines")
struct NormalizeTests {
    private let index = ExampleCatalog.index()

    @Test("abbreviations, sizes and package")
    func readsShorthand() {
        let line = index.normalize("TORN HEX 1/2X2 GALV C/100")
        #expect(line.canonicalName.value == "tornillo hexagonal 1/2 x 2 galvanizado")
        #expect(line.canonicalName.confidence > 0.9)
        #expect(line.category?.value == "Tornillería")
        #expect(line.attributes.map(\.name) == ["finish", "package", "shape", "size"])
        #expect(line.attributes.map(\.value) == ["galvanizado", "100", "hexagonal", "1/2 x 2"])
        #expect(line.attributes.allSatisfy { (0.5...1).contains($0.confidence) })
        #expect(line.unit?.value == "PZA")
    }

    @Test(
        "quantity and unit",
        arguments: [
            ("2 kg jitomate saladet", "2", "KG", "jitomate saladet"),
            ("10 pzas clavo 2 1/2\"", "10", "PZA", "clavo 2 1/2 in"),
            ("medio kilo de azucar", "0.5", "KG", "azucar"),
            ("3 cajas galletas marias", "3", "CAJA", "galletas marias"),
            ("5 lts pint vinil bco", "5", "L", "pintura vinilica blanco"),
        ]
    )
    func readsQuantity(line: String, quantity: String, unit: String, name: String) {
        let reading = index.normalize(line)
        #expect(reading.quantity?.value == quantity)
        #expect(reading.unit?.value == unit)
        #expect(reading.canonicalName.value == name)
    }

    @Test("sides of a size written with marks and spaces")
    func readsSides() {
        let line = index.normalize("TUBO PVC 1/2\" x 3m")
        #expect(line.canonicalName.value == "tubo pvc 1/2 in x 3 m")
        #expect(line.attributes.map(\.value) == ["1/2 in x 3 m", "pvc"])
    }

    @Test("what is not there is nil, and confidence stays within bounds")
    func admitsIgnorance() {
        let unknown = index.normalize("xqzptk")
        #expect(unknown.quantity == nil)
        #expect(unknown.category == nil)
        #expect(unknown.canonicalName.confidence < 0.5)
        let empty = index.normalize("")
        #expect(empty.canonicalName.value.isEmpty)
        #expect(empty.canonicalName.confidence == 0)
    }

    @Test("recommends what shares tags, in stock, in a fixed order")
    func recommends() {
        let hits = index.recommend(for: ["FAC-GP607"], limit: 10)
        #expect(Set(hits.map(\.document.sku)) == ["FAI-TSU", "BUJ-BKR6E", "ACE-20W50-946", "ACE-5W30-946"])
        #expect(hits.map(\.document.sku) == index.recommend(for: ["FAC-GP607"], limit: 10).map(\.document.sku))
        #expect(hits.allSatisfy { (0...1).contains($0.score) })
        #expect(index.recommend(for: ["FAC-GP607"], limit: 2).count == 2)
        #expect(index.recommend(for: ["no-such"], limit: 2).isEmpty)
        #expect(index.recommend(for: [], limit: 2).isEmpty)
        #expect(index.recommend(for: ["FLE-9"], limit: 5).allSatisfy { $0.document.isInStock })
    }
}
