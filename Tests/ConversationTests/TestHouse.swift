// A database with the schema and two tenants, in a folder of the test's own.

import FoundationEssentials
import HostCore
import HostStorage
import HostStorageSQLite
import OrkestaModel
import Testing

/// The moment at which tests happen.
let noon = Timestamp(milliseconds: 1_764_000_000_000)

/// What a test works on.
struct TestHouse: Sendable {
    let database: any Database
    let tenant: TenantHandle
    let other: TenantHandle

    /// Runs `body` and removes the folder afterwards.
    static func with(_ body: (TestHouse) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "orkesta-house-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.appending(path: "orkesta.sqlite").path)
        try await SchemaMigrator().migrate(database, at: noon)
        let tenants = try await database.write { connection in
            try ["la-central", "otra"].map { name in
                let id = try #require(TenantID(name))
                let tenant = Tenant(id: id, displayName: name, randomSeed: 1, createdAt: noon)
                return try TenantDirectory().create(tenant, in: connection)
            }
        }
        try await body(TestHouse(database: database, tenant: tenants[0], other: tenants[1]))
        try await database.close()
    }
}
