// Takes apart what products a customer names, and how much of each: "3 balatas
// y 2 litros de aceite", a pasted list, a supplier's shorthand.

import OrkestaModel

/// Reads wishes in one language.
public struct WishReader: Sendable {
    /// More lines than this in one message are not read.
    public static let wishesMax = 60
    private let language: Language
    private static let joiners: Set<String> = ["y", "e", "and", "mas"]

    public init(_ language: Language) { self.language = language }

    public func wishes(in words: Words) -> [Wish] {
        var wishes: [Wish] = []
        for clause in clauses(of: words) {
            guard wishes.count < Self.wishesMax else { break }
            switch piece(clause, words) {
            case .wish(let wish): wishes.append(wish)
            case .amount(let amount, let unit):
                // "martillo, 3": the number belongs to what stands before it.
                guard let last = wishes.indices.last, wishes[last].amount == nil else { continue }
                (wishes[last].amount, wishes[last].unit) = (amount, unit)
            case nil: continue
            }
        }
        return wishes
    }

    private enum Piece {
        case wish(Wish)
        case amount(Amount, NamedUnit?)
    }

    // MARK: Clauses

    /// Ranges of words between commas and line ends, and before "y 2 ...".
    private func clauses(of words: Words) -> [Range<Int>] {
        let reader = AmountReader(words: words, language: language)
        var clauses: [Range<Int>] = []
        var (start, index) = (0, 0)
        while index < words.count {
            let isJoiner =
                Self.joiners.contains(words.all[index].folded) && index > start && counts(at: index + 1, words)
            if words.all[index].beginsClause || isJoiner {
                if index > start { clauses.append(start..<index) }
                start = isJoiner ? index + 1 : index
            }
            // The "y" of "dos y medio" joins nothing.
            index += isJoiner ? 1 : max(1, reader.amount(at: index)?.wordCount ?? 1)
        }
        if start < words.count { clauses.append(start..<words.count) }
        return clauses
    }

    private func counts(at index: Int, _ words: Words) -> Bool {
        let reader = AmountReader(words: words, language: language)
        guard let amount = reader.amount(at: index), index + amount.wordCount < words.count else { return false }
        // "kilo y medio" is one amount; "y medio kilo de queso" begins another.
        return amount.unit != nil || amount.amount.quantity.map { $0 >= .one } ?? true
    }

    // MARK: One clause

    private func piece(_ clause: Range<Int>, _ words: Words) -> Piece? {
        var range = withoutNumbering(clause, words)
        range = withoutCourtesies(range, words)
        range = withoutAnnouncement(range, words)
        guard !range.isEmpty else { return nil }
        let reader = AmountReader(words: words, language: language)
        if let leading = reader.amount(at: range.lowerBound), !isMeasure(leading, at: range.lowerBound, words) {
            return afterAmount(leading, range, words)
        }
        if let (trailing, end) = trailingAmount(range, words) {
            let name = withoutCourtesies(range.lowerBound..<end, words)
            if !name.isEmpty {
                return .wish(Wish(text: words.written(name), amount: trailing.amount, unit: trailing.unit))
            }
        }
        return .wish(Wish(text: words.written(range)))
    }

    private func afterAmount(_ leading: WrittenAmount, _ range: Range<Int>, _ words: Words) -> Piece? {
        let end = min(range.upperBound, range.lowerBound + leading.wordCount)
        let name = withoutCourtesies(end..<range.upperBound, words)
        guard let unit = leading.unit, unit.isPackage || name.isEmpty else {
            guard !name.isEmpty else { return .amount(leading.amount, leading.unit) }
            return .wish(Wish(text: words.written(name), amount: leading.amount, unit: leading.unit))
        }
        // "3 cubetas", "2 cajas de clavos": the package may be the product.
        let packaged = range.lowerBound + leading.numberWordCount..<(name.isEmpty ? end : name.upperBound)
        if name.isEmpty, !unit.isPackage { return .amount(leading.amount, unit) }
        return .wish(Wish(text: words.written(packaged), amount: leading.amount, unit: name.isEmpty ? nil : unit))
    }

