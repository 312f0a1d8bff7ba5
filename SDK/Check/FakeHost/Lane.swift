// The serial executor of one fake instance. It is an order and no thread: two
// threads take turns, so that whoever relies on the thread is found out.

import Glibc
import Synchronization

/// Runs what is enqueued one after the other.
final class Lane: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var isRunning = false
        var isClosed = false
        /// Which thread runs the next item.
        var next = 0
    }

    private let state = Mutex(State())
    private let signals = [ThreadSignal(), ThreadSignal()]
    /// The thread that runs an item now, 0 when none does.
    private let runner = Atomic<UInt>(0)

    init() {
        for index in signals.indices { start(index) }
    }

    /// Whether the caller runs on this lane.
    var isCurrent: Bool { runner.load(ordering: .relaxed) == UInt(pthread_self()) }

    var isIdle: Bool { state.withLock { !$0.isRunning } }

    func enqueue(_ work: @escaping @Sendable () -> Void) {
        let woken = state.withLock { state -> Int? in
            guard !state.isClosed else { return nil }
            state.waiting.append(work)
            guard !state.isRunning else { return nil }
            state.isRunning = true
            return state.next
        }
        if let woken { signals[woken].post() }
    }

    /// Takes no more work, and lets its threads go.
    func close() {
        state.withLock { $0.isClosed = true }
        for signal in signals { signal.post() }
    }

    private func start(_ index: Int) {
        let context = Unmanaged.passRetained(LaneThread(lane: self, index: index)).toOpaque()
        var thread = pthread_t()
        let failure = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                let thread = Unmanaged<LaneThread>.fromOpaque(context).takeRetainedValue()
                thread.lane.run(thread.index)
                return nil
            },
            context
        )
        if failure == 0 { pthread_detach(thread) }
    }

    private func run(_ index: Int) {
        while true {
            signals[index].wait()
            let work = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
            guard let work else { return }
            runner.store(UInt(pthread_self()), ordering: .relaxed)
            work()
            runner.store(0, ordering: .relaxed)
            let next = state.withLock { state -> Int? in
                state.next = 1 - index
                state.isRunning = !state.waiting.isEmpty
                return state.isRunning ? state.next : nil
            }
            if let next { signals[next].post() }
        }
    }
}

private final class LaneThread: Sendable {
    let lane: Lane
    let index: Int

    init(lane: Lane, index: Int) {
        self.lane = lane
        self.index = index
    }
}

/// A counting semaphore of the operating system.
private final class ThreadSignal: Sendable {
    /// Safe: initialized once, used only through sem_* calls, never moved.
    nonisolated(unsafe) private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }
    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func post() { sem_post(semaphore) }
    func wait() { while sem_wait(semaphore) != 0 {} }
}
