// The engines under test. A test of the seam takes an engine as its argument;
// all others run on the one that the environment names, and `make test` runs
// them on each.

import FoundationEssentials
public import HostStorage
import HostStoragePostgres
import HostStorageSQLite
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
        let made = try await TestDatabase.make(on: self)
        let result: Result<Value, any Error>
        do { result = .success(try await body(made.database)) } catch { result = .failure(error) }
        try await made.database.close()
        return try result.get()
    }
}

/// An empty database with a folder or a schema of its own.
public final class TestDatabase: Sendable {
    /// Connections of a test's pool: tests run side by side on one server.
    private static let connections = 4

    public let database: any Database
    /// So many databases are open on the server at once: more would only wait
    /// for each other, and tests have deadlines.
    private static let room = Room(12)

    private let folder: TemporaryFolder?

    private init(_ database: any Database, in folder: TemporaryFolder?) {
        self.database = database
        self.folder = folder
    }

    deinit {
        guard folder == nil else { return }
        Task { await Self.room.leave() }
    }

    /// Two pools on one schema, as two hosts have them.
    public static func makePair() async throws -> (TestDatabase, TestDatabase) {
        let url = try await PostgresServer.shared().newSchema()
        return (try await open(url), try await open(url))
    }

    private static func open(_ url: String) async throws -> TestDatabase {
        await room.enter()
        return TestDatabase(try await PostgresDatabase.open(url, connections: connections), in: nil)
    }

    public static func make(on engine: TestEngine = .selected) async throws -> TestDatabase {
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder(prefix: "orkesta-storage")
            return TestDatabase(try SQLiteDatabase(path: folder.file("orkesta.sqlite")), in: folder)
        case .postgres:
            return try await open(try await PostgresServer.shared().newSchema())
        }
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
