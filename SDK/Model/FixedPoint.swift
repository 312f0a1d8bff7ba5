// Decimal text of integers that count a power of ten's parts: centavos,
// thousandths of a unit, hundredths of a per cent.

/// Reads and writes fixed-point decimals exactly.
enum FixedPoint {
    /// The integer that `text` ("1234.5", "-3") is in parts of 10^`digits`; nil
    /// when it is no plain decimal, needs more digits after the point, or does
    /// not fit.
    static func parse(_ text: String, digits: Int) -> Int64? {
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
        return isNegative ? -magnitude : magnitude
    }

    /// The decimal with all its digits: 1234.50.
    static func text(_ value: Int64, digits: Int) -> String {
        let text = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
        let sign = value < 0 ? "-" : ""
        guard digits > 0 else { return sign + padded }
        return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
    }

    /// The decimal without zeros at its end: 2.5, 3.
    static func shortText(_ value: Int64, digits: Int) -> String {
        var text = text(value, digits: digits)[...]
        guard digits > 0 else { return String(text) }
        while text.last == "0" { text = text.dropLast() }
        return String(text.last == "." ? text.dropLast() : text)
    }

    /// The decimal text of a JSON string or number; nil for anything else, and
    /// for a number beyond 15 digits, which no longer tells what was meant.
    static func text(of json: JSON) -> String? {
        switch json {
        case .string(let text): return text
        case .integer(let value): return String(value)
        case .double(let value):
            let text = String(value)
            let digits = text.utf8.count { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
            guard digits <= 15 else { return nil }
            return text
        default: return nil
        }
    }
}
