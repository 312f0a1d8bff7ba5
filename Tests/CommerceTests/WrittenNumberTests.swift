// Prices, units and names as people write them.

import OrkestaModel
import Testing

@testable import HostCommerce

struct WrittenNumberTests {
    @Test(
        arguments: [
            ("$1,234.50", 123_450), ("1.234,50", 123_450), ("1234.5", 123_450), ("MXN 89", 8_900), ("89.90 MXN", 8_990),
            ("1,234", 123_400), ("1 234,50", 123_450), ("12,5", 1_250), ("$ 0.99", 99), ("1.234.567,80", 123_456_780),
            ("1,234,567.8", 123_456_780), ("0,5", 50), (".5", 50), ("$89.00 mxn", 8_900), ("$MXN 5", 500),
        ] as [(String, Int64)]
    )
    func reads(text: String, minor: Int64) {
        #expect(WrittenNumber.price(text, currency: "MXN") == Money(minor: minor, currency: "MXN"))
    }

    @Test(
        arguments: [("R$ 1.234,50", "BRL", 123_450), ("US$5", "USD", 500), ("4,25 €", "EUR", 425)]
            as [(String, String, Int64)]
    )
    func readsOtherCurrencies(text: String, currency: String, minor: Int64) {
        #expect(WrittenNumber.price(text, currency: "MXN") == Money(minor: minor, currency: currency))
    }

    @Test(arguments: [
        "", "$", "gratis", "1.234", "1,23,4.5", "12,34,56", "1.2.3", "5 o 6", "1e5", "89.999", "1,234.5.6", "--5",
    ])
    func refuses(text: String) {
        #expect(WrittenNumber.price(text, currency: "MXN") == nil)
    }

    @Test(arguments: [
        ("", "PZA"), ("pieza", "PZA"), ("Pzas.", "PZA"), ("kilos", "KG"), ("Lts", "L"), ("ml", "ML"), ("Metro", "M"),
        ("galón", "GAL"), ("tambo", "TAMBO"), ("unidade", "PZA"),
    ])
    func normalizesUnits(text: String, unit: String) {
        #expect(SaleUnit.normalized(text) == unit)
    }

    @Test func foldsNames() {
        #expect("  Tornillo   ÑANDÚ  ½\" \t Acción e\u{301} ".folded == "tornillo nandu ½\" accion e")
    }
}
