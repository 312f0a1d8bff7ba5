// One service call of a plugin: from its envelope to its single on_done.

import HostCore
import HostTurns
import OrkestaABI
import Synchronization

/// A call under way.
///
/// Safe: `user` and the callbacks are the plugin's; the host only carries them
/// and uses them on the plugin's lane, before `destroy`.
struct ServiceCall: @unchecked Sendable {
    /// Held until the call is answered, even when the instance ends before.
    let instance: PluginInstance
    /// Set when the call was started within a turn.
    let turn: TurnContext?
    /// What the plugin calls this effect; empty for most.
    let label: String
    /// How long the plugin lets it take; nil: as long as the host thinks right.
    let milliseconds: Int64?
    private(set) var op: ork_op
    private let user: UnsafeMutableRawPointer?
    private let onEvent: ork_on_completion?
    private let onDone: ork_on_completion?

    /// Checks the envelope, opens the operation and runs `work`. The status is
    /// what the plugin's `start` returns; when it is not ORK_OK, nothing began.
    static func start(
        _ handle: ork_inst,
        _ envelope: UnsafePointer<ork_call>?,
        _ op: UnsafeMutablePointer<ork_op>?,
        needsTurn: Bool = false,
        _ work: (ServiceCall) throws(Refusal) -> Void
    ) -> ork_status {
        guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
        guard instance.lane.isCurrent else {
            return instance.refuse(ORK_E_WRONG_THREAD, "a service was called off the lane")
        }
        guard instance.mayUseServices else {
            return instance.refuse(ORK_E_WRONG_STATE, "a service was called before activate or after drain")
        }
        guard let envelope, let op, let call = sized(envelope), call.on_done != nil, call.deadline_ms >= 0 else {
            return instance.refuse(ORK_E_INVALID, "a service was called without envelope, op, on_done or deadline")
        }
        var context: TurnContext?
        if call.turn != 0 {
            guard let running = instance.running(call.turn) else {
                return instance.refuse(ORK_E_STALE, "a service was called for a turn that is over")
            }
            context = running.context
        } else if needsTurn {
            return instance.refuse(ORK_E_INVALID, "the service needs a turn")
        }
        return begin(instance, call, context, op, work)
    }

    private static func begin(
        _ instance: PluginInstance,
        _ call: ork_call,
        _ context: TurnContext?,
        _ op: UnsafeMutablePointer<ork_op>,
        _ work: (ServiceCall) throws(Refusal) -> Void
    ) -> ork_status {
        let label: String
        do throws(Refusal) {
            label = try String(checking: call.label, "label", limit: 100)
        } catch {
            return instance.refuse(error.status, error.reason)
        }
        let limit = call.deadline_ms == 0 ? Limits.turnDeadlineMilliseconds : min(call.deadline_ms, callDeadlineMax)
        let deadline = monotonicMilliseconds() + limit
        let prepared = ServiceCall(
            instance: instance,
            turn: context,
            label: label,
            milliseconds: call.deadline_ms == 0 ? nil : limit,
            op: 0,
            user: call.user,
            onEvent: call.on_event,
            onDone: call.on_done
        )
        let inserted = instance.state.withLock { state in
            state.operations.insert { op in
                OpenOperation(operation: .call(prepared.with(op)), deadline: deadline)
            }
        }
        guard let opened = inserted else { return ORK_E_BUDGET }
        let started = prepared.with(opened)
        op.pointee = opened
        do {
            try work(started)
            return ORK_OK
        } catch {
            _ = instance.close(opened)
            op.pointee = 0
            return instance.refuse(error.status, error.reason)
        }
    }

    private func with(_ op: ork_op) -> ServiceCall {
        var call = self
        call.op = op
        return call
    }

    /// Refuses a call in a turn, for `function` which is for channels.
    func mustBeOutsideTurn(_ function: String) throws(Refusal) {
        guard turn == nil else { throw Refusal(status: ORK_E_UNSUPPORTED, reason: "\(function) is not for turns") }
    }

    // MARK: Answers, from any thread

