// Whether a text is plainly in another language than the customer's. A small
// model slips into English; a customer who wrote in Spanish must not see it.

/// The languages that are told apart, by small words that only one of them has.
enum AnswerLanguage: String, CaseIterable {
    case spanish = "es"
    case english = "en"
    case portuguese = "pt"

    /// The language of a BCP 47 tag; nil for another one.
    init?(tag: String) {
        guard let first = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first else { return nil }
        self.init(rawValue: String(first))
    }

    /// What models are told to answer in.
    var englishName: String {
        switch self {
        case .spanish: "Spanish"
        case .english: "English"
        case .portuguese: "Portuguese"
        }
    }

    private static let wordsMin = 3

    /// Whether `text` speaks another one of the three: it has several of that one's
    /// words and hardly any of this one's. Names and figures alone speak none.
    func isContradicted(by text: String) -> Bool {
        var counts: [AnswerLanguage: Int] = [:]
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            for language in Self.allCases where language.words.contains(String(word)) {
                counts[language, default: 0] += 1
            }
        }
        let own = counts[self] ?? 0
        return Self.allCases.contains { other in
            other != self && (counts[other] ?? 0) >= Self.wordsMin && (counts[other] ?? 0) > own * 3
        }
    }

    private var words: Set<String> {
        switch self {
        case .spanish:
            [
                "el", "los", "las", "una", "unos", "unas", "del", "y", "con", "hay", "pero", "muy", "más", "también",
                "están", "tienes", "tiene", "tenemos", "tengo", "puedo", "puedes", "quieres", "gracias", "buenos",
                "buenas", "usted", "ustedes", "qué", "cuál", "cuánto", "cuántos", "aquí", "ahora", "nuestro", "este",
                "esta", "estos", "estas", "le", "cotización", "precio", "artículo", "sí",
            ]
        case .english:
            [
                "the", "and", "is", "are", "you", "your", "we", "have", "has", "with", "for", "of", "to", "this",
                "that",
                "it", "can", "would", "please", "what", "which", "how", "our", "here", "there", "not", "or", "i", "do",
                "want", "like", "price", "stock", "order",
            ]
        case .portuguese:
            [
                "o", "os", "um", "uma", "do", "dos", "em", "na", "nas", "nos", "com", "não", "você", "vocês", "temos",
                "também", "são", "muito", "mais", "obrigado", "obrigada", "olá", "seu", "sua", "ou", "aqui", "agora",
                "posso", "pode", "quer", "preço", "qual", "quanto", "isso", "esse", "essa", "à", "até", "tem", "e",
            ]
        }
    }
}
