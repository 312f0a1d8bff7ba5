// Reads how much a customer wants of a thing: "3", "2 kilos", "medio kilo",
// "kilo y medio", "una docena", "1 1/2 litros", "x3", "-2".

import OrkestaModel

/// An amount within a message.
public struct WrittenAmount: Equatable {
    public let amount: Amount
    public let unit: NamedUnit?
    /// How many words it takes, its unit and the "de" behind it included.
    public let wordCount: Int
    /// Without the unit and what follows: a package's name may be the product.
    public let numberWordCount: Int
    /// Said with an article or "one": a single thing, rather than a count.
    public let isArticle: Bool
    public let isPercent: Bool
}

/// Reads amounts at places of a message.
public struct AmountReader {
    let words: Words
    let language: Language

    public init(words: Words, language: Language) { (self.words, self.language) = (words, language) }

    /// The amount that begins at a word; nil when none does.
    public func amount(at start: Int) -> WrittenAmount? {
        guard words.all.indices.contains(start) else { return nil }
        let word = words.all[start]
        if let glued = gluedAmount(word) { return ended(glued.amount, glued.unit, start, numberWords: 1) }
        if let unit = UnitWords.unit(word.folded), let fraction = trailingHalf(at: start + 1) {
            let thousandths = 1_000 + fraction.value
            return ended(
                Amount(thousandths: thousandths, isNegative: false),
                unit,
                start,
                numberWords: 1 + fraction.count
            )
        }
        guard let number = number(at: start) else { return nil }
        return ended(number.amount, nil, start, numberWords: number.count)
    }

    // MARK: Numbers

    private func number(at start: Int) -> (amount: Amount, count: Int)? {
        let word = words.all[start]
        guard word.isNumeric else { return spelled(at: start) }
        guard let number = DecimalNumber(word.folded, decimalMark: decimalMark) else { return nil }
        if let whole = number.thousandths, let next = fraction(at: start + 1), whole % 1_000 == 0 {
            return (Amount(thousandths: whole + next, isNegative: word.isNegative), 2)
        }
        return (Amount(thousandths: number.thousandths, isNegative: word.isNegative), 1)
    }

    private var decimalMark: Character { language == .portuguese ? "," : "." }

    /// The "1/2" of "1 1/2".
    private func fraction(at index: Int) -> Int64? {
        guard let word = word(index), word.folded.contains("/"), !word.beginsClause,
            let value = DecimalNumber(word.folded, decimalMark: decimalMark)?.thousandths, value < 1_000
        else { return nil }
        return value
    }

    /// "3 litros", "5l", "x3" and "3x" are written without a space as well.
    private func gluedAmount(_ word: Word) -> (amount: Amount, unit: NamedUnit?)? {
        let text = word.folded
        let isCounted = text.hasPrefix("x") || text.hasSuffix("x")
        let bare = isCounted ? text.filter { $0 != "x" } : text
        let digits = bare.prefix { $0.isASCIIDigit || $0 == "." || $0 == "," }
        let rest = bare.dropFirst(digits.count)
        guard !digits.isEmpty, isCounted ? rest.isEmpty : !rest.isEmpty else { return nil }
        let unit = UnitWords.unit(String(rest))
        guard isCounted || unit != nil, let number = DecimalNumber(String(digits), decimalMark: decimalMark) else {
            return nil
        }
        return (Amount(thousandths: number.thousandths, isNegative: word.isNegative), unit)
    }

    /// "doscientos treinta y cinco", "two hundred", "tres cuartos".
    private func spelled(at start: Int) -> (amount: Amount, count: Int)? {
        var total: Int64 = 0
        var group: Int64 = 0
        var smallest = Int64.max
        var index = start
        while let value = value(at: index) {
            if value == 1_000_000, group > 0 || index == start {
                total += max(1_000, group) * 1_000
                (group, smallest) = (0, 1_000_000)
            } else if value == 100_000, language == .english, (1_000..<10_000).contains(group) {
                (group, smallest) = (group * 100, 100_000)
            } else if index == start || (value < magnitude(of: smallest) && value >= 1_000) {
                (group, smallest) = (group + value, value)
            } else {
                break
            }
            index += 1
            if let word = word(index), NumberWords.joins(word.folded, language), smallest >= 20_000,
                let next = self.value(at: index + 1), next >= 1_000, next < magnitude(of: smallest)
            {
                index += 1
            }
        }
        guard index > start else { return nil }
        if total == 0, let quarters = quarters(group, at: index) { return (quarters, index + 1 - start) }
        return (Amount(thousandths: total + group, isNegative: false), index - start)
    }