    func succeed(json: String = "", number: Int64 = 0) {
        onLane { call in call.done(ORK_OK, json: json, number: number) }
    }

    /// Answers with data that `lend` lends through the closure it gets, on the lane.
    func succeed(number: Int64, lending lend: @escaping @Sendable ((UnsafeRawPointer) -> Void) -> Void) {
        onLane { call in lend { call.done(ORK_OK, number: number, data: $0) } }
    }

    /// Answers with a document that the host made from its own facts: its figures
    /// may be said in the turn.
    func succeed(fact json: String) {
        turn?.learn(fact: json)
        succeed(json: json)
    }

    /// `json` for the services whose failures have a document, `providerCode` for those
    /// that pass on what somebody else said.
    func fail(
        _ status: ork_status,
        _ message: String,
        retryable: Bool = false,
        providerCode: Int32 = 0,
        json: String = ""
    ) {
        onLane { call in
            var error = abiError(status, message, retryable: retryable, providerCode: providerCode)
            withUnsafePointer(to: &error) { call.done(status, json: json, error: $0) }
        }
    }

    /// Tells how far the answer is.
    func tell(number: Int64) {
        guard onEvent != nil else { return }
        onLane { call in call.event(number: number) }
    }

    /// Sends pieces of the answer, then ends it. `events` runs on the lane and
    /// lends each piece through the closure it gets.
    func stream(
        number: Int64,
        _ events: @escaping @Sendable ((UnsafeRawPointer) -> Void) -> Void
    ) {
        onLane { call in
            events { data in call.event(data: data) }
            call.done(ORK_OK, number: number)
        }
    }

    /// From here on, nobody can say that the call had no effect.
    func beginWrite() {
        instance.state.withLock { state in
            state.operations[op]?.deadline = .max
            state.operations[op]?.mayHaveHappened = true
        }
    }

    /// From here on the call ends by itself: at its own deadline, or soon after `cancel`
    /// ran, which the plugin or the end of the turn asks for.
    func untilCancelled(_ cancel: @escaping @Sendable () -> Void) {
        instance.state.withLock { state in
            state.operations[op]?.deadline = .max
            state.operations[op]?.cancel = cancel
        }
    }

    private func onLane(_ work: @escaping @Sendable (ServiceCall) -> Void) {
        instance.lane.enqueue(.work { work(self) })
    }

    private func event(data: UnsafeRawPointer? = nil, number: Int64 = 0) {
        guard let onEvent, isOpen else { return }
        var completion = ork_completion()
        completion.size = UInt32(MemoryLayout<ork_completion>.size)
        completion.data = data
        completion.number = number
        onEvent(user, op, &completion)
    }

    /// Neither answered nor given up.
    private var isOpen: Bool {
        instance.state.withLock { $0.lifecycle.mayBeCalled && $0.operations[op] != nil }
    }

    private func done(
        _ status: ork_status,
        json: String = "",
        number: Int64 = 0,
        data: UnsafeRawPointer? = nil,
        error: UnsafePointer<ork_error>? = nil
    ) {
        // Taken out first: a second answer finds nothing. Announced last: the
        // instance may be destroyed once it is idle.
        let (isOpen, mayBeCalled) = instance.state.withLock { state in
            (state.operations.remove(op) != nil, state.lifecycle.mayBeCalled)
        }
        guard isOpen, let onDone else { return }
        if mayBeCalled {
            withBorrowed([json]) { strings in
                var completion = ork_completion()
                completion.size = UInt32(MemoryLayout<ork_completion>.size)
                completion.status = status
                completion.json = strings[0]
                completion.number = number
                completion.data = data
                completion.error = error
                onDone(user, op, &completion)
            }
        }
        instance.announceIfIdle()
    }
}

extension PluginInstance {
    /// Services may be used from `activate` on, until `deactivate`.
    var mayUseServices: Bool {
        state.withLock { $0.lifecycle.mayBeCalled && $0.lifecycle != .created && !$0.isEnding }
    }
}

/// Longer deadlines of calls are cut to this, a day in milliseconds.
private let callDeadlineMax: Int64 = 86_400_000
