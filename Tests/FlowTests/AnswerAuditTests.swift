// The audit of answers, against drills that went wrong in a known way.

import CrashDrill
import Testing

struct AnswerAuditTests {
    private static let asked = ["+1": 2, "+2": 1]
    private static let answers = [
        OutboxAnswer(key: "a:1", address: "+1", state: "sent"), OutboxAnswer(key: "a:2", address: "+1", state: "sent"),
        OutboxAnswer(key: "b:1", address: "+2", state: "unknown"),
    ]

    private func audit(
        _ answers: [OutboxAnswer] = Self.answers,
        taken: Set<String> = ["a:1", "a:2"],
        unknownMax: Int = 1
    ) -> AnswerAudit {
        AnswerAudit(asked: Self.asked, answers: answers, taken: taken, unknownMax: unknownMax)
    }

    /// The second answer of `+1`, as another one.
    private func second(_ key: String, _ address: String, _ state: String) -> [OutboxAnswer] {
        [Self.answers[0], OutboxAnswer(key: key, address: address, state: state), Self.answers[2]]
    }

    @Test func aDrillWithoutALossIsClean() {
        let audit = audit()
        #expect(audit.isClean && audit.unknown == 1, "\(audit)")
    }

    /// What counts alone would hide: as many were taken as were sent.
    @Test func anUnknownAnswerThatWasTakenHidesNoLostOne() {
        let audit = audit(taken: ["a:1", "b:1"])
        #expect(audit.lost == 1 && audit.unsettled == 1 && !audit.isClean, "\(audit)")
    }

    @Test func aQuestionWithoutARowIsLost() {
        #expect(audit(Array(Self.answers.dropFirst()), taken: ["a:2"]).lost == 1)
        // Somebody else's second answer is none for it.
        let other = audit(second("b:2", "+2", "sent"), taken: ["a:1", "b:2"])
        #expect(other.lost == 1 && other.surplus == 1, "\(other)")
    }

    @Test func whatWasTakenWithoutARowIsTooMuch() {
        #expect(audit(taken: ["a:1", "a:2", "c:1"]).surplus == 1)
    }

    @Test func aHostThatKnowsNothingIsNotClean() {
        let unknown = second("a:2", "+1", "unknown")
        #expect(audit(unknown, taken: ["a:1"], unknownMax: 2).isClean)
        #expect(!audit(unknown, taken: ["a:1"], unknownMax: 1).isClean)
    }

    @Test func whatIsGivenUpIsNoLossAndNotClean() {
        let audit = audit(second("a:2", "+1", "dead"), taken: ["a:1"])
        #expect(audit.lost == 0 && audit.dead == 1 && !audit.isClean, "\(audit)")
        #expect(self.audit(second("a:2", "+1", "cancelled"), taken: ["a:1"]).lost == 1)
    }
}
