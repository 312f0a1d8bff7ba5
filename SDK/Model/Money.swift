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
        let digits = Money.fractionDigits(currency)
        let text = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
        let sign = minor < 0 ? "-" : ""
        guard digits > 0 else { return sign + padded }
        return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
    }

    /// Reads a plain decimal ("1234.5", "-3"); nil when it is none, has more
    /// digits after the point than the currency, or does not fit.
    public init?(decimal text: String, currency: String) {
        let digits = Money.fractionDigits(currency)
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard parts.count == 1 || !fraction.isEmpty else { return nil }
        let trimmed = String(fraction.reversed().drop { $0 == "0" }.reversed())
        guard trimmed.utf8.count <= digits else { return nil }
        let all = parts[0] + trimmed + String(repeating: "0", count: digits - trimmed.utf8.count)
        guard all.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            let magnitude = Int64(all)
        else { return nil }
        self.init(minor: isNegative ? -magnitude : magnitude, currency: currency)
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
