// The instances that take work now, by tenant and plugin. Read on every turn,
// written only when a tenant's plugins change.

import HostCore
import HostStorage
import HostTurns
import Synchronization

/// Which instance answers for a tenant's plugin.
final class InstanceDirectory: Sendable {
    private let instances = Mutex<[TenantID: [PluginID: PluginInstance]]>([:])
    private let findSearch = Mutex<SearchLauncher?>(nil)
    private let findTools = Mutex<ToolFinder?>(nil)

    /// Finds a tenant's search plugin, launching it at first use.
    typealias SearchLauncher = @Sendable (TenantHandle) async throws(Problem) -> PluginInstance

    /// Finds the tools that a tenant's plugins offer, in a turn or outside.
    typealias ToolFinder = @Sendable (TenantHandle, TurnContext?) async throws(Problem) -> [any Tool]

    func find(_ plugin: PluginID, of tenant: TenantID) -> PluginInstance? {
        instances.withLock { $0[tenant]?[plugin] }
    }

    func all(of tenant: TenantID) -> [PluginInstance] {
        instances.withLock { $0[tenant].map { Array($0.values) } ?? [] }
    }

    /// Tenants that have an instance of the plugin now.
    func tenants(of plugin: PluginID) -> [TenantHandle] {
        instances.withLock { $0.values.compactMap { $0[plugin]?.tenant } }
    }

    /// The tenant's search plugin that runs: the first by id of those that offer it.
    func search(of tenant: TenantID) -> PluginInstance? {
        all(of: tenant).filter { $0.tables.search != nil && $0.lifecycle.acceptsWork }.min { $0.plugin < $1.plugin }
    }

    /// Sets how a search plugin that does not run yet is found.
    func setSearchLauncher(_ launcher: @escaping SearchLauncher) { findSearch.withLock { $0 = launcher } }

    /// Sets how the tenants' tools are found.
    func setToolFinder(_ finder: @escaping ToolFinder) { findTools.withLock { $0 = finder } }

    /// The tenant's tools, as ``ToolDirectory`` finds them.
    func tools(of tenant: TenantHandle, in turn: TurnContext?) async throws(Problem) -> [any Tool] {
        guard let finder = findTools.withLock({ $0 }) else { return [] }
        return try await finder(tenant, turn)
    }

    /// The tenant's search plugin, launched at first use. Throws when it has none.
    func launchedSearch(of tenant: TenantHandle) async throws(Problem) -> PluginInstance {
        if let running = search(of: tenant.id) { return running }
        guard let launcher = findSearch.withLock({ $0 }) else {
            throw Problem(.unavailable, "plugins are not launched here", remedy: "Try again in a moment")
        }
        return try await launcher(tenant)
    }

    /// Puts an instance in, and returns the one that it replaces.
    func replace(_ plugin: PluginID, of tenant: TenantID, with instance: PluginInstance?) -> PluginInstance? {
        instances.withLock { all in
            let old = all[tenant]?[plugin]
            all[tenant, default: [:]][plugin] = instance
            return old
        }
    }
}
