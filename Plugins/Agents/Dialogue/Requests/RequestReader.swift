// Reads what a customer asks for: a closed grammar over the lexicon of their
// language, or of another one when that explains the whole message.

import OrkestaModel

/// Reads requests in one language.
public struct RequestReader: Sendable {
    private let language: Language

    public init(_ language: Language) { self.language = language }

    public func read(_ text: String) -> Request {
        let words = Words(text)
        guard !words.isEmpty else { return .nothing }
        let own = RequestTokens(words, language)
        guard !own.content.isEmpty else { return read(own, language) }
        // "ok, thanks" from a Mexican is no product.
        for other in Language.allCases where other != language {
            let tokens = RequestTokens(words, other)
            if tokens.content.isEmpty { return read(tokens, other) }
        }
        return read(own, language)
    }

    /// How many words of a message name something, or are of no language that
    /// this reader knows: the fewer, the more it is a message in its language.
    public func namingWordCount(in text: String) -> Int { RequestTokens(Words(text), language).content.count }

    /// Whether a message says in so many words that something is to be bought:
    /// "quiero", "agrega", "I'll take".
    public func saysToBuy(_ text: String) -> Bool {
        let tokens = RequestTokens(Words(text), language)
        return tokens.has(.want) || tokens.has(.add)
    }

    private func read(_ tokens: RequestTokens, _ language: Language) -> Request {
        if tokens.content.isEmpty { return readSteering(tokens) }
        return readNamed(tokens, WishReader(language).wishes(in: tokens.words))
    }

    // MARK: With a product in it

    private func readNamed(_ tokens: RequestTokens, _ wishes: [Wish]) -> Request {
        if tokens.has(.coupon) { return .coupon(tokens.contentText) }
        if tokens.has(.quote) { return .quotation(wishes) }
        let amount = tokens.amounts.first
        switch tokens.head {
        case .remove, .cancel: return .remove(.named(tokens.contentText), amount.flatMap(counted))
        case .change, .rather:
            guard let amount else { break }
            return .change(.named(tokens.contentText), RequestedAmount(amount.amount, unit: amount.unit))
        case .pay, .paid, .checkout, .person, .discount, .show, .document, .resume, .empty:
            if amount == nil || tokens.head == .discount { return readSteering(tokens) }
        default: break
        }
        if amount == nil, let said = lateSteering(tokens) { return said }
        if tokens.asksPrice, !wishes.isEmpty { return .prices(wishes) }
        // "la de 1 litro" names a product by its size.
        guard !wishes.isEmpty else { return .wishes([Wish(text: tokens.contentText)], isOrder: false) }
        let isOrder = tokens.has(.want) || tokens.has(.add) || tokens.has(.more) || !tokens.amounts.isEmpty
        return .wishes(wishes, isOrder: isOrder)
    }

    /// "mi tarjeta es de crédito, ¿cómo pago?": few words besides a plain request.
    private func lateSteering(_ tokens: RequestTokens) -> Request? {
        guard tokens.content.count <= 2 else { return nil }
        let plain: [WordClass] = [.paid, .pay, .checkout, .person, .discount]
        return plain.contains(where: tokens.has) ? readSteering(tokens) : nil
    }

    // MARK: Without

    private func readSteering(_ tokens: RequestTokens) -> Request {
        plainRequest(tokens) ?? basketRequest(tokens) ?? answer(tokens)
    }

    /// Requests that stand whatever else is said, the weightiest first.
    private func plainRequest(_ tokens: RequestTokens) -> Request? {
        if tokens.has(.person) { return .person }
        if tokens.has(.empty) || (tokens.has(.remove) && tokens.has(.all)) { return .empty }
        if tokens.has(.paid) { return .paid }
        if tokens.has(.cancel), tokens.reference == nil { return .cancel }
        if tokens.has(.remove) || tokens.has(.cancel) { return removal(tokens) }
        if tokens.has(.discount) || tokens.amounts.isEmpty && tokens.percentage != nil {
            return .discount(tokens.percentage)
        }
        let plain: [(WordClass, Request)] = [
            (.checkout, .checkout), (.pay, .pay), (.document, .document), (.quote, .quotation([])),
            (.options, .options), (.show, .show), (.resume, .resume),
        ]
        return plain.first { tokens.has($0.0) }?.1
    }

    private func removal(_ tokens: RequestTokens) -> Request {
        let amount = tokens.amounts.first.map { RequestedAmount($0.amount, unit: $0.unit) }
        if tokens.reference == nil, amount == nil, !tokens.has(.basket) { return .no }
        return .remove(tokens.reference, amount)
    }

    private func basketRequest(_ tokens: RequestTokens) -> Request? {
        let written = tokens.amounts.first
        let amount = written.map { RequestedAmount($0.amount, unit: $0.unit) }
        if tokens.has(.change) || tokens.has(.rather), let amount { return .change(tokens.reference, amount) }
        if tokens.has(.more) || (tokens.has(.add) && tokens.reference == nil && amount != nil) {
            return .more(tokens.reference, amount)
        }
        if let reference = tokens.reference {
            return tokens.asksPrice ? .priceOf(reference) : .take(reference, amount)
        }
        guard let written, let amount else { return nil }
        if written.isArticle, !tokens.has(.want) { return tokens.tokens.count == 1 ? .number(amount) : nil }
        return .number(amount)
    }

    private func answer(_ tokens: RequestTokens) -> Request {
        if tokens.has(.no) { return .no }
        if tokens.has(.confirm) { return .confirm }
        if tokens.has(.want) || tokens.has(.add) { return .take(.that, nil) }
        if tokens.has(.yes) { return .yes }
        if tokens.has(.basket) { return .show }
        if tokens.has(.thanks) { return .thanks }
        return tokens.has(.greeting) ? .greeting : .unclear
    }

    /// "quita un martillo" removes the line, "quita 2 martillos" so many of it.
    private func counted(_ written: WrittenAmount) -> RequestedAmount? {
        written.isArticle ? nil : RequestedAmount(written.amount, unit: written.unit)
    }
}
