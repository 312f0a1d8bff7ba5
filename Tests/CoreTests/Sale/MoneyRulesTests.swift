// The money rules: the vectors that are written down, the order of discounts,
// and ten thousand baskets against the oracle.

import HostCore
import OrkestaModel
import SaleOracle
import Testing

struct MoneyRulesTests {
    private static func basket(_ prices: Int64..., taxClass: TaxClass = .standard) -> Basket {
        let lines = prices.enumerated().map { index, price in
            Basket.Line(
                sku: "S\(index)",
                name: "Producto \(index)",
                unit: "PZA",
                quantity: Quantity(thousandths: 1000),
                unitPrice: price,
                taxClass: taxClass
            )
        }
        return Basket(currency: "MXN", lines: lines)
    }

    @Test(
        "tax out of prices that include it",
        arguments: [
            (9_999, 8_620, 1_379), (116_000, 100_000, 16_000), (12_345, 10_642, 1_703), (100, 86, 14), (1, 1, 0),
        ] as [(Int64, Int64, Int64)]
    )
    func included(gross: Int64, base: Int64, tax: Int64) throws {
        let prices = try MoneyRules(zone: .mexico, pricesIncludeTax: true).price(Self.basket(gross))
        #expect(prices.base.minor == base)
        #expect(prices.taxAmount.minor == tax)
        #expect(prices.total.minor == gross)
    }

    @Test("tax on top of prices that do not")
    func added() throws {
        let prices = try MoneyRules(zone: .mexico, pricesIncludeTax: false).price(Self.basket(333))
        #expect(prices.taxAmount.minor == 53)
        #expect(prices.total.minor == 386)
    }

    @Test("each line is rounded, then the lines are added")
    func linesAreRounded() throws {
        // Three times 333 is 53 each; 999 at once would be 160.
        let prices = try MoneyRules(zone: .mexico, pricesIncludeTax: false).price(Self.basket(333, 333, 333))
        #expect(prices.taxAmount.minor == 159)
        #expect(prices.total.minor == 1_158)
    }

    @Test(
        "zones and classes",
        arguments: [
            (.mexico, .standard, 1_600), (.mexicoBorder, .standard, 800), (.mexico, .zero, 0), (.mexico, .exempt, 0),
            (.mexicoBorder, .zero, 0), (.untaxed, .standard, 0),
        ] as [(TaxZone, TaxClass, Int64)]
    )
    func zones(zone: TaxZone, taxClass: TaxClass, tax: Int64) throws {
        let basket = Self.basket(10_000, taxClass: taxClass)
        let prices = try MoneyRules(zone: zone, pricesIncludeTax: false).price(basket)
        #expect(prices.taxAmount.minor == tax)
        #expect(prices.total.minor == 10_000 + tax)
    }

    @Test("exempt and zero rated lines are told apart")
    func taxTotals() throws {
        var basket = Self.basket(100, 200, 300)
        basket.lines[1].taxClass = .zero
        basket.lines[2].taxClass = .exempt
        let prices = try MoneyRules(zone: .mexico, pricesIncludeTax: false).price(basket)
        #expect(prices.taxes.map(\.tax.taxClass) == [.standard, .zero, .exempt])
        #expect(prices.taxes.map(\.base.minor) == [100, 200, 300])
        #expect(prices.taxes.map(\.amount.minor) == [16, 0, 0])
    }

