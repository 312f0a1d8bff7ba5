// The audit of histories, against histories that are wrong in a known way.

import CrashDrill
import OrkestaModel
import Testing

struct HistoryAuditTests {
    private static let tenant = DrillTenant(name: "t", key: "k")
    private static let answer: JSON = ["type": "text", "text": "¡Hola!"]

    private let record: CustomerRecord
    private let history: [HistoryMessage]

    init() {
        var record = CustomerRecord(tenant: Self.tenant, phone: "+52")
        var history: [HistoryMessage] = []
        for number in 1...3 {
            let text = "hola \(number)"
            let turn = "turn-\(number)"
            record.acknowledged.append(
                AcknowledgedMessage(id: "\(number)", text: text, turnID: turn, replies: [Self.answer])
            )
            history.append(HistoryMessage(role: "user", turnID: turn, reply: ["type": "text", "text": .string(text)]))
            history.append(HistoryMessage(role: "assistant", turnID: turn, reply: Self.answer))
        }
        self.record = record
        self.history = history
    }

    @Test func aRightHistoryIsClean() {
        let audit = HistoryAudit(record, history)
        #expect(audit.missing == [] && audit.doubled == [] && audit.strange == [])
    }

    @Test(arguments: 0..<6)
    func aLostMessageOrReplyIsMissing(index: Int) {
        var history = history
        history.remove(at: index)
        #expect(HistoryAudit(record, history).missing.count == 1)
    }

    @Test(arguments: 0..<6)
    func aSecondMessageOrReplyIsDoubled(index: Int) {
        let audit = HistoryAudit(record, history + [history[index]])
        #expect(audit.doubled.count == 1)
    }

    @Test func strangersOtherWordsAndAnotherOrderAreSeen() {
        let stranger = HistoryMessage(role: "user", turnID: "x", reply: ["type": "text", "text": "¿quién soy?"])
        #expect(HistoryAudit(record, history + [stranger]).strange.count == 1)
        var changed = history
        changed[1] = HistoryMessage(role: "assistant", turnID: "turn-1", reply: ["type": "text", "text": "Adiós"])
        #expect(HistoryAudit(record, changed).strange.count == 1)
        let swapped = Array(history[2..<4] + history[0..<2] + history[4...])
        #expect(HistoryAudit(record, swapped).strange.count == 1)
        let extra = HistoryMessage(role: "assistant", turnID: "turn-9", reply: Self.answer)
        #expect(HistoryAudit(record, history + [extra]).strange.count == 1)
    }
}
