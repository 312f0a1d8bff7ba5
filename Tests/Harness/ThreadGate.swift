// What tests share between threads: a gate that blocks as a plugin or a server
// may, and a counter. With them, which of two things came first does not depend
// on the machine's speed.

import Glibc
import Synchronization

/// Closed until it is opened; waiting blocks the thread.
public final class ThreadGate: Sendable {
    private let isOpen = Atomic(false)

    public init() {}

    public func open() { isOpen.store(true, ordering: .releasing) }
    public func wait() { while !isOpen.load(ordering: .acquiring) { usleep(1000) } }
}

/// Counts from any thread.
public final class Counter: Sendable {
    private let count = Atomic(0)

    public init() {}

    public var value: Int { count.load(ordering: .relaxed) }

    /// The count with this one.
    @discardableResult
    public func add(_ step: Int = 1) -> Int { count.add(step, ordering: .relaxed).newValue }
}
