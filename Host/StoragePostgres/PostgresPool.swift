// The queue before the connections. Each connection has a thread, so that a
// body may wait for the server and no thread of Swift concurrency does.

import Dispatch
import HostCore
import HostStorage
import Synchronization

/// Takes work in and lends it to its threads, first come first served.
final class PostgresPool: Sendable {
    private struct State {
        /// `head` is the first that has not been taken.
        var waiting: [PostgresWork] = []
        var head = 0
        var threads = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []

        var count: Int { waiting.count - head }

        /// Drops the first `count` that wait.
        mutating func take(_ count: Int) {
            head += count
            if head == waiting.count || head >= 256 {
                waiting.removeFirst(head)
                head = 0
            }
        }
    }

    let target: PostgresTarget
    let notices: PostgresNotices
    /// Bodies that conflicted run again one at a time, so that the same row
    /// does not turn them away again and again.
    let retryTurn = DispatchSemaphore(value: 1)
    private let signal = DispatchSemaphore(value: 0)
    private let state = Mutex(State())

    /// Starts `connections` threads; each connects when it gets work. Throws
    /// when the system has no thread left.
    init(_ target: PostgresTarget, connections: Int, notices: PostgresNotices) throws(DatabaseError) {
        self.target = target
        self.notices = notices
        for _ in 0..<max(1, connections) {
            state.withLock { $0.threads += 1 }
            guard OwnThread.start({ [self] in PostgresWorker(self).run() }) else {
                threadEnded()
                close()
                throw .unavailable("the system has no thread for a database connection")
            }
        }
    }

    /// Queues `work`; it is answered exactly once.
    func add(_ work: PostgresWork) {
        let refusal = state.withLock { state -> DatabaseError? in
            guard !state.isClosed else { return .unavailable("the database is closed") }
            guard state.count < Limits.databaseWaitingMax else {
                return .unavailable("too many transactions wait for the database")
            }
            state.waiting.append(work)
            return nil
        }
        if let refusal { work.fail(refusal) } else { signal.signal() }
    }

    /// For a worker: the next work, waiting for it; nil when there will be none.
    func next() -> PostgresWork? {
        while true {
            signal.wait()
            let (work, isOver) = state.withLock { state -> (PostgresWork?, Bool) in
                // Work that expired while it waited has left its signal behind.
                guard state.count > 0 else { return (nil, state.isClosed) }
                defer { state.take(1) }
                return (state.waiting[state.head], false)
            }
            if work != nil || isOver { return work }
        }
    }

    /// For a worker that waits for the server: answers those who have waited
    /// long enough, and have nobody else to tell them.
    func failExpired(because reason: DatabaseError) {
        let now = MonotonicClock.milliseconds()
        let expired = state.withLock { state -> [PostgresWork] in
            let expired = Array(state.waiting[state.head...].prefix { $0.deadline <= now })
            state.take(expired.count)
            return expired
        }
        for work in expired { work.fail(reason) }
    }

    /// Refuses what comes from now on. What waits already still runs.
    func close() {
        let threads = state.withLock { state in
            state.isClosed = true
            return state.threads
        }
        for _ in 0..<threads { signal.signal() }
    }

    /// Returns when the last thread has ended; after ``close()``.
    func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.threads > 0 { state.closers.append(continuation) }
                return state.threads == 0
            }
            if isOver { continuation.resume() }
        }
    }

    /// For a worker that ends.
    func threadEnded() {
        let closers = state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }
}
