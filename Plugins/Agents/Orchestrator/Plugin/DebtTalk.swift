// Whether a message is about money that the customer owes: the agent that collects
// knows whether they do, and hands back what is none of its matter.

import OrchestratorRouting
import OrkestaModel
import OrkestaSDK

import enum AgentDialogue.Language
import struct AgentDialogue.PaymentTalkReader

extension Turn {
    /// A reminder was sent in this conversation, and its answer may come.
    var isCollecting: Bool { state["collecting"]?.objectValue != nil }

    /// Under a reminder every word about paying counts; without one only what nobody
    /// says who owes nothing. `language` is an ISO 639-1 code.
    func debtTalk(_ language: String) -> DebtTalk {
        guard agents.contains("dunning") else { return .none }
        let spoken = Language(rawValue: language) ?? .spanish
        let reader = PaymentTalkReader(spoken, today: now.date(offsetMinutes: utcOffsetMinutes))
        let talk = reader.read(text, awaitsDay: false)
        if isCollecting {
            if talk == .pay || talk == .standing { return .common }
            if talk.isOfPayment || talk == .angry || talk == .person { return .plain }
            return reader.read(text, awaitsDay: true).isOfPayment ? .answer : .none
        }
        switch talk {
        case .promise, .noSuchDay, .paid: return .plain
        case .vaguePromise, .cannotPay, .inParts, .dispute, .pay, .standing, .angry, .person, .yes, .no, .thanks,
            .other:
            return .none
        }
    }
}
