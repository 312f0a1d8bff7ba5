// A message reduced to what carries meaning in chat: lowercase ASCII letters
// without accents, digit runs by length, lone punctuation marks.

/// The folded bytes of a message: words separated by single spaces, with a
/// space at each end, so that a space is also the word boundary of n-grams.
struct FoldedText {
    /// Only this many scalars are read, however long the message is.
    static let scalarsMax = 400

    private(set) var bytes: [UInt8] = [Self.space]
    /// Scalars that tell a language or a mood before they are folded away,
    /// such as ã, ñ, ¿ or an emoji.
    private(set) var marks: [UInt32] = []
    private(set) var letterCount = 0

    static let space = UInt8(ascii: " ")
    private static let digit = UInt8(ascii: "0")
    private static let emoji: UInt8 = 1
    private static let foreignLetter: UInt8 = 2
    private var run = 0
    private var last: UInt8 = 0

    init(_ text: String) {
        bytes.reserveCapacity(Self.scalarsMax + 64)
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            if count > Self.scalarsMax { break }
            append(scalar.value)
        }
        appendSpace()
    }

    private mutating func append(_ value: UInt32) {
        switch value {
        case 0x61...0x7A:
            appendLetter(UInt8(truncatingIfNeeded: value))
        case 0x41...0x5A:
            appendLetter(UInt8(truncatingIfNeeded: value | 0x20))
        case 0x30...0x39:
            appendDigit()
        case 0x27, 0x2019, 0x300...0x36F, 0xFE0F, 0x200D:
            // Apostrophes join ("im"); combining marks and joiners vanish.
            break
        case 0x21...0x7E:
            appendSymbol(UInt8(truncatingIfNeeded: value))
        case 0xA1, 0xBF:
            marks.append(value)
        case 0xC0...0x17F:
            appendAccented(value)
        case 0x2190...0x2BFF, 0x1F000...0x1FAFF:
            marks.append(value)
            appendSymbol(Self.emoji)
        case 0x180...0x1FFF, 0x2C00...0xD7FF, 0xF900...0xFDFF:
            appendLetter(Self.foreignLetter)
        default:
            appendSpace()
        }
    }

    private mutating func appendAccented(_ value: UInt32) {
        guard let letter = AccentTable.letter(for: value) else {
            appendSpace()
            return
        }
        marks.append(value | 0x20)
        appendLetter(letter)
    }

    /// Three or more of one letter are one: "holaaaa" is "hola".
    private mutating func appendLetter(_ letter: UInt8) {
        if last == Self.digit { appendSpace() }
        letterCount += 1
        run = letter == last ? run + 1 : 1
        last = letter
        if run == 3 {
            bytes.removeLast()
        } else if run < 3 {
            bytes.append(letter)
        }
    }

    /// A digit run keeps only its size: one digit, two or three, more.
    private mutating func appendDigit() {
        if last != Self.digit {
            appendSpace()
            run = 0
        }
        run += 1
        last = Self.digit
        if run == 1 || run == 2 || run == 4 {
            bytes.append(Self.digit)
        }
    }

    /// A symbol is a word of its own; a run of one symbol is one word.
    private mutating func appendSymbol(_ symbol: UInt8) {
        if last == symbol { return }
        appendSpace()
        bytes.append(symbol)
        bytes.append(Self.space)
        run = 1
        last = symbol
    }

    private mutating func appendSpace() {
        if bytes[bytes.count - 1] != Self.space {
            bytes.append(Self.space)
        }
        last = Self.space
    }
}

/// The base letters of Latin-1 and Latin Extended-A, U+00C0 to U+017F.
private enum AccentTable {
    private static let letters: [UInt8] = Array(
        ("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
            + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8
    )

    static func letter(for value: UInt32) -> UInt8? {
        let index = Int(value) - 0xC0
        guard letters.indices.contains(index), letters[index] != FoldedText.space else { return nil }
        return letters[index]
    }
}
