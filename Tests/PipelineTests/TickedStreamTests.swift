// Streams that are kept open: what a slow reader is kept.

import HostTime
import Synchronization
import Testing

struct TickedStreamTests {
    @Test func whoReadsSlowlyIsKeptTheNewest() async throws {
        let (tellings, allTold) = AsyncStream.makeStream(of: Void.self)
        let count = Mutex(0)
        let events = AsyncStream<Int>(unfolding: {
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number <= 1_000 { return number }
            allTold.finish()
            return nil
        })
        let read = Mutex<[Int]>([])
        try await withTicks(every: 600_000, among: events, keeping: 10) { beats in
            for await _ in tellings {}
            for await case .event(let number) in beats { read.withLock { $0.append(number) } }
        }
        #expect(read.withLock { $0 } == Array(991...1_000))
    }

    @Test func timePassesThoughNothingHappens() async throws {
        let (events, source) = AsyncStream.makeStream(of: Int.self)
        let count = Mutex(0)
        try await withTicks(every: 1, among: events, keeping: 10) { beats in
            for await case .tick in beats {
                count.withLock { $0 += 1 }
                source.finish()
            }
        }
        #expect(count.withLock { $0 } > 0)
    }
}
