// The seam between the stages and a database engine. Stages write SQL that
// both engines accept; a driver runs it. A transaction is a synchronous
// function from a connection to a value, so it cannot wait for the outside
// world while it holds the database.

/// An SQL database: SQLite or PostgreSQL.
public protocol Database: Sendable {
    /// Runs `body` against a consistent snapshot. It may not write.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value

    /// Runs `body` as one transaction and returns once it is durable. When
    /// `body` throws, none of it happened and the error is rethrown. `body` may
    /// run again if the engine asks for it (serialization failure): it must
    /// have no effect besides its SQL.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value

    /// Copies the whole, consistent database to a new file at `path`.
    func backup(to path: String) async throws

    /// Finishes what runs and closes every connection.
    func close() async throws
}

/// What a transaction's body may do. Valid only inside the body.
public protocol DatabaseConnection {
    /// Runs one statement and returns the number of rows that it changed.
    /// Placeholders are `?`, in order.
    @discardableResult
    func execute(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> Int

    /// Runs one statement and returns its rows (also of `RETURNING`).
    func rows(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> [DatabaseRow]

    /// What the engine needs said in its own way.
    var dialect: DatabaseDialect { get }
}

extension DatabaseConnection {
    @discardableResult
    public func execute(_ sql: String, _ arguments: any DatabaseArgument...) throws(DatabaseError) -> Int {
        try execute(sql, arguments)
    }

    public func rows(_ sql: String, _ arguments: any DatabaseArgument...) throws(DatabaseError) -> [DatabaseRow] {
        try rows(sql, arguments)
    }

    /// The first row, or nil.
    public func row(_ sql: String, _ arguments: any DatabaseArgument...) throws(DatabaseError) -> DatabaseRow? {
        try rows(sql, arguments).first
    }
}

/// Where the two engines need different words.
public struct DatabaseDialect: Sendable {
    /// Appended to the sub-select of a claim: `FOR UPDATE SKIP LOCKED` where
    /// several nodes share the database, empty where one process owns it.
    public let claimSuffix: String

    public init(claimSuffix: String) { self.claimSuffix = claimSuffix }
}

/// A failure of the database, without values of rows in it.
public enum DatabaseError: Error, Sendable, Equatable {
    /// A UNIQUE, CHECK, NOT NULL or foreign key constraint refused the write.
    case constraint(String)
    /// The engine is busy, gone or closing; trying again may work.
    case unavailable(String)
    /// The statement, a type or the file is wrong: a defect or damage.
    case failed(String)
}
