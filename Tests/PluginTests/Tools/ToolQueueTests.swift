// Which call goes next: tables, without threads or clock.

import HostCore
import Testing

@testable import HostPlugins

@Suite("Tool queue")
struct ToolQueueTests {
    private static func call(_ library: String) -> ToolWorkerCall {
        ToolWorkerCall(kind: kind(library), frame: [], timeoutMilliseconds: 100)
    }

    private static func kind(_ library: String) -> ToolWorkerKind {
        ToolWorkerKind(library: library, libraryState: "", memoryBytes: 0)
    }

    private func queue(_ libraries: String...) -> ToolQueue {
        var queue = ToolQueue()
        for (place, library) in libraries.enumerated() { _ = queue.add(UInt64(place), Self.call(library), at: 0) }
        return queue
    }

    @Test("first come, first served, but for a worker that has the library")
    func order() {
        var queue = queue("a", "b", "a", "b")
        let taken = [nil, "a", "c", nil, nil].map { loaded in queue.take(loaded: loaded.map(Self.kind), at: 0)?.id }
        #expect(taken == [0, 2, 1, 3, nil])
    }

    @Test("one library has at most its share of workers")
    func share() {
        var queue = queue("a", "a", "a", "a", "a", "b")
        let taken = (0..<6).map { _ in queue.take(loaded: Self.kind("a"), at: 0)?.id }
        #expect(taken == [0, 1, 2, 3, 5, nil])
        queue.end(Self.kind("a"), isHealthy: true, at: 0)
        let next = queue.take(loaded: nil, at: 0)?.id
        #expect(next == 4)
    }

    @Test("a library that fails again and again rests, longer each time, up to a bound")
    func pauses() {
        var queue = queue("a")
        var pauses: [Int64] = []
        for _ in 0..<12 {
            queue.end(Self.kind("a"), isHealthy: false, at: 1_000)
            let change = queue.nextChange(after: 1_000) ?? 0
            pauses.append(change == Limits.toolWaitMilliseconds ? 0 : change - 1_000)
        }
        #expect(pauses == [0, 0, 50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000, 2_000])
        let early = queue.take(loaded: nil, at: 2_999)?.id
        let later = queue.take(loaded: nil, at: 3_000)?.id
        #expect(early == nil && later == 0)
    }

    @Test("one success ends the rest")
    func recovery() {
        var queue = queue("a")
        for isHealthy in [false, false, false, true] { queue.end(Self.kind("a"), isHealthy: isHealthy, at: 1_000) }
        let taken = queue.take(loaded: nil, at: 1_000)?.id
        #expect(taken == 0)
    }

    @Test("what waits too long is given up, and what is cancelled is gone")
    func leaving() {
        var queue = queue("a", "b", "c")
        let cancelled = [queue.cancel(1), queue.cancel(1)]
        #expect(cancelled == [true, false])
        #expect(queue.nextChange(after: 0) == Limits.toolWaitMilliseconds)
        let early = queue.takeExpired(at: Limits.toolWaitMilliseconds - 1)
        let expired = queue.takeExpired(at: Limits.toolWaitMilliseconds)
        #expect(early.isEmpty && expired == [0, 2])
        #expect(queue.waiting.isEmpty && queue.nextChange(after: 0) == nil)
    }

    @Test("only so many wait")
    func bound() {
        var queue = ToolQueue()
        let added = (0...Limits.toolCallsWaitingMax).count { queue.add(UInt64($0), Self.call("a"), at: 0) }
        #expect(added == Limits.toolCallsWaitingMax)
    }
}
