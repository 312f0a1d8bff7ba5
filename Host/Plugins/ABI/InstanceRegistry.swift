// Which instance a handle means. The ABI's functions carry no context but the
// handle, so this one table is reachable from everywhere in this module.

import OrkestaABI
import Synchronization

/// Every instance of the process that may be called, by handle: from `create` on
/// until `destroy` returned or the instance is condemned.
final class InstanceRegistry: Sendable {
    /// The only one: C functions have no other way to find an instance.
    static let shared = InstanceRegistry()

    private let instances: Mutex<HandleTable<PluginInstance>>

    private init() {
        var generator = SystemRandomNumberGenerator()
        instances = Mutex(HandleTable(seed: generator.next()))
    }

    /// Makes an instance with a handle of its own; nil when there are too many.
    func register(_ make: @Sendable (ork_inst) -> PluginInstance) -> PluginInstance? {
        instances.withLock { table in table.insert(making: make).flatMap { table[$0] } }
    }

    func find(_ handle: ork_inst) -> PluginInstance? { instances.withLock { $0[handle] } }

    func remove(_ handle: ork_inst) {
        // Returned from the lock before it is let go of: it may be the last reference.
        let removed = instances.withLock { $0.remove(handle) }
        withExtendedLifetime(removed) {}
    }

    var all: [PluginInstance] { instances.withLock { $0.all.map(\.value) } }
}
