// The threads that run the lanes. Few and fixed; one that a plugin holds for too
// long is given up and replaced, a bounded number of times.

import HostCore
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A pool of threads that run lanes with work, each lane on one thread at a time.
/// Its threads live as long as the process.
final class LanePool: Sendable {
    private struct State {
        var ready: [Lane] = []
        var readyStart = 0
        /// What each working thread runs now.
        var running: [UInt: Run] = [:]
        var lost = 0
    }

    private struct Run {
        let lane: ObjectIdentifier
        /// Another thread was started in place of this one.
        var isGivenUp = false
    }

    private let state = Mutex(State())
    private let signal = ThreadSignal()

    init(threads: Int) {
        for _ in 0..<threads { startThread() }
    }

    /// How many threads plugins hold and have not given back.
    var lostThreads: Int { state.withLock { $0.lost } }

    func schedule(_ lane: Lane) {
        state.withLock { $0.ready.append(lane) }
        signal.post()
    }

    /// Replaces the thread that runs `lane` now. False when none does (any more),
    /// when it is replaced already, or when too many are lost.
    func giveUpThread(of lane: Lane) -> Bool {
        let mayReplace = state.withLock { state -> Bool in
            let run = state.running.first { $0.value.lane == ObjectIdentifier(lane) && !$0.value.isGivenUp }
            guard let thread = run?.key, state.lost < Limits.lostThreadsMax else { return false }
            state.running[thread]?.isGivenUp = true
            state.lost += 1
            return true
        }
        if mayReplace { startThread() }
        return mayReplace
    }

    private func startThread() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<LanePool>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context
        )
        if failure == 0 {
            pthread_detach(thread)
        } else {
            Unmanaged<LanePool>.fromOpaque(context).release()
        }
    }

    private func run() {
        let thread = UInt(pthread_self())
        while true {
            signal.wait()
            guard let lane = takeNext(thread) else { continue }
            let hasMore = lane.drain(clock: monotonicMilliseconds, limit: 256)
            let isReplaced = release(thread)
            // A lane that is still busy after its share goes to the end of the line.
            if hasMore { schedule(lane) }
            if isReplaced { return }
        }
    }

    private func takeNext(_ thread: UInt) -> Lane? {
        state.withLock { state in
            guard state.readyStart < state.ready.count else { return nil }
            let lane = state.ready[state.readyStart]
            state.readyStart += 1
            // A line that never empties must not keep those who left it.
            if state.readyStart == state.ready.count || state.readyStart >= 256 {
                state.ready.removeFirst(state.readyStart)
                state.readyStart = 0
            }
            state.running[thread] = Run(lane: ObjectIdentifier(lane))
            return lane
        }
    }

    /// The thread is done with its lane; true when it was replaced meanwhile and
    /// has to end.
    private func release(_ thread: UInt) -> Bool {
        state.withLock { state in
            guard state.running.removeValue(forKey: thread)?.isGivenUp == true else { return false }
            state.lost -= 1
            return true
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
