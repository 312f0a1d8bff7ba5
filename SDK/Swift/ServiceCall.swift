// One asynchronous service call as one `await`: the ABI's start / on_event /
// on_done shape, turned into a continuation.

import OrkestaABI
import OrkestaModel

/// How a service call ended well.
struct ServiceAnswer: Sendable {
    let json: String
    let number: Int64
}

/// Starts a call and waits for its end. `start` gets the envelope; `onEvent`, and
/// `onDone` when the call succeeded, run on the lane, before this returns, with
/// borrowed data. A deadline of 0 is the host's default.
func serviceCall(
    turn: ork_turn = 0,
    label: String = "",
    deadlineMilliseconds: Int64 = 0,
    onEvent: (@Sendable (borrowing ork_completion) -> Void)? = nil,
    onDone: (@Sendable (borrowing ork_completion) -> Void)? = nil,
    _ start: (UnsafePointer<ork_call>, UnsafeMutablePointer<ork_op>) -> ork_status
) async throws -> ServiceAnswer {
    try await withUnsafeThrowingContinuation { continuation in
        let pending = Unmanaged.passRetained(PendingCall(continuation, onEvent, onDone))
        let status = withBorrowed(label) { label in
            var call = ork_call()
            call.size = UInt32(MemoryLayout<ork_call>.size)
            call.turn = turn
            call.deadline_ms = max(0, deadlineMilliseconds)
            call.label = label
            call.user = pending.toOpaque()
            call.on_done = callDone
            if onEvent != nil { call.on_event = callEvent }
            var op: ork_op = 0
            return start(&call, &op)
        }
        if status != ORK_OK {
            pending.release()
            continuation.resume(throwing: PluginError(status, "the host refused the call"))
        }
    }
}

private final class PendingCall: Sendable {
    let continuation: UnsafeContinuation<ServiceAnswer, any Error>
    let onEvent: (@Sendable (borrowing ork_completion) -> Void)?
    let onDone: (@Sendable (borrowing ork_completion) -> Void)?

    init(
        _ continuation: UnsafeContinuation<ServiceAnswer, any Error>,
        _ onEvent: (@Sendable (borrowing ork_completion) -> Void)?,
        _ onDone: (@Sendable (borrowing ork_completion) -> Void)?
    ) {
        self.continuation = continuation
        self.onEvent = onEvent
        self.onDone = onDone
    }
}

private func callEvent(user: UnsafeMutableRawPointer?, op: ork_op, completion: UnsafePointer<ork_completion>?) {
    guard let user, let completion else { return }
    Unmanaged<PendingCall>.fromOpaque(user).takeUnretainedValue().onEvent?(sized(completion))
}

/// The one call that gives the retained context back.
private func callDone(user: UnsafeMutableRawPointer?, op: ork_op, completion: UnsafePointer<ork_completion>?) {
    guard let user, let completion else { return }
    let pending = Unmanaged<PendingCall>.fromOpaque(user).takeRetainedValue()
    let value = sized(completion)
    guard value.status == ORK_OK else {
        pending.continuation.resume(throwing: PluginError(value))
        return
    }
    pending.onDone?(value)
    pending.continuation.resume(returning: ServiceAnswer(json: String(value.json), number: value.number))
}
