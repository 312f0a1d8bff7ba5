// How often something happened, and how sure that is.

import Glibc

/// `successes` of `trials`.
public struct Proportion: Sendable, Hashable {
    public var successes: Int64
    public var trials: Int64

    /// Neither below zero, and no more successes than trials: what is not is cut to it.
    public init(successes: Int64, trials: Int64) {
        self.trials = max(0, trials)
        self.successes = min(max(0, successes), self.trials)
    }

    /// Nil without trials.
    public var rate: Double? { trials == 0 ? nil : Double(successes) / Double(trials) }

    /// Wilson's score interval (Wilson 1927), which stays within 0 to 1 and holds for
    /// few trials and rates near the ends. `level` is 0.95 or so.
    public func interval(level: Double = 0.95) -> ClosedRange<Double> {
        guard trials > 0 else { return 0...1 }
        let (count, rate) = (Double(trials), Double(successes) / Double(trials))
        let z = Normal.quantile(0.5 + level / 2)
        let center = (rate + z * z / (2 * count)) / (1 + z * z / count)
        let half = z / (1 + z * z / count) * sqrt(rate * (1 - rate) / count + z * z / (4 * count * count))
        return max(0, center - half)...min(1, center + half)
    }

    /// How much larger the rate is than another one's, between these: Newcombe's hybrid
    /// score interval (Newcombe 1998, method 10). For a look at the end of an
    /// experiment; while it runs see ``SequentialTest``.
    public func difference(from other: Proportion, level: Double = 0.95) -> ClosedRange<Double> {
        guard let rate, let base = other.rate else { return -1...1 }
        let (own, others) = (interval(level: level), other.interval(level: level))
        let low = sqrt(square(rate - own.lowerBound) + square(others.upperBound - base))
        let high = sqrt(square(own.upperBound - rate) + square(base - others.lowerBound))
        return max(-1, rate - base - low)...min(1, rate - base + high)
    }

    private func square(_ value: Double) -> Double { value * value }
}

/// The standard normal distribution.
enum Normal {
    /// Acklam's rational approximation, good to 1.2e-9; `probability` within 0 to 1.
    static func quantile(_ probability: Double) -> Double {
        let p = min(max(probability, 1e-12), 1 - 1e-12)
        if p < 0.02425 { return tail(sqrt(-2 * log(p))) }
        if p > 1 - 0.02425 { return -tail(sqrt(-2 * log(1 - p))) }
        let q = p - 0.5
        let r = q * q
        let numerator =
            ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.3577518672690) * r
                - 30.66479806614716) * r + 2.506628277459239
        let denominator =
            ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r
                - 13.28068155288572) * r + 1
        return q * numerator / denominator
    }

    private static func tail(_ q: Double) -> Double {
        let numerator =
            ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q
                + 4.374664141464968) * q + 2.938163982698783
        let denominator =
            (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1
        return numerator / denominator
    }
}
