// The engines under test. A test of the seam takes an engine as its argument;
// all others run on the one that the environment names, and `make test` runs
// them on each.

import FoundationEssentials
public import HostStorage
import HostStoragePostgres
import HostStorageSQLite
import OrkestaModel
import TestHarness

/// A database engine.
public enum TestEngine: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite
    case postgres

    public var description: String { rawValue }

    /// The engine of tests that name none: `ORKESTA_TEST_ENGINE`, else SQLite.
    public static let selected =
        inheritedEnvironment()["ORKESTA_TEST_ENGINE"].flatMap(TestEngine.init) ?? .sqlite

    /// Seeds for that many random runs; a quarter of them where each takes a server's
    /// time, for what they try is the arithmetic, which no engine changes.
    public static func seeds(_ count: UInt64) -> Range<UInt64> {
        0..<(selected == .postgres ? max(1, count / 4) : count)
    }

    /// Opens an empty database of this engine, and removes it afterwards.
    public func withDatabase<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        try await TestDatabase.makeEmpty(on: self).use(body)
    }

    /// Opens a database of this engine that has this program's schema and nothing in it,
    /// and removes it afterwards.
    public func withSchema<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        try await TestDatabase.make(on: self).use(body)
    }
}

/// A database of a test's own.
public final class TestDatabase: Sendable {
    /// Connections of a test's pool: tests run side by side on one server.
    private static let connections = 4

    public let database: any Database
    /// So many databases are open on the server at once: more would only wait
    /// for each other, and tests have deadlines.
    private static let room = Room(12)

    /// Where its rows are, for as long as anybody has it.
    private let place: any Sendable
    private let isOnServer: Bool

    private init(_ database: any Database, in folder: TemporaryFolder) {
        (self.database, place, isOnServer) = (database, folder, false)
    }

    private init(_ database: any Database, on server: ServerDatabase) {
        (self.database, place, isOnServer) = (database, server, true)
    }

    deinit {
        guard isOnServer else { return }
        Task { await Self.room.leave() }
    }

    /// One with this program's schema and nothing in it.
    public static func make(on engine: TestEngine = .selected) async throws -> TestDatabase {
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder(prefix: "orkesta-storage")
            try FileManager.default.copyItem(atPath: await SchemaTemplate.file.value.path, toPath: file(in: folder))
            return TestDatabase(try SQLiteDatabase(path: file(in: folder)), in: folder)
        case .postgres: return try await open(ServerDatabase(copying: SchemaTemplate.server.value.name))
        }
    }

    /// Two pools on one of these, as two hosts have them.
    public static func makePair() async throws -> (TestDatabase, TestDatabase) {
        let server = try await ServerDatabase(copying: SchemaTemplate.server.value.name)
        return (try await open(server), try await open(server))
    }

    /// One without any table.
    public static func makeEmpty(on engine: TestEngine = .selected) async throws -> TestDatabase {
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder(prefix: "orkesta-storage")
            return TestDatabase(try SQLiteDatabase(path: file(in: folder)), in: folder)
        case .postgres: return try await open(ServerDatabase())
        }
    }

    private static func open(_ server: ServerDatabase) async throws -> TestDatabase {
        await room.enter()
        return TestDatabase(try await PostgresDatabase.open(server.url, connections: connections), on: server)
    }

    fileprivate static func file(in folder: TemporaryFolder) -> String { folder.file("orkesta.sqlite") }

    fileprivate func use<Value>(_ body: (any Database) async throws -> Value) async throws -> Value {
        let result: Result<Value, any Error>
        do { result = .success(try await body(database)) } catch { result = .failure(error) }
        try await database.close()
        return try result.get()
    }
}

/// A database on the tests' server. Goes with the last reference.
private final class ServerDatabase: Sendable {
    let name: String
    let url: String

    init(copying template: String? = nil) async throws {
        (name, url) = try await PostgresServer.shared().newDatabase(copying: template)
    }

    deinit {
        let name = name
        // One that cannot be removed goes with the server.
        Task { try? await PostgresServer.shared().remove(database: name) }
    }
}

/// The schema, built once a process and copied from then on: to build it takes a server
/// longer than most tests.
private enum SchemaTemplate {
    static let file = Task { () async throws -> (folder: TemporaryFolder, path: String) in
        let folder = try TemporaryFolder(prefix: "orkesta-schema")
        let path = TestDatabase.file(in: folder)
        try await migrate(SQLiteDatabase(path: path))
        return (folder, path)
    }

    static let server = Task { () async throws -> ServerDatabase in
        let server = try await ServerDatabase()
        try await migrate(PostgresDatabase.open(server.url, connections: 1))
        return server
    }

    private static func migrate(_ database: any Database) async throws {
        try await SchemaMigrator().migrate(database, at: Timestamp(milliseconds: 0))
        try await database.close()
    }
}

/// Lets a bounded number in, first come first served.
private actor Room {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ size: Int) { free = size }

    func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        free += 1
    }
}
