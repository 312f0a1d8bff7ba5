// Several wishes in one message, each with its own hits: where one ends and the
// next begins is decided by what the catalog has.

/// A product line of a message and what the catalog has for it.
public struct WishAnswer: Sendable, Equatable {
    public let line: WishLine
    public let answer: SearchAnswer
}

extension CatalogIndex {
    /// The product lines of a message, each searched for; one line for a message that names one product.
    ///
    /// "blanco y negro" stays one wish where a product is both, "martillo y clavos" is two where each is found.
    /// At most ``SearchLimits/wishesMax`` lines.
    public func wishes(_ text: String, limit: Int, filters: SearchFilters = SearchFilters()) -> [WishAnswer] {
        let pieces = WishReader.pieces(text).filter { !WishReader.isChatter($0) }
        guard pieces.count > 1 else {
            let whole = WishReader.Piece(words: text.split(whereSeparator: \.isWhitespace), isListed: true)
            return [answered(WishReader.line(pieces.first ?? whole), limit, filters)]
        }
        var lines: [WishLine] = []
        for piece in pieces {
            let line = WishReader.line(piece)
            if let last = lines.last, line.isBare {
                lines[lines.count - 1] = last.counted(by: line)
            } else if let last = lines.last, belongs(line, to: last, isListed: piece.isListed) {
                lines[lines.count - 1].text = last.text + " " + piece.text
            } else {
                lines.append(line)
            }
        }
        return lines.map { answered($0, limit, filters) }
    }

    /// Whether a piece goes on with the line before it: a size, a brand, the second half of a name.
    private func belongs(_ line: WishLine, to last: WishLine, isListed: Bool) -> Bool {
        if line.quantity != nil, line.measure == nil { return false }
        let together = search(last.text + " " + line.text, limit: 1)
        let isOne = together.unmatchedWords.isEmpty && together.hits.first.map(Self.isSure) ?? false
        return isOne && (!isListed || !namesThing(line.text))
    }

    /// Whether a text by itself names a product, and not only its brand or another property.
    private func namesThing(_ text: String) -> Bool {
        let answer = search(text, limit: 1)
        guard answer.isComplete, let best = answer.hits.first else { return false }
        let first = WordsOfName(best.document.name).first
        return best.matchedWords.contains { $0.productWord == first }
    }

    private static func isSure(_ hit: SearchHit) -> Bool { hit.matchedWords.allSatisfy { $0.kind <= .synonym } }

    /// A quantity that is a size of the best product itself, as in "2 litros de aceite", counts one of it.
    private func answered(_ line: WishLine, _ limit: Int, _ filters: SearchFilters) -> WishAnswer {
        if let measure = line.measure {
            let sized = search("\(line.text) \(measure)", limit: limit, filters: filters)
            let hasSize = sized.hits.first?.matchedWords.contains { $0.queryWord == measure } ?? false
            if hasSize, sized.unmatchedWords.isEmpty {
                var one = line
                (one.text, one.quantity, one.unit) = ("\(line.text) \(measure)", "1", nil)
                return WishAnswer(line: one, answer: sized)
            }
        }
        if line.quantity != nil, line.unit == nil, !line.written.isEmpty {
            let whole = search(line.written, limit: limit, filters: filters)
            let first = FoldedText.collapsed(String(line.written.prefix { !$0.isWhitespace }))
            if whole.isComplete, whole.hits.first?.matchedWords.contains(where: { $0.queryWord == first }) ?? false {
                return WishAnswer(line: WishLine(text: line.written), answer: whole)
            }
        }
        let text = line.isBare ? line.written : line.text
        return WishAnswer(line: line, answer: search(text, limit: limit, filters: filters))
    }
}

extension WishLine {
    /// A size that follows belongs to the name, a number of pieces is the quantity.
    fileprivate func counted(by bare: WishLine) -> WishLine {
        var line = self
        if let measure = bare.measure {
            line.text += " " + measure
        } else {
            (line.quantity, line.unit) = (bare.quantity, bare.unit)
        }
        return line
    }
}

extension SearchAnswer {
    /// Whether the best product has every word.
    var isComplete: Bool { unmatchedWords.isEmpty && !hits.isEmpty }
}
