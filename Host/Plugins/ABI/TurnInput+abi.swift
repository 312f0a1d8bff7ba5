// A turn's input as the C struct, lent for the length of one call.

import HostCore
import HostTurns
import OrkestaABI
import OrkestaModel

/// Calls `body` with the input in the ABI's form; all of it is borrowed.
func withABI(_ input: TurnInput, _ body: (UnsafePointer<ork_turn_input>) -> ork_status) -> ork_status {
    var timer: (name: String, payload: String) = ("", "")
    if case .timer(let name, let payload) = input.kind { timer = (name, payload.description) }
    let agents = input.agents.map(\.rawValue)
    let strings = [
        input.conversationID.rawValue, input.customerID.rawValue, input.customerName ?? "", input.channel.rawValue,
        input.locale, input.inboxID.rawValue, input.text, input.state.description,
        input.currentAgent?.rawValue ?? "", input.handOff?.from.rawValue ?? "",
        input.handOff?.note.description ?? "", input.intent ?? "", input.businessName, timer.name, timer.payload,
    ]
    return withBorrowed(strings + agents) { borrowed in
        let lentAgents = Array(borrowed[strings.count...])
        return lentAgents.withUnsafeBufferPointer { agents in
            var abi = ork_turn_input()
            abi.size = UInt32(MemoryLayout<ork_turn_input>.size)
            abi.kind = input.kind == .message ? ORK_TURN_MESSAGE : ORK_TURN_TIMER
            (abi.conversation_id, abi.customer_id, abi.customer_name) = (borrowed[0], borrowed[1], borrowed[2])
            (abi.channel, abi.locale, abi.message_id, abi.text) = (borrowed[3], borrowed[4], borrowed[5], borrowed[6])
            (abi.state_json, abi.state_rev) = (borrowed[7], input.stateRevision)
            (abi.current_agent, abi.handoff_from, abi.handoff_json) = (borrowed[8], borrowed[9], borrowed[10])
            (abi.intent, abi.business_name) = (borrowed[11], borrowed[12])
            (abi.timer_name, abi.timer_json) = (borrowed[13], borrowed[14])
            (abi.agents, abi.agent_count) = (agents.baseAddress, agents.count)
            abi.catalog_revision = input.catalogRevision
            abi.attempt = UInt32(clamping: input.attempt)
            return body(&abi)
        }
    }
}
