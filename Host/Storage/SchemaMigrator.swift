// Brings a database to this program's schema, forward only.

import HostCore
public import OrkestaModel

/// Applies the steps of the schema that a database lacks.
public struct SchemaMigrator: Sendable {
    private let migrations: [Migration]

    /// A migrator to the schema that this program knows.
    public init() { self.init(migrations: Migration.all) }

    init(migrations: [Migration]) { self.migrations = migrations }

    /// Applies each missing step in a transaction of its own, so that a stop
    /// in between loses nothing. `moment` is recorded with it. Throws a
    /// ``Problem`` when a newer program has changed the database.
    public func migrate(_ database: any Database, at moment: Timestamp) async throws {
        let newest = try await database.write { connection in
            try lock(connection)
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    version BIGINT PRIMARY KEY,
                    name TEXT NOT NULL,
                    applied_at BIGINT NOT NULL
                )
                """
            )
            return try connection.row("SELECT MAX(version) FROM schema_migrations")?.optionalInteger(0) ?? 0
        }
        let known = migrations.last?.version ?? 0
        guard newest <= known else { throw newerSchema(newest, known: known) }
        for migration in migrations where migration.version > newest {
            try await database.write { try apply(migration, at: moment, in: $0) }
        }
    }

    private func apply(
        _ migration: Migration,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try lock(connection)
        // Another node may have been faster; its row makes this step do nothing.
        let isMissing = try connection.execute(
            "INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            migration.version,
            migration.name,
            moment
        )
        guard isMissing == 1 else { return }
        for statement in migration.statements { try connection.execute(worded(statement, for: connection.dialect)) }
    }

    /// Hosts that start at once take their turns.
    private func lock(_ connection: any DatabaseConnection) throws(DatabaseError) {
        if let lock = connection.dialect.migrationLock { _ = try connection.rows(lock) }
    }

    /// Text sorts by its bytes in every engine: keys and pages rely on it.
    private func worded(_ statement: String, for dialect: DatabaseDialect) -> String {
        statement.replacing(" TEXT", with: " \(dialect.textType)")
    }

    private func newerSchema(_ version: Int64, known: Int64) -> Problem {
        Problem(
            .conflict,
            "the database has schema version \(version), and this program knows versions up to \(known)",
            field: "data",
            remedy: "Start the newer program, or restore a backup made before the upgrade."
        )
    }
}
