// What the price firewall's reader sees of a text: words by what they do in a
// sentence about money, numbers by their value, and marks.

/// A piece of a text.
struct FigureToken {
    enum Kind: UInt8 {
        case word
        case number
        /// `$`, `€`, `R$`: a currency's sign.
        case sign
        case percent
        /// Ends a sentence: `.` `!` `?` `;` or a new line.
        case stop
        /// Ends a clause: a comma, a bracket, a quotation mark, a picture.
        case pause
        case colon
        case equals
        case dash
        case slash
        case plus
    }

    var kind: Kind
    var roles: WordRoles = []
    /// Thousandths: of a number, or of the value of a number word.
    var value: Int64 = 0
    var currency: CurrencyHint = .local
    /// Byte offsets in the text.
    var start: Int
    var end: Int
    /// Whether it follows the token before without a space.
    var isAttached = false
    /// Of a number: digits before the decimal mark.
    var wholeDigits = 0
    /// Of a number: exactly two digits after the decimal mark.
    var hasCents = false
    /// Of a number: it has a thousands separator or a decimal mark.
    var hasMarks = false
    /// Of a number: part of a code, a date or a time ("COT-42", "25/11", "10:30").
    var isCode = false
}

/// What a word does. One word may do several things.
struct WordRoles: OptionSet {
    let rawValue: UInt32

    /// "pesos", "mxn", "reais".
    static let currency = WordRoles(rawValue: 1 << 0)
    /// "centavos".
    static let cents = WordRoles(rawValue: 1 << 1)
    /// "doscientos", "twenty": has a value.
    static let number = WordRoles(rawValue: 1 << 2)
    /// "mil", "k", "millones": multiplies what stands before it.
    static let multiplier = WordRoles(rawValue: 1 << 3)
    /// "un", "a", "uma": one, but only before a currency.
    static let indefinite = WordRoles(rawValue: 1 << 4)
    /// "y", "and", "con": joins parts of a number.
    static let joiner = WordRoles(rawValue: 1 << 5)
    /// "precio", "cuesta", "total": a price follows.
    static let price = WordRoles(rawValue: 1 << 6)
    /// "queda", "dejo": a price follows when a preposition stands between.
    static let bargain = WordRoles(rawValue: 1 << 7)
    /// "son", "is", "seria".
    static let copula = WordRoles(rawValue: 1 << 8)
    /// "a", "en", "por", "for".
    static let preposition = WordRoles(rawValue: 1 << 9)
    /// "solo", "unos", "only": may stand before a price.
    static let filler = WordRoles(rawValue: 1 << 10)
    /// "cada", "each", "c/u": the number before it is the price of one.
    static let each = WordRoles(rawValue: 1 << 11)
    /// "piezas", "litros", "dias": the number before it is a count or a measure.
    static let unit = WordRoles(rawValue: 1 << 12)
    /// "pieza", "litro": a unit after 1, the price of one after more.
    static let single = WordRoles(rawValue: 1 << 13)
    /// May follow a price: "mas", "con", "el", "plus".
    static let continuation = WordRoles(rawValue: 1 << 14)
    static let article = WordRoles(rawValue: 1 << 15)
    /// "disponibles", "left": the number before it is a stock figure.
    static let stockAfter = WordRoles(rawValue: 1 << 16)
    /// "quedan", "stock": the number after it is a stock figure.
    static let stockBefore = WordRoles(rawValue: 1 << 17)
    /// "tenemos", "hay", "only": so, when a unit of goods follows the number.
    static let holding = WordRoles(rawValue: 1 << 18)
    /// "piezas", "unidades": counts goods.
    static let goods = WordRoles(rawValue: 1 << 19)
    /// "entrega", "llega", "ships".
    static let delivery = WordRoles(rawValue: 1 << 20)
    /// "viernes", "hoy", "tomorrow": a day.
    static let day = WordRoles(rawValue: 1 << 21)
    static let month = WordRoles(rawValue: 1 << 22)
    /// "dias", "horas", "hours": a span of time.
    static let span = WordRoles(rawValue: 1 << 23)
    /// "de" between a million and its currency, "hasta" between two ends.
    static let range = WordRoles(rawValue: 1 << 24)
}

/// What a text says of the currency of an amount.
enum CurrencyHint: UInt8 {
    /// `$`, or nothing: the tenant's own.
    case local
    case pesos
    case dollars
    case mexican, american, brazilian, european, peruvian, guatemalan, british
    case argentine, chilean, colombian, uruguayan, dominican, costaRican, bolivian, paraguayan, honduran, canadian

    /// Whether an amount in the currency of this ISO 4217 code can be meant, by a
    /// tenant with the currency `local`.
    func admits(_ code: String, local: String) -> Bool {
        switch self {
        case .local: code == local
        case .pesos: ["MXN", "ARS", "CLP", "COP", "UYU", "DOP", "PHP", "CUP"].contains(code)
        case .dollars: ["USD", "CAD", "AUD"].contains(code)
        default: code == Self.codes[self]
        }
    }

    /// The ISO 4217 code of each that stands for one currency.
    static let codes: [CurrencyHint: String] = [
        .mexican: "MXN", .american: "USD", .brazilian: "BRL", .european: "EUR", .peruvian: "PEN", .guatemalan: "GTQ",
        .british: "GBP", .argentine: "ARS", .chilean: "CLP", .colombian: "COP", .uruguayan: "UYU", .dominican: "DOP",
        .costaRican: "CRC", .bolivian: "BOB", .paraguayan: "PYG", .honduran: "HNL", .canadian: "CAD",
    ]
}
