// The words and phrases with which customers steer a purchase, by language.

/// What a word does in a request.
enum WordClass: Sendable, Hashable, CaseIterable {
    /// "agrega", "ponme": put it into the basket.
    case add
    case remove
    /// "cambia", "que sean": another quantity.
    case change
    /// "mejor", "solo": another quantity, said without a verb.
    case rather
    /// "quiero", "dame", "me llevo": an order, when a product is named.
    case want
    /// "otro", "más".
    case more
    /// "esos", "that one": what was spoken of.
    case that
    case last, cheapest, all
    /// "opción", "número": a number behind it is a place.
    case place
    /// "carrito", "pedido": what is being bought.
    case basket
    case empty, show
    /// "es todo", "cierra el pedido".
    case checkout
    case pay
    /// "ya pagué".
    case paid
    case discount
    case coupon
    case quote
    case document
    case yes, no
    case confirm
    case cancel
    case resume
    case person
    /// "más opciones", "otra marca": see other products.
    case options
    case greeting, thanks
    /// Words that carry nothing here: articles, courtesies, "¿tienen...?".
    case glue
}

/// The words of one language. Phrases come before their words.
struct Lexicon: Sendable {
    private struct Entry: Sendable {
        let words: [String]
        let meaning: WordClass
    }

    /// Entries by their first word, the longest first.
    private var entries: [String: [Entry]] = [:]
    /// Long words that are also recognized with one slip of the finger.
    private var tolerant: [(word: String, meaning: WordClass)] = []
    private static let slipLettersMin = 6

    /// Each class with its entries, separated by commas; a tilde behind a word
    /// tolerates one slip.
    init(_ rows: [(WordClass, String)]) {
        for (meaning, text) in rows {
            for entry in text.split(whereSeparator: { $0 == "," || $0 == "\n" }) { add(entry, meaning) }
        }
        for key in entries.keys { entries[key]?.sort { $0.words.count > $1.words.count } }
    }

    private mutating func add(_ entry: Substring, _ meaning: WordClass) {
        let isTolerant = entry.last == "~"
        let words = entry.filter { $0 != "~" }.split(separator: " ").map(String.init)
        guard let first = words.first else { return }
        entries[first, default: []].append(Entry(words: words, meaning: meaning))
        if isTolerant, words.count == 1 { tolerant.append((first, meaning)) }
    }

    /// What stands at a place, and how many words it takes; nil for a word
    /// that names something.
    func meaning(at index: Int, of words: Words) -> (meaning: WordClass, count: Int)? {
        let word = words.all[index].folded
        let found = entries[word]?.first { words.says($0.words, at: index) }
        if let found { return (found.meaning, found.words.count) }
        guard word.utf8.count >= Self.slipLettersMin else { return nil }
        return tolerant.first { Spelling.isNear($0.word, word) }.map { ($0.meaning, 1) }
    }

    static func of(_ language: Language) -> Lexicon {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }
}

/// Places on a list, in the three languages at once.
public enum Ordinals {
    /// From 1; nil for a word that is no ordinal. Folded, as ``Words`` has it.
    public static func place(_ word: String) -> Int? { places[word] }

    private static let places: [String: Int] = {
        var places: [String: Int] = [:]
        for (index, words) in rows.enumerated() {
            for word in words.split(separator: " ") { places[String(word)] = index + 1 }
        }
        return places
    }()

    private static let rows = [
        "primero primer primera 1ro 1ra 1er 1o 1a first 1st primeiro primeira",
        "segundo segunda 2do 2da 2o 2a second 2nd",
        "tercero tercer tercera 3ro 3ra 3er 3o 3a third 3rd terceiro terceira",
        "cuarto cuarta 4to 4ta 4o 4a fourth 4th quarto quarta",
        "quinto quinta 5to 5ta 5o 5a fifth 5th",
        "sexto sexta 6to 6ta sixth 6th",
        "septimo septima 7mo 7ma seventh 7th setimo setima",
        "octavo octava 8vo 8va eighth 8th oitavo oitava",
        "noveno novena 9no 9na ninth 9th nono nona",
        "decimo decima 10mo 10ma tenth 10th",
    ]
}
