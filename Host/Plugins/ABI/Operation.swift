// Operations: work that crosses the ABI in one direction or the other and is
// answered exactly once.

import HostCore
import HostInbox
import OrkestaABI
import Synchronization

/// What an operation handle stands for.
enum Operation: Sendable {
    /// Given to the plugin, answered with a document: activate, drain, search.
    case given(@Sendable (Result<String, Problem>) -> Void)
    /// A provider's request given to a channel.
    case ingest(ChannelIngest, @Sendable (Result<ChannelIngest, Problem>) -> Void)
    /// A message given to a channel to send.
    case send(@Sendable (SendOutcome) -> Void)
    /// A service call of the plugin.
    case call(ServiceCall)

    /// Ends it without the plugin.
    func fail(_ problem: Problem) {
        switch self {
        case .given(let completion): completion(.failure(problem))
        case .ingest(_, let completion): completion(.failure(problem))
        case .send(let completion): completion(.unknown(reason: problem.detail))
        case .call: break  // The instance that asked is never called again.
        }
    }
}

extension PluginInstance {
    /// Opens an operation; nil when there are too many.
    func open(_ operation: Operation) -> ork_op? {
        state.withLock { $0.operations.insert(operation) }
    }

    /// Closes an operation; nil when the handle is stale.
    func close(_ op: ork_op) -> Operation? {
        let operation = state.withLock { $0.operations.remove(op) }
        if operation != nil { announceIfIdle() }
        return operation
    }

    /// Closes an operation only when it is of the kind that `matches` says.
    func close(_ op: ork_op, where matches: (Operation) -> Bool) -> Operation? {
        let operation = state.withLock { state -> Operation? in
            guard let found = state.operations[op], matches(found) else { return nil }
            return state.operations.remove(op)
        }
        if operation != nil { announceIfIdle() }
        return operation
    }

    /// The plugin's answer to an operation that the host gave it.
    func complete(_ op: ork_op, _ answer: UnsafePointer<ork_completion>?) -> ork_status {
        guard let answer = copy(answer) else { return refuse(ORK_E_INVALID, "complete: no answer, or a wrong size") }
        let closed = close(op) { operation in
            if case .given = operation { true } else { false }
        }
        guard case .given(let completion)? = closed else {
            return refuse(ORK_E_STALE, "complete: the operation is not, or no longer, open")
        }
        guard answer.status == ORK_OK else {
            let reason = answer.error.map { message(of: $0.pointee) } ?? "status \(answer.status)"
            completion(.failure(pluginProblem(reason)))
            return ORK_OK
        }
        do {
            completion(.success(try String(checking: answer.json, "complete.json", limit: Limits.uploadBodyBytesMax)))
            return ORK_OK
        } catch {
            completion(.failure(pluginProblem(error.reason)))
            return refuse(error.status, error.reason)
        }
    }

    /// Counts the violation and returns the status to give back.
    func refuse(_ status: ork_status, _ rule: String) -> ork_status {
        violation(rule)
        return status
    }

    /// A failure by the plugin's fault, for whoever asked it.
    func pluginProblem(_ reason: String) -> Problem {
        Problem(
            .pluginFailure, "Plugin \(plugin) failed: \(reason)",
            remedy: "See the log; disable the plugin if it goes on"
        )
    }

    private func copy(_ answer: UnsafePointer<ork_completion>?) -> ork_completion? {
        guard let answer, let copy = sized(answer, \.size) else { return nil }
        return copy
    }
}

/// A copy of a plugin's struct, fields beyond its own size zero. Nil when the
/// size is impossible.
func sized<Value>(_ pointer: UnsafePointer<Value>, _ size: KeyPath<Value, UInt32>) -> Value? {
    let raw = UnsafeRawPointer(pointer)
    let claimed = Int(raw.loadUnaligned(as: UInt32.self))
    guard claimed >= 8 else { return nil }
    if claimed >= MemoryLayout<Value>.size { return pointer.pointee }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { buffer in
        guard let base = buffer.baseAddress else { return nil }
        let bytes = UnsafeMutableRawPointer(base)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<Value>.stride)
        bytes.copyMemory(from: raw, byteCount: claimed)
        return base.pointee
    }
}
