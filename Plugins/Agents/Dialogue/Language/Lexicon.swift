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

/// The words with which customers buy, by language.
enum Lexicon {
    static func of(_ language: Language) -> PhraseTable<WordClass> {
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
