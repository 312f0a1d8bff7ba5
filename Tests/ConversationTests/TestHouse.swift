// A database of the test's own, with the schema and two tenants.

import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

/// The moment at which tests happen.
let noon = Timestamp(milliseconds: 1_764_000_000_000)

/// What a test works on.
struct TestHouse: Sendable {
    let database: any Database
    let tenant: TenantHandle
    let other: TenantHandle

    /// Runs `body` and removes the database afterwards.
    static func with(_ body: (TestHouse) async throws -> Void) async throws {
        try await TestEngine.selected.withSchema { database in
            try await fill(database, body)
        }
    }

    private static func fill(_ database: any Database, _ body: (TestHouse) async throws -> Void) async throws {
        let tenants = try await database.write { connection in
            try ["la-central", "otra"].map { name in
                let id = try required(TenantID(name))
                let tenant = Tenant(id: id, displayName: name, randomSeed: 1, createdAt: noon)
                return try TenantDirectory().create(tenant, in: connection)
            }
        }
        try await body(TestHouse(database: database, tenant: tenants[0], other: tenants[1]))
    }
}
