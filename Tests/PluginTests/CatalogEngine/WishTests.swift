// Several wishes in one message, and messages that go on from the last one.

import CatalogEngine
import Testing

@Suite("Wishes and follow-ups")
struct WishTests {
    private let index = ExampleCatalog.index()

    private func lines(_ text: String) -> [String] {
        index.wishes(text, limit: 3).map { wish in
            [wish.line.quantity, wish.line.unit, wish.answer.skus.first].map { $0 ?? "-" }.joined(separator: " ")
        }
    }

    @Test(
        "each wish with its own hits and quantity",
        arguments: [
            ("3 balatas y 2 litros de agua", ["3 - BAL-D583-WAG", "2 L AGU-5"]),
            ("martillo y clavos", ["- - MAR-16", "- - CLA-212"]),
            ("medio kilo de clavos, 2 martillos", ["0.5 KG CLA-212", "2 - MAR-16"]),
            ("hola, quiero una docena de popotes y un martillo por favor", ["1 DOC POP-100", "1 - MAR-16"]),
            ("2 leches lala\n- 3 champiñones\n- azúcar 1 kg", ["2 - LEC-LAL-1", "3 - CHA-HER", "- - AZU-1"]),
            ("quiero 5 litros de agua", ["1 - AGU-5"]), ("martillo x2", ["2 - MAR-16"]),
            ("two hammers and 3 oil filters", ["2 - MAR-16", "3 - FAC-GP607"]),
            ("quero 2 martelos e 1 kg de pregos", ["2 - MAR-16", "1 KG CLA-212"]),
            ("azucar, 500 g", ["- - AZU-500"]), ("filtro de aceite 3 piezas", ["3 PZA FAC-GP607"]),
            ("un martillo, truper", ["1 - MAR-16"]), ("martillo", ["- - MAR-16"]),
        ]
    )
    func takesApart(text: String, expected: [String]) { #expect(lines(text) == expected, "\(text)") }

    @Test("a name that holds a joining word or a number stays one wish")
    func keepsNamesTogether() {
        let index = CatalogIndex()
        for name in ["Camisa blanco y negro", "Refresco 7 Up 600 ml", "Aceite 3 en 1"] {
            index.upsert(SearchDocument(sku: name, name: name))
        }
        for (text, sku) in [
            ("blanco y negro", "Camisa blanco y negro"), ("7 up", "Refresco 7 Up 600 ml"), ("3 en 1", "Aceite 3 en 1"),
        ] {
            let wishes = index.wishes(text, limit: 3)
            #expect(wishes.count == 1)
            #expect(wishes.first?.answer.skus.first == sku, "\(text)")
            #expect(wishes.first?.line.quantity == nil, "\(text)")
        }
    }

    @Test("no text makes more wishes than the bound, or none")
    func isBounded() {
        #expect(index.wishes(String(repeating: "martillo, ", count: 500), limit: 1).count == 20)
        for text in ["", " ", ",,,", "y y y", "1", "2 kg", "🙂, 🙂"] {
            #expect(index.wishes(text, limit: 1).count == 1, "\(text)")
        }
    }

    @Test(
        "a size, a brand, a price or a property refines the last search",
        arguments: [
            ("pintura blanca 4 litros", "¿y en 19 litros?", "PIN-19"), ("azucar", "de medio kilo", "AZU-500"),
            ("refresco 3 L", "de 600 ml", "REF-COC-600"), ("filtro tsuru", "de aceite", "FAC-GP607"),
            ("aceite motor", "castrol", "ACE-5W30-946"), ("aceite motor 20w50", "y 5w30?", "ACE-5W30-946"),
            ("pintura", "menos de 1000", "PIN-4"), ("paint", "what about 19 liters?", "PIN-19"),
            ("tinta", "e de 4 litros?", "PIN-4"), ("pintura menos de 5000", "hasta $1000", "PIN-4"),
        ]
    )
    func refines(before: String, text: String, sku: String) throws {
        let query = try #require(index.refined(before, by: text), "\(text) after \(before)")
        #expect(index.search(query, limit: 3).skus.first == sku, "\(query)")
    }

    @Test(
        "another product is no refinement",
        arguments: [
            ("pintura blanca", "martillo"), ("azucar", "leche lala"), ("pintura", "y martillos?"),
            ("pintura menos de 1000", "martillo truper"),
        ]
    )
    func beginsAnew(before: String, text: String) { #expect(index.refined(before, by: text) == nil) }
}
