// What of a text a rewording has to keep: every invoice, amount, date and link.

import AgentDialogue

/// The facts of a text: its words with a digit or a link in them, and names of months.
public struct KeptFacts: Sendable, Equatable {
    private let facts: Set<String>
    private static let charactersMax = 1_500

    public init(of text: String) {
        facts = Self.words(of: text).filter { word in
            word.contains("://") || word.contains { ("0"..."9").contains($0) } || LocalCalendar.months.contains(word)
        }
    }

    /// Whether another text has all of them, and is not much longer than a message.
    /// Whole words count: "$50.00" is not in "$150.00".
    public func areKept(in other: String) -> Bool {
        !other.isEmpty && other.count <= Self.charactersMax && facts.isSubset(of: Self.words(of: other))
    }

    private static func words(of text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map { String($0.trimmed) })
    }
}

extension Substring {
    /// Without the marks that close and open sentences.
    fileprivate var trimmed: Substring {
        let marks: Set<Character> = [
            ".", ",", ":", ";", "(", ")", "•", "!", "¡", "?", "¿", "*", "_", "\"", "“", "”", "«", "»", "…", "–", "—",
        ]
        var trimmed = self
        while let last = trimmed.last, marks.contains(last) { trimmed.removeLast() }
        while let first = trimmed.first, marks.contains(first) { trimmed.removeFirst() }
        return trimmed
    }
}
