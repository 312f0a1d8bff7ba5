// The real library of a channel plugin in a runtime of its own, on a real database.

import FoundationEssentials
import HostAccess
import HostConversations
import HostCore
import HostInbox
import HostNet
import HostPlugins
import HostStorage
import HostStorageSQLite
import HostTime
import Logging
import OrkestaModel
import TestHarness
import Testing

/// One channel plugin, and the tenants that a test opens.
final class ChannelHouse: Sendable {
    let plugin: PluginID
    let database: SQLiteDatabase
    let runtime: PluginRuntime
    private let folder: TemporaryFolder

    /// The library is `libNAME.so` of a folder, the build folder where none is named.
    init(_ name: String, in libraries: String = BuildFolder.path) async throws {
        plugin = try #require(PluginID(name))
        folder = try TemporaryFolder(prefix: "orkesta-channel")
        let plugins = folder.file("plugins.d")
        try FileManager.default.createDirectory(atPath: plugins, withIntermediateDirectories: true)
        try Data("library: lib\(name).so\n".utf8).write(to: URL(filePath: "\(plugins)/\(name).yaml"))
        database = try SQLiteDatabase(path: folder.file("orkesta.sqlite"))
        try await SchemaMigrator().migrate(database, at: SystemClock().now())
        runtime = PluginRuntime(
            catalog: PluginCatalog(folder: plugins, searchPath: [libraries]),
            copiesFolder: folder.file("copies"),
            threads: 2,
            toolWorker: BuildFolder.path + "/orkesta-tool-worker",
            services: PluginServices(
                database: database,
                clock: { _ in SystemClock() },
                logger: Self.quiet,
                metrics: NoMetrics(),
                masterKey: try #require(MasterKey(String(repeating: "5a", count: 32))),
                publicURL: "http://localhost:8000",
                // The provider is on this machine, and yet it is a real one.
                egress: try EgressGate(database: database, reach: .publicAddressesAndThisMachine)
            )
        )
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A new tenant with the channel.
    func open(
        _ name: String,
        _ environment: Tenant.Environment = .sandbox,
        settings: JSON
    ) async throws -> TenantHandle {
        let id = try #require(TenantID(name))
        let now = SystemClock().now()
        let tenant = Tenant(id: id, displayName: name, environment: environment, randomSeed: 1, createdAt: now)
        let handle = try await database.write { try TenantDirectory().create(tenant, in: $0) }
        _ = try await runtime.change(plugin, of: handle, enabled: true, settings: settings) { _, _, _ in }
        return handle
    }

    /// A text to somebody, as the channel gets it.
    static func text(_ text: String, to address: String) -> OutboundMessage {
        message(["type": "text", "text": .string(text)], to: address)
    }

    /// The same in any form of a reply.
    static func message(_ reply: JSON, to address: String) -> OutboundMessage {
        OutboundMessage(
            attempt: 1,
            idempotencyKey: "k-1",
            address: address,
            conversationID: ConversationID("c-1"),
            messageID: MessageID("m-1"),
            reply: reply,
            locale: nil
        )
    }
}
