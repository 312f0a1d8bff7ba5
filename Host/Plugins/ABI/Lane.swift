// A lane: the serial executor of one plugin instance. It is an order, not a
// thread; the threads belong to the pool.

import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Runs what is enqueued one after the other, in order, on some pool thread.
final class Lane: Sendable {
    enum Item {
        case work(@Sendable () -> Void)
        /// A plugin's `post`, brought back through `on_post`.
        case post(UInt64)
    }

    private struct State {
        var waiting: [Item] = []
        var isScheduled = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let pool: LanePool
    /// The thread that runs an item now, 0 when none does.
    private let runner = Atomic<UInt>(0)
    /// When the running item began, monotonic milliseconds; 0 when none runs.
    private let began = Atomic<Int64>(0)
    private let onPost = Mutex<(@Sendable (UInt64) -> Void)?>(nil)
    private let held = Atomic<Int>(0)

    init(pool: LanePool) { self.pool = pool }

    /// Sets what a post runs; before the first post.
    func setPost(_ handler: @escaping @Sendable (UInt64) -> Void) { onPost.withLock { $0 = handler } }

    /// Whether the caller runs on this lane.
    var isCurrent: Bool { runner.load(ordering: .relaxed) == currentThread() }

    /// How often an item held the lane for longer than the warning limit.
    var timesHeld: Int { held.load(ordering: .relaxed) }

    /// For how long the running item has held the lane, in milliseconds.
    func heldMilliseconds(at monotonic: Int64) -> Int64 {
        let start = began.load(ordering: .relaxed)
        return start == 0 ? 0 : monotonic - start
    }

    /// False once the lane is closed: the item will not run.
    @discardableResult
    func enqueue(_ item: Item) -> Bool {
        let (accepted, mustSchedule) = state.withLock { state -> (Bool, Bool) in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(item)
            guard !state.isScheduled else { return (true, false) }
            state.isScheduled = true
            return (true, true)
        }
        if mustSchedule { pool.schedule(self) }
        return accepted
    }

    /// Takes no more items; those that wait still run unless `discarding`.
    func close(discarding: Bool) {
        state.withLock { state in
            state.isClosed = true
            if discarding { state.waiting = [] }
        }
    }

    /// Runs what waits, in batches; called by a pool thread, never by two.
    func drain(clock: () -> Int64, limit: Int) -> Bool {
        runner.store(currentThread(), ordering: .relaxed)
        defer { runner.store(0, ordering: .relaxed) }
        let post = onPost.withLock { $0 }
        var remaining = limit
        while true {
            let batch = state.withLock { state -> [Item] in
                if state.waiting.isEmpty || remaining <= 0 {
                    if state.waiting.isEmpty { state.isScheduled = false }
                    return []
                }
                let taken = state.waiting
                state.waiting = []
                return taken
            }
            guard !batch.isEmpty else { return state.withLock { $0.isScheduled } }
            remaining -= batch.count
            run(batch, post: post, clock: clock)
        }
    }

    private func run(_ batch: [Item], post: (@Sendable (UInt64) -> Void)?, clock: () -> Int64) {
        for item in batch {
            let start = clock()
            began.store(start, ordering: .relaxed)
            switch item {
            case .work(let work): work()
            case .post(let token): post?(token)
            }
            began.store(0, ordering: .relaxed)
            if clock() - start > 20 { held.add(1, ordering: .relaxed) }
        }
    }
}

private func currentThread() -> UInt { UInt(pthread_self()) }
