// A database with two tenants for the tests of this folder.

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

let moment = Timestamp(milliseconds: 1_800_000_000_000)

struct Fixture {
    let database: any Database
    let acme: TenantHandle
    let other: TenantHandle

    /// Opens an empty database with the tenants `acme` and `other`, and removes it afterwards.
    static func with(_ body: (Fixture) async throws -> Void) async throws {
        try await TestEngine.selected.withSchema { database in
            let fixture = Fixture(
                database: database,
                acme: try await add("acme", to: database),
                other: try await add("other", to: database)
            )
            try await body(fixture)
        }
    }

    private static func add(_ id: String, to database: any Database) async throws -> TenantHandle {
        let tenant = Tenant(id: try #require(TenantID(id)), displayName: id, randomSeed: 1, createdAt: moment)
        return try await database.write { try TenantDirectory().create(tenant, in: $0) }
    }
}

/// Makes an empty folder and removes it with the files in it.
func withFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/orkesta-access-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    defer {
        for file in files(in: folder) { unlink(folder + "/" + file) }
        rmdir(folder)
    }
    try await body(folder)
}

/// The names in a folder, without `.` and `..`.
func files(in folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}
