// Spending outlives the host, and several hosts share one budget.

import HostCore
import HostEmulators
import HostLLM
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@Suite(.timeLimit(.minutes(10))) struct SpendingTests {
    private static func addTenant(_ database: any Database, _ moment: Timestamp) async throws {
        try await database.write { connection in
            let tenant = Tenant(id: Sample.tenant, displayName: "Javaz", randomSeed: 1, createdAt: moment)
            _ = try TenantDirectory().create(tenant, in: connection)
        }
    }

    @Test func spendingOutlivesTheHost() async throws {
        try await TestEngine.selected.withSchema { database in
            try await LLMHouse.run { house in
                try await Self.addTenant(database, house.clock.now())
                let first = try house.chain(house.groq())
                let result = try await first.complete(Sample.greeting, for: Sample.call())
                // A tenant that is no more is in nobody's way.
                _ = try await first.complete(Sample.greeting, for: Sample.call(tenant: Sample.tenant("gone")))
                let ledger = SpendingLedger(database: database, chain: first, log: house.quiet)
                await ledger.save()
                await ledger.save()
                #expect(first.status(of: Sample.tenant)["budget"]?["nanos_today"]?.integerValue == result.costNanos)

                let second = try house.chain(house.groq())
                await SpendingLedger(database: database, chain: second, log: house.quiet).save()
                let known = second.status(of: Sample.tenant)["budget"]?["nanos_today"]?.integerValue
                #expect(known == result.costNanos, "a new host knows it before it asks anybody")
                _ = try await second.complete(Sample.greeting, for: Sample.call())
                await SpendingLedger(database: database, chain: second, log: house.quiet).save()
                let spent = second.status(of: Sample.tenant)["budget"]?["nanos_today"]?.integerValue
                #expect(spent == 2 * result.costNanos, "both hosts' together")
                let rows = try await database.read {
                    try $0.rows("SELECT requests, cost_nanos FROM llm_spending").map {
                        (try $0.integer(0), try $0.integer(1))
                    }
                }
                #expect(rows.count == 1)
                #expect(rows.first?.0 == 2 && rows.first?.1 == 2 * result.costNanos)
            }
        }
    }
}
