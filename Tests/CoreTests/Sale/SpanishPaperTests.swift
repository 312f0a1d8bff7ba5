// What Mexican papers of sale need: amounts in words, RFCs, invoicing details.

import HostCore
import OrkestaModel
import Testing

struct SpanishPaperTests {
    @Test(
        arguments: [
            (123_450, "MIL DOSCIENTOS TREINTA Y CUATRO PESOS 50/100 M.N."), (0, "CERO PESOS 00/100 M.N."),
            (100, "UN PESO 00/100 M.N."), (2_101, "VEINTIÚN PESOS 01/100 M.N."),
            (3_105, "TREINTA Y UN PESOS 05/100 M.N."),
            (10_000, "CIEN PESOS 00/100 M.N."), (10_100, "CIENTO UN PESOS 00/100 M.N."),
            (100_000, "MIL PESOS 00/100 M.N."), (2_100_100, "VEINTIÚN MIL UN PESOS 00/100 M.N."),
            (51_699, "QUINIENTOS DIECISÉIS PESOS 99/100 M.N."),
            (100_000_000, "UN MILLÓN DE PESOS 00/100 M.N."), (100_000_100, "UN MILLÓN UN PESOS 00/100 M.N."),
            (200_050_000, "DOS MILLONES QUINIENTOS PESOS 00/100 M.N."),
            (100_000_000_000, "MIL MILLONES DE PESOS 00/100 M.N."),
            (100_000_000_000_000, "UN BILLÓN DE PESOS 00/100 M.N."),
            (-150, "MENOS UN PESO 50/100 M.N."),
            (
                999_999_999_999_999,
                "NUEVE BILLONES NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE MILLONES "
                    + "NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE PESOS 99/100 M.N."
            ),
        ] as [(Int64, String)]
    )
    func pesos(minor: Int64, words: String) {
        #expect(AmountInWords.spanish(Money(minor: minor, currency: "MXN")) == words)
    }

    @Test(
        arguments: [
            (150, "USD", "UN DÓLAR 50/100 USD"), (2_000, "CLP", "DOS MIL PESOS CLP"), (1_500, "KWD", "UN KWD 500/1000"),
            (Int64.min, "XYZ", "MENOS NOVENTA Y DOS MIL DOSCIENTOS TREINTA Y TRES BILLONES"),
        ] as [(Int64, String, String)]
    )
    func others(minor: Int64, currency: String, words: String) {
        #expect(AmountInWords.spanish(Money(minor: minor, currency: currency)).hasPrefix(words))
    }

    @Test(
        arguments: [
            ("XAXX010101000", "XAXX010101000"), ("xexx-010101-000", "XEXX010101000"),
            ("GODE561231GR8", "GODE561231GR8"),
            ("ABC010101AB1", "ABC010101AB1"), ("Ñ&A000229XX A", "Ñ&A000229XXA"),
        ]
    )
    func acceptsRFC(text: String, canonical: String) {
        #expect(TaxpayerID.canonical(text) == canonical)
    }

    @Test(
        arguments: [
            "", "XAXX01010100", "XAXX0101010000", "XAXX011301000", "XAXX010132000", "XAXX010229000", "XAXX010000000",
            "1AXX010101000", "XAXX01010100B", "XAXX0101010Ñ0", "XÁXX010101000", "XAXX٠١٠١٠١000", "<script>alert",
        ]
    )
    func refusesRFC(text: String) {
        #expect(TaxpayerID.canonical(text) == nil)
    }

    @Test("invoicing details name the field at fault")
    func invoicing() throws {
        let details = InvoicingDetails(
            rfc: "gode561231gr8",
            legalName: "ELENA GÓMEZ",
            taxRegime: "612",
            cfdiUse: "G03",
            postalCode: "06700"
        )
        #expect(try details.checked().rfc == "GODE561231GR8")
        let faults: [(WritableKeyPath<InvoicingDetails, String>, String, String)] = [
            (\.rfc, "GODE", "rfc"), (\.legalName, " ", "legal_name"), (\.taxRegime, "6A2", "tax_regime"),
            (\.cfdiUse, "G3", "cfdi_use"), (\.postalCode, "6700", "postal_code"),
        ]
        for (path, value, field) in faults {
            var wrong = details
            wrong[keyPath: path] = value
            let error = #expect(throws: DocumentError.self) { try wrong.checked() }
            #expect(error?.field == field)
        }
    }
}
