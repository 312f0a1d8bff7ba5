// Takes a message apart into product lines: "3 balatas y 2 litros de aceite",
// pasted lists, "martillo x2".

/// One product line of a message, in the customer's words.
public struct WishLine: Sendable, Equatable {
    /// What is wanted, without the quantity.
    public var text: String
    /// A decimal such as "2" or "0.5"; nil when the line names none.
    public var quantity: String?
    /// The unit of sale that the quantity counts: PZA, KG, L, CAJA, …; nil when it names none.
    public var unit: String?
    /// The quantity as written, when it is a size that a product may have by itself ("2 litros").
    var measure: String?
    /// The whole line with its quantity, in case that is the name of a product ("7 up").
    var written = ""

    /// Whether it is a quantity of nothing that was named.
    var isBare: Bool { text.isEmpty }
}

enum WishReader {
    private static let joiners: Set<String> = ["y", "e", "and", "mas", "plus", "ademas", "tambien", "tambem", "also"]
    private static let openers: Set<String> = [
        "quiero", "dame", "necesito", "ocupo", "manda", "pon", "ponme", "agrega",
    ]
    private static let ofs: Set<String> = ["de", "of", "do", "da", "dos", "das"]
    private static let quantityMax: Int64 = 100_000

    /// A piece of a message between separators; `isListed` when a mark rather than a word set it apart.
    struct Piece {
        let words: [Substring]
        let isListed: Bool

        var text: String { words.joined(separator: " ") }
    }

    /// The message cut at line ends, commas, bullets and words that join; at most ``SearchLimits/wishesMax`` pieces.
    static func pieces(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var words: [Substring] = []
        var isListed = true
        func close(listed: Bool) {
            if !words.isEmpty { pieces.append(Piece(words: words, isListed: isListed)) }
            words = []
            isListed = listed
        }
        for line in String(text.prefix(SearchLimits.queryScalarsMax)).split(whereSeparator: isSeparator) {
            close(listed: true)
            for word in line.split(whereSeparator: \.isWhitespace) {
                let isComma = word.count > 1 && word.last == ","
                let bare = isComma ? word.dropLast() : word
                if joiners.contains(FoldedText.collapsed(String(bare))), !words.isEmpty {
                    close(listed: false)
                } else if bare != "-", bare != "*" {
                    words.append(bare)
                }
                if isComma { close(listed: true) }
            }
        }
        close(listed: true)
        return Array(pieces.prefix(SearchLimits.wishesMax))
    }

    /// A comma is no separator here, because it may stand within a number.
    private static func isSeparator(_ character: Character) -> Bool {
        character.isNewline || character == ";" || character == "+" || character == "•" || character == "|"
    }

    /// Reads the quantity in front of a piece, or behind it.
    static func line(_ piece: Piece) -> WishLine {
        var words = piece.words[...]
        while let first = words.first, words.count > 1, isChatter(first) { words = words.dropFirst() }
        guard var line = quantity(words) ?? leading(words) ?? trailing(words) else { return WishLine(text: piece.text) }
        line.written = words.joined(separator: " ")
        return line
    }

    /// Whether a piece only greets, asks or thanks.
    static func isChatter(_ piece: Piece) -> Bool { piece.words.allSatisfy(isChatter) }

    /// Words of asking; not the article, which counts one.
    private static func isChatter(_ word: Substring) -> Bool {
        let folded = FoldedText.collapsed(String(word)).filter { $0.isLetter || $0.isNumber }
        return StopWords.contains(folded) && MeasureReader.amount(of: folded) == nil || folded.isEmpty
            || openers.contains(folded)
    }

    private static func leading(_ words: ArraySlice<Substring>) -> WishLine? {
        for length in [4, 3, 2, 1] where length < words.count {
            guard var line = quantity(words.prefix(length)) else { continue }
            var rest = words.dropFirst(length)
            if let first = rest.first, ofs.contains(FoldedText.collapsed(String(first))), rest.count > 1 {
                rest = rest.dropFirst()
            }
            // "3 en 1" names a product.
            guard let next = rest.first, !["en", "in", "em", "x", "/"].contains(next.lowercased()) else { return nil }
            line.text = rest.joined(separator: " ")
            return line
        }
        return nil
    }

    /// "martillo x2", "filtro de aceite 3 piezas".
    private static func trailing(_ words: ArraySlice<Substring>) -> WishLine? {
        guard words.count > 1, let last = words.last else { return nil }
        let folded = FoldedText.collapsed(String(last))
        if folded.first == "x", let count = Int64(folded.dropFirst()), (1...quantityMax).contains(count) {
            return WishLine(text: words.dropLast().joined(separator: " "), quantity: String(count))
        }
        for length in [2, 1] where length < words.count {
            guard var line = quantity(words.suffix(length)), line.unit != nil, line.measure == nil else { continue }
            line.text = words.dropLast(length).joined(separator: " ")
            return line
        }
        return nil
    }

    /// The quantity that these words are, and nothing else; its `text` is empty.
    private static func quantity(_ words: ArraySlice<Substring>) -> WishLine? {
        let tokens = Tokenizer.tokens(of: words.joined(separator: " "))
        guard let first = tokens.first, tokens.count <= 2 else { return nil }
        if let measure = first.measure {
            guard tokens.count == 1, let unit = measure.unit.saleUnit else { return nil }
            let isPieces = measure.dimension == .pieces
            return WishLine(
                text: "",
                quantity: measure.numeral.decimal,
                unit: unit,
                measure: isPieces ? nil : measure.label
            )
        }
        guard let numeral = first.kind == .number ? Numeral(first.bytes) : MeasureReader.amount(of: first.text),
            numeral.numerator > 0, numeral.numerator <= quantityMax, !first.bytes.contains(UInt8(ascii: "/"))
        else { return nil }
        guard tokens.count == 2 else { return WishLine(text: "", quantity: numeral.decimal) }
        guard let unit = SaleUnits.unit(tokens[1].bytes) else { return nil }
        return WishLine(text: "", quantity: numeral.decimal, unit: unit)
    }
}
