// Text reduced to what matching compares: lowercase ASCII without accents.

/// The folded bytes of a text. Letters and digits are ASCII, letters of other
/// scripts keep their UTF-8 bytes, punctuation stays, everything else is a space.
struct FoldedText {
    private(set) var bytes: [UInt8] = []

    static let space = UInt8(ascii: " ")

    /// Reads at most `scalarsMax` scalars.
    init(_ text: String, scalarsMax: Int = SearchLimits.fieldScalarsMax) {
        bytes.reserveCapacity(min(text.utf8.count, scalarsMax))
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            if count > scalarsMax { break }
            append(scalar)
        }
    }

    /// The text itself, folded, with single spaces.
    static func collapsed(_ text: String) -> String {
        let words = FoldedText(text).bytes.split(separator: space)
        return String(decoding: Array(words.joined(separator: [space])), as: UTF8.self)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x41...0x5A:
            bytes.append(UInt8(truncatingIfNeeded: value | 0x20))
        case 0x20...0x7E:
            bytes.append(UInt8(truncatingIfNeeded: value))
        case 0x80...0x17F:
            appendLatin(value)
        case 0x300...0x36F, 0x200B...0x200D, 0xFE0F:
            // Combining marks and joiners vanish, as accents do.
            break
        case 0x2000...0x206F, 0x2150...0x215F:
            appendPunctuation(value)
        case 0x180...:
            appendForeign(scalar)
        default:
            bytes.append(Self.space)
        }
    }

    private mutating func appendLatin(_ value: UInt32) {
        switch value {
        case 0xDF: append(ascii: "ss")
        case 0xC6, 0xE6: append(ascii: "ae")
        case 0x152, 0x153: append(ascii: "oe")
        case 0xD7: append(ascii: "x")
        case 0xBC: append(ascii: " 1/4")
        case 0xBD: append(ascii: " 1/2")
        case 0xBE: append(ascii: " 3/4")
        case 0xB4: append(ascii: "'")
        case 0xB5: append(ascii: "u")
        default: bytes.append(AccentTable.letter(for: value) ?? Self.space)
        }
    }

    private mutating func appendPunctuation(_ value: UInt32) {
        switch value {
        case 0x2010...0x2015: append(ascii: "-")
        case 0x2018, 0x2019, 0x2032: append(ascii: "'")
        case 0x201C, 0x201D, 0x2033: append(ascii: "\"")
        case 0x2044: append(ascii: "/")
        case 0x215B: append(ascii: " 1/8")
        case 0x215C: append(ascii: " 3/8")
        case 0x215D: append(ascii: " 5/8")
        case 0x215E: append(ascii: " 7/8")
        default: bytes.append(Self.space)
        }
    }

    private mutating func appendForeign(_ scalar: Unicode.Scalar) {
        guard scalar.properties.isAlphabetic else {
            bytes.append(Self.space)
            return
        }
        bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }

    private mutating func append(ascii text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
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
        guard value >= 0xC0 else { return nil }
        let index = Int(value) - 0xC0
        return letters.indices.contains(index) ? letters[index] : nil
    }
}

extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }
    /// A folded letter, of any script.
    var isLetter: Bool { self &- 0x61 < 26 || self >= 0x80 }
    var isVowel: Bool { self == 0x61 || self == 0x65 || self == 0x69 || self == 0x6F || self == 0x75 }
}
