// ork.tools/1 on the host's side: calls of the plugin's own tools.

import HostCore
import HostTurns
import OrkestaABI
import OrkestaModel
import Synchronization

extension PluginInstance {
    /// The tools of the plugin's table.
    var tools: [PluginTool] { state.withLock { $0.tools } }

    /// Gives a call to the plugin; `completion` runs exactly once, with the
    /// answer's document. `context` is the turn, if there is one.
    func callTool(
        _ name: String,
        _ arguments: JSON,
        in context: TurnContext?,
        completion: @escaping @Sendable (Result<String, Problem>) -> Void
    ) {
        guard let (turn, lent) = handle(of: context) else { return completion(.failure(changingOver)) }
        let done: @Sendable (Result<String, Problem>) -> Void = { [self] result in
            if let lent { endTurn(lent, .finished(AgentResult())) }
            completion(result)
        }
        guard let op = openWork(.given(done), withinMilliseconds: Limits.toolTimeoutMillisecondsMax) else {
            return done(.failure(changingOver))
        }
        onLane { [self] impl, tables in
            let status = withBorrowed([name, arguments.description]) { strings in
                tables.tools?.pointee.call?(impl, op, turn, strings[0], strings[1]) ?? ORK_E_UNSUPPORTED
            }
            guard status != ORK_OK else { return }
            close(op)?.fail(pluginProblem("it refused the call of \(name) with status \(status)"))
        } refused: { [self] in
            close(op)?.fail(changingOver)
        }
    }

    /// Calls a native tool on the lane; `completion` runs exactly once.
    func callNative(
        _ function: NativeFunction,
        _ values: [ToolValue],
        completion: @escaping @Sendable (Result<ToolOutput, ToolFailure>) -> Void
    ) {
        // Answered by hand: what ends it otherwise is a failure of the instance.
        let operation = Operation.given { result in
            if case .failure(let problem) = result { completion(.failure(.unusable(problem))) }
        }
        guard let op = openWork(operation, withinMilliseconds: Limits.toolTimeoutMillisecondsMax) else {
            return completion(.failure(.unusable(changingOver)))
        }
        onLane { [self] _, _ in
            let result = Result { () throws(ToolFailure) in try function.call(values) }
            if close(op) != nil { completion(result) }
        } refused: { [self] in
            close(op)?.fail(changingOver)
        }
    }

    /// The handle of a turn for this plugin's tool: its own when it works on that
    /// turn, else one that is lent for the length of the call. 0: no turn. Nil when
    /// none can be lent: outside of its turn, a tool would write at once.
    private func handle(of context: TurnContext?) -> (turn: ork_turn, lent: ork_turn?)? {
        guard let context else { return (0, nil) }
        return state.withLock { state in
            if let own = state.turns.all.first(where: { $0.value.context === context && !$0.value.isLent }) {
                return (own.handle, nil)
            }
            let running = RunningTurn(context: context, deadline: .max, isLent: true, completion: { _ in })
            guard state.lifecycle.acceptsWork, let lent = state.turns.insert(running) else { return nil }
            return (lent, lent)
        }
    }
}
