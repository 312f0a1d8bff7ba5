// `orkesta backup` and `orkesta restore`: the whole database as one file.

import ArgumentParser
import Foundation
import HostCore
import HostStorage
import HostStorageSQLite
import OrkestaModel

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database to a file, while the host runs or not.",
        discussion: """
            The copy is whole and consistent (SQLite's online backup). Secrets in it stay sealed:
            keep DIR/master.key (or ORKESTA_MASTER_KEY) as well, elsewhere. A database on a PostgreSQL
            server is backed up by that server's tools: pg_dump, pg_basebackup.

            Example: orkesta backup backups/2026-11-23.sqlite
            """
    )
    @Argument(help: "The file to make; it must not exist.") var file: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = URL(fileURLWithPath: file).path
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Problem(.conflict, "the file exists", field: file, remedy: "Name a new file")
        }
        let folder = try DataFolder(data.folder)
        let database = try data.embeddedDatabase(in: folder, orElse: backUp)
        guard FileManager.default.fileExists(atPath: database) else {
            throw Problem(
                .notFound,
                "there is no database in \(folder.path)",
                field: "--data",
                remedy: "Give the host's data folder"
            )
        }
        let source = try SQLiteDatabase(path: database)
        try await source.backup(to: path)
        try await source.close()
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? 0
        let document: JSON = ["file": .string(path), "bytes": .integer(size)]
        show(document, as: output, fields: [("backup", path), ("bytes", String(size))])
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Replace the database by a backup; the host must be stopped.",
        discussion: "Example: orkesta restore backups/2026-11-23.sqlite --data var"
    )
    @Argument(help: "A file made by orkesta backup.") var file: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        // For a file that is no backup no folder is made either.
        let isNew = !FileManager.default.fileExists(atPath: data.folder)
        if isNew { try await verify() }
        let folder = try DataFolder(data.folder)
        guard let lock = try folder.lock() else {
            throw Problem(
                .conflict,
                "a host runs on \(folder.path)",
                field: "--data",
                remedy: "Stop it first, then restore"
            )
        }
        defer { withExtendedLifetime(lock) {} }
        let database = try data.embeddedDatabase(in: folder, orElse: restore)
        if !isNew { try await verify() }
        try await SQLiteDatabase.restore(from: URL(fileURLWithPath: file).path, to: database)
        show(["restored": .string(file)], as: output, fields: [("restored", file), ("to", database)])
    }

    /// Before anything is replaced.
    private func verify() async throws {
        guard FileManager.default.fileExists(atPath: file) else {
            throw Problem(.notFound, "there is no such file", field: file, remedy: "Check the path")
        }
        do {
            try await SQLiteDatabase.verifyBackup(at: URL(fileURLWithPath: file).path)
        } catch let error as DatabaseError {
            let remedy = "Give a file that orkesta backup made; nothing was changed"
            throw Problem(.invalid, "this is no backup: \(error.reason)", field: file, remedy: remedy)
        }
    }
}

private let backUp = "Use pg_dump --format=custom --file=FILE \"$DATABASE_URL\", or the server's own backups."
private let restore = "Stop every host, then use pg_restore --clean --if-exists --dbname=\"$DATABASE_URL\" FILE."

extension DataOptions {
    /// The file of the host's SQLite database. Throws a conflict with this
    /// remedy when the host works on PostgreSQL.
    fileprivate func embeddedDatabase(in folder: DataFolder, orElse remedy: String) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        switch try HostSettings(settings, environment: environment, folder: folder).database {
        case .sqlite(let path): return path
        case .postgres:
            throw Problem(
                .conflict,
                "the host's data lie in PostgreSQL, whose tools copy them",
                field: "DATABASE_URL",
                remedy: remedy
            )
        }
    }
}
