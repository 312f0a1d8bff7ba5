// Which instance a handle means. The ABI's functions carry no context but the
// handle, so this one table is reachable from everywhere in this module.

import OrkestaABI
import Synchronization

/// Every living instance of the process, by handle.
final class InstanceRegistry: Sendable {
    /// The only one: C functions have no other way to find an instance.
    static let shared = InstanceRegistry()

    /// Nil while an instance is in the making.
    private let instances: Mutex<HandleTable<PluginInstance?>>

    private init() {
        var generator = SystemRandomNumberGenerator()
        instances = Mutex(HandleTable(seed: generator.next()))
    }

    /// Makes an instance with a handle of its own; nil when there are too many.
    func register(_ make: (ork_inst) -> PluginInstance) -> PluginInstance? {
        guard let handle = instances.withLock({ $0.insert(nil) }) else { return nil }
        let instance = make(handle)
        instances.withLock { $0[handle] = .some(instance) }
        return instance
    }

    func find(_ handle: ork_inst) -> PluginInstance? { instances.withLock { $0[handle] ?? nil } }

    func remove(_ handle: ork_inst) { instances.withLock { _ = $0.remove(handle) } }

    var all: [PluginInstance] { instances.withLock { $0.all.compactMap(\.value) } }
}
