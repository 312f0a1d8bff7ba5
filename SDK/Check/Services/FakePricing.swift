// What a draft costs in the fake host's store: the house's money rules in small.
// Prices include 16 % of tax; a discount above a tenth waits for a person.

import OrkestaModel

/// A draft with its prices.
struct FakePricing {
    static let currency = "MXN"
    static let tax = Tax(taxClass: .standard, rate: Percentage(hundredths: 1_600))
    private static let linesMax = 200
    private static let quantityMax: Int64 = 1_000_000_000

    private let isApproved: Bool
    private(set) var problems: [DraftProblem] = []
    /// Of the lines that can be sold; nil when none can.
    private(set) var prices: Prices?
    /// A discount was cut to what is granted without a person.
    private(set) var isCut = false

    init(_ draft: QuoteDraft, isApproved: Bool = false) {
        self.isApproved = isApproved
        if !(1...Self.linesMax).contains(draft.lines.count) {
            problems.append(DraftProblem(kind: .size, detail: "1 to \(Self.linesMax) lines are taken"))
            return
        }
        if draft.coupon != nil { problems.append(DraftProblem(kind: .coupon, detail: "there is no such coupon")) }
        let lines = draft.lines.enumerated().compactMap { price($1, at: $0) }
        if !lines.isEmpty { prices = total(lines, draft.discount) }
    }

    /// Nil when something other than stock keeps the draft from being quoted.
    var sellable: Prices? { problems.allSatisfy(\.allowsQuote) ? prices : nil }

    private mutating func price(_ line: QuoteDraft.Line, at index: Int) -> PricedLine? {
        func problem(_ kind: DraftProblem.Kind, _ detail: String, available: Quantity? = nil) -> DraftProblem {
            DraftProblem(line: index, sku: line.sku, kind: kind, available: available, detail: detail)
        }
        guard let item = FakeCatalog.items.first(where: { $0.sku == line.sku }) else {
            problems.append(problem(.unknown, "there is no product \(line.sku)"))
            return nil
        }
        guard (1...Self.quantityMax).contains(line.quantity.thousandths) else {
            problems.append(problem(.quantity, "a quantity above 0 is expected"))
            return nil
        }
        guard line.quantity.isWhole else {
            problems.append(problem(.fraction, "\(line.sku) is sold by the whole \(item.unit)"))
            return nil
        }
        let level = FakeCatalog.level(of: StockLine(sku: line.sku, quantity: line.quantity))
        if !level.isEnough {
            problems.append(problem(.stock, "too few are at hand", available: level.available))
        }
        let amount = item.price.minor * (line.quantity.thousandths / 1000)
        let (discount, reduction) = granted(line.discount, on: amount)
        return PricedLine(item, line.quantity, amount, discount, PricedLine.Reductions(line: reduction))
    }

    /// The lines with their parts of the discount on the whole.
    private mutating func total(_ lines: [PricedLine], _ wanted: Discount?) -> Prices {
        let amount = lines.reduce(0) { $0 + $1.amount.minor }
        let (discount, reduction) = granted(wanted, on: lines.reduce(0) { $0 + $1.total.minor })
        var left = reduction
        let reduced = lines.map { line in
            let part = min(left, line.total.minor)
            left -= part
            return line.reduced(by: part)
        }
        let base = reduced.reduce(0) { $0 + $1.base.minor }
        let taxAmount = reduced.reduce(0) { $0 + $1.taxAmount.minor }
        let total = Money(minor: base + taxAmount, currency: Self.currency)
        return Prices(
            currency: Self.currency,
            includeTax: true,
            lines: reduced,
            discount: discount,
            coupon: nil,
            amount: Money(minor: amount, currency: Self.currency),
            reduction: Money(minor: amount - total.minor, currency: Self.currency),
            base: Money(minor: base, currency: Self.currency),
            taxes: [
                Prices.TaxTotal(
                    tax: Self.tax,
                    base: Money(minor: base, currency: Self.currency),
                    amount: Money(minor: taxAmount, currency: Self.currency)
                )
            ],
            taxAmount: Money(minor: taxAmount, currency: Self.currency),
            total: total,
            totalInWords: total.description
        )
    }

    /// What is granted of a discount on so many minor units, and what it takes off.
    private mutating func granted(_ wanted: Discount?, on amount: Int64) -> (Discount?, Int64) {
        let tenth = Percentage(hundredths: 1_000)
        switch wanted {
        case nil: return (nil, 0)
        case .percent(let share):
            let isOver = !isApproved && share > tenth
            isCut = isCut || isOver
            let given = isOver ? tenth : share
            return (.percent(given), amount * given.hundredths / 10_000)
        case .amount(let money):
            let most = isApproved ? amount : amount / 10
            isCut = isCut || money.minor > most
            let given = min(money.minor, most)
            return (given > 0 ? .amount(Money(minor: given, currency: Self.currency)) : nil, given)
        }
    }
}

extension PricedLine {
    fileprivate init(
        _ item: CatalogItem,
        _ quantity: Quantity,
        _ amount: Int64,
        _ discount: Discount?,
        _ reductions: Reductions
    ) {
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: FakePricing.currency) }
        let total = amount - reductions.line - reductions.quote
        let base = (total * 100 + 58) / 116
        self.init(
            sku: item.sku,
            name: item.name,
            unit: item.unit,
            quantity: quantity,
            unitPrice: item.price,
            amount: money(amount),
            discount: discount,
            reductions: reductions,
            base: money(base),
            tax: FakePricing.tax,
            taxAmount: money(total - base),
            total: money(total)
        )
    }

    fileprivate func reduced(by part: Int64) -> PricedLine {
        guard part > 0 else { return self }
        var line = self
        line.reductions.quote = part
        line.total.minor -= part
        line.base.minor = (line.total.minor * 100 + 58) / 116
        line.taxAmount.minor = line.total.minor - line.base.minor
        return line
    }
}

extension FakeCatalog {
    /// What is at hand; products without a count are always enough, others unknown
    /// to the store never.
    static func level(of line: StockLine) -> StockLevel {
        guard let item = items.first(where: { $0.sku == line.sku }) else {
            return StockLevel(sku: line.sku, available: Quantity(thousandths: 0), isEnough: false)
        }
        let available = item.stock.map { Quantity(thousandths: $0 * 1000) }
        return StockLevel(sku: line.sku, available: available, isEnough: available.map { $0 >= line.quantity } ?? true)
    }
}
