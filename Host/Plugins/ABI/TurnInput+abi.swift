// A turn's input as the C struct, lent for the length of one call.

import HostCore
import HostTurns
import OrkestaABI
import OrkestaModel

/// Calls `body` with the input in the ABI's form; all of it is borrowed.
func withABI(_ input: TurnInput, _ body: (UnsafePointer<ork_turn_input>) -> ork_status) -> ork_status {
    let kind = input.kind.abi
    let agents = input.agents.map(\.rawValue)
    let strings = [
        input.conversationID.rawValue, input.customerID.rawValue, input.customerName ?? "", input.channel.rawValue,
        input.locale, input.inboxID.rawValue, input.text, input.state.description,
        input.currentAgent?.rawValue ?? "", input.handOff?.from.rawValue ?? "",
        input.handOff?.note.description ?? "", input.intent ?? "", input.businessName, kind.timer.name,
        kind.timer.payload,
        kind.event.name, kind.event.payload,
    ]
    return withBorrowed(strings + agents) { borrowed in
        let lentAgents = Array(borrowed[strings.count...])
        return lentAgents.withUnsafeBufferPointer { agents in
            var abi = ork_turn_input()
            abi.size = UInt32(MemoryLayout<ork_turn_input>.size)
            abi.kind = kind.code
            (abi.conversation_id, abi.customer_id, abi.customer_name) = (borrowed[0], borrowed[1], borrowed[2])
            (abi.channel, abi.locale, abi.message_id, abi.text) = (borrowed[3], borrowed[4], borrowed[5], borrowed[6])
            (abi.state_json, abi.state_rev) = (borrowed[7], input.stateRevision)
            (abi.current_agent, abi.handoff_from, abi.handoff_json) = (borrowed[8], borrowed[9], borrowed[10])
            (abi.intent, abi.business_name) = (borrowed[11], borrowed[12])
            (abi.timer_name, abi.timer_json) = (borrowed[13], borrowed[14])
            (abi.event_name, abi.event_json) = (borrowed[15], borrowed[16])
            (abi.agents, abi.agent_count) = (agents.baseAddress, agents.count)
            abi.catalog_revision = input.catalogRevision
            abi.attempt = UInt32(clamping: input.attempt)
            abi.utc_offset_minutes = Int32(clamping: input.utcOffsetMinutes)
            abi.with_person = input.isWithPerson ? 1 : 0
            return body(&abi)
        }
    }
}

extension TurnInput.Kind {
    /// The ABI's code, and what stands in the fields of timers and of events.
    fileprivate var abi: (code: UInt32, timer: NamedDocument, event: NamedDocument) {
        switch self {
        case .message: (ORK_TURN_MESSAGE, .none, .none)
        case .timer(let name, let payload): (ORK_TURN_TIMER, NamedDocument(name, payload), .none)
        case .event(let name, let payload): (ORK_TURN_EVENT, .none, NamedDocument(name, payload))
        }
    }
}

private struct NamedDocument {
    let name: String
    let payload: String

    static let none = NamedDocument(name: "", payload: "")

    init(name: String, payload: String) { (self.name, self.payload) = (name, payload) }
    init(_ name: String, _ payload: JSON) { self.init(name: name, payload: payload.description) }
}
