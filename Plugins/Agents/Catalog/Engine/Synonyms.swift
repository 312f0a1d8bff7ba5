// Which words name the same thing across regions and languages: the table
// behind Synonyms+groups.swift, keyed by word stem.

struct Synonyms: Sendable {
    /// One way to name a thing: the stems of its words, without stop words.
    struct Phrase: Sendable, Equatable {
        let words: [[UInt8]]
        let stems: [[UInt8]]
        let group: Int
    }

    static let shared = Synonyms(groups: Synonyms.groups)

    /// No synonyms.
    static let none = Synonyms(groups: [])

    /// Every word of the table, to find misspelt ones.
    private(set) var vocabulary = Vocabulary()
    private let phrasesByGroup: [[Phrase]]
    /// Phrases by their first stem.
    private let phrasesByStem: [[UInt8]: [Phrase]]

    init(groups text: [String]) {
        var byGroup: [[Phrase]] = []
        var byStem: [[UInt8]: [Phrase]] = [:]
        for line in text.flatMap({ $0.split(separator: "\n") }) {
            let phrases = line.split(separator: ",").compactMap { Self.phrase(String($0), group: byGroup.count) }
            for phrase in phrases {
                if let first = phrase.stems.first { byStem[first, default: []].append(phrase) }
            }
            byGroup.append(phrases)
        }
        phrasesByGroup = byGroup
        phrasesByStem = byStem
        for word in byGroup.joined().flatMap(\.words) where word.allSatisfy(\.isLetter) {
            _ = vocabulary.intern(word, .word)
        }
    }

    var isEmpty: Bool { phrasesByGroup.isEmpty }

    /// Whether a word of the table has this stem.
    func holds(_ stem: [UInt8]) -> Bool { !vocabulary.members(ofStem: stem).isEmpty }

    private static func phrase(_ text: String, group: Int) -> Phrase? {
        let tokens = Tokenizer.rawTokens(of: text, scalarsMax: 128, tokensMax: 8)
        let meaningful = tokens.filter { !StopWords.contains($0.text) }
        guard !meaningful.isEmpty else { return nil }
        return Phrase(words: meaningful.map(\.bytes), stems: meaningful.map { WordStem.of($0.bytes) }, group: group)
    }

    /// The phrases whose first word has this stem.
    func phrases(beginningWith stem: [UInt8]) -> [Phrase] { phrasesByStem[stem, default: []] }

    /// All other ways to name what the phrase names.
    func equivalents(of phrase: Phrase) -> [Phrase] { phrasesByGroup[phrase.group].filter { $0.stems != phrase.stems } }
}
