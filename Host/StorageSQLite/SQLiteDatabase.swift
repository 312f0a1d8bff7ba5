// The embedded engine: one SQLite file in WAL mode, one writer with group
// commit, a pool of readers. Nothing of it runs on a thread of Swift
// concurrency.

import Dispatch
import GRDB
public import HostStorage

/// A database in one file, owned by one process.
public final class SQLiteDatabase: HostStorage.Database {
    private let pool: DatabasePool
    private let writer: GroupCommit

    /// Opens or creates the file at `path`, readable by its owner only. Throws
    /// when it is damaged or holds something else than an Orkesta database.
    public init(path: String) throws(HostStorage.DatabaseError) {
        do {
            try Files.createPrivate(path)
            pool = try DatabasePool(path: path, configuration: SQLiteSettings.configuration)
            try pool.writeWithoutTransaction(SQLiteSettings.prepareWriter)
        } catch {
            throw HostStorage.DatabaseError(mapping: error)
        }
        writer = GroupCommit(pool: pool)
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any HostStorage.DatabaseConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { reader in
                let database = reader.mapError { HostStorage.DatabaseError(mapping: $0) as any Error }
                continuation.resume(
                    with: database.flatMap { database in Result { try body(SQLiteConnection(database)) } }
                )
            }
        }
    }

    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any HostStorage.DatabaseConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(
                run: { connection in
                    let value = try body(connection)
                    return { failure in continuation.resume(with: failure.map(Result.failure) ?? .success(value)) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            writer.add(write)
        }
    }

    public func backup(to path: String) async throws {
        try await Self.blocking { try Self.copyWhole(self.pool, to: path) }
    }

    /// Refuses new work, finishes what was accepted, and closes every
    /// connection. Closing twice is no error.
    public func close() async throws {
        writer.close()
        try await Self.blocking { try self.pool.close() }
    }

    /// Runs work that waits for the disk outside of Swift concurrency's threads.
    static func blocking(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try work() }.mapError { HostStorage.DatabaseError(mapping: $0) })
            }
        }
    }
}
