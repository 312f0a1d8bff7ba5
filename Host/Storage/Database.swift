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
    /// run again if the engine asks for it (serialization failure, a lost
    /// connection): it must have no effect besides its SQL. A row that `body`
    /// read and writes has not changed in between.
    ///
    /// Throws `.unavailable` while the engine is out of reach. In one case the
    /// change may have been made all the same: when the answer to COMMIT was
    /// lost and the server stayed away too long to be asked. Whoever repeats a
    /// write after `.unavailable` has it guarded: by a unique key, a revision,
    /// or the state that it moves a row out of.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
    ) async throws -> Value

    /// Copies the whole, consistent database to a new file at `path`.
    func backup(to path: String) async throws

    /// Finishes what runs and closes every connection.
    func close() async throws

    /// What other hosts on this database did, from now on, for one reader; nil
    /// when one process owns the database. Begins with ``DatabaseNotice/missed``.
    func notices() -> AsyncStream<DatabaseNotice>?

    /// Tells the other hosts, soon and perhaps in vain: a hint for what they
    /// would find by looking, without cost for a transaction. See
    /// ``DatabaseConnection/announce(_:)`` for what must arrive.
    func hint(_ notices: [DatabaseNotice])

    /// Whether several hosts may work on this database.
    var isShared: Bool { get }

    /// How far the database's clock is ahead of this machine's, in
    /// milliseconds; 0 when both are one. Leases are in the database's time.
    var clockSkewMilliseconds: Int64 { get }
}

/// An engine that one process owns: nobody to hear, nobody to tell, one clock.
extension Database {
    public func notices() -> AsyncStream<DatabaseNotice>? { nil }
    public func hint(_ notices: [DatabaseNotice]) {}
    public var isShared: Bool { false }
    public var clockSkewMilliseconds: Int64 { 0 }
}

/// What a transaction's body may do. Valid only inside the body. When a
/// statement has failed, the body can only throw: an engine may refuse every
/// further one.
public protocol DatabaseConnection {
    /// Runs one statement and returns the number of rows that it changed.
    /// Placeholders are `?`, in order.
    @discardableResult
    func execute(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> Int

    /// Runs one statement and returns its rows (also of `RETURNING`).
    func rows(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> [DatabaseRow]

    /// Tells every other host on this database, if and once the transaction is
    /// durable. For rare changes that must arrive: it slows other commits down.
    func announce(_ notice: DatabaseNotice) throws(DatabaseError)

    /// What the engine needs said in its own way.
    var dialect: DatabaseDialect { get }
}

extension DatabaseConnection {
    /// Where one process owns the database there is nobody to tell.
    public func announce(_ notice: DatabaseNotice) throws(DatabaseError) {}

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
    /// Whether several hosts may work on this database.
    public let isShared: Bool
    /// The type of text that compares by its bytes, in a column's definition.
    public let textType: String
    /// Taken first by a migration, so that only one runs at a time; nil where
    /// nobody else can.
    public let migrationLock: String?
    /// Takes the lock that its argument, a text, names until the end of the
    /// transaction, and answers 1; 0, at once, when another transaction has it.
    /// Nil where writes run one after the other.
    public let tryLock: String?
    /// Lists every table's columns: table, column, in their order.
    public let columnsSQL: String
    /// Lists every foreign key of one column: table, column, table that it refers to.
    public let referencesSQL: String

    public init(
        claimSuffix: String,
        isShared: Bool,
        textType: String,
        migrationLock: String?,
        tryLock: String?,
        columnsSQL: String,
        referencesSQL: String
    ) {
        self.claimSuffix = claimSuffix
        self.isShared = isShared
        self.textType = textType
        self.migrationLock = migrationLock
        self.tryLock = tryLock
        self.columnsSQL = columnsSQL
        self.referencesSQL = referencesSQL
    }
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
