// The money rules: from a basket to every figure that anybody is shown.
//
// The order of things, each step on what the one before left:
//
//   1. amount = quantity × unit price, rounded half up to the minor unit;
//   2. the line's own discount;
//   3. the volume table's, by the quantity of that product in the whole basket;
//   4. the discount on the whole, taken once from the sum of the lines and
//      divided among them by largest remainders;
//   5. the coupon's, in the same way;
//   6. tax, line by line: out of the line where prices include it
//      (base = net × 100 / (100 + rate), tax = net − base), else on top
//      (tax = net × rate / 100); each rounded half up;
//   7. totals are sums of lines. Nothing is rounded again.
//
// A discount never takes a line or a whole below zero.

public import OrkestaModel

/// How a tenant's baskets are priced.
public struct MoneyRules: Sendable, Hashable {
    public var zone: TaxZone
    /// Whether the catalog's prices include tax.
    public var pricesIncludeTax: Bool
    public var volume: VolumeTable

    public init(zone: TaxZone, pricesIncludeTax: Bool, volume: VolumeTable = VolumeTable()) {
        self.zone = zone
        self.pricesIncludeTax = pricesIncludeTax
        self.volume = volume
    }

    /// Why a basket has no price.
    public enum Refusal: Error, Sendable, Hashable {
        /// The line's quantity or price is out of the range of `Limits`.
        case line(Int)
        /// The lines together are beyond `Limits.amountMinorMax`.
        case total
    }

    /// Every figure of the basket.
    public func price(_ basket: Basket) throws(Refusal) -> Prices {
        var nets: [Int64] = []
        var reductions: [PricedLine.Reductions] = []
        let amounts = try amounts(of: basket)
        let quantities = basket.lines.reduce(into: [String: Int64]()) {
            $0[$1.sku, default: 0] += $1.quantity.thousandths
        }
        for (line, amount) in zip(basket.lines, amounts) {
            let own = line.discount.map { reduction($0, of: amount) } ?? 0
            let quantity = Quantity(thousandths: quantities[line.sku] ?? 0)
            let tier = volume.percent(sku: line.sku, category: line.category, quantity: quantity)
            let byVolume = RoundedArithmetic.share(tier, of: amount - own)
            reductions.append(PricedLine.Reductions(line: own, tier: byVolume))
            nets.append(amount - own - byVolume)
        }
        take(basket.discount, from: &nets) { reductions[$0].quote = $1 }
        take(basket.coupon?.discount, from: &nets) { reductions[$0].coupon = $1 }
        let lines = basket.lines.indices.map { index in
            priced(basket.lines[index], basket.currency, amounts[index], nets[index], reductions[index])
        }
        return try totals(of: basket, lines)
    }

    private func amounts(of basket: Basket) throws(Refusal) -> [Int64] {
        var amounts: [Int64] = []
        for (index, line) in basket.lines.enumerated() {
            guard (1...Limits.quantityThousandthsMax).contains(line.quantity.thousandths),
                (0...Limits.amountMinorMax).contains(line.unitPrice)
            else { throw .line(index) }
            let amount = RoundedArithmetic.scale(line.unitPrice, by: line.quantity.thousandths, over: 1000)
            guard amount <= Limits.amountMinorMax else { throw .line(index) }
            amounts.append(amount)
        }
        return amounts
    }

    /// What a discount takes off an amount: at most all of it.
    private func reduction(_ discount: Discount, of amount: Int64) -> Int64 {
        switch discount {
        case .percent(let percentage): min(max(RoundedArithmetic.share(percentage, of: amount), 0), amount)
        case .amount(let money): min(max(money.minor, 0), amount)
        }
    }

    /// Takes a discount on the whole from its lines, and tells each line's part.
    private func take(_ discount: Discount?, from nets: inout [Int64], _ note: (Int, Int64) -> Void) {
        guard let discount else { return }
        let whole = nets.reduce(0) { RoundedArithmetic.sum($0, $1) }
        let parts = RoundedArithmetic.divide(reduction(discount, of: whole), inProportionTo: nets)
        for (index, part) in parts.enumerated() {
            nets[index] -= part
            note(index, part)
        }
    }

    private func priced(
        _ line: Basket.Line,
        _ currency: String,
        _ amount: Int64,
        _ net: Int64,
        _ reductions: PricedLine.Reductions
    ) -> PricedLine {
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: currency) }
        let tax = zone.tax(line.taxClass)
        let base: Int64
        let taxAmount: Int64
        if pricesIncludeTax {
            let whole = Percentage.whole.hundredths
            base = RoundedArithmetic.scale(net, by: whole, over: whole + tax.rate.hundredths)
            taxAmount = net - base
        } else {
            base = net
            taxAmount = RoundedArithmetic.share(tax.rate, of: net)
        }
        return PricedLine(
            sku: line.sku,
            name: line.name,
            unit: line.unit,
            quantity: line.quantity,
            unitPrice: money(line.unitPrice),
            amount: money(amount),
            discount: line.discount,
            reductions: reductions,
            base: money(base),
            tax: tax,
            taxAmount: money(taxAmount),
            total: money(base + taxAmount),
            productKey: line.productKey,
            unitKey: line.unitKey
        )
    }

    private func totals(of basket: Basket, _ lines: [PricedLine]) throws(Refusal) -> Prices {
        func sum(_ lines: [PricedLine], _ value: (PricedLine) -> Int64) -> Money {
            Money(minor: lines.reduce(0) { RoundedArithmetic.sum($0, value($1)) }, currency: basket.currency)
        }
        let total = sum(lines) { $0.total.minor }
        guard total.minor <= Limits.amountMinorMax, sum(lines, { $0.amount.minor }).minor <= Limits.amountMinorMax
        else {
            throw .total
        }
        let taxes = TaxClass.allCases.compactMap { taxClass -> Prices.TaxTotal? in
            let own = lines.filter { $0.tax.taxClass == taxClass }
            guard let tax = own.first?.tax else { return nil }
            return Prices.TaxTotal(tax: tax, base: sum(own) { $0.base.minor }, amount: sum(own) { $0.taxAmount.minor })
        }
        return Prices(
            currency: basket.currency,
            includeTax: pricesIncludeTax,
            lines: lines,
            discount: basket.discount,
            coupon: basket.coupon?.code,
            amount: sum(lines) { $0.amount.minor },
            reduction: sum(lines) { $0.reductions.sum },
            base: sum(lines) { $0.base.minor },
            taxes: taxes,
            taxAmount: sum(lines) { $0.taxAmount.minor },
            total: total,
            totalInWords: AmountInWords.spanish(total)
        )
    }
}

extension PricedLine.Reductions {
    /// What all four took off together.
    public var sum: Int64 { line + tier + quote + coupon }
}
