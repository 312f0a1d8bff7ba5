// Operations: work that crosses the ABI in one direction or the other and is
// answered exactly once.

import HostCore
import HostInbox
import HostStorage
import HostTurns
import Logging
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

    fileprivate var isCall: Bool {
        if case .call = self { true } else { false }
    }
}

/// An operation under way.
struct OpenOperation: Sendable {
    var operation: Operation
    /// Monotonic milliseconds after which the host gives it up; `.max`: never.
    var deadline: Int64
    /// Set for a call that writes at once: no deadline can promise that it did not.
    var mayHaveHappened = false
    /// Ends the work of a call that takes long; it is answered all the same.
    var cancel: (@Sendable () -> Void)?
    /// Given to bring something in: a pull, or a customer's file.
    var bringsIn = false
}

extension PluginInstance {
    /// Opens an operation that is given up after `limit` milliseconds; nil when
    /// there are too many.
    func open(_ operation: Operation, withinMilliseconds limit: Int64? = nil) -> ork_op? {
        let deadline = limit.map { monotonicMilliseconds() + $0 } ?? .max
        return state.withLock { $0.operations.insert(OpenOperation(operation: operation, deadline: deadline)) }
    }

    /// As ``open(_:withinMilliseconds:)``, for work: nil too when the instance
    /// takes none.
    func openWork(_ operation: Operation, withinMilliseconds limit: Int64, bringsIn: Bool = false) -> ork_op? {
        let deadline = monotonicMilliseconds() + limit
        return state.withLock { state in
            guard state.lifecycle.acceptsWork else { return nil }
            return state.operations.insert(
                OpenOperation(operation: operation, deadline: deadline, bringsIn: bringsIn)
            )
        }
    }

    /// Whether what the plugin asks of a server now can only bring something in: it was
    /// told to, and has nothing to send.
    var onlyBringsIn: Bool {
        state.withLock { state in
            var isTold = false
            for (_, open) in state.operations.all {
                if case .send = open.operation { return false }
                isTold = isTold || open.bringsIn
            }
            return isTold
        }
    }

    /// Closes an operation; nil when the handle is stale.
    func close(_ op: ork_op) -> Operation? { close(op) { _ in true } }

    /// Closes an operation only when it is of the kind that `matches` says.
    func close(_ op: ork_op, where matches: (Operation) -> Bool) -> Operation? {
        let found = state.withLock { state -> OpenOperation? in
            guard let found = state.operations[op], matches(found.operation) else { return nil }
            return state.operations.remove(op)
        }
        if found != nil { announceIfIdle() }
        return found?.operation
    }

    /// Whether an operation was neither answered nor given up.
    func isOpen(_ op: ork_op) -> Bool { state.withLock { $0.operations[op] != nil } }

    /// Gives up what is not answered in time. A call of the plugin is told so.
    func expireOperations(at now: Int64) {
        let (expired, isWaiting) = state.withLock { state -> ([(handle: ork_op, value: OpenOperation)], Bool) in
            guard state.operations.count > 0 else { return ([], false) }
            let all = state.operations.all
            let expired = all.filter { now > $0.value.deadline }
            for (op, open) in expired {
                state.operations[op]?.deadline = .max
                if !open.operation.isCall { state.givenUp.insert(op) }
            }
            return (expired, all.contains { $0.value.operation.isCall })
        }
        for (op, open) in expired {
            if case .call(let call) = open.operation {
                call.fail(ORK_E_TIMEOUT, "the host did not answer in time", retryable: true)
            } else if let operation = close(op) {
                // While it waits for the host, or for a slow provider, it is not the plugin that is late.
                if !isWaiting { violation("an operation was not answered in time") }
                operation.fail(pluginProblem("it did not answer in time"))
            }
        }
    }

    /// Asks the service calls that were started in a turn to end.
    func cancelCalls(in context: TurnContext) {
        let cancels = state.withLock { state -> [@Sendable () -> Void] in
            guard state.operations.count > 0 else { return [] }
            return state.operations.all.compactMap { _, open in
                guard case .call(let call) = open.operation, call.turn === context else { return nil }
                return open.cancel
            }
        }
        for cancel in cancels { cancel() }
    }

    /// Asks one service call to end; false when it is none, or over.
    func cancelCall(_ op: ork_op) -> Bool {
        let (isOpen, cancel) = state.withLock { state -> (Bool, (@Sendable () -> Void)?) in
            guard let open = state.operations[op], case .call = open.operation else { return (false, nil) }
            return (true, open.cancel)
        }
        cancel?()
        return isOpen
    }

    /// The plugin's answer to an operation that the host gave it.
    func complete(_ op: ork_op, _ answer: UnsafePointer<ork_completion>?) -> ork_status {
        guard let answer = answer.flatMap({ sized($0) }) else {
            return refuse(ORK_E_INVALID, "complete: no answer, or a wrong size")
        }
        let closed = close(op) { operation in
            if case .given = operation { true } else { false }
        }
        guard case .given(let completion)? = closed else {
            return refuseStale(op, "complete: the operation is not, or no longer, open")
        }
        guard answer.status == ORK_OK else {
            let reason = answer.error.flatMap { sized($0) }.map { message(of: $0) } ?? "status \(answer.status)"
            completion(.failure(pluginProblem(reason)))
            return ORK_OK
        }
        do {
            completion(.success(try String(checking: answer.json, "complete.json", limit: Limits.uploadBodyBytesMax)))
            return ORK_OK
        } catch {
            completion(.failure(pluginProblem(error.reason)))
            return refuse(error.status, "complete: \(error.reason)")
        }
    }

    /// Counts the violation and returns the status to give back.
    func refuse(_ status: ork_status, _ rule: String) -> ork_status {
        violation(rule)
        return status
    }

    /// For what is said of an operation that is not open. The host may have given it up; then
    /// no rule is broken.
    func refuseStale(_ op: ork_op, _ rule: String) -> ork_status {
        guard state.withLock({ $0.givenUp.contains(op) }) else { return refuse(ORK_E_STALE, rule) }
        services.logger.info(
            "A plugin answered what was given up",
            metadata: ["tenant": "\(tenant.id)", "plugin": "\(plugin)", "answer": "\(rule)"]
        )
        return ORK_E_STALE
    }

    /// A failure by the plugin's fault, for whoever asked it.
    func pluginProblem(_ reason: String) -> Problem {
        Problem(
            .pluginFailure,
            "Plugin \(plugin) failed: \(reason)",
            remedy: "See the log; disable the plugin if it goes on"
        )
    }
}
