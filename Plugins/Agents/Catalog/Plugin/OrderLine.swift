// Several wishes in one message: "3 balatas y 2 litros de aceite".

/// One product line with a quantity, in the customer's words.
struct OrderLine: Equatable {
    private static let linesMax = 10
    private static let separators: Set<Character> = [",", ";", "\n", "+", "•"]
    private static let joiners: Set<String> = ["y", "e", "and", "mas"]

    let text: String
    let quantity: Int

    /// Nil unless the message holds two lines or more that begin with a quantity.
    static func split(_ text: String, phrases: Phrases) -> [OrderLine]? {
        let parts = text.split(whereSeparator: separators.contains).flatMap { partsAtJoiners($0, phrases) }
        let lines = parts.prefix(linesMax).compactMap { OrderLine($0, phrases) }
        return lines.count >= 2 ? lines : nil
    }

    /// Words of asking before the quantity are dropped; without one it is 1.
    private init?(_ words: [Substring], _ phrases: Phrases) {
        let said = words.drop { word in
            Self.quantity(of: word) == nil && MessageWords(String(word)).removing(phrases.requestWords).isEmpty
        }
        guard let first = said.first, let quantity = Self.quantity(of: first) else { return nil }
        self.quantity = quantity
        text = said.dropFirst().joined(separator: " ")
        guard MessageWords(text).namesProduct(phrases) else { return nil }
    }

    private static func quantity(of word: Substring) -> Int? {
        let folded = MessageWords(String(word)).words
        guard folded.count == 1, let number = Int(folded[0]) ?? ChoiceWords.cardinals[folded[0]] else { return nil }
        return (1...9_999).contains(number) ? number : nil
    }

    /// Splits at "y" and its like only where a quantity follows.
    private static func partsAtJoiners(_ text: Substring, _ phrases: Phrases) -> [[Substring]] {
        let words = text.split(whereSeparator: \.isWhitespace)
        var parts: [[Substring]] = [[]]
        for (index, word) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : ""
            if joiners.contains(word.lowercased()), quantity(of: next) != nil {
                parts.append([])
            } else {
                parts[parts.count - 1].append(word)
            }
        }
        return parts
    }
}
