// Words and phrases of one language, each with what it means to a grammar.

/// What a grammar knows of a language. Phrases come before their words.
public struct PhraseTable<Meaning: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        let words: [String]
        let meaning: Meaning
    }

    /// Entries by their first word, the longest first.
    private var entries: [String: [Entry]] = [:]
    /// Long words that are also recognized with one slip of the finger.
    private var tolerant: [(word: String, meaning: Meaning)] = []
    private var slipLettersMin: Int { 6 }

    /// Each meaning with its entries, folded as ``Words`` has them, separated by
    /// commas or line ends; a tilde behind a word tolerates one slip.
    public init(_ rows: [(Meaning, String)]) {
        for (meaning, text) in rows {
            for entry in text.split(whereSeparator: { $0 == "," || $0 == "\n" }) { add(entry, meaning) }
        }
        for key in entries.keys { entries[key]?.sort { $0.words.count > $1.words.count } }
    }

    private mutating func add(_ entry: Substring, _ meaning: Meaning) {
        let isTolerant = entry.last == "~"
        let words = entry.filter { $0 != "~" }.split(separator: " ").map(String.init)
        guard let first = words.first else { return }
        entries[first, default: []].append(Entry(words: words, meaning: meaning))
        if isTolerant, words.count == 1 { tolerant.append((first, meaning)) }
    }

    /// What stands at a place, and how many words it takes; nil for a word that
    /// the table does not hold, and behind the last word.
    public func meaning(at index: Int, of words: Words) -> (meaning: Meaning, count: Int)? {
        guard words.all.indices.contains(index) else { return nil }
        let word = words.all[index].folded
        let found = entries[word]?.first { words.says($0.words, at: index) }
        if let found { return (found.meaning, found.words.count) }
        guard word.utf8.count >= slipLettersMin else { return nil }
        return tolerant.first { Spelling.isNear($0.word, word) }.map { ($0.meaning, 1) }
    }
}
