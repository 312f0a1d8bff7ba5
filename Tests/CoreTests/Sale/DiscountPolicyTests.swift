// Who may take off how much.

import HostCore
import OrkestaModel
import SaleOracle
import Testing

struct DiscountPolicyTests {
    private let rules = MoneyRules(zone: .mexico, pricesIncludeTax: true)
    private let policy = DiscountPolicy(limits: [
        DiscountPolicy.Limit(percent: Percentage(hundredths: 500)),
        DiscountPolicy.Limit(fromAmount: 100_000, percent: Percentage(hundredths: 1000)),
        DiscountPolicy.Limit(agent: "quotation", percent: Percentage(hundredths: 1500)),
    ])

    private func basket(
        _ price: Int64,
        _ discount: Discount? = nil,
        whole: Discount? = nil,
        cost: Int64? = nil
    ) -> Basket {
        let line = Basket.Line(
            sku: "A",
            name: "A",
            unit: "PZA",
            quantity: Quantity(thousandths: 1000),
            unitPrice: price,
            unitCost: cost,
            discount: discount
        )
        return Basket(currency: "MXN", lines: [line], discount: whole)
    }

    private func percent(_ hundredths: Int64) -> Discount { .percent(Percentage(hundredths: hundredths)) }

    @Test(
        "the highest discount by agent and amount",
        arguments: [
            ("sales", 99_999, 500), ("sales", 100_000, 1_000), (nil, 0, 500), ("quotation", 0, 1_500),
            ("quotation", 1_000_000, 1_500),
        ] as [(String?, Int64, Int64)]
    )
    func highest(agent: String?, amount: Int64, hundredths: Int64) {
        #expect(policy.highestPercent(for: agent, amount: amount).hundredths == hundredths)
    }

    @Test("without a policy nothing may be taken off")
    func nothing() throws {
        let none = DiscountPolicy()
        let free = basket(10_000)
        #expect(none.allows(try rules.price(free), of: free, by: "sales"))
        let less = basket(10_000, percent(100))
        #expect(!none.allows(try rules.price(less), of: less, by: "sales"))
    }

    @Test("the discounts of a line and of the whole count together")
    func together() throws {
        let fits = basket(10_000, percent(300), whole: percent(200))
        #expect(policy.allows(try rules.price(fits), of: fits, by: "sales"))
        let beyond = basket(10_000, percent(300), whole: percent(300))
        #expect(!policy.allows(try rules.price(beyond), of: beyond, by: "sales"))
    }

    @Test("the margin floor counts what the cost leaves of the price without tax")
    func margin() throws {
        // 11,600 with tax is 10,000 without; 20 % of it must stay above the cost.
        var watched = DiscountPolicy(limits: [DiscountPolicy.Limit(percent: .whole)])
        watched.marginFloor = Percentage(hundredths: 2000)
        let fits = basket(11_600, percent(1_000), cost: 7_200)
        #expect(watched.allows(try rules.price(fits), of: fits, by: nil))
        let beyond = basket(11_600, percent(1_000), cost: 7_201)
        #expect(!watched.allows(try rules.price(beyond), of: beyond, by: nil))
        let listPrice = basket(11_600, cost: 9_999)
        #expect(watched.allows(try rules.price(listPrice), of: listPrice, by: nil), "the tenant's own price is its own")
    }

    @Test("a discount beyond policy is cut to the highest allowed")
    func cut() throws {
        let (cut, prices) = try policy.cutting(basket(10_000, percent(5_000)), by: "sales", rules)
        #expect(cut.lines[0].discount == percent(500))
        #expect(prices.total.minor == 9_500)
        let asked = Discount.amount(Money(minor: 4_000, currency: "MXN"))
        #expect(try policy.cutting(basket(10_000, whole: asked), by: "sales", rules).prices.total.minor == 9_500)
    }

    @Test("the cut finds the margin floor")
    func cutToMargin() throws {
        var watched = DiscountPolicy(limits: [DiscountPolicy.Limit(percent: .whole)])
        watched.marginFloor = Percentage(hundredths: 2000)
        let (cut, _) = try watched.cutting(basket(11_600, percent(5_000), cost: 7_200), by: nil, rules)
        #expect(cut.lines[0].discount == percent(1_000))
        let hopeless = try watched.cutting(basket(11_600, percent(5_000), cost: 20_000), by: nil, rules)
        #expect(hopeless.basket.lines[0].discount == nil)
        #expect(hopeless.prices.total.minor == 11_600)
    }

    @Test("whatever is asked for, the cut is allowed", arguments: [7] as [UInt64])
    func cutIsAllowed(seed: UInt64) throws {
        var baskets = RandomBaskets(seed: seed)
        for number in 0..<500 {
            let (rules, basket) = baskets.next()
            let (cut, prices) = try policy.cutting(basket, by: "sales", rules)
            #expect(policy.allows(prices, of: cut, by: "sales"), "basket \(number) of seed \(seed)")
        }
    }
}
