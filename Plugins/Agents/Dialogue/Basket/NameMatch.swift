// Which of a few products a customer means by a part of a name: "las de
// Brembo", "los filtros", "el de 19 litros".

/// Compares a customer's words with names that they were shown.
public struct NameMatch: Sendable {
    private let words: [String]
    private let text: Words
    private static let nearLettersMin = 5

    /// Articles and words of asking in `text` do not count.
    public init(_ text: String, _ language: Language) {
        let all = Words(text)
        let lexicon = Lexicon.of(language)
        self.text = all
        words = all.folded.enumerated().compactMap { index, word in
            let isCourtesy = lexicon.meaning(at: index, of: all).map { $0.count == 1 && $0.meaning != .place }
            return isCourtesy ?? false ? nil : Self.stem(word)
        }
    }

    /// Whether the name is said in full.
    public func isExactly(_ name: String) -> Bool { text.says(name) }

    /// Whether every word is one of the name's, in any number and with a slip.
    public func fits(_ name: String) -> Bool {
        guard !words.isEmpty else { return false }
        let others = Words(name).folded.map(Self.stem)
        return words.allSatisfy { word in others.contains { Self.isSame(word, $0) } }
    }

    private static func isSame(_ word: String, _ other: String) -> Bool {
        if word == other { return true }
        guard word.utf8.count >= nearLettersMin else { return false }
        return other.hasPrefix(word) || Spelling.isNear(word, other)
    }

    /// Without the ending of a plural; a measure by its short name.
    private static func stem(_ word: String) -> String {
        if let unit = UnitWords.unit(word), unit.measure != nil { return unit.code.lowercased() }
        for ending in ["es", "s"] where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count + 3 {
            let stem = String(word.dropLast(ending.count))
            // "aceites" is "aceite", "taladores" is "talador".
            if ending == "s" || stem.last.map({ !"aeiou".contains($0) }) ?? false { return stem }
        }
        return word
    }
}
