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

/// A folder with plugins.d, the compiled plugins and a database of tenants that
/// have every plugin enabled.
struct BenchmarkHouse {
    /// One file of plugins.d, with what its library is compiled from.
    struct Plugin {
        let id: String
        /// The file's text.
        let text: String
        /// A C source below the repository's folder; nil for a library that the
        /// build made, or none.
        var source: String?

        static func built(_ id: String) -> Plugin { Plugin(id: id, text: "library: lib\(id).so\n") }

        static func compiled(_ id: String, from source: String) -> Plugin {
            Plugin(id: id, text: "library: lib\(id).so\n", source: source)
        }
    }

    let tenants: [TenantHandle]
    private let folder: TemporaryFolder
    private let database: SQLiteDatabase
    private let masterKey: MasterKey

    /// Compiles the plugins and makes the tenants.
    init(_ plugins: [Plugin], tenantCount: Int = 1) async throws {
        folder = try TemporaryFolder(prefix: "orkesta-bench")
        try FileManager.default.createDirectory(atPath: folder.file("plugins.d"), withIntermediateDirectories: true)
        for plugin in plugins {
            try Data(plugin.text.utf8).write(to: URL(filePath: folder.file("plugins.d/\(plugin.id).yaml")))
            guard let source = plugin.source else { continue }
            try await Self.compile(source, to: folder.file("lib\(plugin.id).so"))
        }
        database = try SQLiteDatabase(path: folder.file("bench.sqlite"))
        try await SchemaMigrator().migrate(database, at: SystemClock().now())
        masterKey = try MasterKey.load(fromEnvironment: nil, directory: folder.path)
        tenants = try await Self.makeTenants(tenantCount, with: plugins, in: database)
    }

    /// The first of its tenants.
    var tenant: TenantHandle {
        get throws {
            guard let tenant = tenants.first else { throw BenchmarkFailure("there are no tenants") }
            return tenant
        }
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

    private static func compile(_ source: String, to library: String) async throws {
        let here = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
        let repository = "\(here)/../.."
        let run = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-O2", "-shared", "-fPIC", "-fvisibility=hidden"]
                + ["-I", "\(repository)/SDK/ABI/include", "\(repository)/\(source)", "-lm", "-o", library],
            executable: "/usr/bin/env"
        )
        guard run.exitCode == 0 else { throw BenchmarkFailure("clang: \(run.standardError)") }
    }

    private static func makeTenants(
        _ count: Int,
        with plugins: [Plugin],
        in database: SQLiteDatabase
    ) async throws -> [TenantHandle] {
        let now = SystemClock().now()
        let plugins = plugins.map(\.id).compactMap(PluginID.init)
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
