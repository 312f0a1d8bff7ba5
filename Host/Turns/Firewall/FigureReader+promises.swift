// Stock figures and delivery times: what a customer would hold the business to.

extension FigureReader {
    // MARK: Stock

    /// "9 disponibles", "quedan 3", "tenemos 24 piezas", "stock: 12".
    func stock() -> [Figure] {
        var found: [Figure] = []
        var index = 0
        while index < tokens.count {
            guard let amount = amount(at: index), !amount.isCode else {
                index += 1
                continue
            }
            if isStock(amount) {
                found.append(Figure(claim: .stock(amount.value), text: words(amount.start, amount.end)))
            }
            index = amount.end
        }
        return found
    }

    private func isStock(_ amount: Amount) -> Bool {
        guard !isKind(.sign, at: amount.start - 1), !isKind(.sign, at: amount.end), !has(.currency, at: amount.end),
            !isKind(.percent, at: amount.end)
        else { return false }
        // "9 piezas disponibles", "24 en existencia"
        var end = amount.end
        if has([.goods, .single], at: end) { end += 1 }
        if has(.preposition, at: end) { end += 1 }
        if has(.stockAfter, at: end) { return isKind(.number, at: amount.start) || amount.value > 1_000 }
        var before = amount.start - 1
        while has(.filler, at: before) || isKind(.colon, at: before) { before -= 1 }
        let isCount = !has(.unit, at: amount.end) || has(.goods, at: amount.end)
        if has(.stockBefore, at: before) {
            return isCount && (isKind(.number, at: amount.start) || amount.value > 1_000)
        }
        return has(.holding, at: before) && has(.goods, at: amount.end)
    }

    // MARK: Delivery

    /// Days, dates and spans of time in a sentence about delivery.
    func deliveries() -> [Figure] {
        var found: [Figure] = []
        var start = 0
        while start < tokens.count {
            var end = start
            while end < tokens.count, tokens[end].kind != .stop { end += 1 }
            if (start..<end).contains(where: { has(.delivery, at: $0) }) { found += times(in: start..<end) }
            start = end + 1
        }
        return found
    }

    private func times(in sentence: Range<Int>) -> [Figure] {
        var found: [Figure] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard let end = timeEnd(at: index, before: sentence.upperBound) else {
                index += 1
                continue
            }
            let text = words(index, end)
            found.append(Figure(claim: .delivery(FoldedWords.folded(text)), text: text))
            index = end
        }
        return found
    }

    /// Behind the time that begins here: "viernes", "25 de noviembre", "25/11/2026",
    /// "24 horas", "3 a 5 dias habiles".
    private func timeEnd(at index: Int, before limit: Int) -> Int? {
        if has(.day, at: index) { return index + 1 }
        guard isKind(.number, at: index) || has(.number, at: index), let amount = amount(at: index) else {
            return monthEnd(at: index)
        }
        var end = amount.end
        if isKind(.slash, at: end) || isKind(.dash, at: end), token(end)?.isAttached == true {
            while end + 1 < limit, isKind(.slash, at: end) || isKind(.dash, at: end), isKind(.number, at: end + 1) {
                end += 2
            }
            if has(.span, at: end) { return spanEnd(end) }
            return tokens[amount.start].isCode ? end : nil
        }
        if has(.range, at: end), let second = self.amount(at: end + 1) { end = second.end }
        if has(.span, at: end) { return spanEnd(end) }
        if has(.preposition, at: end), has(.month, at: end + 1) { return end + 2 }
        return has(.month, at: end) ? end + 1 : nil
    }

    /// "november 25"
    private func monthEnd(at index: Int) -> Int? {
        guard has(.month, at: index), isKind(.number, at: index + 1) else { return nil }
        return index + 2
    }

    /// "dias habiles", "business days" are one span.
    private func spanEnd(_ index: Int) -> Int { has(.span, at: index + 1) ? index + 2 : index + 1 }
}

/// Words as they are compared: lower case, no accents, one space between.
enum FoldedWords {
    static func folded(_ text: String) -> String {
        var output: [UInt8] = []
        var isPending = false
        for scalar in text.lowercased().unicodeScalars {
            let byte: UInt8
            if scalar.isASCII {
                byte = UInt8(scalar.value)
            } else if (0xC0...0x17F).contains(scalar.value) {
                byte = FigureLexicon.baseLetter(scalar.value)
            } else {
                byte = UInt8(ascii: " ")
            }
            let isWord = byte > UInt8(ascii: " ") && byte != UInt8(ascii: "*") && byte != UInt8(ascii: "_")
            guard isWord else {
                isPending = !output.isEmpty
                continue
            }
            if isPending { output.append(UInt8(ascii: " ")) }
            isPending = false
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
