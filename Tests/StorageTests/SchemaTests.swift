// The schema: it applies, once, and a newer one is refused.

import HostCore
import StorageHarness
import Testing

@testable import HostStorage

@Suite struct SchemaTests {
    @Test(arguments: Engine.allCases) func appliesOnce(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await SchemaMigrator().migrate(database, at: moment)
            let first = try await count("schema_migrations", in: database)
            _ = try await addTenant("acme", to: database)
            try await SchemaMigrator().migrate(database, at: moment)
            #expect(try await count("schema_migrations", in: database) == first)
            #expect(first > 0)
            #expect(try await count("tenants", in: database) == 1)
        }
    }

    @Test(arguments: Engine.allCases) func refusesANewerSchema(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            try await database.write { connection in
                try connection.execute("INSERT INTO schema_migrations VALUES (999, 'of the future', ?)", moment)
            }
            let problem = await #expect(throws: Problem.self) {
                try await SchemaMigrator().migrate(database, at: moment)
            }
            #expect(problem?.kind == .conflict)
            #expect(problem?.detail.contains("999") == true)
        }
    }

    /// The inbox of the released schema is built anew: its rows stay, still only once each.
    @Test(arguments: Engine.allCases) func anOlderHousesInboxIsKept(_ engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await SchemaMigrator(migrations: Array(Migration.all.prefix(1))).migrate(database, at: moment)
            _ = try await addTenant("acme", to: database)
            let insert = """
                INSERT INTO inbox (id, tenant_id, channel, address, provider_message_id, kind, body, body_hash, state,
                    available_at, received_at)
                VALUES (?, 'acme', 'web', 'ana', ?, ?, '{}', 'hash', 'pending', 1, 1)
                """
            try await database.write { connection in
                try connection.execute(insert, "a", "m1", "message")
                try connection.execute(insert, "b", "t1", "timer")
            }
            try await SchemaMigrator().migrate(database, at: moment)
            try await database.write { _ = try $0.execute(insert, "c", "e1", "event") }
            let kinds = try await database.read { connection in
                try connection.rows("SELECT kind FROM inbox ORDER BY id").map { try $0.text(0) }
            }
            #expect(kinds == ["message", "timer", "event"])
            for (id, message, kind) in [("d", "m1", "message"), ("e", "x1", "nonsense")] {
                await #expect(throws: DatabaseError.self, "\(message) \(kind)") {
                    try await database.write { _ = try $0.execute(insert, id, message, kind) }
                }
            }
        }
    }
}
