// Street addresses that nobody would take for anything else: a street's word, a
// name and a number, or a postal code that says so.

/// Finds where an address ends.
enum StreetAddress {
    /// Words that name nothing but streets, so that the name may be in small letters.
    private static let certain: Set = [
        "av", "avenida", "blvd", "boulevard", "bulevar", "calzada", "calz", "rua", "travessa", "rodovia",
    ]
    /// Words that are said of other things too: name or number must look like an address.
    private static let common: Set = ["calle", "privada", "cerrada", "andador", "alameda", "estrada", "carretera"]
    private static let english: Set = ["street", "avenue", "road"]
    private static let postal: Set = ["cp", "cep", "c.p"]
    private static let connectors: Set = ["de", "del", "la", "las", "los", "el", "da", "do", "das", "dos", "e", "y"]
    private static let numberMarks: Set = ["no", "num", "núm", "numero", "número", "nº", "#", "n"]
    private static let nameWordsMax = 6

    /// Where the address that begins at `start`, a word's beginning, ends; nil: none does.
    static func end(in text: [UInt8], at start: Int) -> Int? {
        var words = Words(text, from: start)
        guard let first = words.next() else { return nil }
        if first.isNumber { return englishEnd(first, &words) }
        if postal.contains(first.folded) { return postalEnd(&words) }
        if certain.contains(first.folded) { return end(&words, mustLookLikeOne: false) }
        if common.contains(first.folded) { return end(&words, mustLookLikeOne: true) }
        return nil
    }

    /// A name, then a number: `Insurgentes Sur 1234`, `60 #123`.
    private static func end(_ words: inout Words, mustLookLikeOne: Bool) -> Int? {
        var (isNamed, isMarked, isCapital) = (false, false, false)
        for _ in 0...nameWordsMax {
            guard let word = words.next() else { return nil }
            if numberMarks.contains(word.folded) {
                isMarked = true
            } else if !word.isNumber {
                guard !isMarked else { return nil }
                isCapital = isCapital || word.isCapital
                if mustLookLikeOne, !word.isCapital, !connectors.contains(word.folded) { return nil }
                isNamed = true
            } else if isNamed || isMarked {
                guard word.digits <= 5, !mustLookLikeOne || isCapital || isMarked else { return nil }
                return word.range.upperBound
            } else {
                // Calle 60 #123: the street's own number.
                isNamed = true
            }
        }
        return nil
    }

    /// `C.P. 06600`, `CEP 01310-100`.
    private static func postalEnd(_ words: inout Words) -> Int? {
        guard let code = words.next(), code.isNumber, code.digits == 5 || code.digits == 8 else { return nil }
        var rest = words
        if let more = rest.next(), more.isNumber, more.digits == 3, more.range.lowerBound == code.range.upperBound + 1 {
            return more.range.upperBound
        }
        return code.range.upperBound
    }

    /// `742 Evergreen Street`.
    private static func englishEnd(_ number: Words.Word, _ words: inout Words) -> Int? {
        guard number.digits <= 5 else { return nil }
        for place in 0..<4 {
            guard let word = words.next(), !word.isNumber else { return nil }
            if place > 0, english.contains(word.folded) { return word.range.upperBound }
            guard word.isCapital else { return nil }
        }
        return nil
    }
}

/// The words of one line, with what divides the parts of an address passed over.
private struct Words {
    struct Word {
        let range: Range<Int>
        /// In small letters, without a full stop at its end.
        let folded: String
        let isCapital: Bool
        let isNumber: Bool
        var digits: Int { range.count }
    }

    private let text: [UInt8]
    private var position: Int

    init(_ text: [UInt8], from position: Int) {
        self.text = text
        self.position = position
    }

    mutating func next() -> Word? {
        while position < text.count, " .,-".utf8.contains(text[position]) { position += 1 }
        guard position < text.count else { return nil }
        let start = position
        if text[position] == UInt8(ascii: "#") {
            position += 1
            return Word(range: start..<position, folded: "#", isCapital: false, isNumber: false)
        }
        let isNumber = text[position].isDigit
        while position < text.count, isNumber ? text[position].isDigit : isLetter(text[position]) { position += 1 }
        guard position > start else { return nil }
        var word = String(decoding: text[start..<position], as: UTF8.self)
        while word.hasSuffix(".") { word.removeLast() }
        return Word(
            range: start..<position,
            folded: word.lowercased(),
            isCapital: word.first?.isUppercase == true,
            isNumber: isNumber
        )
    }

    /// Letters, and the point of `C.P.`
    private func isLetter(_ byte: UInt8) -> Bool { byte.isLetter || byte >= 0x80 || byte == UInt8(ascii: ".") }
}
