// A lane: the serial executor of one plugin instance. It is an order, not a
// thread; the threads belong to the pool.

import HostCore
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
        /// In the pool's line, or run by one of its threads: never both, so no
        /// two threads can run the lane.
        var isScheduled = false
        var isClosed = false
    }

    /// In a struct, because a bare closure in a generic box gets one more layer
    /// of translation each time it is read.
    private struct PostHandler {
        var run: (@Sendable (UInt64) -> Void)?
    }

    private let state = Mutex(State())
    private let pool: LanePool
    /// The thread that runs the lane now, 0 when none does. Only that thread
    /// writes it, so each thread sees its own value in order.
    private let runner = Atomic<UInt>(0)
    /// When the running item began, monotonic milliseconds; 0 when none runs.
    private let began = Atomic<Int64>(0)
    private let onPost = Mutex(PostHandler())
    private let held = Atomic<Int>(0)
    /// Written by the runner alone.
    private let number = Atomic<UInt64>(0)

    init(pool: LanePool) { self.pool = pool }

    /// Sets what a post runs; before the first post.
    func setPost(_ handler: @escaping @Sendable (UInt64) -> Void) { onPost.withLock { $0.run = handler } }

    /// Whether the caller runs on this lane.
    var isCurrent: Bool { runner.load(ordering: .relaxed) == currentThread() }

    /// Which item the lane runs, for code that runs on it.
    var itemNumber: UInt64 { number.load(ordering: .relaxed) }

    /// How often an item held the lane for longer than the warning limit.
    var timesHeld: Int { held.load(ordering: .relaxed) }

    /// For how long the running item has held the lane, in milliseconds.
    func heldMilliseconds(at monotonic: Int64) -> Int64 {
        let start = began.load(ordering: .relaxed)
        return start == 0 ? 0 : monotonic - start
    }

    /// Replaces the thread that this lane holds; false when none is left, or when
    /// the lane let go of it meanwhile.
    @discardableResult
    func giveUpThread() -> Bool { pool.giveUpThread(of: self) }

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
        let discarded = state.withLock { state -> [Item] in
            state.isClosed = true
            guard discarding else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        // Let go of here, outside the lock: it may be the last reference to more.
        withExtendedLifetime(discarded) {}
    }

    /// Runs what waits, in batches; called by the one pool thread that took the
    /// lane out of the line. True: there is more, put the lane back into it.
    func drain(clock: () -> Int64, limit: Int) -> Bool {
        runner.store(currentThread(), ordering: .relaxed)
        let post = onPost.withLock { $0.run }
        var remaining = limit
        while true {
            let (batch, hasMore) = state.withLock { state -> ([Item], Bool) in
                guard !state.waiting.isEmpty, remaining > 0 else {
                    // Before the lock is left: as soon as another thread may run
                    // the lane, this one must not be its runner.
                    runner.store(0, ordering: .relaxed)
                    state.isScheduled = !state.waiting.isEmpty
                    return ([], state.isScheduled)
                }
                defer { state.waiting = [] }
                return (state.waiting, true)
            }
            guard !batch.isEmpty else { return hasMore }
            remaining -= batch.count
            run(batch, post: post, clock: clock)
        }
    }

    private func run(_ batch: [Item], post: (@Sendable (UInt64) -> Void)?, clock: () -> Int64) {
        var start = clock()
        for item in batch {
            began.store(start, ordering: .relaxed)
            number.add(1, ordering: .relaxed)
            switch item {
            case .work(let work): work()
            case .post(let token): post?(token)
            }
            let end = clock()
            if end - start > Limits.laneHeldWarningMilliseconds { held.add(1, ordering: .relaxed) }
            start = end
        }
        began.store(0, ordering: .relaxed)
    }
}

private func currentThread() -> UInt { UInt(pthread_self()) }
