// The schema: it applies, once, and a newer one is refused.

import HostCore
import HostStorage
import StorageHarness
import Testing

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
}
