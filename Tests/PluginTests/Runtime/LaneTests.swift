// Lanes on their pool: order, never two threads at once, and threads that a
// plugin holds.

import Synchronization
import TestHarness
import Testing

@testable import HostPlugins

@Suite("Lane", .timeLimit(.minutes(10)))
struct LaneTests {
    /// A producer that waits for its item before it adds the next meets the lane
    /// just as it runs empty: where a second thread might get at it.
    @Test("runs in order and on one thread at a time")
    func serialUnderContention() async {
        let lane = Lane(pool: LanePool(threads: 4))
        let (inside, overlaps, strays, done) = (Counter(), Counter(), Counter(), Counter())
        let last = LastNumbers()
        let disorder = Counter()
        await withTaskGroup { group in
            for producer in 0..<2 {
                group.addTask {
                    for number in 0..<10_000 {
                        lane.enqueue(
                            .work {
                                if inside.add() != 1 { overlaps.add() }
                                if !lane.isCurrent { strays.add() }
                                if !last.follows(producer, number) { disorder.add() }
                                inside.add(-1)
                                done.add()
                            }
                        )
                        var spins = 0
                        while !last.has(producer, number), spins < 10_000 { spins += 1 }
                        if spins == 10_000 { await Task.yield() }
                    }
                }
            }
        }
        #expect(await eventually { done.value == 20_000 })
        #expect(overlaps.value == 0, "two threads ran the lane")
        #expect(strays.value == 0, "the lane did not know its own thread")
        #expect(disorder.value == 0, "items overtook each other")
        #expect(!lane.isCurrent)
    }

    @Test("a closed lane takes nothing more, and runs what waits unless that is discarded")
    func closing() async {
        let pool = LanePool(threads: 1)
        let (kept, dropped) = (Lane(pool: pool), Lane(pool: pool))
        let (gate, ran) = (ThreadGate(), Counter())
        kept.enqueue(.work { gate.wait() })
        kept.enqueue(.work { ran.add() })
        dropped.enqueue(.work { ran.add(100) })
        kept.close(discarding: false)
        dropped.close(discarding: true)
        #expect(!kept.enqueue(.work {}))
        #expect(!dropped.enqueue(.post(1)))
        gate.open()
        #expect(await eventually { ran.value == 1 })
        try? await Task.sleep(for: .milliseconds(20))
        #expect(ran.value == 1)
    }

    @Test("a thread that is held is replaced, and ends when it comes back")
    func heldThreads() async {
        let pool = LanePool(threads: 1)
        let (stuck, other) = (Lane(pool: pool), Lane(pool: pool))
        #expect(!stuck.giveUpThread(), "nobody runs it")
        let (gate, began, ran) = (ThreadGate(), Counter(), Counter())
        stuck.enqueue(
            .work {
                began.add()
                gate.wait()
            }
        )
        #expect(await eventually { began.value == 1 })
        other.enqueue(.work { ran.add() })
        #expect(stuck.giveUpThread())
        #expect(!stuck.giveUpThread(), "one thread cannot be lost twice")
        #expect(await eventually { ran.value == 1 }, "nobody took over")
        #expect(pool.lostThreads == 1)
        gate.open()
        #expect(await eventually { pool.lostThreads == 0 }, "a thread that came back is not lost")
        stuck.enqueue(.work { ran.add() })
        #expect(await eventually { ran.value == 2 })
    }
}

/// The last number of each producer.
private final class LastNumbers: Sendable {
    private let numbers = Mutex<[Int: Int]>([:])

    func has(_ producer: Int, _ number: Int) -> Bool { numbers.withLock { $0[producer] == number } }

    func follows(_ producer: Int, _ number: Int) -> Bool {
        numbers.withLock { numbers in
            defer { numbers[producer] = number }
            return numbers[producer, default: -1] == number - 1
        }
    }
}
