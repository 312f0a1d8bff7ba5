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
    /// Of every plugin that the tenant has a row of.
    let revisions: [PluginID: Int64]

    init(_ rows: [TenantPlugin], catalog: PluginCatalog) {
        var enabled: [PluginID: JSON] = [:]
        for row in rows where row.isEnabled { enabled[row.pluginID] = row.settings }
        self.enabled = enabled
        revisions = Dictionary(uniqueKeysWithValues: rows.map { ($0.pluginID, $0.revision) })
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
        /// How often something was forgotten, of any tenant.
        var changes = 0
    }

    private let state = Mutex(State())

    func find(_ tenant: TenantID) -> TenantConfiguration? { state.withLock { $0.configurations[tenant] } }

    /// Everything that is kept.
    var all: [TenantID: TenantConfiguration] { state.withLock { $0.configurations } }

    /// To be taken before the rows are read, and given to ``set(_:for:asOf:)``.
    var changes: Int { state.withLock { $0.changes } }

    /// Keeps what was read, unless something was forgotten since: then the rows may
    /// be from before the change.
    func set(_ configuration: TenantConfiguration, for tenant: TenantID, asOf changes: Int) {
        state.withLock { state in
            if state.changes == changes { state.configurations[tenant] = configuration }
        }
    }

    /// The next reader reads it again.
    func forget(_ tenant: TenantID) {
        state.withLock { state in
            state.changes += 1
            state.configurations[tenant] = nil
        }
    }

    /// Everything is read again: which plugins are agents is known from their libraries.
    func forgetAll() {
        state.withLock { state in
            state.changes += 1
            state.configurations = [:]
        }
    }

    func setProblem(_ problem: Problem?, _ plugin: PluginID, _ tenant: TenantID) {
        state.withLock { $0.problems[tenant, default: [:]][plugin] = problem }
    }

    func problem(_ plugin: PluginID, _ tenant: TenantID) -> Problem? {
        state.withLock { $0.problems[tenant]?[plugin] }
    }
}
