// What somebody else read in a customer's message, such as a language model: it
// counts as far as the customer's own words bear it out.

public import OrkestaModel

/// Holds readings of one message against its words.
public struct WishReading: Sendable {
    private static let nameCharactersMax = 80
    private let language: Language
    /// Every number that was written, in digits or words; a dozen is twelve as well.
    private let written: Set<Int64>

    /// `text` is the message as the customer wrote it.
    public init(of text: String, in language: Language) {
        self.language = language
        let words = Words(text)
        let reader = AmountReader(words: words, language: language)
        var written: Set<Int64> = []
        for index in words.all.indices {
            guard let amount = reader.amount(at: index), case .quantity(let quantity) = amount.amount else { continue }
            written.insert(quantity.thousandths)
            let (pieces, overflow) = quantity.thousandths.multipliedReportingOverflow(by: amount.unit?.pieces ?? 1)
            if !overflow { written.insert(pieces) }
        }
        self.written = written
    }

    /// A quantity that was read; nil when the customer wrote no such number.
    public func amount(_ decimal: String?) -> Amount? {
        let quantity = decimal.flatMap(Quantity.init(_:))
        return quantity.flatMap { written.contains($0.thousandths) ? .quantity($0) : nil }
    }

    /// A line that was read, `{"name", "quantity", "unit"}`; nil without a name. A unit
    /// that nobody sells by, and a quantity that was not written, are left out.
    public func wish(_ line: JSON) -> Wish? {
        let name = (line["name"]?.stringValue ?? "").prefix(Self.nameCharactersMax)
        guard name.contains(where: \.isLetter) else { return nil }
        let amount = amount(line["quantity"]?.stringValue)
        let unit = line["unit"]?.stringValue.flatMap { Words($0).folded.first }.flatMap(UnitWords.unit)
        return Wish(text: String(name), amount: amount, unit: amount == nil ? nil : unit)
    }
}
