// Whether two rates differ, looked at as often as one likes. A fixed-sample test that
// is looked at every morning and stopped at the first good one is wrong far more often
// than it says; this one is not.
//
// The mixture sequential probability ratio test of Robbins (1970) as Johari, Koomen,
// Pekelis and Walsh use it ("Always Valid Inference: Continuous Monitoring of A/B
// Tests", Operations Research 70(3), 2022): the likelihood ratio against "no
// difference", mixed over differences drawn from N(0, tau^2), is a martingale, so it
// exceeds 1/alpha at any time with a probability of at most alpha. The variance is
// plugged in with one success and one failure added on each side (Agresti and Caffo
// 2000), so that it is never zero; as that is an approximation for large numbers,
// nothing is decided before `trialsMin` on both sides.

import Glibc

/// An always-valid comparison of a variant with the control.
public struct SequentialTest: Sendable, Hashable {
    /// How often a difference may be seen where there is none, whenever one looks.
    public let alpha: Double
    /// The size of differences that are looked for: a few points.
    public let tau: Double
    /// On either side, before anything is decided.
    public let trialsMin: Int64

    public init(alpha: Double = 0.05, tau: Double = 0.05, trialsMin: Int64 = 50) {
        (self.alpha, self.tau, self.trialsMin) = (alpha, tau, trialsMin)
    }

    /// What the numbers say so far.
    public struct Reading: Sendable, Hashable {
        /// The variant's rate less the control's.
        public let difference: Double
        /// With probability 1 - alpha the true one was within these at every look.
        public let interval: ClosedRange<Double>
        /// 1 to 0; below alpha: there is a difference.
        public let pValue: Double
        public let isDecided: Bool
    }

    public func reading(_ variant: Proportion, against control: Proportion) -> Reading {
        let variance = smoothedVariance(variant) + smoothedVariance(control)
        let difference = (variant.rate ?? 0) - (control.rate ?? 0)
        let isLarge = min(variant.trials, control.trials) >= trialsMin
        guard isLarge else { return Reading(difference: difference, interval: -1...1, pValue: 1, isDecided: false) }
        let spread = tau * tau
        // The logarithm of the mixed likelihood ratio.
        let evidence =
            difference * difference * spread / (2 * variance * (variance + spread))
            - log((variance + spread) / variance) / 2
        let half = sqrt(
            2 * variance * (variance + spread) / spread * (log(1 / alpha) + log((variance + spread) / variance) / 2)
        )
        let pValue = min(1, exp(-evidence))
        return Reading(
            difference: difference,
            interval: max(-1, difference - half)...min(1, difference + half),
            pValue: pValue,
            isDecided: pValue <= alpha
        )
    }

    private func smoothedVariance(_ proportion: Proportion) -> Double {
        let trials = Double(proportion.trials) + 2
        let rate = (Double(proportion.successes) + 1) / trials
        return rate * (1 - rate) / trials
    }
}
