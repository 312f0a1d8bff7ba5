// Whether a message is about money that the customer owes: the agent that collects
// knows whether they do, and hands back what is none of its matter.

import OrkestaModel
import OrkestaSDK

import enum AgentDialogue.Language
import struct AgentDialogue.PaymentTalkReader

extension Turn {
    /// A reminder was sent in this conversation, and its answer may come.
    var isCollecting: Bool { state["collecting"]?.objectValue != nil }

    /// Under a reminder every word about paying counts; without one only what nobody
    /// says who owes nothing. `language` is an ISO 639-1 code.
    func speaksOfDebt(_ language: String) -> Bool {
        guard agents.contains("dunning") else { return false }
        let spoken = Language(rawValue: language) ?? .spanish
        let reader = PaymentTalkReader(spoken, today: now.date(offsetMinutes: utcOffsetMinutes))
        let talk = reader.read(text, awaitsDay: isCollecting)
        if isCollecting { return talk.isOfPayment || talk == .angry || talk == .person }
        switch talk {
        case .promise, .paid: return true
        case .vaguePromise, .cannotPay, .inParts, .dispute, .pay, .standing, .angry, .person, .yes, .no, .thanks,
            .other:
            return false
        }
    }
}
