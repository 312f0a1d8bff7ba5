// Money: an integer number of minor units (centavos) and an ISO 4217 code.
// There is no floating point in it, and no division that loses a centavo.

/// An amount of money. `minor` counts minor units: centavos for MXN.
public struct Money: Sendable, Hashable, CustomStringConvertible {
    public var minor: Int64
    /// Three capital letters of ISO 4217.
    public var currency: String

    public init(minor: Int64, currency: String) {
        self.minor = minor
        self.currency = currency
    }

    /// Digits after the point in `currency`: 0 for yen-like ones, 3 for
    /// dinar-like ones, else 2.
    public static func fractionDigits(_ currency: String) -> Int {
        switch currency {
        case "JPY", "CLP", "PYG", "KRW", "VND", "ISK", "UGX", "XAF", "XOF": 0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }

    /// The amount as a decimal string: `1234.50`.
    public var decimal: String {
        FixedPoint.text(minor, digits: Money.fractionDigits(currency))
    }

    /// Reads a plain decimal ("1234.5", "-3"); nil when it is none, has more
    /// digits after the point than the currency, or does not fit.
    public init?(decimal text: String, currency: String) {
        guard let minor = FixedPoint.parse(text, digits: Money.fractionDigits(currency)) else { return nil }
        self.init(minor: minor, currency: currency)
    }

    /// `$1,234.50 MXN`: as customers in Mexico read it.
    public var description: String {
        let parts = decimal.split(separator: ".")
        let isNegative = minor < 0
        let whole = isNegative ? parts[0].dropFirst() : parts[0]
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        let fraction = parts.count == 2 ? "." + parts[1] : ""
        return "\(isNegative ? "-" : "")$\(grouped)\(fraction) \(currency)"
    }

    /// The form in our APIs: `{"amount": "1234.50", "currency": "MXN"}`.
    public var json: JSON { ["amount": .string(decimal), "currency": .string(currency)] }
}
