// The instances that take work now, by tenant and plugin. Read on every turn,
// written only when a tenant's plugins change.

import HostCore
import HostStorage
import Synchronization

/// Which instance answers for a tenant's plugin.
final class InstanceDirectory: Sendable {
    private let instances = Mutex<[TenantID: [PluginID: PluginInstance]]>([:])

    func find(_ plugin: PluginID, of tenant: TenantID) -> PluginInstance? {
        instances.withLock { $0[tenant]?[plugin] }
    }

    func all(of tenant: TenantID) -> [PluginInstance] {
        instances.withLock { $0[tenant].map { Array($0.values) } ?? [] }
    }

    /// The tenant's search plugin: the first by id of those that offer it.
    func search(of tenant: TenantID) -> PluginInstance? {
        all(of: tenant).filter { $0.tables.search != nil }.min { $0.plugin < $1.plugin }
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
