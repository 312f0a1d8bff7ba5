// The threads that run the lanes. Few and fixed; one that a plugin holds for too
// long is given up and replaced, a bounded number of times.

import HostCore
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A pool of threads that run lanes with work, each lane on one thread at a time.
final class LanePool: Sendable {
    private struct State {
        var ready: [Lane] = []
        var readyStart = 0
        var lost = 0
        var isStopped = false
    }

    private let state = Mutex(State())
    private let signal = ThreadSignal()

    init(threads: Int) {
        for _ in 0..<threads { startThread() }
    }

    /// How many threads plugins hold and will not give back.
    var lostThreads: Int { state.withLock { $0.lost } }

    func schedule(_ lane: Lane) {
        state.withLock { $0.ready.append(lane) }
        signal.post()
    }

    /// Replaces the thread that a condemned lane holds, if any are left.
    func giveUpThread() -> Bool {
        let mayReplace = state.withLock { state -> Bool in
            guard state.lost < Limits.lostThreadsMax else { return false }
            state.lost += 1
            return true
        }
        if mayReplace { startThread() }
        return mayReplace
    }

    private func startThread() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(&thread, nil, { context in
            guard let context else { return nil }
            Unmanaged<LanePool>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }, context)
        if failure == 0 {
            pthread_detach(thread)
        } else {
            Unmanaged<LanePool>.fromOpaque(context).release()
        }
    }

    private func run() {
        while true {
            signal.wait()
            guard let lane = next() else { continue }
            // A lane that is still busy after its share goes to the end of the line.
            if lane.drain(clock: monotonicMilliseconds, limit: 256) { schedule(lane) }
        }
    }

    private func next() -> Lane? {
        state.withLock { state in
            guard state.readyStart < state.ready.count else { return nil }
            let lane = state.ready[state.readyStart]
            state.readyStart += 1
            if state.readyStart == state.ready.count {
                state.ready.removeAll(keepingCapacity: true)
                state.readyStart = 0
            }
            return lane
        }
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
