// What tests share between threads: a gate that blocks as a plugin may, a counter.

import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Closed until it is opened; waiting blocks the thread.
final class ThreadGate: Sendable {
    private let isOpen = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }
    func wait() { while !isOpen.load(ordering: .acquiring) { usleep(1000) } }
}

/// Counts from any thread.
final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    @discardableResult
    func add(_ step: Int = 1) -> Int { count.add(step, ordering: .relaxed).newValue }
}
