// What businesses sent, counted: a drill asks it whether something was lost, or
// sent twice.

internal import OrkestaModel
internal import Synchronization

/// Counts sends by how they were answered, and those whose key came before.
final class SendTally: Sendable {
    private struct State {
        var accepted = 0
        var repeated = 0
        var keys: Set<String> = []
        /// By the error's code.
        var refused: [Int: Int] = [:]
    }

    private let state = Mutex(State())

    /// `key` is `biz_opaque_callback_data`: the same for every attempt at one message.
    func accept(key: String?) {
        state.withLock { state in
            state.accepted += 1
            guard let key else { return }
            if state.keys.contains(key) {
                state.repeated += 1
            } else if state.keys.count < EmulatorLimits.sendKeysMax {
                state.keys.insert(key)
            }
        }
    }

    /// Of what was accepted, each once: which message, not how many, was taken.
    var keys: [String] { state.withLock { $0.keys.sorted() } }

    func refuse(_ code: Int) { state.withLock { $0.refused[code, default: 0] += 1 } }

    /// `repeated` are those of `accepted` that a customer has got once too often.
    var json: JSON {
        state.withLock { state in
            let refused = state.refused.map { (String($0), JSON.integer(Int64($1))) }
            return [
                "accepted": .integer(Int64(state.accepted)), "repeated": .integer(Int64(state.repeated)),
                "refused": .object(Dictionary(refused, uniquingKeysWith: { first, _ in first })),
            ]
        }
    }
}
