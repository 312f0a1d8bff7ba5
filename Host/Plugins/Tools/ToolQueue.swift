// Which call goes to a worker next. A struct without threads or clock: calls and
// endings in, calls to make out.

import HostCore

/// A call of a bound function, encoded.
struct ToolWorkerCall: Sendable {
    let kind: ToolWorkerKind
    /// A whole CALL of tool_protocol.h.
    let frame: [UInt8]
    let timeoutMilliseconds: Int64
}

/// The calls that wait, in the order in which they came, and what keeps some of
/// them waiting. Times are monotonic milliseconds.
struct ToolQueue {
    /// A call that waits.
    struct Waiting {
        let id: UInt64
        let call: ToolWorkerCall
        /// Not begun by then, it is given up.
        let expires: Int64
    }

    /// A library whose calls fail again and again rests between them.
    private struct Pause {
        var failures = 0
        var until: Int64 = 0
    }

    private(set) var waiting: [Waiting] = []
    private var running: [ToolWorkerKind: Int] = [:]
    private var pauses: [ToolWorkerKind: Pause] = [:]

    /// False when too many wait.
    mutating func add(_ id: UInt64, _ call: ToolWorkerCall, at now: Int64) -> Bool {
        guard waiting.count < Limits.toolCallsWaitingMax else { return false }
        waiting.append(Waiting(id: id, call: call, expires: now + Limits.toolWaitMilliseconds))
        return true
    }

    /// Takes a call out that has not begun; false when it has.
    mutating func cancel(_ id: UInt64) -> Bool {
        guard let place = waiting.firstIndex(where: { $0.id == id }) else { return false }
        waiting.remove(at: place)
        return true
    }

    /// The calls that waited for too long.
    mutating func takeExpired(at now: Int64) -> [UInt64] {
        let expired = waiting.filter { $0.expires <= now }.map(\.id)
        if !expired.isEmpty { waiting.removeAll { $0.expires <= now } }
        return expired
    }

    /// The call to make now by a worker that has `loaded`: one that needs no other
    /// library, if one of the first in line is such, else the first.
    mutating func take(loaded: ToolWorkerKind?, at now: Int64) -> Waiting? {
        let ready = waiting.indices.lazy.filter { [self] in mayBegin(waiting[$0].call.kind, at: now) }
        guard let first = ready.first else { return nil }
        let near = ready.prefix(lookAhead).first { [self] in waiting[$0].call.kind == loaded }
        let taken = waiting.remove(at: near ?? first)
        running[taken.call.kind, default: 0] += 1
        return taken
    }

    /// A call of that kind has ended; `isHealthy` when the worker survived it.
    mutating func end(_ kind: ToolWorkerKind, isHealthy: Bool, at now: Int64) {
        running[kind, default: 1] -= 1
        if running[kind] == 0 { running[kind] = nil }
        guard !isHealthy else {
            pauses[kind] = nil
            return
        }
        var pause = pauses[kind] ?? Pause()
        pause.failures += 1
        let excess = pause.failures - Limits.toolFailuresBeforePause
        if excess >= 0 {
            let length = Limits.toolPauseMillisecondsMin << min(Int64(excess), 16)
            pause.until = now + min(length, Limits.toolPauseMillisecondsMax)
        }
        pauses[kind] = pause
    }

    /// When something may change although nothing happens: a pause ends, a call
    /// expires. Nil: never.
    func nextChange(after now: Int64) -> Int64? {
        waiting.map { waiting in
            let pauseEnd = pauses[waiting.call.kind]?.until ?? 0
            return pauseEnd > now ? min(waiting.expires, pauseEnd) : waiting.expires
        }.min()
    }

    private func mayBegin(_ kind: ToolWorkerKind, at now: Int64) -> Bool {
        running[kind] ?? 0 < Limits.toolWorkersPerLibraryMax && pauses[kind]?.until ?? 0 <= now
    }
}

/// How far from the front a call may be taken to spare a worker its change-over.
private let lookAhead = 8
