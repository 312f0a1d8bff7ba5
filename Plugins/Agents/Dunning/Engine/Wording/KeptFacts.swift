// What of a text a rewording has to keep: every invoice, amount, date and link.

/// The facts of a text: its words with a digit or a link in them.
public struct KeptFacts: Sendable, Equatable {
    private let facts: [String]
    private static let charactersMax = 1_500

    public init(of text: String) {
        facts = text.split(whereSeparator: \.isWhitespace)
            .map { word in String(word.trimmed) }
            .filter { word in word.contains("://") || word.contains { ("0"..."9").contains($0) } }
    }

    /// Whether another text has all of them, and is not much longer than a message.
    public func areKept(in other: String) -> Bool {
        !other.isEmpty && other.count <= Self.charactersMax && facts.allSatisfy(other.contains)
    }
}

extension Substring {
    /// Without the marks that close and open sentences.
    fileprivate var trimmed: Substring {
        let marks: Set<Character> = [".", ",", ":", ";", "(", ")", "•", "!", "¡", "?", "¿"]
        var trimmed = self
        while let last = trimmed.last, marks.contains(last) { trimmed.removeLast() }
        while let first = trimmed.first, marks.contains(first) { trimmed.removeFirst() }
        return trimmed
    }
}
