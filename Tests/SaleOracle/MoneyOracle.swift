// The money rules a second time, by other means: decimal arithmetic in major
// units, discounts by name, one step a line. It shares no code with the host.

import Foundation
public import HostCore
public import OrkestaModel

/// What a basket costs, by the rules as they are written down.
public struct MoneyOracle {
    private let rules: MoneyRules

    /// A line's figures in major units, as the oracle or the host found them.
    public struct Line: Equatable {
        var amount: Decimal
        var line: Decimal
        var tier: Decimal
        var quote: Decimal
        var coupon: Decimal
        var base: Decimal
        var tax: Decimal

        /// What the host made of a line, in a currency with two digits.
        public init(_ line: PricedLine) {
            func major(_ minor: Int64) -> Decimal { Decimal(minor) / 100 }
            amount = major(line.amount.minor)
            self.line = major(line.reductions.line)
            tier = major(line.reductions.tier)
            quote = major(line.reductions.quote)
            coupon = major(line.reductions.coupon)
            base = major(line.base.minor)
            tax = major(line.taxAmount.minor)
        }

        fileprivate init(amount: Decimal, line: Decimal, tier: Decimal) {
            (self.amount, self.line, self.tier) = (amount, line, tier)
            (quote, coupon, base, tax) = (0, 0, 0, 0)
        }
    }

    public init(rules: MoneyRules) { self.rules = rules }

    /// What the oracle makes of a basket in a currency with two digits.
    public func lines(of basket: Basket) -> [Line] {
        var lines = basket.lines.map { line in
            let amount = cents(decimal(line.unitPrice, 2) * decimal(line.quantity.thousandths, 3))
            let own = line.discount.map { taken($0, from: amount) } ?? 0
            let quantity = basket.lines.filter { $0.sku == line.sku }.reduce(Decimal(0)) {
                $0 + decimal($1.quantity.thousandths, 3)
            }
            let tier = cents((amount - own) * percent(tier(of: line, quantity)) / 100)
            return Line(amount: amount, line: own, tier: tier)
        }
        spread(basket.discount, over: &lines, \.quote)
        spread(basket.coupon?.discount, over: &lines, \.coupon)
        for index in lines.indices {
            let net = left(lines[index])
            let rate = percent(rules.zone.tax(basket.lines[index].taxClass).rate)
            if rules.pricesIncludeTax {
                lines[index].base = cents(net * 100 / (100 + rate))
                lines[index].tax = net - lines[index].base
            } else {
                lines[index].base = net
                lines[index].tax = cents(net * rate / 100)
            }
        }
        return lines
    }

    /// What those lines cost together, in centavos.
    public static func total(of lines: [Line]) -> Int64 {
        let total = lines.reduce(Decimal(0)) { $0 + $1.base + $1.tax } * 100
        return NSDecimalNumber(decimal: total).int64Value
    }

    private func spread(_ discount: Discount?, over lines: inout [Line], _ part: WritableKeyPath<Line, Decimal>) {
        guard let discount else { return }
        let nets = lines.map(left)
        let whole = nets.reduce(0, +)
        guard whole > 0 else { return }
        // In centavos, so that remainders are exact.
        let amount = taken(discount, from: whole) * 100
        let sum = whole * 100
        var parts = nets.map { floor(amount * $0 * 100 / sum) }
        let remainders = zip(nets, parts).map { amount * $0 * 100 - $1 * sum }
        var missing = amount - parts.reduce(0, +)
        while missing > 0 {
            let unserved = parts.indices.filter { parts[$0] == floor(amount * nets[$0] * 100 / sum) }
            guard
                let next = unserved.max(by: {
                    remainders[$0] < remainders[$1] || remainders[$0] == remainders[$1] && $0 > $1
                })
            else { break }
            parts[next] += 1
            missing -= 1
        }
        for index in lines.indices { lines[index][keyPath: part] = parts[index] / 100 }
    }

    private func left(_ line: Line) -> Decimal { line.amount - line.line - line.tier - line.quote - line.coupon }

    private func taken(_ discount: Discount, from amount: Decimal) -> Decimal {
        switch discount {
        case .percent(let percentage): cents(amount * percent(percentage) / 100)
        case .amount(let money): min(decimal(money.minor, 2), amount)
        }
    }

    private func tier(of line: Basket.Line, _ quantity: Decimal) -> Percentage {
        var scopes: [[VolumeTable.Tier]] = [[], [], []]
        for tier in rules.volume.tiers {
            if let sku = tier.sku {
                if sku == line.sku { scopes[0].append(tier) }
            } else if let category = tier.category {
                if category == line.category { scopes[1].append(tier) }
            } else {
                scopes[2].append(tier)
            }
        }
        guard let scope = scopes.first(where: { !$0.isEmpty }) else { return .zero }
        let reached = scope.filter { decimal($0.from.thousandths, 3) <= quantity }
        return reached.sorted { $0.from < $1.from }.last?.percent ?? .zero
    }

    private func percent(_ percentage: Percentage) -> Decimal { decimal(percentage.hundredths, 2) }

    private func decimal(_ value: Int64, _ digits: Int) -> Decimal { Decimal(value) / pow(Decimal(10), digits) }

    /// Half up, to the centavo.
    private func cents(_ value: Decimal) -> Decimal { rounded(value, 2, .plain) }

    private func floor(_ value: Decimal) -> Decimal { rounded(value, 0, .down) }

    private func rounded(_ value: Decimal, _ digits: Int, _ mode: NSDecimalNumber.RoundingMode) -> Decimal {
        var (value, result) = (value, Decimal())
        NSDecimalRound(&result, &value, digits, mode)
        return result
    }
}
