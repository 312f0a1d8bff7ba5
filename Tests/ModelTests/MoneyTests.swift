// Money: exact reading and writing.

import OrkestaModel
import Testing

struct MoneyTests {
    @Test(
        arguments: [
            ("1234.50", "MXN", 123_450), ("1234.5", "MXN", 123_450), ("0.01", "MXN", 1), ("-3", "MXN", -300),
            ("1.5000", "MXN", 150), ("100", "JPY", 100), ("1.234", "KWD", 1_234),
        ] as [(String, String, Int64)]
    )
    func reads(text: String, currency: String, minor: Int64) {
        #expect(Money(decimal: text, currency: currency)?.minor == minor)
    }

    @Test(arguments: ["", "-", ".5", "1.", "1.234", "1,5", "1e2", "--1", "1.2.3", "99999999999999999999", "$1", "٣"])
    func refuses(text: String) {
        #expect(Money(decimal: text, currency: "MXN") == nil)
    }

    @Test(
        arguments: [
            (123_450, "MXN", "1234.50", "$1,234.50 MXN"), (5, "MXN", "0.05", "$0.05 MXN"),
            (-5, "MXN", "-0.05", "-$0.05 MXN"), (1_234_567, "JPY", "1234567", "$1,234,567 JPY"),
            (Int64.min, "MXN", "-92233720368547758.08", "-$92,233,720,368,547,758.08 MXN"),
        ] as [(Int64, String, String, String)]
    )
    func writes(minor: Int64, currency: String, decimal: String, shown: String) {
        let money = Money(minor: minor, currency: currency)
        #expect(money.decimal == decimal)
        #expect(money.description == shown)
    }

    @Test(
        arguments: [
            ("\"1234.50\"", 123_450), ("89.9", 8_990), ("0.1", 10), ("1.10", 110), ("4611686018427387.9", nil),
            ("100", 10_000), ("1e3", 100_000), ("1.005", nil), ("1e-3", nil), ("true", nil), ("null", nil),
        ] as [(String, Int64?)]
    )
    func readsJSON(text: String, minor: Int64?) throws {
        #expect(Money(json: try JSON(parsing: text), currency: "MXN")?.minor == minor)
    }

    @Test func readsAnObjectInItsOwnCurrency() {
        #expect(
            Money(json: ["amount": "5.00", "currency": "USD"], currency: "MXN") == Money(minor: 500, currency: "USD")
        )
        #expect(Money(json: ["amount": "5.00"], currency: "MXN") == nil)
        #expect(Money(json: ["amount": "5.00", "currency": "usd"], currency: "MXN") == nil)
        let money = Money(minor: 123_450, currency: "MXN")
        #expect(Money(json: money.json, currency: "USD") == money)
    }
}
