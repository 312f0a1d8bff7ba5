// The real plugin runtime over a database of its own, with one tenant and a
// plugins.d that binds and offers tools.

import FoundationEssentials
import HostAccess
import HostCore
import HostInbox
import HostStorage
import HostStorageSQLite
import HostTurns
import Logging
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@testable import HostPlugins

/// A runtime with one tenant, and a plugins.d with tools.
final class ToolHost: Sendable {
    let runtime: PluginRuntime
    let tenant: TenantHandle
    private let folder: TemporaryFolder
    private let library: ToolLibrary
    private let database: SQLiteDatabase
    private let metrics = CountingMetrics()

    init() async throws {
        library = try await ToolLibrary()
        folder = try TemporaryFolder(prefix: "orkesta-tool-host")
        let id = try #require(TenantID("acme"))
        database = try SQLiteDatabase(path: folder.file("orkesta.sqlite"))
        let now = FixedClock().now()
        try await SchemaMigrator().migrate(database, at: now)
        tenant = try await database.write { connection in
            let row = Tenant(id: id, displayName: "Acme", randomSeed: 1, createdAt: now)
            return try TenantDirectory().create(row, in: connection)
        }
        try FileManager.default.createDirectory(atPath: folder.file("plugins.d"), withIntermediateDirectories: true)
        for (name, text) in files { try writeDeclaration(name, text, in: folder) }
        let key = try #require(MasterKey(String(repeating: "0123456789abcdef", count: 4)))
        runtime = PluginRuntime(
            catalog: PluginCatalog(folder: folder.file("plugins.d"), searchPath: [library.folder.path]),
            copiesFolder: folder.file("copies"),
            threads: 2,
            toolWorker: BuildFolder.path + "/orkesta-tool-worker",
            services: PluginServices(
                database: database,
                clock: { _ in FixedClock() },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                metrics: metrics,
                masterKey: key,
                publicURL: "http://localhost:8000"
            )
        )
    }

    func write(_ name: String, _ text: String) throws { try writeDeclaration(name, text, in: folder) }

    func id(_ name: String) throws -> PluginID { try #require(PluginID(name)) }

    func enable(_ plugin: String, _ enabled: Bool = true) async throws {
        _ = try await runtime.change(try id(plugin), of: tenant, enabled: enabled, settings: nil) { _, _, _ in }
    }

    func names() async throws -> [String] {
        try await runtime.tools(of: tenant, in: nil).map(\.description.name)
    }

    func tool(_ name: String, in turn: TurnContext? = nil) async throws -> any Tool {
        try #require(try await runtime.tools(of: tenant, in: turn).first { $0.description.name == name })
    }

    /// A turn of an inbox item; the same item again is a redo.
    func turn(_ inboxID: String) -> TurnContext {
        TurnContext(
            tenant: tenant,
            inboxID: InboxItemID(inboxID),
            conversationID: ConversationID("c"),
            customerID: CustomerID("k"),
            channel: .api,
            address: "a",
            now: FixedClock().now(),
            seed: 1,
            progress: nil
        )
    }

    /// What an agent gets of a message.
    func input(_ text: String) -> TurnInput {
        TurnInput(
            kind: .message,
            conversationID: ConversationID("c"),
            customerID: CustomerID("k"),
            customerName: nil,
            channel: .api,
            locale: "es",
            inboxID: InboxItemID("i"),
            text: text,
            state: .object([:]),
            stateRevision: 0,
            currentAgent: nil,
            handOff: nil,
            intent: nil,
            agents: [],
            businessName: "Acme",
            catalogRevision: 0,
            attempt: 1
        )
    }

    func counted(_ outcome: String) -> Int { metrics.outcomes.withLock { $0[outcome] ?? 0 } }
}

private func writeDeclaration(_ name: String, _ text: String, in folder: TemporaryFolder) throws {
    try Data(text.utf8).write(to: URL(filePath: folder.file("plugins.d/\(name).yaml")))
}

private let files = [
    "tooled": "library: libtooled.so\n",
    "sums": """
    tools:
      - name: add
        description: Adds.
        library: libtool.so
        signature: i32 add(i32 left, i32 right)
        limits: {timeout_ms: 8000}
      - name: total
        description: Adds, and says that it changes something.
        library: libtool.so
        signature: i32 add(i32 left, i32 right)
        effect: changes-state
        limits: {timeout_ms: 8000}
      - name: crash
        description: Crashes.
        library: libtool.so
        signature: void crash()
        effect: changes-state
        limits: {timeout_ms: 8000}
    """,
    "twin": """
    tools:
      - {name: add, description: Adds too., library: libtool.so, signature: "i32 add(i32 a, i32 b)"}
    """,
]

private struct FixedClock: Clock {
    func now() -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000) }
}

/// Counts tool calls by outcome.
private final class CountingMetrics: PluginMetrics {
    let outcomes = Mutex<[String: Int]>([:])

    func add(_ name: String, _ labels: [String: String], _ value: Double) {
        guard name == "orkesta_tool_calls_total", let outcome = labels["outcome"] else { return }
        outcomes.withLock { $0[outcome, default: 0] += Int(value) }
    }

    func observe(_ name: String, _ labels: [String: String], _ value: Double) {}
}
