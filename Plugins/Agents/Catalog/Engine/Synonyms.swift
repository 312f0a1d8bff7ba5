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
    }

    private static func phrase(_ text: String, group: Int) -> Phrase? {
        let tokens = Tokenizer.rawTokens(of: text, scalarsMax: 128, tokensMax: 8)
        let meaningful = tokens.filter { !StopWords.contains($0.text) }
        guard !meaningful.isEmpty else { return nil }
        return Phrase(words: meaningful.map(\.bytes), stems: meaningful.map { WordStem.of($0.bytes) }, group: group)
    }

    /// The phrases that stand at the start of these stems, the longest first.
    func phrases(at stems: ArraySlice<[UInt8]>) -> [Phrase] {
        guard let first = stems.first, let candidates = phrasesByStem[first] else { return [] }
        return candidates.filter { stems.starts(with: $0.stems) }.sorted { $0.stems.count > $1.stems.count }
    }

    /// All other ways to name what the phrase names.
    func equivalents(of phrase: Phrase) -> [Phrase] { phrasesByGroup[phrase.group].filter { $0.stems != phrase.stems } }
}
