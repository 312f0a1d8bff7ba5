// Reads how much of a debt somebody speaks of: "la mitad", "500", "$1,500",
// "mil pesos", "el 30 %", "todo"; and in how many parts.

import OrkestaModel

/// Reads shares in what no day or hour takes.
struct ShareReader {
    private let words: Words
    private let language: Language
    private let taken: Set<Int>
    private let table: PhraseTable<PaymentWord>
    /// A bare number below this is more likely anything else.
    private static let bareMin: Int64 = 20
    private static let partsMax: Int64 = 24

    init(_ words: Words, _ language: Language, apartFrom days: [Range<Int>], _ reader: DayReader) {
        (self.words, self.language) = (words, language)
        table = PaymentWord.table(language)
        let hours = words.all.indices.compactMap { reader.clockRange(at: $0) }
        taken = Set((days + hours).flatMap { Array($0) })
    }

    func share() -> PromisedShare? {
        for index in words.all.indices where !taken.contains(index) {
            switch table.meaning(at: index, of: words)?.meaning {
            case .half: return .half
            case .whole: return .whole
            default: break
            }
        }
        return amount()
    }

    /// The first number that can be money.
    private func amount() -> PromisedShare? {
        let reader = AmountReader(words: words, language: language)
        for index in words.all.indices where !taken.contains(index) {
            guard let written = reader.amount(at: index), let quantity = written.amount.quantity,
                !isPlace(index, written)
            else { continue }
            let thousandths = quantity.thousandths
            if written.isPercent {
                return (1_000...100_000).contains(thousandths) ? .percent(thousandths / 1_000) : nil
            }
            if isMoney(at: index, written) || thousandths >= Self.bareMin * 1_000 { return .money(thousandths) }
        }
        return nil
    }

    /// Part of another thing: "en 3 pagos", "INV-1001".
    private func isPlace(_ index: Int, _ written: WrittenAmount) -> Bool {
        if written.isArticle || written.unit != nil || taken.contains(index + written.numberWordCount - 1) {
            return true
        }
        if partNoun(at: index + written.numberWordCount) { return true }
        guard index > 0 else { return false }
        return ["inv", "ord", "cot", "folio", "factura", "pedido", "invoice", "order", "recibo", "numero"]
            .contains(words.all[index - 1].folded)
    }

    private func isMoney(at index: Int, _ written: WrittenAmount) -> Bool {
        let end = index + written.wordCount
        let before = words.text[..<words.all[index].range.lowerBound].last { !$0.isWhitespace }
        if before == "$" { return true }
        guard words.all.indices.contains(end) else { return false }
        return ["pesos", "peso", "mxn", "varos", "reais", "dolares", "dollars", "bucks", "lana"].contains(
            words.all[end].folded
        )
    }

    /// "en 3 pagos", "two payments", "2 vezes".
    func partCount() -> Int64? {
        let reader = AmountReader(words: words, language: language)
        for index in words.all.indices {
            guard let written = reader.amount(at: index), let quantity = written.amount.quantity, quantity.isWhole,
                partNoun(at: index + written.numberWordCount)
            else { continue }
            let count = quantity.thousandths / 1_000
            if (2...Self.partsMax).contains(count) { return count }
        }
        return nil
    }

    private func partNoun(at index: Int) -> Bool {
        let meaning = table.meaning(at: index, of: words)?.meaning
        return meaning == .partNoun || meaning == .parts
    }
}
