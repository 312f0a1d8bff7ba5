// Backup and restore by SQLite's online copy: the result is one file that is
// whole, checked, and on the disk before it gets its name.

import GRDB
import HostStorage

extension SQLiteDatabase {
    /// Throws when the file at `source` is damaged or is no Orkesta database.
    public static func verifyBackup(at source: String) async throws {
        try await blocking {
            let backup = try openReadOnly(source)
            try backup.read(check)
            try backup.close()
        }
    }

    private static func openReadOnly(_ path: String) throws -> DatabaseQueue {
        var configuration = SQLiteSettings.configuration
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Puts the backup at `source` in the place of the database at `target`,
    /// which no process may have open. Throws and leaves `target` as it is
    /// when the backup is damaged or is no Orkesta database.
    public static func restore(from source: String, to target: String) async throws {
        try await blocking {
            let backup = try openReadOnly(source)
            let partial = target + ".restoring"
            try copy(backup, to: partial)
            try backup.close()
            try Files.removeLog(of: target)
            try Files.move(partial, to: target)
        }
    }

    /// Copies `source` to a new file at `path`. Throws, and leaves no file,
    /// when the copy is not a whole Orkesta database.
    static func copyWhole(_ source: any DatabaseReader, to path: String) throws {
        guard !Files.exists(path) else {
            throw HostStorage.DatabaseError.failed("the backup's file exists already: name a new one")
        }
        let partial = path + ".partial"
        try copy(source, to: partial)
        try Files.move(partial, to: path)
    }

    private static func copy(_ source: any DatabaseReader, to path: String) throws {
        try Files.remove(path)
        try Files.createPrivate(path)
        do {
            let destination = try DatabaseQueue(path: path)
            try source.backup(to: destination)
            try destination.writeWithoutTransaction { database in
                // One file without a log beside it, which can be moved.
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
                try check(database)
            }
            try destination.close()
            try Files.synchronize(path)
        } catch {
            try Files.remove(path)
            throw error
        }
    }

    private static func check(_ database: GRDB.Database) throws {
        let mark = try Int64.fetchOne(database, sql: "PRAGMA application_id")
        let tables = try String.fetchSet(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        guard mark == SQLiteSettings.applicationID, tables.contains("schema_migrations") else {
            throw HostStorage.DatabaseError.failed("the file is not an Orkesta database")
        }
        guard try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"] else {
            throw HostStorage.DatabaseError.failed("the file is damaged: its integrity check fails")
        }
    }
}