    /// What may follow a number word is smaller than its magnitude: "veinte"
    /// may be followed by one to nine, "doscientos" by one to ninety-nine.
    private func magnitude(of value: Int64) -> Int64 {
        switch value {
        case 1_000_000...: 1_000_000
        case 100_000...: 100_000
        case 20_000...: 10_000
        default: 0
        }
    }

    private func quarters(_ count: Int64, at index: Int) -> Amount? {
        let words: Set<String> = ["cuartos", "quarters", "quartos", "cuarto", "quarter", "quarto"]
        guard let word = word(index), words.contains(word.folded), (1_000...3_000).contains(count) else { return nil }
        return Amount(thousandths: count / 4, isNegative: false)
    }

    private func value(at index: Int) -> Int64? {
        guard let word = word(index) else { return nil }
        return NumberWords.value(word.folded, language)
    }

    // MARK: What follows a number

    private func ended(_ amount: Amount, _ glued: NamedUnit?, _ start: Int, numberWords: Int) -> WrittenAmount {
        let isArticle = numberWords == 1 && Self.articles.contains(words.all[start].folded)
        let isPercent = isPercent(after: start, numberWords)
        var (amount, unit, index) = (amount, glued, start + numberWords)
        addHalf(to: &amount, &index)
        if unit == nil, let named = namedUnit(at: index, isPart: isPart(amount)) {
            unit = named.unit
            index += named.count
            addHalf(to: &amount, &index)
        }
        if let word = word(index), !word.beginsClause, Self.fillers.contains(word.folded) { index += 1 }
        return WrittenAmount(
            amount: amount,
            unit: unit,
            wordCount: index - start,
            numberWordCount: numberWords,
            isArticle: isArticle,
            isPercent: isPercent
        )
    }

    private func addHalf(to amount: inout Amount, _ index: inout Int) {
        guard let half = trailingHalf(at: index), case .quantity(let quantity) = amount, quantity.isWhole else {
            return
        }
        amount = Amount(thousandths: quantity.thousandths + half.value, isNegative: false)
        index += half.count
    }

    private func isPart(_ amount: Amount) -> Bool { amount.quantity.map { $0 < .one } ?? false }

    /// "kilos"; after a part also "de kilo" and "a dozen".
    private func namedUnit(at index: Int, isPart: Bool) -> (unit: NamedUnit, count: Int)? {
        guard let word = word(index), !word.beginsClause else { return nil }
        if let unit = UnitWords.unit(word.folded) { return (unit, 1) }
        guard isPart, Self.fillers.contains(word.folded) || Self.articles.contains(word.folded),
            let unit = self.word(index + 1).flatMap({ UnitWords.unit($0.folded) })
        else { return nil }
        return (unit, 2)
    }

    private func isPercent(after start: Int, _ count: Int) -> Bool {
        if words.all[start].isPercent { return true }
        let next = (word(start + count)?.folded, word(start + count + 1)?.folded)
        return next.0 == "percent" || (next.0 == "por" && (next.1 == "ciento" || next.1 == "cento"))
    }

    /// The "y medio" of "kilo y medio" and "dos y medio".
    private func trailingHalf(at index: Int) -> (value: Int64, count: Int)? {
        guard let word = word(index), NumberWords.joins(word.folded, language), let next = self.word(index + 1) else {
            return nil
        }
        if language == .english, next.folded == "a", self.word(index + 2)?.folded == "half" {
            return (NumberWords.half, 3)
        }
        return NumberWords.value(next.folded, language) == NumberWords.half ? (NumberWords.half, 2) : nil
    }

    private func word(_ index: Int) -> Word? { words.all.indices.contains(index) ? words.all[index] : nil }

    private static let articles: Set<String> = ["un", "una", "uno", "a", "an", "one", "um", "uma"]
    private static let fillers: Set<String> = ["de", "del", "of", "da", "do"]
}
