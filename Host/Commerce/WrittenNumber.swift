// Numbers and prices as people write them: `$1,234.50`, `1.234,50`, `MXN 89`.

import HostCore
public import OrkestaModel

/// Reads numbers with thousands separators of either kind.
public enum WrittenNumber {
    /// A plain decimal ("1234.50"), or nil when `text` is no number or can be
    /// read in two ways (`1.234` may be a thousand or a little more than one).
    static func decimal(_ text: String) -> String? {
        let body = text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "'" }
        let isNegative = body.hasPrefix("-")
        let digits = isNegative ? body.dropFirst() : body[...]
        guard digits.utf8.allSatisfy({ isDigit($0) || $0 == point || $0 == comma }),
            digits.utf8.contains(where: isDigit)
        else { return nil }
        guard let mark = decimalMark(of: digits) else { return nil }
        let parts = digits.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.utf8.allSatisfy(isDigit), let whole = ungrouped(parts[0]) else { return nil }
        return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// An amount in the currency it names (`MXN 89`, `US$5`, `R$ 1,50`), else in
    /// `currency`; nil when `text` is no amount or can be read in two ways.
    public static func price(_ text: String, currency: String) -> Money? {
        var body = text.trimmed.uppercased()[...]
        var named: String?
        for (sign, code) in signs where body.hasPrefix(sign) || body.hasSuffix(sign) {
            body = body.hasPrefix(sign) ? body.dropFirst(sign.count) : body.dropLast(sign.count)
            named = code
            break
        }
        body = String(body.filter { $0 != "$" }).trimmed[...]
        let letters = body.filter(\.isLetter)
        if !letters.isEmpty {
            guard Money.isCurrencyCode(letters), body.hasPrefix(letters) || body.hasSuffix(letters) else { return nil }
            body = body.hasPrefix(letters) ? body.dropFirst(3) : body.dropLast(3)
            named = letters
        }
        return decimal(String(body).trimmed).flatMap { Money(decimal: $0, currency: named ?? currency) }
    }

    private static let signs = [("R$", "BRL"), ("US$", "USD"), ("€", "EUR")]

    /// The later of both marks; of one mark alone, whatever its place allows.
    private static func decimalMark(of digits: Substring) -> Character? {
        let points = digits.utf8.count { $0 == point }
        let commas = digits.utf8.count { $0 == comma }
        if points > 0, commas > 0 {
            return digits.last { $0 == "." || $0 == "," }
        }
        let after = digits.utf8.reversed().prefix { isDigit($0) }.count
        switch (points, commas) {
        case (1, 0): return after == 3 && digits.first != "0" && digits.utf8.count <= 7 ? nil : "."
        case (0, 1): return after == 3 ? "." : ","
        default: return points > 1 ? "," : "."
        }
    }

    /// The digits of groups of three, or of none; nil when the groups are uneven.
    private static func ungrouped(_ whole: Substring) -> String? {
        let groups = whole.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let first = groups.first, !first.isEmpty || groups.count == 1 else { return nil }
        guard groups.count == 1 || first.utf8.count <= 3, groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else {
            return nil
        }
        let joined = groups.joined()
        return joined.isEmpty ? "0" : joined
    }

    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
