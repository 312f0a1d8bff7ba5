// Domain events: who reads behind the last key that is there misses nothing.

import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@Suite struct DomainEventTests {
    /// What began earlier may be done later, in whatever order.
    @Test(arguments: Engine.allCases) func keysNeverGoBehindWhatIsThere(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let events = DomainEvents(try await addTenant("acme", to: database))
            var seen: [DomainEvent] = []
            for (number, milliseconds) in ([0, -60_000, 5, -1, 5, 6, -90_000] as [Int64]).enumerated() {
                let begun = moment.advanced(byMilliseconds: milliseconds)
                try await database.write { connection in
                    let id = DomainEventID(at: begun, randomness: SystemRandomness())
                    let entity = "entity \(number % 2)"
                    try events.record(.quoteCreated, entity: entity, data: [:], id: id, at: begun, in: connection)
                }
                let last = seen.last?.id ?? DomainEventID("")
                // Of one millisecond, keys have an order of their own.
                let place = DomainEventID.first(at: last.milliseconds ?? 0)
                let fresh = try await database.read { try events.list(after: place, limit: 10, in: $0) }
                    .filter { !seen.contains($0) }
                #expect(fresh.map(\.at) == [begun])
                seen += fresh
            }
            #expect(seen.count == 7)
        }
    }
}
