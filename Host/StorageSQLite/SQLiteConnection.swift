// Runs statements on SQLite's own interface: GRDB keeps the connection and
// the prepared statements, but its rows and arguments are copies of values
// that the seam would copy once more.

import GRDB
import GRDBSQLite
internal import HostStorage

/// One connection during one body.
struct SQLiteConnection: HostStorage.DatabaseConnection {
    private let database: GRDB.Database
    private let handle: OpaquePointer

    /// Throws when the connection is closed.
    init(_ database: GRDB.Database) throws(HostStorage.DatabaseError) {
        guard let handle = database.sqliteConnection else { throw .unavailable("the database is closed") }
        self.database = database
        self.handle = handle
    }

    /// One process owns the file and writes one at a time: a claim needs no lock.
    var dialect: DatabaseDialect {
        DatabaseDialect(
            claimSuffix: "",
            isShared: false,
            textType: "TEXT",
            migrationLock: nil,
            tryLock: nil,
            columnsSQL: """
                SELECT tables.name, columns.name FROM sqlite_master AS tables
                JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' ORDER BY tables.name, columns.cid
                """,
            referencesSQL: """
                SELECT tables.name, keys."from", keys."table" FROM sqlite_master AS tables
                JOIN pragma_foreign_key_list(tables.name) AS keys WHERE tables.type = 'table'
                """
        )
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [any DatabaseArgument]) throws(HostStorage.DatabaseError) -> Int {
        try refuseTransactionControl(sql)
        return try run(sql, arguments)
    }

    func rows(_ sql: String, _ arguments: [any DatabaseArgument]) throws(HostStorage.DatabaseError) -> [DatabaseRow] {
        try refuseTransactionControl(sql)
        let statement = try prepare(sql, arguments)
        defer { finish(statement) }
        let columns = sqlite3_column_count(statement)
        var rows: [DatabaseRow] = []
        while try step(statement) {
            rows.append(DatabaseRow((0..<columns).map { statement.value(ofColumn: $0) }))
        }
        return rows
    }

    /// What `execute` does, and also BEGIN, SAVEPOINT and their like, which
    /// only the owner of the transaction may say.
    @discardableResult
    func run(_ sql: String, _ arguments: [any DatabaseArgument] = []) throws(HostStorage.DatabaseError) -> Int {
        let statement = try prepare(sql, arguments)
        defer { finish(statement) }
        let changesBefore = sqlite3_total_changes(handle)
        while try step(statement) {}
        return sqlite3_total_changes(handle) == changesBefore ? 0 : Int(sqlite3_changes(handle))
    }

    /// Whether a transaction is open. SQLite closes it by itself after some
    /// errors (disk full, I/O).
    var isInsideTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    private func prepare(
        _ sql: String,
        _ arguments: [any DatabaseArgument]
    ) throws(HostStorage.DatabaseError) -> OpaquePointer {
        let statement: OpaquePointer
        do {
            statement = try database.cachedStatement(sql: sql).sqliteStatement
        } catch {
            throw HostStorage.DatabaseError(mapping: error)
        }
        guard Int(sqlite3_bind_parameter_count(statement)) == arguments.count else {
            throw .failed("\(arguments.count) arguments for \(sqlite3_bind_parameter_count(statement)) placeholders")
        }
        var position: CInt = 0
        for argument in arguments {
            position += 1
            let code = statement.bind(argument.databaseValue, at: position)
            guard code == SQLITE_OK else { throw failure(code) }
        }
        return statement
    }

    /// Whether there is a row.
    private func step(_ statement: OpaquePointer) throws(HostStorage.DatabaseError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw failure(code)
        }
    }

    /// The statement goes back to the cache. The code repeats the step's error.
    private func finish(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
    }

    private func failure(_ code: CInt) -> HostStorage.DatabaseError {
        HostStorage.DatabaseError(code: code, message: String(cString: sqlite3_errmsg(handle)))
    }

    /// A body that ended the transaction would end it for the whole group.
    private func refuseTransactionControl(_ sql: String) throws(HostStorage.DatabaseError) {
        guard sql.controlsTransaction else { return }
        throw .failed("a body may not control the transaction that it runs in")
    }
}
