// Baskets by chance: ordinary ones, and those at the edges of the range.

public import HostCore
import OrkestaModel

/// A sequence of baskets and rules that a seed determines.
public struct RandomBaskets {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// The next one, with amounts that every paper can show.
    public mutating func next() -> (rules: MoneyRules, basket: Basket) {
        let isHuge = chance(10)
        let skus = (0..<pick(1...8)).map { "S\($0)" }
        let lines = (0..<pick(1...12)).map { _ in line(skus[pick(0...skus.count - 1)], isHuge: isHuge) }
        let rules = MoneyRules(
            zone: TaxZone.allCases[pick(0...2)],
            pricesIncludeTax: chance(50),
            volume: VolumeTable(tiers: (0..<pick(0...4)).map { _ in tier() })
        )
        let coupon = chance(30) ? Basket.Coupon(code: "C", discount: discount(isHuge: isHuge)) : nil
        let whole = chance(40) ? discount(isHuge: isHuge) : nil
        return (rules, Basket(currency: "MXN", lines: lines, discount: whole, coupon: coupon))
    }

    private mutating func line(_ sku: String, isHuge: Bool) -> Basket.Line {
        let quantity = chance(60) ? Int64(pick(1...50)) * 1000 : Int64(pick(1...99_999))
        return Basket.Line(
            sku: sku,
            name: sku,
            unit: "KG",
            category: chance(70) ? "C\(pick(0...2))" : nil,
            quantity: Quantity(thousandths: isHuge ? Int64(pick(1...1_000_000_000)) : quantity),
            unitPrice: Int64(isHuge ? pick(0...5_000_000) : pick(0...500_000)),
            taxClass: TaxClass.allCases[pick(0...2)],
            discount: chance(30) ? discount(isHuge: isHuge) : nil
        )
    }

    private mutating func discount(isHuge: Bool) -> Discount {
        chance(60)
            ? .percent(Percentage(hundredths: Int64(pick(1...10_000))))
            : .amount(Money(minor: Int64(pick(1...(isHuge ? 1_000_000_000 : 200_000))), currency: "MXN"))
    }

    private mutating func tier() -> VolumeTable.Tier {
        VolumeTable.Tier(
            sku: chance(30) ? "S\(pick(0...7))" : nil,
            category: chance(30) ? "C\(pick(0...2))" : nil,
            from: Quantity(thousandths: Int64(pick(1...60_000))),
            percent: Percentage(hundredths: Int64(pick(1...3_000)))
        )
    }

    private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }

    /// SplitMix64.
    private mutating func pick(_ range: ClosedRange<Int>) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return range.lowerBound + Int(mixed % UInt64(range.count))
    }
}
