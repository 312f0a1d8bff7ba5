// An A/B test of the hour at which customers are reminded: who is in which arm, and
// when it is over. Values; the store counts, the ladder asks for the hour.

import HostTime
public import OrkestaModel

/// A test of some hours against the rules' own.
public struct HourExperiment: Sendable, Hashable {
    /// Part of the assignment: another name deals the customers anew.
    public let name: String
    /// The hours tried, 0 to 23, each once.
    public let hours: [Int64]
    /// Of all customers, who keep the rules' own hour: 5 to 90 percent.
    public let holdOutPercent: Int64
    /// Customers in every arm after which it ends without a winner.
    public let trialsMax: Int64
    /// A smaller difference is none that matters: 0.02 is two points.
    public let smallestDifference: Double

    /// Throws the field at fault.
    public init(
        name: String,
        hours: [Int64],
        holdOutPercent: Int64 = 50,
        trialsMax: Int64 = 5_000,
        smallestDifference: Double = 0.02
    ) throws(DocumentError) {
        guard (1...60).contains(name.count) else {
            throw DocumentError(field: "name", reason: "1 to 60 characters are expected")
        }
        guard (1...6).contains(hours.count), Set(hours).count == hours.count,
            hours.allSatisfy({ (0...23).contains($0) })
        else {
            throw DocumentError(field: "hours", reason: "1 to 6 different hours from 0 to 23 are expected")
        }
        guard (5...90).contains(holdOutPercent) else {
            throw DocumentError(field: "hold_out_percent", reason: "5 to 90 is expected")
        }
        guard (100...1_000_000).contains(trialsMax) else {
            throw DocumentError(field: "trials_max", reason: "100 to 1000000 is expected")
        }
        guard (0.001...0.5).contains(smallestDifference) else {
            throw DocumentError(field: "smallest_difference", reason: "0.001 to 0.5 is expected")
        }
        (self.name, self.hours, self.holdOutPercent) = (name, hours, holdOutPercent)
        (self.trialsMax, self.smallestDifference) = (trialsMax, smallestDifference)
    }

    /// Where a customer is.
    public enum Arm: Sendable, Hashable {
        /// The rules' own hour.
        case holdOut
        case hour(Int64)
    }

    /// The same for a customer as long as the experiment runs, on every machine, and
    /// whoever else takes part: a hash of both names, no draw.
    public func arm(of customer: String) -> Arm {
        var hash = StableHash()
        hash.combine(name)
        hash.combine(customer)
        let place = Int64(hash.value % 10_000)
        let heldOut = holdOutPercent * 100
        guard place >= heldOut else { return .holdOut }
        let share = (10_000 - heldOut) / Int64(hours.count)
        return .hour(hours[min(Int((place - heldOut) / max(share, 1)), hours.count - 1)])
    }

    // MARK: Ending

    /// How it stands.
    public enum Verdict: Sendable, Hashable {
        case running
        /// This hour is better than the rules' own.
        case better(Int64)
        /// Every hour tried is worse, or no better by what matters.
        case keepOwn
        /// It is over, with as many customers as were planned or by a person, and no
        /// difference is sure.
        case undecided
    }

    /// One hour against the hold-out.
    public struct Comparison: Sendable, Hashable {
        public let hour: Int64
        public let outcome: Proportion
        public let reading: SequentialTest.Reading
        /// For the report at the end.
        public let interval: ClosedRange<Double>
    }

    /// A test for each hour; of several at once each is held to its share of the 5
    /// percent (Bonferroni), so that all of them together are wrong no more often.
    public var test: SequentialTest { SequentialTest(alpha: 0.05 / Double(hours.count)) }

    /// `outcomes`: of the customers in each arm, those who paid in time after they were
    /// reminded. Each is one trial: the test takes them for independent.
    public func comparisons(holdOut: Proportion, outcomes: [Int64: Proportion]) -> [Comparison] {
        hours.map { hour in
            let outcome = outcomes[hour] ?? Proportion(successes: 0, trials: 0)
            return Comparison(
                hour: hour,
                outcome: outcome,
                reading: test.reading(outcome, against: holdOut),
                interval: outcome.difference(from: holdOut)
            )
        }
    }

    /// The stopping rule. It may be asked at any time: being asked often costs nothing.
    public func verdict(holdOut: Proportion, outcomes: [Int64: Proportion]) -> Verdict {
        let compared = comparisons(holdOut: holdOut, outcomes: outcomes)
        let winners = compared.filter { $0.reading.isDecided && $0.reading.difference > 0 }
        if let best = winners.max(by: { ($0.reading.difference, $1.hour) < ($1.reading.difference, $0.hour) }) {
            return .better(best.hour)
        }
        if compared.allSatisfy({ $0.reading.interval.upperBound < smallestDifference }) { return .keepOwn }
        let fewest = (compared.map(\.outcome.trials) + [holdOut.trials]).min() ?? 0
        return fewest >= trialsMax ? .undecided : .running
    }
}
