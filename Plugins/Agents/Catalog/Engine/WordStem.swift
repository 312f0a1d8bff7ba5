// Light stemming: one form for the plurals and genders of a Spanish,
// Portuguese or English word. It never changes what a word means.

enum WordStem {
    private static let lettersMin = 4

    /// The stem of a folded word.
    static func of(_ word: [UInt8]) -> [UInt8] {
        guard word.count >= lettersMin, let last = word.last, last < 0x80 else { return word }
        return withoutGender(singular(word))
    }

    private static func singular(_ word: [UInt8]) -> [UInt8] {
        guard word.last == UInt8(ascii: "s") else {
            return word.last == UInt8(ascii: "y") ? word.dropLast() + [UInt8(ascii: "i")] : word
        }
        if word.count >= 5 {
            for (plural, ending) in irregularPlurals where word.hasSuffix(plural) {
                return word.dropLast(plural.count) + ending
            }
        }
        let before = word[word.count - 2]
        if before == UInt8(ascii: "s") { return word }
        if before == UInt8(ascii: "e"), takesES(word[word.count - 3]) { return word.dropLast(2) }
        return word.dropLast()
    }

    /// Whether the plural after this consonant adds a whole syllable: limón, limones; box, boxes.
    private static func takesES(_ consonant: UInt8) -> Bool {
        switch consonant {
        case UInt8(ascii: "l"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "d"), UInt8(ascii: "s"),
            UInt8(ascii: "z"), UInt8(ascii: "j"), UInt8(ascii: "y"), UInt8(ascii: "x"), UInt8(ascii: "h"):
            true
        default: false
        }
    }

    private static func withoutGender(_ word: [UInt8]) -> [UInt8] {
        guard word.count >= lettersMin, let last = word.last else { return word }
        let isGender = last == UInt8(ascii: "a") || last == UInt8(ascii: "o")
        if word.count == lettersMin {
            // Short words keep a mark: "sala" must not become "sal".
            return isGender
                ? word.dropLast() + [UInt8(ascii: "+")] : (last == UInt8(ascii: "e") ? word.dropLast() : word)
        }
        return isGender || last == UInt8(ascii: "e") ? word.dropLast() : word
    }

    private static let irregularPlurals: [([UInt8], [UInt8])] = [
        ("oes", "ao"), ("aes", "ao"), ("ices", "iz"), ("uces", "uz"), ("eces", "ez"), ("ies", "i"), ("ais", "al"),
        ("eis", "el"),
    ]
    .map { (Array($0.0.utf8), Array($0.1.utf8)) }
}

extension [UInt8] {
    func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...] == suffix[...]
    }
}