    @Test("line, tier, quote, coupon: each on what is left")
    func order() throws {
        var basket = Self.basket(10_000)
        basket.lines[0].quantity = Quantity(thousandths: 10_000)
        basket.lines[0].discount = .percent(Percentage(hundredths: 1000))
        basket.discount = .amount(Money(minor: 550, currency: "MXN"))
        basket.coupon = Basket.Coupon(code: "C", discount: .percent(Percentage(hundredths: 1000)))
        let tier = VolumeTable.Tier(from: Quantity(thousandths: 10_000), percent: Percentage(hundredths: 500))
        let rules = MoneyRules(zone: .untaxed, pricesIncludeTax: true, volume: VolumeTable(tiers: [tier]))
        let prices = try rules.price(basket)
        // 100,000 − 10,000 = 90,000; − 5 % = 85,500; − 550 = 84,950; − 10 % = 76,455.
        #expect(
            prices.lines[0].reductions == PricedLine.Reductions(line: 10_000, tier: 4_500, quote: 550, coupon: 8_495)
        )
        #expect(prices.reduction.minor == 23_545)
        #expect(prices.total.minor == 76_455)
    }

    @Test("a discount on the whole is divided without losing a centavo")
    func division() throws {
        var basket = Self.basket(100, 100, 100)
        basket.discount = .amount(Money(minor: 100, currency: "MXN"))
        let prices = try MoneyRules(zone: .untaxed, pricesIncludeTax: true).price(basket)
        #expect(prices.lines.map(\.reductions.quote) == [34, 33, 33])
        #expect(prices.total.minor == 200)
    }

    @Test("no discount goes below zero")
    func neverNegative() throws {
        var basket = Self.basket(100, 50)
        basket.lines[0].discount = .amount(Money(minor: 1_000, currency: "MXN"))
        basket.discount = .amount(Money(minor: 1_000, currency: "MXN"))
        let prices = try MoneyRules(zone: .mexico, pricesIncludeTax: true).price(basket)
        #expect(prices.lines.map(\.total.minor) == [0, 0])
        #expect(prices.total.minor == 0)
    }

    @Test("two lines of one product reach its tier together")
    func tierOverLines() throws {
        var basket = Self.basket(1_000, 1_000)
        for index in 0...1 { (basket.lines[index].sku, basket.lines[index].quantity.thousandths) = ("A", 5_000) }
        let tier = VolumeTable.Tier(
            sku: "A",
            from: Quantity(thousandths: 10_000),
            percent: Percentage(hundredths: 1000)
        )
        let rules = MoneyRules(zone: .untaxed, pricesIncludeTax: true, volume: VolumeTable(tiers: [tier]))
        #expect(try rules.price(basket).lines.map(\.reductions.tier) == [500, 500])
    }

    @Test(
        "a quantity or a price out of range is refused",
        arguments: [
            (0, 100), (-1_000, 100), (Int64.min, 100), (1_000_000_001, 100), (Int64.max, 1), (1_000, -1),
            (1_000, 1_000_000_000_000_000), (1_000_000_000, 999_999_999_999_999), (1_000, Int64.max),
        ] as [(Int64, Int64)]
    )
    func range(quantity: Int64, price: Int64) {
        var basket = Self.basket(price)
        basket.lines[0].quantity = Quantity(thousandths: quantity)
        #expect(throws: MoneyRules.Refusal.line(0)) {
            try MoneyRules(zone: .mexico, pricesIncludeTax: false).price(basket)
        }
    }

    @Test("lines that are too much together are refused")
    func total() {
        let basket = Self.basket(Limits.amountMinorMax, Limits.amountMinorMax)
        #expect(throws: MoneyRules.Refusal.total) {
            try MoneyRules(zone: .untaxed, pricesIncludeTax: true).price(basket)
        }
        // A total that only its tax takes beyond the largest.
        #expect(throws: MoneyRules.Refusal.total) {
            try MoneyRules(zone: .mexico, pricesIncludeTax: false).price(Self.basket(Limits.amountMinorMax))
        }
    }

    @Test("ten thousand baskets cost what the oracle says", arguments: [20_261_125] as [UInt64])
    func oracle(seed: UInt64) throws {
        var baskets = RandomBaskets(seed: seed)
        for number in 0..<10_000 {
            let (rules, basket) = baskets.next()
            let prices = try rules.price(basket)
            let expected = MoneyOracle(rules: rules).lines(of: basket)
            let found = prices.lines.map(MoneyOracle.Line.init)
            guard found == expected else {
                Issue.record("basket \(number) of seed \(seed): \(found) instead of \(expected); \(basket), \(rules)")
                return
            }
            try check(prices, rules, "basket \(number) of seed \(seed)")
            guard number.isMultiple(of: 20) else { continue }
            try #require(
                try Prices(json: JSON(parsing: prices.json.description)) == prices,
                "basket \(number): document"
            )
        }
    }

    /// What holds of all prices: totals are sums of lines, and nothing is negative.
    private func check(_ prices: Prices, _ rules: MoneyRules, _ name: String) throws {
        let lines = prices.lines
        try #require(prices.total.minor == lines.reduce(0) { $0 + $1.total.minor }, "\(name): total")
        try #require(prices.base.minor + prices.taxAmount.minor == prices.total.minor, "\(name): base and tax")
        try #require(prices.taxes.reduce(0) { $0 + $1.amount.minor } == prices.taxAmount.minor, "\(name): taxes")
        let left = prices.amount.minor - prices.reduction.minor
        try #require(left == (rules.pricesIncludeTax ? prices.total : prices.base).minor, "\(name): reductions")
        try #require(lines.allSatisfy { $0.base.minor >= 0 && $0.taxAmount.minor >= 0 }, "\(name): below zero")
    }
}
