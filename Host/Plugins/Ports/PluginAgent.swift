// An agent plugin's instance as the turn engine's port.

import HostCore
import HostTurns
import OrkestaABI
import Synchronization

/// Runs turns on one instance.
struct PluginAgent: Agent {
    let instance: PluginInstance

    func run(_ input: TurnInput, in turn: TurnContext) async -> AgentOutcome {
        let started = StartedTurn(instance: instance)
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                started.set(instance.startTurn(input, turn) { continuation.resume(returning: $0) })
            }
        } onCancel: {
            started.cancel()
        }
    }
}

/// The handle of a turn that may be cancelled before it is known.
private final class StartedTurn: Sendable {
    private let instance: PluginInstance
    private let state = Mutex<(turn: ork_turn?, isCancelled: Bool)>((nil, false))

    init(instance: PluginInstance) { self.instance = instance }

    func set(_ turn: ork_turn?) {
        let isCancelled = state.withLock { state in
            state.turn = turn
            return state.isCancelled
        }
        if isCancelled, let turn { instance.cancelTurn(turn) }
    }

    func cancel() {
        let turn = state.withLock { state in
            state.isCancelled = true
            return state.turn
        }
        if let turn { instance.cancelTurn(turn) }
    }
}
