// ork.conversation/1: the turn's history, its customer, and cases for people.

import HostConversations
import HostCore
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let conversation = ImmortalTable(
        ork_conversation_service(
            size: UInt32(MemoryLayout<ork_conversation_service>.size),
            reserved: 0,
            history: { handle, envelope, limit, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    call.readHistory(limit: min(max(1, Int(limit)), Limits.pageItemsMax))
                }
            },
            customer: { handle, envelope, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    call.readCustomer()
                }
            },
            open_case: { handle, envelope, kind, summary, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let kind = try String(checking: kind, "kind", limit: 63)
                    guard PluginID(kind) != nil else {
                        throw Refusal(status: ORK_E_INVALID, reason: "kind is no plain word")
                    }
                    let summary = try String(checking: summary, "summary", limit: 2000)
                    try call.stage(.openCase(kind: kind, summary: summary))
                }
            }
        )
    )
}

extension ServiceCall {
    fileprivate func readHistory(limit: Int) {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let conversations = Conversations(instance.tenant)
        read { connection -> [Message] in
            guard let conversation = try conversations.find(turn.conversationID, in: connection) else { return [] }
            return try conversations.talk(in: conversation, limit: limit, connection)
        } then: { call, messages in
            let documents = messages.map { message -> JSON in
                [
                    "role": .string(message.role.rawValue), "at": .string(message.at.description),
                    "reply": message.content.json,
                ]
            }
            call.succeed(json: JSON.array(documents).description)
        }
    }

    fileprivate func readCustomer() {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let customers = Customers(instance.tenant)
        read { connection -> JSON? in
            guard let customer = try customers.find(turn.customerID.rawValue, in: connection) else { return nil }
            return try customers.context(customer, in: connection).json
        } then: { call, json in
            // A new customer becomes a row with this turn's commit.
            call.succeed(json: (json ?? newCustomer(turn)).description)
        }
    }
}

private func newCustomer(_ turn: TurnContext) -> JSON {
    [
        "id": .string(turn.customerID.rawValue), "number": .null, "name": .null, "locale": .null,
        "since": .string(turn.now.description), "conversations": 0, "messages": 0, "open_cases": 0,
    ]
}
