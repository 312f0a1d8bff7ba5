// A message as the grammar sees it: amounts, places, words of steering, and
// what names a product.

import OrkestaModel

/// One piece of a message.
struct RequestToken: Equatable {
    enum Kind: Equatable {
        case meaning(WordClass)
        case amount(WrittenAmount)
        case ordinal(Int)
        /// A word that names something.
        case content
    }

    let kind: Kind
    /// Its words.
    let range: Range<Int>

    var meaning: WordClass? {
        guard case .meaning(let meaning) = kind else { return nil }
        return meaning
    }
}

/// The pieces of a message, in order, without gaps.
struct RequestTokens {
    let words: Words
    let tokens: [RequestToken]
    private let language: Language

    init(_ words: Words, _ language: Language) {
        (self.words, self.language) = (words, language)
        let cutter = TokenCutter(words: words, language: language)
        var tokens: [RequestToken] = []
        var index = 0
        while index < words.count {
            let token = cutter.token(at: index)
            tokens.append(token)
            index = token.range.upperBound
        }
        self.tokens = tokens
    }

    func has(_ meaning: WordClass) -> Bool { tokens.contains { $0.meaning == meaning } }

    var content: [RequestToken] { tokens.filter { $0.kind == .content } }

    /// The first word that steers, courtesies and answers before it aside.
    var head: WordClass? {
        for token in tokens {
            guard let meaning = token.meaning else { return nil }
            if !Self.courtesies.contains(meaning) { return meaning }
        }
        return nil
    }

    private static let courtesies: Set<WordClass> = [.glue, .greeting, .yes, .no, .thanks, .basket]

    /// Amounts that say how many, percentages and places aside: "the second one"
    /// counts nothing.
    var amounts: [WrittenAmount] {
        let hasPlace = tokens.indices.contains { place(at: $0) != nil }
        return tokens.indices.compactMap { index in
            guard case .amount(let amount) = tokens[index].kind, !amount.isPercent, place(at: index) == nil else {
                return nil
            }
            return amount.isArticle && hasPlace ? nil : amount
        }
    }

    /// "10%", or just the number of "un descuento de 10".
    var percentage: Percentage? {
        let written = tokens.compactMap { token -> WrittenAmount? in
            guard case .amount(let amount) = token.kind, !amount.isArticle else { return nil }
            return amount
        }
        let amount = written.first(where: \.isPercent) ?? (has(.discount) ? written.first : nil)
        guard let quantity = amount?.amount.quantity, quantity.thousandths <= 100_000 else { return nil }
        return Percentage(hundredths: quantity.thousandths / 10)
    }

    /// "¿cuánto cuesta ...?", where nothing is said of buying.
    var asksPrice: Bool {
        guard !has(.want), !has(.add) else { return false }
        let phrases = Self.priceQuestions(language)
        return words.all.indices.contains { index in phrases.contains { words.says($0, at: index) } }
    }

    private static func priceQuestions(_ language: Language) -> [[String]] {
        switch language {
        case .spanish: spanishPriceQuestions
        case .english: englishPriceQuestions
        case .portuguese: portuguesePriceQuestions
        }
    }

    private static let spanishPriceQuestions = phrases(
        "cuanto cuesta,cuanto cuestan,cuanto vale,cuanto valen,cuanto sale,cuanto salen,a cuanto,precio,precios"
    )
    private static let englishPriceQuestions = phrases("how much,price,prices,cost,costs")
    private static let portuguesePriceQuestions = phrases(
        "quanto custa,quanto custam,quanto sai,quanto ta,quanto esta,preco,precos"
    )

    private static func phrases(_ text: String) -> [[String]] {
        text.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
    }

    /// Which product is meant, products by name aside.
    var reference: Reference? {
        for index in tokens.indices {
            if let place = place(at: index) { return .place(place) }
            switch tokens[index].meaning {
            case .last: return .last
            case .cheapest: return .cheapest
            default: continue
            }
        }
        if has(.all) { return .all }
        return has(.that) ? .that : nil
    }

    /// "el segundo", "opción 2", "la 2": from 1; nil for a count.
    private func place(at index: Int) -> Int? {
        if case .ordinal(let place) = tokens[index].kind { return place }
        guard case .amount(let written) = tokens[index].kind, written.unit == nil, !written.isArticle,
            case .quantity(let quantity) = written.amount, quantity.isWhole, quantity.thousandths <= 20_000, index > 0
        else { return nil }
        let before = tokens[index - 1]
        let said = words.all[before.range.upperBound - 1].folded
        let isPlace = before.meaning == .place || Self.singularArticles(language).contains(said)
        let isAlone = index + 1 == tokens.count || tokens[index + 1].kind != .content
        return isPlace && isAlone ? Int(quantity.thousandths / 1_000) : nil
    }

    private static func singularArticles(_ language: Language) -> Set<String> {
        switch language {
        case .spanish: ["el", "la", "del", "al"]
        case .english: ["the"]
        case .portuguese: ["o", "a", "do", "da"]
        }
    }

    /// What names a product, from its first word to its last, as written.
    var contentText: String {
        guard let first = content.first, let last = content.last else { return "" }
        return words.written(first.range.lowerBound..<last.range.upperBound)
    }
}

/// Decides what stands at a place of a message.
private struct TokenCutter {
    let words: Words
    let language: Language
    private let lexicon: PhraseTable<WordClass>
    private let folded: [String]

    init(words: Words, language: Language) {
        self.words = words
        self.language = language
        lexicon = Lexicon.of(language)
        folded = words.folded
    }

    func token(at index: Int) -> RequestToken {
        let found = lexicon.meaning(at: index, of: words)
        if let found, found.count > 1 { return made(.meaning(found.meaning), index, found.count) }
        if let amount = amount(at: index) { return made(.amount(amount), index, amount.wordCount) }
        if let place = Ordinals.place(folded[index]) { return made(.ordinal(place), index, 1) }
        if let found { return made(.meaning(found.meaning), index, 1) }
        return made(.content, index, 1)
    }

    private func made(_ kind: RequestToken.Kind, _ index: Int, _ count: Int) -> RequestToken {
        RequestToken(kind: kind, range: index..<index + count)
    }

    /// "cuarto" is a place unless a unit follows; "el de 500 g" names one.
    private func amount(at index: Int) -> WrittenAmount? {
        guard let amount = AmountReader(words: words, language: language).amount(at: index) else { return nil }
        let isPart =
            amount.numberWordCount == 1 && !words.all[index].isNumeric
            && amount.amount.quantity.map { $0 < .one } ?? false
        if isPart, amount.unit == nil { return nil }
        let isMeasure = amount.unit?.measure != nil && index > 0 && ["de", "of"].contains(folded[index - 1])
        return isMeasure ? nil : amount
    }
}
