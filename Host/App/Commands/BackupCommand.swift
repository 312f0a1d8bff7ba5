// `orkesta backup` and `orkesta restore`: the whole database as one file.

import ArgumentParser
import Foundation
import HostCore
import HostStorageSQLite
import OrkestaModel

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database to a file, while the host runs or not.",
        discussion: """
            The copy is whole and consistent (SQLite's online backup). Secrets in it stay sealed:
            keep DIR/master.key (or ORKESTA_MASTER_KEY) as well, elsewhere.

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
        guard FileManager.default.fileExists(atPath: folder.database) else {
            throw Problem(
                .notFound,
                "there is no database in \(folder.path)",
                field: "--data",
                remedy: "Give the host's data folder"
            )
        }
        let database = try SQLiteDatabase(path: folder.database)
        try await database.backup(to: path)
        try await database.close()
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
        guard FileManager.default.fileExists(atPath: file) else {
            throw Problem(.notFound, "there is no such file", field: file, remedy: "Check the path")
        }
        try await SQLiteDatabase.restore(from: URL(fileURLWithPath: file).path, to: folder.database)
        show(["restored": .string(file)], as: output, fields: [("restored", file), ("to", folder.database)])
    }
}
