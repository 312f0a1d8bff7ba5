// The tool workers of this host: a bounded number of processes, each kept by a
// thread of its own, which does nothing but wait for it.

import HostCore
import Synchronization

/// Runs calls of bound functions in worker processes. Nothing is started before
/// the first call.
final class ToolWorkerPool: Sendable {
    typealias Completion = @Sendable (Result<ToolFrame, ToolFailure>) -> Void

    private struct State {
        var queue = ToolQueue()
        var completions: [UInt64: Completion] = [:]
        var lastID: UInt64 = 0
        var keepers: [ToolWorkerKeeper] = []
        /// Those that wait for a call, or are about to look for one.
        var idle: [ToolWorkerKeeper] = []
        var isStopped = false
    }

    private let program: String
    private let state = Mutex(State())

    /// `program` is the path of orkesta-tool-worker.
    init(program: String) { self.program = program }

    /// How many workers there are.
    var count: Int { state.withLock { $0.keepers.count } }

    /// Makes one call, waiting for a worker if need be. A cancelled task gives up
    /// what has not begun.
    func perform(_ call: ToolWorkerCall) async throws(ToolFailure) -> ToolFrame {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let result = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                submit(id, call) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            cancel(id)
        }
        return try result.get()
    }

    /// Takes no more calls, gives up those that wait, and ends the workers as soon
    /// as their calls end.
    func shutDown() {
        let (given, keepers) = state.withLock { state in
            state.isStopped = true
            let given = state.queue.waiting.compactMap { state.completions.removeValue(forKey: $0.id) }
            state.queue = ToolQueue()
            return (given, state.keepers)
        }
        for completion in given { completion(.failure(.busy)) }
        for keeper in keepers { keeper.wake() }
    }

    // MARK: Callers

    private func submit(_ id: UInt64, _ call: ToolWorkerCall, _ completion: @escaping Completion) {
        let (failure, keeper, isNew) = state.withLock { state -> (ToolFailure?, ToolWorkerKeeper?, Bool) in
            // Within the lock: a cancellation after this finds the call in the queue.
            guard !Task.isCancelled else { return (.cancelled, nil, false) }
            guard !state.isStopped, state.queue.add(id, call, at: monotonicMilliseconds()) else {
                return (.busy, nil, false)
            }
            state.completions[id] = completion
            // Within the lock, too: a keeper that looks for a call right now takes this one, and
            // no other is made for it.
            let (found, isNew) = takeKeeper(for: call.kind, in: &state)
            return (nil, found, isNew)
        }
        if let failure { return completion(.failure(failure)) }
        guard let keeper, isNew else {
            keeper?.wake()
            return
        }
        if !keeper.start() { lose(keeper) }
    }

    private func cancel(_ id: UInt64) {
        let completion = state.withLock { state in
            state.queue.cancel(id) ? state.completions.removeValue(forKey: id) : nil
        }
        completion?(.failure(.cancelled))
    }

    /// One that has the library, else a new one, else any that waits.
    private func takeKeeper(for kind: ToolWorkerKind, in state: inout State) -> (ToolWorkerKeeper?, isNew: Bool) {
        if let place = state.idle.firstIndex(where: { $0.loaded == kind }) {
            return (state.idle.remove(at: place), false)
        }
        guard state.keepers.count >= Limits.toolWorkersMax else {
            let keeper = ToolWorkerKeeper(pool: self, program: program)
            state.keepers.append(keeper)
            return (keeper, true)
        }
        return (state.idle.popLast(), false)
    }

    /// The system has no room for another thread: others do the work, and where
    /// there are none the calls are given up.
    private func lose(_ keeper: ToolWorkerKeeper) {
        let isLast = state.withLock { state in
            state.keepers.removeAll { $0 === keeper }
            return state.keepers.isEmpty
        }
        guard isLast else { return }
        let given = state.withLock { state in
            defer { state.queue = ToolQueue() }
            return state.queue.waiting.compactMap { state.completions.removeValue(forKey: $0.id) }
        }
        for completion in given { completion(.failure(.busy)) }
    }

    // MARK: Keepers

    /// What a keeper does next.
    enum Order {
        case perform(ToolWorkerCall, Completion)
        /// Wait to be woken, at most so many milliseconds.
        case wait(Int64)
        case leave
    }

    /// The next order for a keeper that has been idle since `idleSince`.
    func order(for keeper: ToolWorkerKeeper, loaded: ToolWorkerKind?, idleSince: Int64) -> Order {
        let now = monotonicMilliseconds()
        let (order, expired) = state.withLock { state -> (Order, [Completion]) in
            state.idle.removeAll { $0 === keeper }
            let expired = state.queue.takeExpired(at: now).compactMap { state.completions.removeValue(forKey: $0) }
            if let waiting = state.queue.take(loaded: loaded, at: now),
                let completion = state.completions.removeValue(forKey: waiting.id)
            {
                return (.perform(waiting.call, completion), expired)
            }
            let idleUntil = idleSince + Limits.toolWorkerIdleMilliseconds
            guard !state.isStopped, now < idleUntil || !state.queue.waiting.isEmpty else {
                state.keepers.removeAll { $0 === keeper }
                return (.leave, expired)
            }
            state.idle.append(keeper)
            return (.wait((state.queue.nextChange(after: now) ?? idleUntil) - now), expired)
        }
        for completion in expired { completion(.failure(.busy)) }
        return order
    }

    /// A keeper's call has ended: it is free before the caller hears of it, who may have the
    /// next one.
    func ended(_ kind: ToolWorkerKind, by keeper: ToolWorkerKeeper, isHealthy: Bool) {
        state.withLock { state in
            state.queue.end(kind, isHealthy: isHealthy, at: monotonicMilliseconds())
            state.idle.append(keeper)
        }
    }
}
