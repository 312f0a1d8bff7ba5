// The only divisions of money in the house: half up, in 128 bits, and the
// division of an amount among lines that loses no centavo.

import OrkestaModel

/// Integer arithmetic of money. Nothing in it traps: arguments are bounded by
/// `Limits` before they come here, and products are taken in 128 bits.
enum RoundedArithmetic {
    /// `value` × `numerator` / `denominator`, halves rounded up. All are at
    /// least 0, `denominator` above 0; the result saturates at `Int64.max`.
    static func scale(_ value: Int64, by numerator: Int64, over denominator: Int64) -> Int64 {
        let product = Int128(value) * Int128(numerator)
        return Int64(clamping: (2 * product + Int128(denominator)) / (2 * Int128(denominator)))
    }

    /// The sum, which saturates instead of trapping.
    static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? Int64.max : sum
    }

    /// `percentage` of `amount`, halves rounded up.
    static func share(_ percentage: Percentage, of amount: Int64) -> Int64 {
        scale(amount, by: percentage.hundredths, over: Percentage.whole.hundredths)
    }

    /// Divides `amount` in proportion to `weights` by largest remainders, ties to
    /// the earlier line: the parts add up to `amount`, and where it is at most
    /// the weights' sum, no part is above its weight. All zeros when every
    /// weight is 0.
    static func divide(_ amount: Int64, inProportionTo weights: [Int64]) -> [Int64] {
        let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard sum > 0 else { return weights.map { _ in 0 } }
        let products = weights.map { Int128(amount) * Int128($0) }
        var parts = products.map { Int64(clamping: $0 / sum) }
        let missing = Int(clamping: Int128(amount) - parts.reduce(Int128(0)) { $0 + Int128($1) })
        let byRemainder = products.indices.sorted { left, right in
            let (one, other) = (products[left] % sum, products[right] % sum)
            return one == other ? left < right : one > other
        }
        for index in byRemainder.prefix(missing) { parts[index] += 1 }
        return parts
    }
}
