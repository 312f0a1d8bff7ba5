// Amounts of money: with a currency's sign or word, or where a price stands.

extension FigureReader {
    /// A bare number below this is a count unless a price word says otherwise.
    private static let bareMinimum: Int64 = 10_000
    private static let looseMinimum: Int64 = 20_000
    /// How far before an amount the word "price" is looked for, in tokens.
    private static let reach = 12

    /// Every amount of the text.
    func money() -> [Figure] {
        var found: [Figure] = []
        var index = 0
        while index < tokens.count {
            guard let amount = amount(at: index) else {
                index += 1
                continue
            }
            if let (figure, end) = marked(amount) {
                found += rangeStart(of: amount, figure) + [figure]
                index = end
            } else {
                if let figure = bare(amount) { found.append(figure) }
                index = amount.end
            }
        }
        return found
    }

    // MARK: With a currency

    /// The amount with its currency, its cents, and where it ends.
    private func marked(_ amount: Amount) -> (Figure, end: Int)? {
        var (value, end) = (amount.value, amount.end)
        // In "$600.00 MXN a favor" the code belongs to the amount before it.
        let isArticle = end == amount.start + 1 && has(.indefinite, at: amount.start)
        let before = isArticle ? nil : currencyBefore(amount.start)
        guard let currency = before ?? currencyAfter(&end) else {
            guard has(.cents, at: amount.end) else { return nil }
            return (figure(value / 100, .local, amount.start, amount.end + 1), amount.end + 1)
        }
        if end == amount.end { _ = currencyAfter(&end) }
        if let (cents, centsEnd) = cents(at: end) {
            value = value.addingReportingOverflow(cents * 10).partialValue
            end = centsEnd
        }
        return (figure(value, currency, amount.start, end), end)
    }

    /// "$", "MXN", "US$" before the amount; the more telling of two.
    private func currencyBefore(_ start: Int) -> CurrencyHint? {
        var (index, hint): (Int, CurrencyHint?) = (start - 1, nil)
        while let token = token(index), token.kind == .sign || (token.kind == .word && isCode(token)) {
            if hint == nil || hint == .local { hint = token.currency }
            index -= 1
        }
        return hint
    }

    /// "pesos", "MXN", "€" behind the amount, also "de pesos"; steps over it.
    private func currencyAfter(_ end: inout Int) -> CurrencyHint? {
        var (index, hint): (Int, CurrencyHint?) = (end, nil)
        if has(.preposition, at: index), has(.currency, at: index + 1) { index += 1 }
        // "(MXN)", "[pesos]"
        if isKind(.pause, at: index), has(.currency, at: index + 1) { index += 1 }
        while let token = token(index), token.kind == .sign || has(.currency, at: index) {
            // In "$5 $7" the second sign belongs to the 7.
            if token.kind == .sign, isKind(.number, at: index + 1), !token.isAttached { break }
            if hint == nil || hint == .local || hint == .pesos { hint = token.currency }
            index += 1
        }
        if hint != nil { end = index }
        return hint
    }

    /// A word that is a currency's code, and not "real" or "sol" in a sentence.
    private func isCode(_ token: FigureToken) -> Bool {
        token.roles.contains(.currency) && token.end - token.start == 3 && token.currency != .peruvian
            || token.roles.contains(.currency) && token.currency == .peruvian && words(of: token) == "PEN"
    }

