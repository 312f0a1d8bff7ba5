// A model's reading of a message counts as far as the customer's words bear it out.

import AgentDialogue
import OrkestaModel
import Testing

@Suite struct WishReadingTests {
    @Test(arguments: [
        ("ocupo tres llaves y 2.5 kilos de clavo", Language.spanish, "3", true),
        ("ocupo tres llaves y 2.5 kilos de clavo", .spanish, "2.5", true),
        ("ocupo tres llaves y 2.5 kilos de clavo", .spanish, "30", false),
        ("una docena de focos", .spanish, "12", true),
        ("I could use twenty of them", .english, "20", true),
        ("I could use twenty of them", .english, "2000", false),
        ("me vê duas torneiras", .portuguese, "2", true),
        ("mándame focos", .spanish, "1000", false),
        ("mándame focos", .spanish, "-1", false),
        ("mándame focos", .spanish, "muchos", false),
    ])
    func aQuantityWasWritten(text: String, language: Language, quantity: String, counts: Bool) {
        #expect((WishReading(of: text, in: language).amount(quantity) != nil) == counts)
    }

    @Test func lines() {
        let reading = WishReading(of: "unas 3 cajas de pijas y algo para pegar", in: .spanish)
        let three = Amount.quantity(Quantity(thousandths: 3_000))
        #expect(
            reading.wish(["name": "pijas", "quantity": "3", "unit": "cajas", "price": "0.01"])
                == Wish(text: "pijas", amount: three, unit: NamedUnit("CAJA"))
        )
        #expect(reading.wish(["name": "pegamento", "quantity": "", "unit": ""]) == Wish(text: "pegamento"))
        #expect(reading.wish(["name": "pegamento", "quantity": "50", "unit": "kilos"]) == Wish(text: "pegamento"))
        for bad: JSON in [[:], ["name": ""], ["name": "…"], ["name": 7], "pijas"] { #expect(reading.wish(bad) == nil) }
        let long = reading.wish(["name": .string(String(repeating: "x", count: 5_000))])
        #expect(long?.text.count == 80)
    }
}
