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
    unowned let instance: PluginInstance
    /// Set when the call was started within a turn.
    let turn: TurnContext?
    let op: ork_op
    private let user: UnsafeMutableRawPointer?
    private let onEvent: ork_on_completion?
    private let onDone: ork_on_completion?

    /// Checks the envelope, opens the operation and runs `work`. The status is
    /// what the plugin's `start` returns; when it is not ORK_OK, nothing began.
    static func start(
        _ handle: ork_inst, _ envelope: UnsafePointer<ork_call>?, _ op: UnsafeMutablePointer<ork_op>?,
        needsTurn: Bool = false, _ work: (ServiceCall) throws(Refusal) -> Void
    ) -> ork_status {
        guard let instance = InstanceRegistry.shared.find(handle) else { return ORK_E_STALE }
        guard instance.lane.isCurrent else {
            return instance.refuse(ORK_E_WRONG_THREAD, "a service was called off the lane")
        }
        guard let envelope, let op, let call = sized(envelope, \.size), call.on_done != nil else {
            return instance.refuse(ORK_E_INVALID, "a service was called without envelope, op or on_done")
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
        _ instance: PluginInstance, _ call: ork_call, _ context: TurnContext?, _ op: UnsafeMutablePointer<ork_op>,
        _ work: (ServiceCall) throws(Refusal) -> Void
    ) -> ork_status {
        guard let opened = instance.open(.given { _ in }) else { return ORK_E_BUDGET }
        let started = ServiceCall(
            instance: instance, turn: context, op: opened, user: call.user, onEvent: call.on_event,
            onDone: call.on_done
        )
        instance.state.withLock { $0.operations[opened] = .call(started) }
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

    // MARK: Answers, from any thread

    func succeed(json: String = "", number: Int64 = 0) {
        onLane { call in call.done(ORK_OK, json: json, number: number) }
    }

    func fail(_ status: ork_status, _ message: String, retryable: Bool = false) {
        onLane { call in
            var error = abiError(status, message, retryable: retryable)
            withUnsafePointer(to: &error) { call.done(status, error: $0) }
        }
    }

    /// Sends pieces of the answer, then ends it. `events` runs on the lane and
    /// lends each piece through the closure it gets.
    func stream(
        number: Int64, _ events: @escaping @Sendable ((UnsafeRawPointer) -> Void) -> Void
    ) {
        onLane { call in
            events { data in call.event(data) }
            call.done(ORK_OK, number: number)
        }
    }

    private func onLane(_ work: @escaping @Sendable (ServiceCall) -> Void) {
        instance.lane.enqueue(.work { work(self) })
    }

    private func event(_ data: UnsafeRawPointer) {
        guard let onEvent, instance.lifecycle.mayBeCalled else { return }
        var completion = ork_completion()
        completion.size = UInt32(MemoryLayout<ork_completion>.size)
        completion.data = data
        onEvent(user, op, &completion)
    }

    private func done(
        _ status: ork_status, json: String = "", number: Int64 = 0, error: UnsafePointer<ork_error>? = nil
    ) {
        // Taken out first: a second answer finds nothing. Announced last: the
        // instance may be destroyed once it is idle.
        let isOpen = instance.state.withLock { $0.operations.remove(op) != nil }
        guard isOpen, let onDone else { return }
        if instance.lifecycle.mayBeCalled {
            withBorrowed([json]) { strings in
                var completion = ork_completion()
                completion.size = UInt32(MemoryLayout<ork_completion>.size)
                completion.status = status
                completion.json = strings[0]
                completion.number = number
                completion.error = error
                onDone(user, op, &completion)
            }
        }
        instance.announceIfIdle()
    }
}
