// A message as words that grammars can compare, each of which still knows
// where it was written.

/// One word of a message.
public struct Word: Sendable, Equatable {
    /// Lowercase, without accents and apostrophes. Marks between digits stay:
    /// "1/2", "3.5", "1,000".
    public let folded: String
    /// Its place in the text.
    public let range: Range<String.Index>
    /// A minus sign stands right before it, with nothing before the sign.
    public var isNegative = false
    /// A percent sign stands right behind it.
    public var isPercent = false
    /// A comma, semicolon, plus sign, bullet or line end stands before it.
    public var beginsClause = false
    /// A line end stands before it.
    public var beginsLine = false

    /// It begins with a digit.
    public var isNumeric: Bool { folded.utf8.first.map { (0x30...0x39).contains($0) } ?? false }
}

/// The words of a message. Only the first ``scalarsMax`` scalars are read.
public struct Words: Sendable, Equatable {
    /// As long as a message may be.
    public static let scalarsMax = 4_000

    public let text: String
    public let all: [Word]

    public init(_ text: String) {
        self.text = text
        var scanner = WordScanner(text)
        all = scanner.words()
    }

    public var isEmpty: Bool { all.isEmpty }
    public var count: Int { all.count }
    public var folded: [String] { all.map(\.folded) }

    /// What was written from one word to the last before another.
    public func written(_ range: Range<Int>) -> String {
        guard !range.isEmpty, all.indices.contains(range.lowerBound), range.upperBound <= all.count else { return "" }
        return String(text[all[range.lowerBound].range.lowerBound..<all[range.upperBound - 1].range.upperBound])
    }

    /// Whether a phrase stands at a place, within one clause: "no, quiero" is not
    /// "no quiero".
    public func says(_ phrase: [String], at index: Int) -> Bool {
        guard index + phrase.count <= all.count else { return false }
        return phrase.indices.allSatisfy { place in
            all[index + place].folded == phrase[place] && (place == 0 || !all[index + place].beginsClause)
        }
    }

    /// Whether both say the same words in the same order.
    public func says(_ other: String) -> Bool { !isEmpty && folded == Words(other).folded }
}

/// Cuts a text into words, scalar by scalar.
private struct WordScanner {
    private let scalars: [Unicode.Scalar]
    private let indices: [String.Index]
    private var position = 0
    private var atClause = true
    private var atLine = true
    private var minus: Int?

    init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        var indices: [String.Index] = []
        for index in text.unicodeScalars.indices.prefix(Words.scalarsMax) {
            scalars.append(text.unicodeScalars[index])
            indices.append(index)
        }
        let end = text.unicodeScalars.index(text.startIndex, offsetBy: scalars.count)
        self.scalars = scalars
        self.indices = indices + [end]
    }

    mutating func words() -> [Word] {
        var words: [Word] = []
        while position < scalars.count {
            if let word = word() {
                words.append(word)
            } else if let gesture = FoldedScalar.gesture(scalars[position]) {
                words.append(made(gesture, from: position, to: position + 1))
                position += 1
            } else {
                passSeparator(after: &words)
                position += 1
            }
        }
        return words
    }

    private mutating func word() -> Word? {
        let start = position
        var folded = ""
        while position < scalars.count, let letter = letter(at: position, after: folded) {
            folded += letter
            position += 1
        }
        return folded.isEmpty ? nil : made(folded, from: start, to: position)
    }

    /// What a scalar adds to the word; empty for an apostrophe within it.
    private func letter(at place: Int, after folded: String) -> String? {
        let scalar = scalars[place]
        if let letter = FoldedScalar.letter(scalar) { return letter }
        guard !folded.isEmpty, place + 1 < scalars.count else { return nil }
        if scalar == "'" || scalar == "’" { return FoldedScalar.letter(scalars[place + 1]) == nil ? nil : "" }
        guard scalar == "." || scalar == "," || scalar == "/" else { return nil }
        let isInNumber = FoldedScalar.isDigit(scalars[place - 1]) && FoldedScalar.isDigit(scalars[place + 1])
        return isInNumber ? String(scalar) : nil
    }

    private mutating func made(_ folded: String, from start: Int, to end: Int) -> Word {
        defer { (atClause, atLine, minus) = (false, false, nil) }
        return Word(
            folded: folded,
            range: indices[start]..<indices[end],
            isNegative: minus == start - 1 && minus != nil,
            beginsClause: atClause,
            beginsLine: atLine
        )
    }

    private mutating func passSeparator(after words: inout [Word]) {
        switch scalars[position] {
        case "\n", "\r", "\u{2028}", "\u{2029}": (atClause, atLine) = (true, true)
        case ",", ";", "+", "•", "·", "*": atClause = true
        case "%":
            if let last = words.last, last.range.upperBound == indices[position] {
                words[words.count - 1].isPercent = true
            }
        case "-", "−", "–":
            // "2011-2018" and "MAR-16" are no negative numbers.
            let isFirst = position == 0 || FoldedScalar.letter(scalars[position - 1]) == nil
            minus = isFirst ? position : nil
        default: break
        }
    }
}

/// The scalars that words are made of.
private enum FoldedScalar {
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Lowercase and without its accent; nil for what separates words.
    static func letter(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "a"..."z", "0"..."9": return String(scalar)
        case "A"..."Z": return scalar.properties.lowercaseMapping
        case "\u{300}"..."\u{36F}": return ""
        default: break
        }
        guard scalar.properties.isAlphabetic, let lower = scalar.properties.lowercaseMapping.unicodeScalars.first else {
            return nil
        }
        return accented[lower] ?? String(lower)
    }

    /// What a gesture says; nil for other scalars.
    static func gesture(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "👍", "👌", "✅", "🆗", "🙌": "ok"
        case "👎", "❌", "🚫": "no"
        default: nil
        }
    }

    private static let accented: [Unicode.Scalar: String] = [
        "á": "a", "à": "a", "â": "a", "ã": "a", "ä": "a", "ª": "a", "é": "e", "è": "e", "ê": "e", "ë": "e",
        "í": "i", "ì": "i", "î": "i", "ï": "i", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "ö": "o", "º": "o",
        "ú": "u", "ù": "u", "û": "u", "ü": "u", "ñ": "n", "ç": "c",
    ]
}
