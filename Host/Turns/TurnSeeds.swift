// The chance of a turn: all of it from the inbox item's id, so that a redo
// makes the same ids and draws the same numbers.

import HostCore
import HostTime

/// Seeds for the different uses of chance in one turn.
struct TurnSeeds: Sendable {
    /// What the agents draw from.
    let agents: UInt64

    enum Use: UInt64 {
        case customer = 1
        case conversation
        case turn
        case rows
    }

    init(_ item: InboxItemID) {
        var hash = StableHash()
        hash.combine(item.rawValue)
        agents = hash.value
    }

    func randomness(_ use: Use) -> SeededRandomness {
        SeededRandomness(seed: agents ^ (use.rawValue &* 0xD6E8_FEB8_6659_FD93))
    }
}
