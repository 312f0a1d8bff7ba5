// The real plugin runtime over a database of its own, without a host around it.

import FoundationEssentials
import HostAccess
import HostCore
import HostPlugins
import HostStorage
import HostStorageSQLite
import HostTime
import Logging
import OrkestaModel
import TestHarness

/// A folder with plugins.d, the compiled plugin and a database of tenants that
/// have every plugin enabled.
struct BenchmarkHouse {
    static let benchmarkPlugin = "abi-bench"
    /// Those beside this program, with the kind of port that each offers.
    static let housePlugins = ["orchestrator", "catalog", "web"]

    let tenants: [TenantHandle]
    private let folder: TemporaryFolder
    private let database: SQLiteDatabase
    private let masterKey: MasterKey

    /// Compiles the plugin and makes the tenants.
    init(tenantCount: Int) async throws {
        folder = try TemporaryFolder(prefix: "orkesta-bench")
        try FileManager.default.createDirectory(atPath: folder.file("plugins.d"), withIntermediateDirectories: true)
        for plugin in Self.housePlugins + [Self.benchmarkPlugin] {
            try Data("library: lib\(plugin).so\n".utf8).write(
                to: URL(filePath: folder.file("plugins.d/\(plugin).yaml"))
            )
        }
        try await Self.compile(to: folder.file("lib\(Self.benchmarkPlugin).so"))
        database = try SQLiteDatabase(path: folder.file("bench.sqlite"))
        try await SchemaMigrator().migrate(database, at: SystemClock().now())
        masterKey = try MasterKey.load(fromEnvironment: nil, directory: folder.path)
        tenants = try await Self.makeTenants(tenantCount, in: database)
    }

    /// A runtime that has loaded nothing yet.
    func runtime() -> PluginRuntime {
        PluginRuntime(
            catalog: PluginCatalog(folder: folder.file("plugins.d"), searchPath: [folder.path, BuildFolder.path]),
            copiesFolder: folder.file("copies"),
            threads: 2,
            toolWorker: BuildFolder.path + "/orkesta-tool-worker",
            services: PluginServices(
                database: database,
                clock: { _ in SystemClock() },
                logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
                metrics: DiscardedMetrics(),
                masterKey: masterKey,
                publicURL: "http://localhost:8000"
            )
        )
    }

    private static func compile(to library: String) async throws {
        let here = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
        let run = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-O2", "-shared", "-fPIC", "-fvisibility=hidden"]
                + ["-I", "\(here)/../../../SDK/ABI/include", "\(here)/Plugins/abi_bench.c", "-o", library],
            executable: "/usr/bin/env"
        )
        guard run.exitCode == 0 else { throw BenchmarkFailure("clang: \(run.standardError)") }
    }

    private static func makeTenants(_ count: Int, in database: SQLiteDatabase) async throws -> [TenantHandle] {
        let now = SystemClock().now()
        let plugins = (housePlugins + [benchmarkPlugin]).compactMap(PluginID.init)
        return try await database.write { connection in
            try (0..<count).compactMap { TenantID("tenant-\($0)") }.map { id in
                let tenant = Tenant(id: id, displayName: id.rawValue, randomSeed: 1, createdAt: now)
                let handle = try TenantDirectory().create(tenant, in: connection)
                for plugin in plugins { try TenantPlugins(handle).set(plugin, enabled: true, at: now, in: connection) }
                return handle
            }
        }
    }
}

/// Why a figure could not be had.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Figures of plugins that nobody wants here.
struct DiscardedMetrics: PluginMetrics {
    func add(_ name: String, _ labels: [String: String], _ value: Double) {}
    func observe(_ name: String, _ labels: [String: String], _ value: Double) {}
}
