// Forms and escapes, there and back.

import OrkestaModel
import Testing

@Suite("Forms and percent-encoding")
struct FormFieldsTests {
    @Test func fieldsAreDecodedInTheirOrder() {
        let form = FormFields(parsing: "Body=%C2%BFHay+taquetes%3F&To=%2B5255&To=%2B5256&=x&a=", countMax: 10)
        #expect(form.pairs.map(\.name) == ["Body", "To", "To", "", "a"])
        #expect(form["Body"] == "¿Hay taquetes?")
        #expect(form["To"] == "+5256", "the last one counts")
        #expect(form["missing"] == nil)
    }

    @Test func whatIsDamagedOrTooMuchIsLeftOut() {
        #expect(FormFields(parsing: "a=%zz&b=%&c=%C3&d=1&e", countMax: 10).pairs.map(\.name) == ["d"])
        #expect(FormFields(parsing: "a=1&b=2&c=3", countMax: 2).pairs.map(\.name) == ["a", "b"])
    }

    @Test(arguments: ["", "hola", "¿Cuánto? 50% + IVA & más=todo/ya", "a~b-c.d_e", "\n\0"])
    func whatIsWrittenIsReadAgain(_ text: String) {
        #expect(PercentEncoding.decoded(PercentEncoding.encoded(text)) == text)
        #expect(FormFields(parsing: FormFields([("k", text)]).text, countMax: 1)["k"] == text)
    }
}
