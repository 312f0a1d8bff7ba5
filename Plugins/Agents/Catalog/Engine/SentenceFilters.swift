// Conditions that a customer puts into words: "de menos de 300", "between 100
// and 200 pesos", "solo disponibles", "el más barato".

/// A query's tokens taken apart into what is looked for and what it must satisfy.
struct SentenceFilters {
    /// What is looked for.
    private(set) var tokens: [Token] = []
    /// In whole units of the currency, inclusive.
    private(set) var minimum: Numeral?
    private(set) var maximum: Numeral?
    private(set) var inStockOnly = false
    /// Whether the cheapest is wanted first.
    private(set) var prefersCheap = false

    private let all: [Token]
    private var position = 0

    init(_ tokens: [Token]) {
        all = tokens
        while position < all.count {
            if !readRange(), !readBound(), !readStock(), !readCheap() {
                self.tokens.append(all[position])
                position += 1
            }
        }
        // A condition alone asks for nothing: "menos de 300" may be a name after all.
        guard !self.tokens.contains(where: { !StopWords.contains($0.text) }) else { return }
        self.tokens = all
        (minimum, maximum, inStockOnly, prefersCheap) = (nil, nil, false, false)
    }

    /// A way to begin a condition. Without `isPlain` it speaks of a price only next to a currency.
    private struct Opening {
        let words: [String]
        let isMaximum: Bool
        let isPlain: Bool

        init(_ text: String, isMaximum: Bool, isPlain: Bool) {
            words = text.split(separator: " ").map(String.init)
            self.isMaximum = isMaximum
            self.isPlain = isPlain
        }
    }

    private static let openings: [Opening] = {
        let plainMaximum = [
            "menos de", "menor a", "menores a", "menor de", "menor que", "por debajo de", "debajo de", "no mas de",
            "no pase de", "no pasen de", "under", "below", "less than", "cheaper than", "no more than", "abaixo de",
        ]
        let maximum = ["hasta", "maximo", "maximo de", "max", "up to", "at most", "ate", "no maximo"]
        let plainMinimum = ["arriba de", "por encima de", "mayor a", "mayores a", "over", "above", "acima de"]
        let minimum = ["mas de", "desde", "minimo", "minimo de", "more than", "at least", "mais de", "a partir de"]
        let openings =
            plainMaximum.map { Opening($0, isMaximum: true, isPlain: true) }
            + maximum.map { Opening($0, isMaximum: true, isPlain: false) }
            + plainMinimum.map { Opening($0, isMaximum: false, isPlain: true) }
            + minimum.map { Opening($0, isMaximum: false, isPlain: false) }
        return openings.sorted { $0.words.count > $1.words.count }
    }()
    private static let currencies: Set<String> = [
        "peso", "pesos", "mxn", "varos", "usd", "dolar", "dolares", "dollar", "dollars", "bucks", "real", "reais",
        "brl",
        "euro", "euros", "soles", "cop", "ars", "clp", "pen",
    ]
    private static let cheap: Set<String> = [
        "barato", "barata", "baratos", "baratas", "economico", "economica", "economicos", "economicas", "cheapest",
        "cheap", "cheaper",
    ]
    private static let comparatives: Set<String> = [
        "mas", "mais", "muy", "lo", "los", "las", "el", "la", "o", "a", "the",
    ]
    private static let only: Set<String> = ["solo", "solamente", "only", "apenas", "somente", "nomas"]
    private static let stock: Set<String> = [
        "disponible", "disponibles", "existencia", "stock", "available", "disponivel", "disponiveis", "estoque",
    ]

    private func text(_ place: Int) -> String { place < all.count ? all[place].text : "" }

    /// The amount at a place and how many tokens it takes; `isPrice` tells that a currency says so.
    private func amount(at place: Int) -> (numeral: Numeral, length: Int, isPrice: Bool)? {
        guard place < all.count, all[place].kind == .number, !all[place].isFactor,
            let numeral = Numeral(all[place].bytes)
        else { return nil }
        let hasCurrency = Self.currencies.contains(text(place + 1))
        return (numeral, hasCurrency ? 2 : 1, hasCurrency || all[place].isPrice)
    }

    /// "entre 100 y 200", "de 100 a 200 pesos".
    private mutating func readRange() -> Bool {
        let isPlain = ["entre", "between"].contains(text(position))
        guard isPlain || ["de", "from"].contains(text(position)), let low = amount(at: position + 1),
            ["y", "a", "and", "to", "e", "ate"].contains(text(position + 1 + low.length)),
            let high = amount(at: position + 2 + low.length), isPlain || low.isPrice || high.isPrice
        else { return false }
        (minimum, maximum) = (low.numeral, high.numeral)
        take(2 + low.length + high.length)
        return true
    }

    private mutating func readBound() -> Bool {
        for opening in Self.openings {
            let count = opening.words.count
            guard (0..<count).allSatisfy({ text(position + $0) == opening.words[$0] }),
                let amount = amount(at: position + count), opening.isPlain || amount.isPrice
            else { continue }
            if opening.isMaximum { maximum = amount.numeral } else { minimum = amount.numeral }
            take(count + amount.length)
            return true
        }
        return false
    }

    private mutating func readStock() -> Bool {
        guard Self.only.contains(text(position)) else { return false }
        for length in 2...4 where Self.stock.contains(text(position + length - 1)) {
            inStockOnly = true
            take(length)
            return true
        }
        return false
    }

    private mutating func readCheap() -> Bool {
        guard Self.cheap.contains(text(position)) else { return false }
        prefersCheap = true
        while let last = tokens.last, Self.comparatives.contains(last.text) { tokens.removeLast() }
        take(1)
        return true
    }

    /// Leaves tokens out, and the "de" or "que cueste" that led to them.
    private mutating func take(_ count: Int) {
        while let last = tokens.last, Self.links.contains(last.text) { tokens.removeLast() }
        position += count
    }

    private static let links: Set<String> = [
        "de", "que", "cueste", "cuesten", "cuesta", "precio", "con", "a", "por", "for",
    ]
}
