// Digits in groups, and what they are: a card, a bank account, a taxpayer or a
// telephone. Amounts, years, sizes and barcodes are none of these.

/// A number as somebody writes it: `55 1234-5678`, `123.456.789-09`.
struct DigitRun {
    private let text: [UInt8]
    private let hasPlus: Bool
    private let start: Int
    private let groups: [Range<Int>]
    /// A slash stands between groups: a CNPJ, or sizes and dates.
    private let hasSlash: Bool

    private static let groupsMax = 8
    private static let digitsMax = 19

    /// The run that begins at `start`; nil when nothing of interest does.
    init?(_ text: [UInt8], at start: Int) {
        self.text = text
        self.start = start
        hasPlus = text[start] == UInt8(ascii: "+")
        var position = text[start].isDigit ? start : start + 1
        var (groups, hasSlash): ([Range<Int>], Bool) = ([], false)
        if hasPlus, position < text.count, text[position] == UInt8(ascii: "(") { position += 1 }
        while position < text.count, text[position].isDigit, groups.count < Self.groupsMax {
            let end = text[position...].firstIndex { !$0.isDigit } ?? text.count
            groups.append(position..<end)
            guard let next = Self.afterDivider(text, from: end) else { break }
            if text[end..<next].contains(UInt8(ascii: "/")) { hasSlash = true }
            position = next
        }
        self.groups = groups
        self.hasSlash = hasSlash
        guard let last = groups.last, !Self.isDate(text[start..<last.upperBound]) else { return nil }
    }

    /// Where the next group begins: behind one divider, or two such as `) `.
    private static func afterDivider(_ text: [UInt8], from end: Int) -> Int? {
        var position = end
        while position < text.count, position - end < 2, " .-()/".utf8.contains(text[position]) { position += 1 }
        return position > end && position < text.count && text[position].isDigit ? position : nil
    }

    /// `2026-11-23` and what follows.
    private static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
        text.prefix(10).map { $0.isDigit ? UInt8(ascii: "0") : $0 } == Array("0000-00-00".utf8)
    }

    // MARK: What it is

    /// Structured numbers are looked for in the longest form, telephones in the
    /// shortest: what is written behind one may be a quantity.
    var finding: PersonalData.Finding? {
        guard !isAmount else { return nil }
        for count in stride(from: groups.count, through: 1, by: -1) where isWhole(upTo: count) {
            if let kind = structuredKind(of: digits(upTo: count)) { return finding(kind, upTo: count) }
        }
        guard !hasSlash else { return nil }
        for count in 1...groups.count where isWhole(upTo: count) && isPhone(upTo: count) {
            return finding(.phone, upTo: count)
        }
        return nil
    }

    private func finding(_ kind: PersonalData.Kind, upTo count: Int) -> PersonalData.Finding {
        PersonalData.Finding(kind: kind, range: start..<groups[count - 1].upperBound)
    }

    private func digits(upTo count: Int) -> [UInt8] {
        groups.prefix(count).flatMap { text[$0].map { $0 - UInt8(ascii: "0") } }
    }

    /// Nothing that belongs to the number follows its first `count` groups.
    private func isWhole(upTo count: Int) -> Bool {
        let end = groups[count - 1].upperBound
        guard end < text.count else { return true }
        if text[end].isWordByte { return false }
        // 1.029,50: a decimal.
        return !(text[end] == UInt8(ascii: ",") && end + 1 < text.count && text[end + 1].isDigit)
    }

    /// A currency stands before or behind it.
    private var isAmount: Bool {
        let before = text[..<start].reversed().first { $0 != UInt8(ascii: " ") }
        if before == UInt8(ascii: "$") { return true }
        guard let end = groups.last?.upperBound else { return false }
        let rest = text[end...].drop { $0 == UInt8(ascii: " ") }
        let word = String(decoding: rest.prefix { $0.isWordByte }, as: UTF8.self).lowercased()
        return currencyWords.contains(word)
    }

    private func structuredKind(of digits: [UInt8]) -> PersonalData.Kind? {
        switch digits.count {
        case 11: return isCPF(digits) ? .taxpayer : nil
        case 14 where isCNPJ(digits): return .taxpayer
        case 18 where isCLABE(digits): return .account
        case 14...Self.digitsMax: return isCard(digits) && !hasSlash ? .card : nil
        default: return nil
        }
    }

    // MARK: Telephones

    /// With a plus any; else in a form in which people write them, so that years
    /// and quantities are none.
    private func isPhone(upTo count: Int) -> Bool {
        let digits = digits(upTo: count)
        if hasPlus { return (10...15).contains(digits.count) }
        let form = groups.prefix(count).map(\.count)
        guard phoneForms.contains(form) else { return false }
        switch digits.count {
        case 10: return true
        // 1 and an area, or a mobile of Brazil.
        case 11: return digits[0] == 1 || digits[2] == 9
        case 12, 13: return countryCodes.contains(Int(digits[0]) * 10 + Int(digits[1]))
        default: return false
        }
    }
}

