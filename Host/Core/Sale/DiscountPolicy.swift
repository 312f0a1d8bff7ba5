// How much an agent may take off before a person must agree.

public import OrkestaModel

/// The tenant's policy on discounts that somebody grants: on a line or on the
/// whole. Volume discounts and coupons are the tenant's own word and need no
/// approval, but count for the margin.
public struct DiscountPolicy: Sendable, Hashable {
    /// None: nothing may be granted without a person.
    public var limits: [Limit]
    /// What must be left of a line's price without tax above its cost, as a share
    /// of that price; nil when margins are not watched.
    public var marginFloor: Percentage?

    /// So much off, from such an amount on.
    public struct Limit: Sendable, Hashable {
        /// For this agent; nil for those that have no limits of their own.
        public var agent: String?
        /// From this amount of the whole basket before discounts, minor units.
        public var fromAmount: Int64
        public var percent: Percentage

        public init(agent: String? = nil, fromAmount: Int64 = 0, percent: Percentage) {
            self.agent = agent
            self.fromAmount = fromAmount
            self.percent = percent
        }
    }

    public init(limits: [Limit] = [], marginFloor: Percentage? = nil) {
        self.limits = limits
        self.marginFloor = marginFloor
    }

    /// The highest discount that `agent` may grant on a basket of this amount.
    public func highestPercent(for agent: String?, amount: Int64) -> Percentage {
        let own = limits.filter { $0.agent != nil && $0.agent == agent }
        let scope = own.isEmpty ? limits.filter { $0.agent == nil } : own
        return scope.filter { $0.fromAmount <= amount }.max { $0.fromAmount < $1.fromAmount }?.percent ?? .zero
    }

    /// Whether the discounts of a priced basket need nobody's approval.
    public func allows(_ prices: Prices, of basket: Basket, by agent: String?) -> Bool {
        let highest = highestPercent(for: agent, amount: prices.amount.minor)
        return zip(prices.lines, basket.lines).allSatisfy { priced, line in
            let granted = priced.reductions.line + priced.reductions.quote
            guard granted > 0 else { return true }
            // One minor unit is the rounding of this line's part of the whole.
            let allowed = RoundedArithmetic.share(highest, of: priced.amount.minor) + 1
            return granted <= allowed && keepsMargin(priced, line)
        }
    }

    /// The basket with its discounts cut to the highest that the policy allows,
    /// and the prices that come of it. `rules` have priced `basket` before.
    public func cutting(
        _ basket: Basket,
        by agent: String?,
        _ rules: MoneyRules
    ) throws(MoneyRules.Refusal) -> (basket: Basket, prices: Prices) {
        let amount = try rules.price(basket).amount.minor
        // The lowest cut that is refused lies above the highest that is allowed:
        // a binary search between nothing, which always is, and the limit.
        var (allowed, refused) = (Int64(0), highestPercent(for: agent, amount: amount).hundredths + 1)
        var best = basket.capped(at: .zero)
        while refused - allowed > 1 {
            let middle = (allowed + refused) / 2
            let candidate = basket.capped(at: Percentage(hundredths: middle))
            if allows(try rules.price(candidate), of: candidate, by: agent) {
                (allowed, best) = (middle, candidate)
            } else {
                refused = middle
            }
        }
        return (best, try rules.price(best))
    }

    /// base × (1 − floor) ≥ cost, without a division.
    private func keepsMargin(_ priced: PricedLine, _ line: Basket.Line) -> Bool {
        guard let marginFloor, let unitCost = line.unitCost else { return true }
        let kept = Int128(priced.base.minor) * Int128(Percentage.whole.hundredths - marginFloor.hundredths) * 1000
        return kept >= Int128(unitCost) * Int128(priced.quantity.thousandths) * Int128(Percentage.whole.hundredths)
    }
}

extension Basket {
    /// The basket with no granted discount above `cap` of what it reduces.
    fileprivate func capped(at cap: Percentage) -> Basket {
        var basket = self
        for index in basket.lines.indices {
            let line = lines[index]
            let amount = RoundedArithmetic.scale(line.unitPrice, by: line.quantity.thousandths, over: 1000)
            basket.lines[index].discount = line.discount?.capped(at: cap, of: amount)
        }
        let whole = lines.reduce(0) { sum, line in
            RoundedArithmetic.sum(
                sum,
                RoundedArithmetic.scale(line.unitPrice, by: line.quantity.thousandths, over: 1000)
            )
        }
        basket.discount = discount?.capped(at: cap, of: whole)
        return basket
    }
}

extension Discount {
    fileprivate func capped(at cap: Percentage, of amount: Int64) -> Discount? {
        guard cap > .zero else { return nil }
        switch self {
        case .percent(let percentage): return .percent(min(percentage, cap))
        case .amount(let money):
            let most = min(money.minor, RoundedArithmetic.share(cap, of: amount))
            return most > 0 ? .amount(Money(minor: most, currency: money.currency)) : nil
        }
    }
}
