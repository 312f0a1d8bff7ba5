// One transaction while its body runs: begins with the first statement, and
// remembers what went wrong even when the body does not tell.

internal import HostStorage

/// The connection as a body sees it.
final class PostgresTransaction: DatabaseConnection {
    /// Snapshot isolation: a body that writes a row which another transaction
    /// has changed since is run again, so read-then-write needs no lock.
    private static let beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    private static let beginWriting = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ WRITE"

    /// The advisory lock of whoever changes the schema: "ORKE" in ASCII, as
    /// SQLite's application id.
    static let lockNumber: Int64 = 0x4F52_4B45

    let dialect = DatabaseDialect(
        claimSuffix: "FOR UPDATE SKIP LOCKED",
        isShared: true,
        textType: #"TEXT COLLATE "C""#,
        migrationLock: "SELECT pg_advisory_xact_lock(\(PostgresTransaction.lockNumber))",
        tryLock: "SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended(?, 0)) THEN 1 ELSE 0 END",
        columnsSQL: """
            SELECT table_name::text, column_name::text FROM information_schema.columns
            WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
            """,
        referencesSQL: """
            SELECT conrelid::regclass::text, attname::text, confrelid::regclass::text FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
            WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
            """
    )

    private let connection: PostgresConnection
    private let notices: PostgresNotices
    private let isReadOnly: Bool
    /// Whether a statement was sent: only then is there something to end.
    private(set) var isBegun = false
    /// The first failure. Everything after it fails too.
    private(set) var failure: PostgresFailure?
    /// By which it is known afterwards whether this was committed; nil when
    /// there was nothing to commit.
    private(set) var token: CommitToken?
    private var hasChanges = false

    init(on connection: PostgresConnection, isReadOnly: Bool, notices: PostgresNotices) {
        self.connection = connection
        self.isReadOnly = isReadOnly
        self.notices = notices
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> Int {
        try run(sql, arguments).changed
    }

    func rows(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> [DatabaseRow] {
        try run(sql, arguments).rows
    }

    func announce(_ notice: DatabaseNotice) throws(DatabaseError) {
        _ = try run("SELECT pg_notify(?, ?)", [notices.channel, notices.text(of: [notice])])
        hasChanges = true
    }

    /// Sends the transaction's beginning along with its first statement.
    private func run(_ sql: String, _ arguments: [any DatabaseArgument]) throws(DatabaseError) -> PostgresResult {
        if let failure { throw failure.error }
        guard !sql.controlsTransaction else {
            throw .failed("a body may not control the transaction that it runs in")
        }
        var steps: [PostgresConnection.Step] = []
        if !isBegun { steps.append(PostgresConnection.Step(sql: isReadOnly ? Self.beginReading : Self.beginWriting)) }
        steps.append(PostgresConnection.Step(sql: sql, arguments: arguments))
        isBegun = true
        do throws(PostgresFailure) {
            guard let result = try connection.run(steps).last else { throw .lost("PostgreSQL gave no result") }
            hasChanges = hasChanges || result.isChange
            return result
        } catch {
            failure = error
            throw error.error
        }
    }

    /// Ends it without effect. False when the connection is of no use any more.
    func rollBack() -> Bool {
        guard isBegun else { return true }
        return (try? connection.run([PostgresConnection.Step(sql: "ROLLBACK")])) != nil
    }

    /// Makes it durable, its token with it. Throws `.lost` when nobody knows
    /// whether it did.
    func commit() throws(PostgresFailure) {
        guard isBegun else { return }
        var steps = [PostgresConnection.Step(sql: "COMMIT")]
        if hasChanges {
            let token = CommitToken.next()
            self.token = token
            steps.insert(token.deposit, at: 0)
        }
        guard try connection.run(steps).last?.tag == "COMMIT" else {
            throw .refused(.failed("PostgreSQL rolled the transaction back"))
        }
    }
}