// MARK: Check digits

/// The digit that makes a card's number whole (Luhn), and what cards begin with.
private func isCard(_ digits: [UInt8]) -> Bool {
    let begin = Int(digits[0]) * 10 + Int(digits[1])
    switch digits.count {
    case 14: guard [30, 36, 38].contains(begin) else { return false }
    case 15: guard [34, 37].contains(begin) else { return false }
    case 16: guard [2, 4, 5, 6].contains(digits[0]) else { return false }
    default: guard digits[0] == 6 else { return false }
    }
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
        let value = Int(digit.element) * (digit.offset.isMultiple(of: 2) ? 1 : 2)
        return sum + (value > 9 ? value - 9 : value)
    }
    return sum.isMultiple(of: 10)
}

private func isCLABE(_ digits: [UInt8]) -> Bool {
    let sum = digits.prefix(17).enumerated().reduce(0) { $0 + Int($1.element) * [3, 7, 1][$1.offset % 3] % 10 }
    return (10 - sum % 10) % 10 == Int(digits[17])
}

private func isCPF(_ digits: [UInt8]) -> Bool {
    Set(digits).count > 1
        && (9...10).allSatisfy { checkDigit(digits.prefix($0), weights: (2...11).reversed().suffix($0)) == digits[$0] }
}

private func isCNPJ(_ digits: [UInt8]) -> Bool {
    let weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
    return Set(digits).count > 1
        && (12...13).allSatisfy { checkDigit(digits.prefix($0), weights: weights.suffix($0)) == digits[$0] }
}

/// Modulo 11, as Brazil's tax office counts.
private func checkDigit(_ digits: ArraySlice<UInt8>, weights: some Sequence<Int>) -> UInt8 {
    let rest = zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 } % 11
    return rest < 2 ? 0 : UInt8(11 - rest)
}

// MARK: Forms

/// How many digits stand together.
private let phoneForms: Set<[Int]> = [
    [10], [2, 8], [3, 7], [2, 4, 4], [3, 3, 4], [2, 2, 2, 2, 2], [3, 3, 2, 2], [2, 2, 6],
    [11], [2, 9], [2, 5, 4], [2, 1, 4, 4], [1, 10], [1, 3, 3, 4], [1, 2, 8],
    [12], [2, 10], [2, 2, 8], [2, 3, 7], [2, 2, 4, 4], [2, 3, 3, 4], [2, 2, 2, 2, 2, 2],
    [13], [2, 11], [3, 10], [2, 1, 10], [2, 2, 9], [2, 2, 5, 4], [3, 2, 4, 4], [3, 3, 3, 4], [2, 1, 2, 4, 4],
    [2, 1, 3, 3, 4],
]

/// Of Latin America and Spain.
private let countryCodes: Set = [34, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59]

private let currencyWords: Set = [
    "peso", "pesos", "mxn", "mn", "usd", "dls", "dolares", "dólares", "dollars", "reais", "real", "brl", "cop", "clp",
    "ars", "pen", "euros", "eur",
]
