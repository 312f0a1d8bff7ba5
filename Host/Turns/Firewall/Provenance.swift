// Where figures may come from: results of the host's services, the catalog's
// items, papers of the customer, settings of the tenant, and the customer's own
// words.

import OrkestaModel

/// What may be said in a turn. Values are thousandths, so that amounts of every
/// currency compare alike.
struct Provenance: Sendable {
    /// By ISO 4217 code.
    private var amounts: [String: Set<Int64>] = [:]
    /// Numbers that the customer wrote: amounts of any currency, but no promise
    /// of stock or delivery.
    private var written: Set<Int64> = []
    private var counts: Set<Int64> = []
    private var links: Set<String> = []
    /// Folded texts in which the tenant itself speaks of delivery.
    private var texts: [String] = []
    private let currency: String

    /// `currency` is that of documents that name none.
    init(currency: String) { self.currency = currency }

    // MARK: Learning

    /// The customer's own message.
    mutating func learn(written text: String) { written.formUnion(FigureReader.numbers(in: text)) }

    /// A document that the host made: every amount, count, link and text in it.
    mutating func learn(_ document: JSON) { learn(document, under: "", currency) }

    mutating func learn(_ item: CatalogItem) {
        learn(item.price)
        if let stock = item.stock { count(stock) }
        // "Promo a $99" in a name is the tenant's word.
        for text in [item.name] + item.attributes.values { learn(text: text) }
    }

    mutating func learn(_ money: Money) { amounts[money.currency, default: []].insert(money.thousandths) }

    /// The texts in a document of the tenant's, such as settings; no numbers.
    mutating func learn(textsOf document: JSON) {
        switch document {
        case .string(let text): learn(text: text)
        case .array(let elements): for element in elements { learn(textsOf: element) }
        case .object(let members): for value in members.values { learn(textsOf: value) }
        case .null, .bool, .integer, .double: break
        }
    }

    mutating func learn(link: String) { links.insert(LinkReader.normalized(link)) }

    /// A text of the tenant's.
    mutating func learn(text: String) {
        for figure in FigureReader.figures(in: text) {
            switch figure.claim {
            case .money(let value, _, _): written.insert(value)
            case .stock(let value): counts.insert(value)
            case .link(let link): links.insert(link)
            case .delivery: break
            }
        }
        texts.append(FoldedWords.folded(text))
    }

    private mutating func learn(_ json: JSON, under key: String, _ currency: String) {
        switch json {
        case .null, .bool: break
        case .integer(let value):
            count(value)
            if Self.amountKeys.contains(key) { amounts[currency, default: []].insert(thousandths(value)) }
        case .double(let value): learn(decimal: String(value), under: key, currency)
        case .string(let text): learn(decimal: text, under: key, currency)
        case .array(let elements): for element in elements { learn(element, under: key, currency) }
        case .object(let members):
            let named = members["currency"]?.stringValue ?? currency
            for (key, value) in members { learn(value, under: key, named) }
        }
    }

    private mutating func learn(decimal text: String, under key: String, _ currency: String) {
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
            let value = Money(decimal: text, currency: Self.fine)?.minor
        else { return text.utf8.count > 3 ? learn(text: text) : () }
        if Self.countKeys.contains(key) {
            counts.insert(value.magnitudeSaturated)
        } else {
            amounts[currency, default: []].insert(value.magnitudeSaturated)
        }
    }

    private mutating func count(_ value: Int64) { counts.insert(thousandths(value)) }

    private func thousandths(_ value: Int64) -> Int64 {
        let (product, overflow) = value.magnitudeSaturated.multipliedReportingOverflow(by: 1_000)
        return overflow ? .max : product
    }

    /// A currency of three decimals, to read thousandths with.
    private static let fine = "KWD"

    /// Members under which a decimal counts or measures; elsewhere it is money.
    private static let countKeys: Set<String> = [
        "quantity", "qty", "stock", "available", "held", "minimum_stock", "units", "count", "rate", "percent", "score",
        "confidence", "number", "version", "revision", "index", "weight", "size",
    ]

    /// Members under which an integer is money, as tools write it.
    private static let amountKeys: Set<String> = [
        "price", "amount", "total", "subtotal", "cost", "balance", "paid", "fee", "deposit", "value", "result",
    ]

    // MARK: Judging

    /// Whether all claims came from somewhere.
    func admits(all figures: [Figure]) -> Bool { figures.allSatisfy { admits($0) } }

    /// Whether a claim came from somewhere.
    func admits(_ figure: Figure) -> Bool {
        switch figure.claim {
        case .money(let value, let hint, let isBare):
            if written.contains(value) || (isBare && counts.contains(value)) { return true }
            return amounts.contains { code, values in hint.admits(code, local: currency) && values.contains(value) }
        case .stock(let value): return counts.contains(value)
        case .delivery(let words): return texts.contains { $0.contains(words) }
        case .link(let link): return links.contains(link) || links.contains(Self.withoutFormat(link))
        }
    }

    /// A paper's page is known; so are its printed forms.
    private static func withoutFormat(_ link: String) -> String {
        for format in [".pdf", ".xlsx"] where link.hasSuffix(format) { return String(link.dropLast(format.count)) }
        return link
    }
}

extension Money {
    /// Thousandths of the currency's unit, without sign. Saturates.
    var thousandths: Int64 {
        let factor: Int64 = [1_000, 100, 10, 1][min(3, Money.fractionDigits(currency))]
        let (product, overflow) = minor.magnitudeSaturated.multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}

extension Int64 {
    fileprivate var magnitudeSaturated: Int64 { self == .min ? .max : abs(self) }
}
