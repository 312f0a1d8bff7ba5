// `orkesta master-key rotate`: another key above all secrets.

import ArgumentParser
import Foundation
import HostAccess
import HostCore
import HostStorage
import OrkestaModel

struct MasterKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "master-key",
        abstract: "The key that seals all secrets: rotate.",
        subcommands: [RotateMasterKey.self]
    )
}

struct RotateMasterKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Seal all secrets with a new master key; every host of the database must be stopped.",
        discussion: """
            The new key takes the place of DIR/master.key. With ORKESTA_MASTER_KEY set, the new key is
            read from standard input, and the variable is yours to change. Broken off, it is run again.
            Backups made before keep needing the old key. Visitors of the chat page begin anew.

            Examples:
              orkesta master-key rotate --data var
              openssl rand -hex 32 | tee new.key | ORKESTA_MASTER_KEY=OLD orkesta master-key rotate
            """
    )
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = try DataFolder(data.folder)
        guard let lock = try folder.lock() else {
            throw Problem(.conflict, "a host runs on \(folder.path)", field: "--data", remedy: "Stop it first")
        }
        defer { withExtendedLifetime(lock) {} }
        let settings = try HostSettings(data.settings, environment: ProcessInfo.processInfo.environment, folder: folder)
        let isInEnvironment = settings.masterKey?.isEmpty == false
        let keys =
            isInEnvironment ? try keysOfEnvironment(settings, folder) : try MasterKey.withSuccessor(in: folder.path)
        let rotation = MasterKeyRotation(from: keys.present, to: keys.next)
        let database = try await settings.database.open()
        let count = try await database.write { try rotation.reseal(in: $0) }
        try await database.close()
        if !isInEnvironment { try MasterKey.adoptSuccessor(in: folder.path) }
        let next =
            isInEnvironment ? "start hosts with the new ORKESTA_MASTER_KEY" : "\(folder.path)/master.key is the new one"
        let document: JSON = ["secrets": .integer(Int64(count))]
        show(document, as: output, fields: [("sealed anew", String(count)), ("next", next)])
    }

    private func keysOfEnvironment(
        _ settings: HostSettings,
        _ folder: DataFolder
    ) throws -> (present: MasterKey, next: MasterKey) {
        let present = try MasterKey.load(fromEnvironment: settings.masterKey, directory: folder.path)
        guard let next = readLine(strippingNewline: true).flatMap({ MasterKey($0) }) else {
            throw Problem(
                .invalid,
                "standard input has no new key",
                field: "standard input",
                remedy: "Give 32 bytes in base64 or hexadecimal, such as openssl rand -hex 32"
            )
        }
        return (present, next)
    }
}