    private func words(of token: FigureToken) -> String {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: token.start)
        return String(text[start..<bytes.index(bytes.startIndex, offsetBy: token.end)])
    }

    /// "con 50 centavos", "50/100": hundredths, in thousandths of one, and where
    /// they end.
    private func cents(at start: Int) -> (Int64, end: Int)? {
        let index = has(.joiner, at: start) ? start + 1 : start
        guard let amount = amount(at: index), amount.value < 100_000 else { return nil }
        if has(.cents, at: amount.end) { return (amount.value / 1_000, amount.end + 1) }
        guard isKind(.number, at: index), isKind(.slash, at: index + 1), token(index + 2)?.value == 100_000 else {
            return nil
        }
        return (amount.value / 1_000, index + 3)
    }

    private func figure(_ value: Int64, _ currency: CurrencyHint, _ start: Int, _ end: Int) -> Figure {
        let from = isKind(.sign, at: start - 1) || token(start - 1).map(isCode) ?? false ? start - 1 : start
        return Figure(claim: .money(value, currency, isBare: false), text: words(from, end))
    }

    /// In "de 300 a 400 pesos" the 300 is money too.
    private func rangeStart(of amount: Amount, _ figure: Figure) -> [Figure] {
        guard case .money(_, let currency, _) = figure.claim else { return [] }
        let link = isKind(.sign, at: amount.start - 1) ? amount.start - 2 : amount.start - 1
        guard has(.range, at: link) || isKind(.dash, at: link), let first = token(link - 1), first.kind == .number,
            !first.isCode, !isKind(.sign, at: link - 2), !has(.currency, at: link - 2),
            first.value < amount.value, !isCount(first, before: link, at: amount)
        else { return [] }
        return [Figure(claim: .money(first.value, currency, isBare: false), text: words(link - 1, link))]
    }

    /// In "bolsa con 50 a $280.00" and "caja de 12 a $350.00" the first number is how
    /// many there are for that price.
    private func isCount(_ first: FigureToken, before link: Int, at amount: Amount) -> Bool {
        guard isKind(.sign, at: amount.start - 1), has(.range, at: link) else { return false }
        return !has(.preposition, at: link - 2) || amount.hasCents && !first.hasCents
    }

    // MARK: Without one

    /// An amount that only its place makes one.
    private func bare(_ amount: Amount) -> Figure? {
        guard !amount.isCode, !isKind(.percent, at: amount.end), !isUnit(at: amount.end, amount) else { return nil }
        guard stands(amount) else { return nil }
        return Figure(
            claim: .money(amount.value, .local, isBare: true),
            text: words(amount.start, amount.end)
        )
    }

    private func stands(_ amount: Amount) -> Bool {
        let isPriceOfOne = isPriceOfOne(amount)
        let before = wordBefore(amount.start)
        if has(.article, at: before), !has(.copula, at: before), !isPriceOfOne { return amount.hasCents }
        if has(.price, at: before) { return isDigits(amount) || endsClause(amount.end) || isPriceOfOne }
        if amount.hasCents, isDigits(amount) { return true }
        if isPriceOfOne { return amount.value >= Self.bareMinimum || has(.preposition, at: before) }
        guard endsClause(amount.end) else { return false }
        let leads =
            has([.copula, .preposition], at: before) || isKind(.colon, at: before) || isKind(.equals, at: before)
        if leads, saysPrice(before: before) { return true }
        if isKind(.equals, at: before) || has(.copula, at: before) { return amount.value >= Self.bareMinimum }
        if has(.preposition, at: before) { return standsAfterPreposition(amount, before) }
        if has(.bargain, at: before) { return amount.value >= Self.looseMinimum }
        return isAlone(amount)
    }

    private func standsAfterPreposition(_ amount: Amount, _ before: Int) -> Bool {
        if hasBargain(before: before) { return amount.value >= Self.bareMinimum }
        // Not "de 9 a 18", and not a page or a size.
        guard amount.value >= Self.looseMinimum, !isKind(.number, at: before - 1) else { return false }
        return has(.range, at: before) || token(before)?.roles.contains(.continuation) ?? false
            ? saysNothingElse(before: before) : false
    }

    /// "a 350" and "por 350" are prices when the sentence has little else.
    private func saysNothingElse(before index: Int) -> Bool {
        let sentence = sentenceStart(before: index)
        return index - sentence <= 2
    }

    /// The word before the amount, over "only", "about" and a colon's word.
    private func wordBefore(_ start: Int) -> Int {
        var index = start - 1
        while has(.filler, at: index), !has([.price, .copula], at: index) { index -= 1 }
        // "precio: 350", "total = 350"
        if isKind(.colon, at: index) || isKind(.equals, at: index), has(.price, at: index - 1) { return index - 1 }
        return index
    }

    private func saysPrice(before index: Int) -> Bool {
        let start = max(sentenceStart(before: index), index - Self.reach)
        return start <= index && (start...index).contains { has(.price, at: $0) }
    }

    private func hasBargain(before index: Int) -> Bool {
        let start = max(sentenceStart(before: index), index - 4)
        return start <= index && (start...index).contains { has([.bargain, .price], at: $0) }
    }

    private func sentenceStart(before index: Int) -> Int {
        var start = index
        while start > 0, !isKind(.stop, at: start - 1) { start -= 1 }
        return start
    }

    /// "350 cada uno", "350 la pieza", "350/kg", "350 c/u".
    private func isPriceOfOne(_ amount: Amount) -> Bool {
        let end = amount.end
        if has(.each, at: end) { return true }
        if isKind(.slash, at: end), has([.unit, .single], at: end + 1) { return true }
        guard amount.value != 1_000 else { return false }
        if has(.single, at: end) { return saysPrice(before: amount.start) || has(.preposition, at: amount.start - 1) }
        return has([.article, .preposition, .indefinite], at: end) && has(.single, at: end + 1)
    }

    private func isUnit(at index: Int, _ amount: Amount) -> Bool {
        if isKind(.slash, at: index) { return false }
        guard has([.unit, .single], at: index) else { return isInches(at: index) }
        return amount.value == 1_000 || !has(.single, at: index) || !isPriceOfOne(amount)
    }

    /// 1/2" and 3'.
    private func isInches(at index: Int) -> Bool {
        guard let mark = token(index), mark.kind == .pause, mark.isAttached else { return false }
        let quote = words(index, index + 1)
        return quote == "\"" || quote == "'" || quote == "”" || quote == "″"
    }

    private func isDigits(_ amount: Amount) -> Bool { isKind(.number, at: amount.start) }

    /// Nothing that counts comes behind: the clause ends, or goes on about money.
    private func endsClause(_ index: Int) -> Bool {
        guard let token = token(index) else { return true }
        switch token.kind {
        case .stop, .pause, .colon, .equals, .plus: return true
        case .dash: return !token.isAttached
        case .word: return token.roles.contains(.continuation)
        case .number, .sign, .percent, .slash: return false
        }
    }

    /// The text is the number and nothing else.
    private func isAlone(_ amount: Amount) -> Bool {
        amount.start == 0 && amount.value >= Self.bareMinimum && isDigits(amount)
            && (amount.end..<tokens.count).allSatisfy { tokens[$0].kind == .stop }
    }
}
