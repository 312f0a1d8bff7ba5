// Whether a commit happened whose answer was lost. The server's own transaction
// numbers do not tell: after a crash it gives numbers away again that it had
// not written down. So each transaction leaves a token, a row that is there if
// and only if the transaction is; whoever asks and finds none leaves another
// under the same key, so that the answer stays true.

import HostCore
import HostStorage
import OrkestaModel
import Synchronization

/// Names one transaction among those of all hosts.
struct CommitToken: Sendable {
    private static let process = String(UInt64.random(in: .min ... .max), radix: 36)
    private static let counter = Atomic(0)
    private static let table = "commit_tokens"

    private let text: String

    static func next() -> CommitToken {
        CommitToken(text: "\(process)-\(counter.add(1, ordering: .relaxed).newValue)")
    }

    /// Goes to the server together with COMMIT.
    var deposit: PostgresConnection.Step {
        PostgresConnection.Step(
            sql: "INSERT INTO \(Self.table) (token, outcome) VALUES (?, 'committed')",
            arguments: [text]
        )
    }

    /// Whether the transaction was committed. Waits while its session is still
    /// at it. When it was not it never will be: its token is taken now.
    func isCommitted(on connection: PostgresConnection) throws(PostgresFailure) -> Bool {
        let void = "INSERT INTO \(Self.table) (token, outcome) VALUES (?, 'aborted') ON CONFLICT (token) DO NOTHING"
        _ = try connection.run([PostgresConnection.Step(sql: void, arguments: [text])])
        let find = PostgresConnection.Step(sql: "SELECT outcome FROM \(Self.table) WHERE token = ?", arguments: [text])
        return try connection.run([find]).first?.rows.first?.optionalText(0) == "committed"
    }

    /// Makes the table where it is missing; several hosts may do so at once.
    static func prepare(on connection: PostgresConnection) throws(PostgresFailure) {
        let find = PostgresConnection.Step(sql: "SELECT CAST(to_regclass('\(table)') AS TEXT)")
        guard try connection.run([find]).first?.rows.first?.optionalText(0) == nil else { return }
        _ = try connection.run(
            [
                "BEGIN", "SELECT pg_advisory_xact_lock(\(PostgresTransaction.lockNumber))",
                """
                CREATE TABLE IF NOT EXISTS \(table) (
                    token TEXT COLLATE "C" PRIMARY KEY,
                    outcome TEXT NOT NULL,
                    at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
                )
                """,
                "COMMIT",
            ].map { PostgresConnection.Step(sql: $0) }
        )
    }

    /// Removes tokens that nobody can ask for any more.
    static func prune(on connection: PostgresConnection) throws(PostgresFailure) {
        let seconds = Limits.databaseTokenMilliseconds / 1_000
        let sql = "DELETE FROM \(table) WHERE at < now() - make_interval(secs => \(seconds))"
        _ = try connection.run([PostgresConnection.Step(sql: sql)])
    }
}
