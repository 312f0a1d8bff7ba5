// What is counted against a plugin, and what is forgotten: tables without a plugin.

import HostCore
import OrkestaABI
import Testing

@testable import HostPlugins

@Suite("Strikes")
struct StrikesTests {
    private let minute = Limits.violationFadesMilliseconds

    @Test("one occasion is one strike; one of them is forgotten in each minute")
    func fade() {
        var strikes = Strikes()
        #expect(strikes.add(of: 1, at: 0) == 1)
        #expect(strikes.add(of: 1, at: 1) == nil)
        #expect(strikes.add(of: 2, at: 2) == 2)
        #expect(strikes.add(of: nil, at: 3) == 3)
        #expect(strikes.add(of: nil, at: 4) == 4)
        #expect(strikes.add(of: nil, at: 4 + 3 * minute) == 2)
        #expect(strikes.add(of: nil, at: 1_000 * minute) == 1)
    }

    @Test("who breaks a rule each minute is never condemned, who does it each second soon is")
    func rates() {
        var (slow, fast) = (Strikes(), Strikes())
        for number in 0..<10_000 as Range<Int64> {
            let count = slow.add(of: nil, at: number * minute)
            #expect(count ?? 0 < Limits.violationsMax)
        }
        let counts = (0..<120 as Range<Int64>).map { fast.add(of: nil, at: $0 * 1_000) ?? 0 }
        #expect(counts.contains { $0 >= Limits.violationsMax })
    }

    @Test("so many operations are remembered as given up, the last ones")
    func givenUp() {
        var operations = GivenUpOperations()
        let last = ork_op(Limits.operationsGivenUpMax + 10)
        for op in 1...last { operations.insert(op) }
        #expect(!operations.contains(10))
        #expect(operations.contains(11) && operations.contains(last))
    }
}
