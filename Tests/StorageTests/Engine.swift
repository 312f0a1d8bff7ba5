// The engines as the tests of the seam take them, and what those tests share.

import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

typealias Engine = TestEngine

/// Closes `database` whatever `body` does.
func closing<Value>(_ database: any Database, _ body: (any Database) async throws -> Value) async throws -> Value {
    do {
        let value = try await body(database)
        try await database.close()
        return value
    } catch {
        try await database.close()
        throw error
    }
}

/// Makes an empty folder and removes it with what is in it.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    var template = Array("/tmp/orkesta-storage-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let folder = String(cString: made)
    defer { removeFolder(folder) }
    return try await body(folder)
}

private func removeFolder(_ folder: String) {
    guard let entries = opendir(folder) else { return }
    while let entry = readdir(entries) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        unlink(folder + "/" + name)
    }
    closedir(entries)
    rmdir(folder)
}

let moment = Timestamp(milliseconds: 1_800_000_000_000)

/// A sandbox tenant with this id.
func newTenant(_ id: String) throws -> Tenant {
    Tenant(id: try #require(TenantID(id)), displayName: "Tenant \(id)", randomSeed: 7, createdAt: moment)
}

/// Stores a tenant and returns the right to its rows.
func addTenant(_ id: String, to database: any Database) async throws -> TenantHandle {
    let tenant = try newTenant(id)
    return try await database.write { try TenantDirectory().create(tenant, in: $0) }
}

/// A failure of a body's own.
struct BodyFailure: Error, Equatable {
    let number: Int
}

/// How many rows a table has.
func count(_ table: String, in database: any Database) async throws -> Int64 {
    try await database.read { try required($0.row("SELECT COUNT(*) FROM \(table)")).integer(0) }
}
