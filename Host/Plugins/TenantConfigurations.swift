// What tenants have enabled, kept in memory: read on every turn.

import HostCore
import HostStorage
import OrkestaModel
import Synchronization

/// A tenant's enabled plugins.
struct TenantConfiguration: Sendable {
    /// Settings of the enabled plugins, by id.
    let enabled: [PluginID: JSON]
    /// Ids of the enabled agents, sorted.
    let agents: [PluginID]

    init(_ rows: [TenantPlugin], catalog: PluginCatalog) {
        var enabled: [PluginID: JSON] = [:]
        for row in rows where row.isEnabled { enabled[row.pluginID] = row.settings }
        self.enabled = enabled
        agents = enabled.keys.filter { id in
            (try? catalog.entry(id).manifest.get())?.kind == .agent
        }.sorted()
    }
}

/// The configurations that were read, and what failed at the last launch.
final class TenantConfigurations: Sendable {
    private struct State {
        var configurations: [TenantID: TenantConfiguration] = [:]
        var problems: [TenantID: [PluginID: Problem]] = [:]
    }

    private let state = Mutex(State())

    func find(_ tenant: TenantID) -> TenantConfiguration? { state.withLock { $0.configurations[tenant] } }

    func set(_ configuration: TenantConfiguration, for tenant: TenantID) -> TenantConfiguration {
        state.withLock { $0.configurations[tenant] = configuration }
        return configuration
    }

    /// The next reader reads it again.
    func forget(_ tenant: TenantID) {
        state.withLock { $0.configurations[tenant] = nil }
    }

    func setProblem(_ problem: Problem?, _ plugin: PluginID, _ tenant: TenantID) {
        state.withLock { $0.problems[tenant, default: [:]][plugin] = problem }
    }

    func problem(_ plugin: PluginID, _ tenant: TenantID) -> Problem? {
        state.withLock { $0.problems[tenant]?[plugin] }
    }
}