    /// "1/2 pulgada" and "110 V" belong to the product's name.
    private func isMeasure(_ amount: WrittenAmount, at index: Int, _ words: Words) -> Bool {
        guard amount.unit == nil, index + amount.wordCount < words.count else { return false }
        let next = words.all[index + amount.wordCount].folded
        return Self.sizeWords.contains(next) || (words.all[index].folded.contains("/") && next == "x")
    }

    /// "aceite 20w50 x 3", "cemento gris: 10 bultos", "filtro 2 pzas".
    private func trailingAmount(_ range: Range<Int>, _ words: Words) -> (WrittenAmount, end: Int)? {
        let reader = AmountReader(words: words, language: language)
        for start in max(range.lowerBound + 1, range.upperBound - 3)..<max(range.lowerBound + 1, range.upperBound) {
            guard let amount = reader.amount(at: start), start + amount.wordCount == range.upperBound else { continue }
            let isTimes = words.all[start - 1].folded == "x"
            let isGlued = words.all[start].folded.hasPrefix("x") && words.all[start].folded.count > 1
            let isCounted = amount.unit.map { $0.measure == nil } ?? false
            guard isTimes || isGlued || isCounted || isSetOff(start, words) else { continue }
            return (amount, isTimes ? start - 1 : start)
        }
        return nil
    }

    /// A dash, a colon or a bracket stands between the name and the number.
    private func isSetOff(_ index: Int, _ words: Words) -> Bool {
        let between = words.text[words.all[index - 1].range.upperBound..<words.all[index].range.lowerBound]
        return between.contains { ":(=\t".contains($0) } || between.contains(" - ") || between.contains(" – ")
    }

    /// The "1." or "1)" before a line of a list.
    private func withoutNumbering(_ range: Range<Int>, _ words: Words) -> Range<Int> {
        let first = words.all[range.lowerBound]
        guard first.beginsLine, first.isNumeric, range.count > 1, Int(first.folded) != nil else { return range }
        let behind = words.text[first.range.upperBound...].prefix(2)
        let isNumbering = behind.hasPrefix(")") || behind == ". " || behind.hasPrefix(".-")
        return isNumbering ? range.lowerBound + 1..<range.upperBound : range
    }

    /// "one more thing: 3 kg of nails": the number that counts is behind the announcement.
    private func withoutAnnouncement(_ range: Range<Int>, _ words: Words) -> Range<Int> {
        let reader = AmountReader(words: words, language: language)
        guard !range.isEmpty, let one = reader.amount(at: range.lowerBound), one.unit == nil,
            one.amount == .quantity(.one), !isMeasure(one, at: range.lowerBound, words)
        else { return range }
        let end = min(range.upperBound, range.lowerBound + one.wordCount)
        let rest = withoutCourtesies(end..<range.upperBound, words)
        let isAnnounced = rest.lowerBound > end && !Self.prepositions.contains(words.all[end].folded)
        guard isAnnounced, !rest.isEmpty, let amount = reader.amount(at: rest.lowerBound),
            !isMeasure(amount, at: rest.lowerBound, words)
        else { return range }
        return rest
    }

    /// Words of asking before the product, and courtesies behind it.
    private func withoutCourtesies(_ range: Range<Int>, _ words: Words) -> Range<Int> {
        let lexicon = Lexicon.of(language)
        let reader = AmountReader(words: words, language: language)
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, let found = lexicon.meaning(at: start, of: words), !Self.naming.contains(found.meaning) {
            if found.count == 1, reader.amount(at: start) != nil { break }
            start = min(end, start + found.count)
        }
        while end > start, let found = lexicon.meaning(at: end - 1, of: words), Self.trailing.contains(found.meaning) {
            end -= 1
        }
        return start..<end
    }

    /// Words that may begin a product's name although they steer as well.
    private static let naming: Set<WordClass> = [.last, .cheapest, .all]
    /// "uno de 4 litros" is one, of that size.
    private static let prepositions: Set<String> = ["de", "del", "do", "da", "of", "con", "com", "with"]
    private static let trailing: Set<WordClass> = [.glue, .thanks, .yes, .more]
    private static let sizeWords: Set<String> = [
        "pulgada", "pulgadas", "pulg", "in", "inch", "inches", "polegada", "polegadas", "mm", "milimetros", "v",
        "volts",
        "w", "watts", "hp", "amp", "amperes", "pies", "feet",
    ]
}
