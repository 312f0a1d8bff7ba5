// How a word sounds in Latin American Spanish, so that what people spell by ear
// meets what packages print: "halimento" and "alimento", "llomi" and "yomi".

struct PhoneticKey {
    private let word: [UInt8]
    private var index = 0
    private var key: [UInt8] = []

    /// The key of a folded word; words of other scripts are their own key.
    static func of(_ word: [UInt8]) -> [UInt8] {
        var reader = PhoneticKey(word: word)
        return reader.read()
    }

    private init(word: [UInt8]) { self.word = word }

    private mutating func read() -> [UInt8] {
        key.reserveCapacity(word.count)
        while index < word.count {
            let sound = nextSound()
            // Doubled letters are heard once.
            if let sound, key.last != sound { key.append(sound) }
            index += 1
        }
        shortenParticiple()
        return key.isEmpty ? word : key
    }

    private func peek(_ offset: Int = 1) -> UInt8 {
        let position = index + offset
        return word.indices.contains(position) ? word[position] : 0
    }

    private var isBeforeFrontVowel: Bool { peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "i") }

    /// The sound of the letter at `index`; nil when it is silent. Moves past a digraph's second letter.
    private mutating func nextSound() -> UInt8? {
        let letter = word[index]
        switch letter {
        case UInt8(ascii: "v"): return UInt8(ascii: "b")
        case UInt8(ascii: "z"): return UInt8(ascii: "s")
        case UInt8(ascii: "w"): return UInt8(ascii: "u")
        case UInt8(ascii: "h"): return nil
        case UInt8(ascii: "c"), UInt8(ascii: "s"): return hissing(letter)
        case UInt8(ascii: "q"):
            if peek() == UInt8(ascii: "u") { index += 1 }
            return UInt8(ascii: "k")
        case UInt8(ascii: "g"): return guttural()
        case UInt8(ascii: "x"): return peek().isLetter && !peek().isVowel ? UInt8(ascii: "s") : UInt8(ascii: "j")
        case UInt8(ascii: "l"):
            guard peek() == letter else { return letter }
            index += 1
            return peek().isVowel ? UInt8(ascii: "y") : UInt8(ascii: "i")
        case UInt8(ascii: "y"): return peek().isVowel ? letter : UInt8(ascii: "i")
        case UInt8(ascii: "m"):
            return "bpv".utf8.contains(peek()) ? UInt8(ascii: "n") : letter
        case UInt8(ascii: "n"): return nasal()
        case UInt8(ascii: "p"):
            guard peek() == UInt8(ascii: "h") else { return letter }
            index += 1
            return UInt8(ascii: "f")
        default: return letter
        }
    }

    /// `ch` and `sh` are one sound of their own, written C.
    private mutating func hissing(_ letter: UInt8) -> UInt8 {
        if peek() == UInt8(ascii: "h") {
            index += 1
            return UInt8(ascii: "C")
        }
        if letter == UInt8(ascii: "s") || isBeforeFrontVowel { return UInt8(ascii: "s") }
        return UInt8(ascii: "k")
    }

    private mutating func guttural() -> UInt8 {
        if peek() == UInt8(ascii: "u"), peek(2) == UInt8(ascii: "e") || peek(2) == UInt8(ascii: "i") {
            index += 1
            return UInt8(ascii: "g")
        }
        return isBeforeFrontVowel ? UInt8(ascii: "j") : UInt8(ascii: "g")
    }

    /// Without its tilde an ñ is often written ni: "aniadidos".
    private mutating func nasal() -> UInt8 {
        if peek() == UInt8(ascii: "i"), peek(2).isVowel { index += 1 }
        return UInt8(ascii: "n")
    }

    /// "hacendao" for "hacendado".
    private mutating func shortenParticiple() {
        for ending in [Array("ado".utf8), Array("ados".utf8)] where key.count > 5 && key.hasSuffix(ending) {
            key.remove(at: key.count - ending.count + 1)
        }
    }
}
