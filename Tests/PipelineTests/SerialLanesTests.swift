// The queues without any input or output: a table of steps, and a random walk
// against a model.

import HostCore
import HostInbox
import OrkestaModel
import Testing

@testable import HostTurns

@Suite struct SerialLanesTests {
    @Test func oneAtATimeForAKeyAndFirstComeFirstServed() {
        var lanes = SerialLanes<String, Int>(runningMax: 2)
        let table: [(add: Int, key: String, starts: Int?)] = [
            (1, "a", 1), (2, "a", nil), (3, "b", 3), (4, "c", nil), (5, "d", nil),
        ]
        for step in table {
            let started = lanes.add(step.add, to: step.key)
            #expect(started == step.starts)
        }
        for (key, starts) in [("a", [4]), ("b", [5]), ("c", [2]), ("a", []), ("d", [])] {
            let started = lanes.finish(key).map(\.element)
            #expect(started == starts)
        }
        #expect(lanes.isEmpty)
    }

    @Test func whatIsTakenOutDoesNotHinderTheRest() {
        var lanes = SerialLanes<String, Int>(runningMax: 1)
        var started = [lanes.add(1, to: "a"), lanes.add(2, to: "b")]
        #expect(started == [1, nil])
        let removed = lanes.removeWaiting("b")
        #expect(removed == [2])
        var next = lanes.finish("a").map(\.element)
        #expect(next.isEmpty)
        started = [lanes.add(3, to: "b"), lanes.add(4, to: "c")]
        #expect(started == [3, nil])
        next = lanes.finish("b").map(\.element)
        #expect(next == [4])
    }

    @Test(arguments: UInt64(1)...20) func aRandomWalkLosesAndOvertakesNothing(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        var lanes = SerialLanes<Int, Int>(runningMax: 3)
        var running: [Int: Int] = [:]
        var done: [Int: [Int]] = [:]
        var added: [Int: [Int]] = [:]
        for number in 0..<500 {
            if chance.next() % 2 == 0 {
                let key = Int(chance.next() % 7)
                added[key, default: []].append(number)
                if let element = lanes.add(number, to: key) { running[key] = element }
            } else if let key = running.keys.sorted().dropFirst(Int(chance.next() % 2)).first ?? running.keys.min() {
                done[key, default: []].append(running.removeValue(forKey: key) ?? -1)
                for (key, element) in lanes.finish(key) {
                    #expect(running[key] == nil)
                    running[key] = element
                }
            }
            #expect(running.count == lanes.running && running.count <= 3)
        }
        while let key = running.keys.min() {
            done[key, default: []].append(running.removeValue(forKey: key) ?? -1)
            for (key, element) in lanes.finish(key) { running[key] = element }
        }
        #expect(lanes.isEmpty && lanes.waiting == 0)
        #expect(done == added, "seed \(seed)")
    }

    @Test func newItemsDoNotOvertakeThoseInTheTable() {
        var queues = ConversationQueues(inFlightMax: 1, heldMax: 2)
        let accepted = (0..<3).map { _ in queues.reserve(1) }
        #expect(accepted == [true, true, false])
        queues.release(2)
        #expect(queues.hasOverflow)
        let whileWaiting = queues.reserve(1)
        #expect(!whileWaiting)
        queues.overflowEnded()
        let afterwards = queues.reserve(1)
        #expect(afterwards)
    }
}
