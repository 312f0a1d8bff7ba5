// The scaled-out engine: PostgreSQL, which several hosts may share. Nothing of
// it runs on a thread of Swift concurrency.

public import HostCore
public import HostStorage

/// A database on a PostgreSQL server, version 13 or later, encoding UTF-8. It
/// needs a role that may create tables in its schema, and no extension.
///
/// A lost connection is opened again; work waits for that, and for its turn, up
/// to `Limits.databaseWaitMilliseconds` and is refused as unavailable then.
public final class PostgresDatabase: Database {
    private let pool: PostgresPool
    private let notifier: PostgresNotices
    private let waitMilliseconds: Int64

    /// Connects to `url`: `postgresql://user:password@host/name?option=value`
    /// with every option of libpq (`sslmode`, `options=-csearch_path%3Dname`...).
    /// Throws when the server refuses us or does not answer. `connections` run
    /// at once; one more listens to other hosts. A transaction that has not
    /// begun after `waitMilliseconds` is refused.
    public static func open(
        _ url: String,
        connections: Int = Limits.databaseConnections,
        waitMilliseconds: Int64 = Limits.databaseWaitMilliseconds
    ) async throws -> PostgresDatabase {
        let target = try PostgresTarget(url: url)
        return try await withCheckedThrowingContinuation { continuation in
            let isStarted = OwnThread.start {
                continuation.resume(with: Result { try connect(target, connections, waitMilliseconds) })
            }
            if !isStarted {
                continuation.resume(throwing: DatabaseError.unavailable("the system has no thread for a connection"))
            }
        }
    }

    /// One connection first: it tells whether the others have a chance.
    private static func connect(
        _ target: PostgresTarget,
        _ connections: Int,
        _ waitMilliseconds: Int64
    ) throws(DatabaseError) -> PostgresDatabase {
        do throws(PostgresFailure) {
            let deadline = MonotonicClock.milliseconds() + Limits.databaseWaitMilliseconds
            let connection = try PostgresConnection.open(target, until: deadline) { true }
            let step = PostgresConnection.Step(sql: "SELECT CAST(current_schema() AS TEXT)")
            guard let schema = try connection.run([step]).first?.rows.first?.optionalText(0) else {
                throw .refused(.failed("no schema of the search path exists: create it, or mend search_path"))
            }
            try CommitToken.prepare(on: connection)
            let notices = PostgresNotices(target, schema: schema, skewMilliseconds: try connection.clockSkew())
            return try PostgresDatabase(target, connections, waitMilliseconds, notices)
        } catch {
            throw error.error
        }
    }

    private init(
        _ target: PostgresTarget,
        _ connections: Int,
        _ waitMilliseconds: Int64,
        _ notices: PostgresNotices
    ) throws(PostgresFailure) {
        do throws(DatabaseError) {
            pool = try PostgresPool(target, connections: connections, notices: notices)
        } catch {
            throw .refused(error)
        }
        notifier = notices
        self.waitMilliseconds = waitMilliseconds
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        try await run(body, isReadOnly: true)
    }

    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value {
        try await run(body, isReadOnly: false)
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value,
        isReadOnly: Bool
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.add(
                PostgresWork(
                    isReadOnly: isReadOnly,
                    deadline: MonotonicClock.milliseconds() + waitMilliseconds,
                    run: { connection in
                        let value = try body(connection)
                        return { failure in continuation.resume(with: failure.map(Result.failure) ?? .success(value)) }
                    },
                    fail: { continuation.resume(throwing: $0) }
                )
            )
        }
    }

    /// Refused: a server's databases are backed up by the server's own tools,
    /// whole clusters and points in time included.
    public func backup(to path: String) async throws {
        throw Problem(
            .conflict,
            "a PostgreSQL database is not copied by the host",
            field: "file",
            remedy: "Use pg_dump --format=custom --file=FILE \"$DATABASE_URL\", or your server's own backups."
        )
    }

    /// Refuses new work, finishes what was accepted, and closes every
    /// connection. Closing twice is no error.
    public func close() async throws {
        pool.close()
        notifier.finish()
        await pool.ended()
    }

    public func notices() -> AsyncStream<DatabaseNotice>? { notifier.listen() }

    public func hint(_ notices: [DatabaseNotice]) { notifier.send(notices) }

    public var isShared: Bool { true }

    public var clockSkewMilliseconds: Int64 { notifier.clockSkewMilliseconds }
}
