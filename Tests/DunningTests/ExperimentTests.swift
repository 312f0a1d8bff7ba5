// The A/B test of hours: who is in which arm, and that looking often is not punished.

import HostCore
import HostDunning
import OrkestaModel
import Testing

@Suite struct ExperimentTests {
    @Test func everybodyStaysInTheirArm() throws {
        let experiment = try HourExperiment(name: "evenings", hours: [12, 18], holdOutPercent: 40)
        let arms = (0..<10_000).map { experiment.arm(of: "CUST-\($0)") }
        #expect(arms == (0..<10_000).map { experiment.arm(of: "CUST-\($0)") })
        let shares = [HourExperiment.Arm.holdOut, .hour(12), .hour(18)].map { arm in arms.count { $0 == arm } }
        #expect(
            abs(shares[0] - 4_000) < 200 && abs(shares[1] - 3_000) < 200 && abs(shares[2] - 3_000) < 200,
            "\(shares)"
        )
        // A value that another machine has to come to as well.
        #expect(["CUST-1", "CUST-2", "CUST-4"].map(experiment.arm(of:)) == [.holdOut, .hour(12), .hour(18)])
        let other = try HourExperiment(name: "mornings", hours: [12, 18], holdOutPercent: 40)
        let moved = (0..<10_000).count { experiment.arm(of: "CUST-\($0)") != other.arm(of: "CUST-\($0)") }
        #expect(moved > 5_000, "another name deals anew: \(moved)")
    }

    @Test(
        arguments: [
            ("", [9], 50, "name"), ("a", [], 50, "hours"), ("a", [9, 9], 50, "hours"), ("a", [24], 50, "hours"),
            ("a", [9], 0, "hold_out_percent"),
        ] as [(String, [Int64], Int64, String)]
    )
    func whatIsNoExperimentIsRefused(_ name: String, _ hours: [Int64], _ holdOut: Int64, _ field: String) {
        do throws(DocumentError) {
            _ = try HourExperiment(name: name, hours: hours, holdOutPercent: holdOut)
            Issue.record("taken")
        } catch {
            #expect(error.field == field)
        }
    }

    // MARK: Intervals

    /// Newcombe (1998), table II, (a): 56/70 against 48/80, method 10.
    @Test func intervalsAreThePublishedOnes() {
        let interval = Proportion(successes: 56, trials: 70).difference(from: Proportion(successes: 48, trials: 80))
        #expect(abs(interval.lowerBound - 0.0524) < 0.0001 && abs(interval.upperBound - 0.3339) < 0.0001, "\(interval)")
        let wilson = Proportion(successes: 81, trials: 263).interval()
        #expect(abs(wilson.lowerBound - 0.2553) < 0.0001 && abs(wilson.upperBound - 0.3662) < 0.0001, "\(wilson)")
    }

    @Test func nothingIsKnownWithoutTrials() {
        let none = Proportion(successes: 3, trials: 0)
        #expect(none.rate == nil && none.interval() == 0...1 && none.difference(from: none) == -1...1)
        #expect(!SequentialTest().reading(none, against: none).isDecided)
    }

    // MARK: Stopping

    /// Both arms alike, looked at after every 20 customers: a fixed-sample test at 5 %
    /// stopped at its first success is wrong in about a third of such series; this one
    /// in at most 5 %.
    @Test func peekingFindsNoDifferenceWhereThereIsNone() {
        let (seriesCount, seed): (Int, UInt64) = (400, 20_261_126)
        var random = SplitMix64(seed: seed)
        var wrong = (always: 0, fixed: 0)
        for _ in 0..<seriesCount {
            let found = firstDecisions(rates: (0.3, 0.3), looks: 100, &random)
            if found.always != nil { wrong.always += 1 }
            if found.fixed != nil { wrong.fixed += 1 }
        }
        #expect(wrong.always <= seriesCount * 5 / 100, "\(wrong) of \(seriesCount), seed \(seed)")
        #expect(wrong.fixed > seriesCount * 15 / 100, "the fixed test is the bad one here: \(wrong)")
    }

    @Test func aRealDifferenceIsFound() {
        var random = SplitMix64(seed: 5)
        let found = (0..<40).count { _ in firstDecisions(rates: (0.40, 0.28), looks: 100, &random).always != nil }
        #expect(found >= 36, "\(found) of 40")
    }

    /// At which look each test would have stopped.
    private func firstDecisions(
        rates: (Double, Double),
        looks: Int,
        _ random: inout SplitMix64
    ) -> (always: Int?, fixed: Int?) {
        var (variant, control) = (Proportion(successes: 0, trials: 0), Proportion(successes: 0, trials: 0))
        var found: (always: Int?, fixed: Int?) = (nil, nil)
        for look in 0..<looks {
            for _ in 0..<20 {
                variant.trials += 1
                control.trials += 1
                if Double(random.next() >> 11) / 0x1p53 < rates.0 { variant.successes += 1 }
                if Double(random.next() >> 11) / 0x1p53 < rates.1 { control.successes += 1 }
            }
            if found.always == nil, SequentialTest().reading(variant, against: control).isDecided {
                found.always = look
            }
            if found.fixed == nil, !variant.difference(from: control).contains(0) { found.fixed = look }
        }
        return found
    }

    @Test func theVerdictFollowsTheRule() throws {
        let experiment = try HourExperiment(name: "evenings", hours: [12, 18], trialsMax: 2_000)
        func verdict(
            _ holdOut: (Int64, Int64),
            _ noon: (Int64, Int64),
            _ evening: (Int64, Int64)
        ) -> HourExperiment.Verdict {
            experiment.verdict(
                holdOut: Proportion(successes: holdOut.0, trials: holdOut.1),
                outcomes: [
                    12: Proportion(successes: noon.0, trials: noon.1),
                    18: Proportion(successes: evening.0, trials: evening.1),
                ]
            )
        }
        #expect(verdict((10, 40), (20, 40), (30, 40)) == .running)
        #expect(verdict((200, 1_000), (210, 1_000), (320, 1_000)) == .better(18))
        #expect(verdict((400, 1_000), (250, 1_000), (240, 1_000)) == .keepOwn)
        #expect(verdict((600, 2_000), (610, 2_000), (605, 2_000)) == .undecided)
    }
}
