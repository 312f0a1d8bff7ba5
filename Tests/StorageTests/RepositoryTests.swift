// The repositories of this module, and that a handle reaches only its tenant.

import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@Suite struct RepositoryTests {
    @Test(arguments: Engine.allCases) func aTenantComesBackAsItWasStored(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let stored = Tenant(
                id: try #require(TenantID("acme")),
                displayName: "Acme, S.A.",
                status: .trial,
                environment: .sandbox,
                locale: "pt-BR",
                currency: "BRL",
                timeZone: "America/Sao_Paulo",
                defaultAgent: PluginID("catalog"),
                dunningEnabled: true,
                simulatedNow: moment,
                randomSeed: -3,
                createdAt: moment
            )
            let handle = try await database.write { try TenantDirectory().create(stored, in: $0) }
            let found = try #require(try await database.read { try TenantDirectory().find(stored.id, in: $0)?.tenant })
            #expect(found == stored)
            #expect(handle.id == stored.id)
        }
    }

    @Test(arguments: Engine.allCases) func aTenantChanges(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let handle = try await addTenant("acme", to: database)
            let directory = TenantDirectory()
            var changed = try newTenant("acme")
            changed.displayName = "Another name"
            changed.status = .suspended
            let update = changed
            let later = moment.advanced(bySeconds: 5)
            let revisions = try await database.write { connection in
                try directory.update(update, at: later, in: connection)
                try directory.recordImport(of: handle, at: later, in: connection)
                return [
                    try directory.advanceCatalog(of: handle, in: connection),
                    try directory.advanceCatalog(of: handle, in: connection),
                ]
            }
            #expect(revisions == [1, 2])
            let found = try #require(try await database.read { try directory.find(handle.id, in: $0)?.tenant })
            #expect(found.displayName == "Another name")
            #expect(found.status == .suspended)
            #expect(found.updatedAt == later)
            #expect(found.lastImport == later)
            #expect(found.catalogRevision == 2)
        }
    }

    @Test(arguments: Engine.allCases) func anIdIsTakenOnce(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            _ = try await addTenant("acme", to: database)
            let problem = await #expect(throws: Problem.self) { _ = try await addTenant("acme", to: database) }
            #expect(problem?.kind == .conflict)
            let nobody = try newTenant("nobody")
            let missing = await #expect(throws: Problem.self) {
                try await database.write { try TenantDirectory().update(nobody, at: moment, in: $0) }
            }
            #expect(missing?.kind == .notFound)
            await #expect(throws: Problem.self) {
                _ = try await database.read { try TenantDirectory().handle(for: nobody.id, in: $0) }
            }
        }
    }

    @Test(arguments: Engine.allCases) func aProductionTenantHasNoSimulatedClock(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            var tenant = try newTenant("acme")
            tenant.environment = .production
            tenant.simulatedNow = moment
            let refused = tenant
            await #expect(throws: DatabaseError.self) {
                _ = try await database.write { try TenantDirectory().create(refused, in: $0) }
            }
        }
    }

    @Test(arguments: Engine.allCases) func tenantsAreListedInPages(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            for id in ["c", "a", "b"] { _ = try await addTenant(id, to: database) }
            let directory = TenantDirectory()
            let pages = try await database.read { connection in
                let first = try directory.list(limit: 2, in: connection)
                return [first, try directory.list(after: first.last?.id, limit: 2, in: connection)]
            }
            #expect(pages.map { $0.map(\.id.rawValue) } == [["a", "b"], ["c"]])
        }
    }

    @Test(arguments: Engine.allCases) func pluginSettingsMergeAndCount(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let plugins = TenantPlugins(try await addTenant("acme", to: database))
            let others = TenantPlugins(try await addTenant("other", to: database))
            let web = try #require(PluginID("web"))
            let last = try await database.write { connection in
                try plugins.set(web, enabled: true, settings: ["a": 1, "b": 2], at: moment, in: connection)
                try plugins.set(web, settings: ["a": .null, "c": "x"], expecting: 1, at: moment, in: connection)
                return try plugins.set(web, enabled: false, at: moment, in: connection)
            }
            #expect(last.settings == ["b": 2, "c": "x"])
            #expect(last.revision == 3)
            let (found, enabled, foreign) = try await database.read { connection in
                (
                    try plugins.find(web, in: connection), try plugins.enabled(in: connection),
                    try others.list(in: connection)
                )
            }
            #expect(found == last)
            #expect(enabled.isEmpty && foreign.isEmpty)
            let problem = await #expect(throws: Problem.self) {
                try await database.write { _ = try plugins.set(web, enabled: true, expecting: 2, at: moment, in: $0) }
            }
            #expect(problem?.kind == .conflict)
        }
    }

    @Test(arguments: Engine.allCases) func documentsHaveRevisions(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let documents = PluginDocuments(
                try await addTenant("acme", to: database),
                plugin: try #require(PluginID("sales"))
            )
            let outcomes = try await database.write { connection in
                [
                    try documents.compareAndSet("cart", "1", expecting: 0, at: moment, in: connection),
                    try documents.compareAndSet("cart", "2", expecting: 0, at: moment, in: connection),
                    try documents.put("cart", "3", at: moment, in: connection),
                    try documents.compareAndSet("cart", "4", expecting: 1, at: moment, in: connection),
                    try documents.compareAndSet("cart", "5", expecting: 2, at: moment, in: connection),
                    try documents.compareAndSet("none", "6", expecting: 4, at: moment, in: connection),
                ]
            }
            #expect(outcomes == [1, nil, 2, nil, 3, nil])
            let found = try await database.read { try documents.get("cart", in: $0) }
            #expect(found?.value == "5")
            #expect(found?.revision == 3)
            let deleted = try await database.write { connection in
                [try documents.delete("cart", in: connection), try documents.delete("cart", in: connection)]
            }
            #expect(deleted == [true, false])
        }
    }

    @Test(arguments: Engine.allCases) func aScanKeepsToItsPrefixPluginAndTenant(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let sales = try #require(PluginID("sales"))
            let tenant = try await addTenant("acme", to: database)
            let documents = PluginDocuments(tenant, plugin: sales)
            let strangers = [
                PluginDocuments(tenant, plugin: try #require(PluginID("dunning"))),
                PluginDocuments(try await addTenant("other", to: database), plugin: sales),
            ]
            try await database.write { connection in
                for key in ["cart/2", "cart/1", "cart/ñ🛒", "cart", "carts", "a_rt/1"] {
                    try documents.put(key, "{}", at: moment, in: connection)
                }
                for stranger in strangers { try stranger.put("cart/0", "{}", at: moment, in: connection) }
            }
            let pages = try await database.read { connection in
                try [nil, "cart/1", "cart/ñ🛒"].map { after in
                    try documents.scan(prefix: "cart/", after: after, limit: 2, in: connection).map(\.key)
                }
            }
            #expect(pages == [["cart/1", "cart/2"], ["cart/2", "cart/ñ🛒"], []])
        }
    }

    @Test(arguments: Engine.allCases) func aDocumentHasBounds(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let documents = PluginDocuments(
                try await addTenant("acme", to: database),
                plugin: try #require(PluginID("sales"))
            )
            let wrong = [
                ("", "{}"), (String(repeating: "k", count: Limits.documentKeyBytesMax + 1), "{}"),
                ("k\u{10FFFF}", "{}"),
                ("k", String(repeating: "v", count: Limits.documentBytesMax + 1)),
            ]
            for (key, value) in wrong {
                await #expect(throws: Problem.self) {
                    try await database.write { _ = try documents.put(key, value, at: moment, in: $0) }
                }
            }
        }
    }

    @Test(arguments: Engine.allCases) func countersAreOfOneTenant(_ engine: Engine) async throws {
        try await engine.withSchema { database in
            let one = Counters(try await addTenant("acme", to: database))
            let other = Counters(try await addTenant("other", to: database))
            let numbers = try await database.write { connection in
                [
                    try one.next("orders", in: connection), try one.next("orders", in: connection),
                    try one.next("quotes", in: connection), try other.next("orders", in: connection),
                ]
            }
            #expect(numbers == [1, 2, 1, 1])
        }
    }
}
