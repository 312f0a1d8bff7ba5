// A typed number picks what a tap would pick: where a channel shows choices as
// text, it numbers them, and customers answer with the number.

import OrkestaModel

/// The answer of a message that names a place in a numbered list, and says nothing else.
struct NumberedChoice {
    /// From 1.
    let place: Int

    /// Nil when the message says anything beyond the place: "2 de esos" is an
    /// agent's to understand.
    init?(_ text: String) {
        // What longer texts say is more than a place; they need not be taken apart.
        guard text.utf8.count <= Self.bytesMax else { return nil }
        var words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if words.count == 2, Self.leading.contains(words[0]) { words.removeFirst() }
        guard words.count == 1, let place = Self.ordinals[words[0]] ?? Self.number(words[0]) else { return nil }
        // "-1" and "1/2" are no places.
        guard text.allSatisfy({ $0.isLetter || $0.isNumber || $0.isWhitespace || ".)(#ºª°".contains($0) }) else {
            return nil
        }
        self.place = place
    }

    /// What a tap on the choice at this place sends; nil where nothing is there.
    func title(among titles: [String]) -> String? {
        titles.indices.contains(place - 1) ? titles[place - 1] : nil
    }

    private static func number(_ word: String) -> Int? {
        guard word.utf8.count <= 2, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(word).flatMap { $0 > 0 ? $0 : nil }
    }

    private static let bytesMax = 40

    private static let leading: Set<String> = [
        "el", "la", "o", "a", "the", "opcion", "opción", "opção", "opcao", "option", "numero", "número", "number",
    ]

    private static let ordinals: [String: Int] = {
        let words = [
            ["primero", "primera", "primer", "primeiro", "primeira", "first"],
            ["segundo", "segunda", "second"],
            ["tercero", "tercera", "tercer", "terceiro", "terceira", "third"],
            ["cuarto", "cuarta", "quarto", "quarta", "fourth"],
            ["quinto", "quinta", "fifth"],
        ]
        return Dictionary(
            uniqueKeysWithValues: words.enumerated().flatMap { place, words in words.map { ($0, place + 1) } }
        )
    }()
}

extension Reply {
    /// What can be tapped, in its order.
    var choices: [String] {
        switch self {
        case .buttons(_, let buttons): buttons.map(\.title)
        case .list(_, let items): items.map(\.title)
        case .text, .image, .document, .link: []
        }
    }
}
