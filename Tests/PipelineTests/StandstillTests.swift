// Who is late because the machine stood still, and who is late all the same: a table.

import HostCore
import HostTime
import Testing

@Suite struct StandstillTests {
    private static let gap = Limits.standstillMilliseconds

    /// Looks at these moments, with a grace of 10.
    private func judgements(at moments: [Int64]) -> [Bool] {
        var standstill = Standstill(graceMilliseconds: 10)
        return moments.map { standstill.mayJudge(at: $0) }
    }

    @Test func whoeverLooksOftenJudges() {
        #expect(judgements(at: [0, 50, 50 + Self.gap]) == [true, true, true])
    }

    @Test func afterAStandstillEverythingHasItsGrace() {
        let again = 50 + Self.gap + 1
        #expect(
            judgements(at: [0, 50, again, again + 9, again + 10, again + 20]) == [true, true, false, false, true, true]
        )
    }

    /// A second one in a time of grace does not make it longer.
    @Test func whatStuttersOnAndOnIsJudgedInBetween() {
        let step = Self.gap + 1
        #expect(judgements(at: [0, step, 2 * step, 3 * step, 4 * step]) == [true, false, true, false, true])
    }
}
