// Shows a quote's lines and totals as the host made them, and what changed.

public import OrkestaModel

/// Words quotes in one language.
public struct QuoteWording: Sendable {
    private let phrases: QuotePhrases
    private let list: ListWording
    private let addressee: Addressee
    private let calendar: LocalCalendar
    /// A quote of more lines is shown by its first ones; its page has them all.
    private static let linesMax = 20

    public init(_ language: Language, _ addressee: Addressee, _ calendar: LocalCalendar) {
        phrases = QuotePhrases.of(language)
        list = ListWording(language, addressee)
        self.addressee = addressee
        self.calendar = calendar
    }

    /// The whole quote: title, lines, totals, validity.
    public func text(_ quote: Quote) -> String {
        let title = quote.version > 1 ? phrases.titleOfVersion : phrases.title
        var lines = quote.approval?.state == .pending ? [phrases.awaitsApproval] : []
        lines.append(fill(title, number: quote.shownNumber, version: quote.version))
        lines += figures(quote.prices)
        lines.append(addressee.fill(phrases.validUntil, [("{date}", calendar.day(quote.validUntil))]))
        return lines.joined(separator: "\n")
    }

    /// Lines and totals.
    public func figures(_ prices: Prices) -> [String] {
        var lines = prices.lines.prefix(Self.linesMax).map { line in
            fill(phrases.line, product: line.name, amount: list.amount(line.quantity, line.unit), money: line.amount)
        }
        if prices.lines.count > Self.linesMax { lines.append("• …") }
        if prices.reduction.minor > 0 {
            let reduction = Money(minor: -prices.reduction.minor, currency: prices.currency)
            lines.append(fill(phrases.reduction, money: reduction))
        }
        let taxes = prices.taxes.filter { $0.amount.minor > 0 }
        if !prices.includeTax, !taxes.isEmpty { lines.append(fill(phrases.subtotal, money: prices.base)) }
        let template = prices.includeTax ? phrases.taxIncluded : phrases.taxAdded
        let taxLines = taxes.map { fill(template, money: $0.amount, rate: $0.tax.rate.description) }
        let total = fill(phrases.total, money: prices.total)
        return lines + (prices.includeTax ? [total] + taxLines : taxLines + [total])
    }

    public func lines(_ notes: [QuoteDesk.Note]) -> [String] { notes.map(line) }

    private func line(_ note: QuoteDesk.Note) -> String {
        switch note {
        case .gone(let name): fill(phrases.gone, product: name)
        case .short(let name, let available?, let unit):
            fill(phrases.short, product: name, amount: list.amount(available, unit))
        case .short(let name, nil, _): fill(phrases.shortOfAll, product: name)
        case .priceChanged(let name, let price): fill(phrases.priceChanged, product: name, money: price)
        case .couponRefused(let code): addressee.fill(phrases.couponRefused, [("{words}", String(code.prefix(40)))])
        case .renewed: phrases.renewed
        }
    }

    private func fill(
        _ template: String,
        number: String = "",
        version: Int64 = 1,
        product: String = "",
        amount: String = "",
        money: Money? = nil,
        rate: String = ""
    ) -> String {
        addressee.fill(
            template,
            [
                ("{number}", number), ("{version}", String(version)), ("{product}", product), ("{amount}", amount),
                ("{money}", money?.description ?? ""), ("{rate}", rate),
            ]
        )
    }
}
