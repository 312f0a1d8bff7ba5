// Two hosts on one database: they migrate it at once, take work apart, count
// together and hear each other.

import HostCore
import HostStorage
import HostStoragePostgres
import OrkestaModel
import StorageHarness
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10))) struct SharedDatabaseTests {
    /// Runs `body` with two pools on one empty schema.
    private func withPair(_ body: (PostgresDatabase, PostgresDatabase) async throws -> Void) async throws {
        let url = try await PostgresServer.shared().newSchema()
        let pair = (
            try await PostgresDatabase.open(url, connections: 4), try await PostgresDatabase.open(url, connections: 4)
        )
        let result: Result<Void, any Error>
        do { result = .success(try await body(pair.0, pair.1)) } catch { result = .failure(error) }
        try await pair.0.close()
        try await pair.1.close()
        try result.get()
    }

    @Test func bothMayMigrateAtOnce() async throws {
        try await withPair { one, other in
            async let first: Void = SchemaMigrator().migrate(one, at: moment)
            async let second: Void = SchemaMigrator().migrate(other, at: moment)
            _ = try await (first, second)
            #expect(try await count("tenants", in: one) == 0)
            #expect(try await count("schema_migrations", in: other) >= 2)
        }
    }

    @Test func textSortsByItsBytes() async throws {
        try await withPair { one, _ in
            try await SchemaMigrator().migrate(one, at: moment)
            for id in ["b", "a-1", "a1", "a"] { _ = try await addTenant(id, to: one) }
            let ids = try await one.read { try TenantDirectory().list(in: $0).map(\.id.rawValue) }
            #expect(ids == ["a", "a-1", "a1", "b"])
        }
    }

    @Test func claimsNeverShareARow() async throws {
        try await withPair { one, other in
            try await one.write { connection in
                try connection.execute("CREATE TABLE work (id BIGINT PRIMARY KEY, owner TEXT)")
                for id in 0..<200 { try connection.execute("INSERT INTO work (id) VALUES (?)", id) }
            }
            let claimed = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for (owner, database) in [("one", one), ("other", other)] {
                    for _ in 0..<3 { group.addTask { try await claimAll(as: owner, in: database) } }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.sorted() == Array(0..<200))
        }
    }

    private func claimAll(as owner: String, in database: any Database) async throws -> [Int64] {
        var all: [Int64] = []
        while true {
            let batch = try await database.write { connection in
                try connection.rows(
                    """
                    UPDATE work SET owner = ? WHERE id IN (
                        SELECT id FROM work WHERE owner IS NULL ORDER BY id LIMIT 7 \(connection.dialect.claimSuffix)
                    ) RETURNING id
                    """,
                    owner
                ).map { try $0.integer(0) }
            }
            all += batch
            if batch.isEmpty { return all }
        }
    }

    @Test func numbersHaveNoGapsOverBoth() async throws {
        try await withPair { one, other in
            try await SchemaMigrator().migrate(one, at: moment)
            let counters = Counters(try await addTenant("acme", to: one))
            let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
                for writer in 0..<60 {
                    let database = writer.isMultiple(of: 2) ? one : other
                    group.addTask { try await database.write { try counters.next("quotes", in: $0) } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(numbers.sorted() == Array(1...60))
        }
    }

    @Test func whatIsAnnouncedIsHeardOnceItIsCommitted() async throws {
        try await withPair { one, other in
            let acme = try #require(TenantID("acme"))
            let web = try #require(PluginID("web"))
            var heard = try #require(other.notices()).makeAsyncIterator()
            #expect(await heard.next() == .missed)
            await #expect(throws: BodyFailure.self) {
                try await one.write { connection in
                    try connection.announce(.tenantChanged(acme))
                    throw BodyFailure(number: 1)
                }
            }
            // Its own notices are no news to a host.
            try await other.write { try $0.announce(.outboxWaits) }
            try await one.write { try $0.announce(.pluginChanged(acme, web)) }
            #expect(await heard.next() == .pluginChanged(acme, web))
        }
    }

    @Test func manyHintsArriveInOrder() async throws {
        try await withPair { one, other in
            let acme = try #require(TenantID("acme"))
            let web = try #require(PluginID("web"))
            var heard = try #require(other.notices()).makeAsyncIterator()
            #expect(await heard.next() == .missed)
            let sent = (0..<500).map { number in
                DatabaseNotice.turnEnded(
                    InboxItemID("\(number)"),
                    tenant: acme,
                    channel: web,
                    address: "ñ \"\(number)\""
                )
            }
            one.hint(sent)
            for notice in sent { #expect(await heard.next() == notice) }
        }
    }

    @Test func afterARestartOfTheServerEverythingIsLookedAtAnew() async throws {
        let server = try await PostgresServer.start()
        let database = try await PostgresDatabase.open(try await server.newSchema(), connections: 1)
        var heard = try #require(database.notices()).makeAsyncIterator()
        #expect(await heard.next() == .missed)
        try await server.stop()
        try await server.start()
        #expect(await heard.next() == .missed)
        try await database.close()
        #expect(await heard.next() == nil)
    }

    /// What was said before it came is unknown to a new reader as to the first.
    @Test func aSecondReaderLooksAtEverythingAnewToo() async throws {
        try await withPair { one, other in
            var first = try #require(other.notices()).makeAsyncIterator()
            #expect(await first.next() == .missed)
            var second = try #require(other.notices()).makeAsyncIterator()
            #expect(await first.next() == nil)
            #expect(await second.next() == .missed)
            let said = DatabaseNotice.messages(
                tenant: try #require(TenantID("acme")),
                channel: try #require(PluginID("web")),
                address: "ana"
            )
            one.hint([said])
            #expect(await second.next() == said)
        }
    }
}
