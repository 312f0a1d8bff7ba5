// The way out: one plugin type as the entry that the host finds.

public import OrkestaABI
import OrkestaModel
import Synchronization

/// Exports a plugin type. A plugin's library has, in an ordinary file, one line:
///
///     @c(orkesta_plugin_entry_v1)
///     public func entry() -> UnsafePointer<ork_entry> { export(MyAgent.self, manifest: my_manifest()) }
///
/// `manifest` is the NUL-terminated JSON that is also in the ELF section
/// `ork_manifest`; it names the plugin's id, kind and settings.
public func export<P: Plugin>(_ type: P.Type, manifest: UnsafePointer<CChar>) -> UnsafePointer<ork_entry> {
    let text = String(cString: manifest)
    return exported.withLock { entry in
        if let entry { return entry.pointer }
        let made = ExportedEntry(type, manifest: text)
        entry = made
        return made.pointer
    }
}

/// What this library exports, made at the first call and immortal.
private let exported = Mutex<ExportedEntry?>(nil)

/// Safe: the tables are written before the pointers escape and never again.
private struct ExportedEntry: @unchecked Sendable {
    let pointer: UnsafePointer<ork_entry>

    init<P: Plugin>(_ type: P.Type, manifest: String) {
        let registration = Registration(type, manifest: manifest)
        let factory = UnsafeMutablePointer<ork_factory>.allocate(capacity: 1)
        factory.initialize(
            to: ork_factory(
                size: UInt32(MemoryLayout<ork_factory>.size),
                reserved: 0,
                ctx: Unmanaged.passRetained(registration).toOpaque(),
                count: { _ in 1 },
                descriptor: describePlugin,
                create: createInstance
            )
        )
        factoryPointer.withLock { $0 = UInt(bitPattern: factory) }
        loadHook.withLock { $0 = { try type.load() } }
        let entry = UnsafeMutablePointer<ork_entry>.allocate(capacity: 1)
        entry.initialize(
            to: ork_entry(
                size: UInt32(MemoryLayout<ork_entry>.size),
                abi_major: UInt32(ORK_ABI_MAJOR),
                abi_minor: UInt32(ORK_ABI_MINOR),
                reserved: 0,
                load: loadLibrary,
                get_factory: findFactory
            )
        )
        pointer = UnsafePointer(entry)
    }
}

/// `get_factory` and `load` have no context of their own, so what they need is
/// kept here.
private let factoryPointer = Mutex<UInt>(0)
private let loadHook = Mutex<(@Sendable () throws -> Void)?>(nil)

private func loadLibrary() -> ork_status {
    do {
        try loadHook.withLock { $0 }?()
        return ORK_OK
    } catch {
        return PluginError(error).status
    }
}

private func findFactory(id: ork_str) -> UnsafeRawPointer? {
    guard String(id) == ORK_PLUGIN_FACTORY_1 else { return nil }
    return UnsafeRawPointer(bitPattern: factoryPointer.withLock { $0 })
}

/// What `create` needs to know of the exported type.
private final class Registration: Sendable {
    let type: any Plugin.Type
    let make: @Sendable (JSON, Host) throws -> any Plugin
    /// Safe: written in init, read-only and immortal from then on.
    nonisolated(unsafe) let descriptor: UnsafeMutablePointer<ork_descriptor>

    init<P: Plugin>(_ type: P.Type, manifest: String) {
        self.type = type
        make = { try P(settings: $0, host: $1) }
        let document = (try? JSON(parsing: manifest)) ?? .null
        descriptor = .allocate(capacity: 1)
        descriptor.initialize(
            to: ork_descriptor(
                size: UInt32(MemoryLayout<ork_descriptor>.size),
                kind: document["kind"]?.stringValue == "channel" ? ORK_KIND_CHANNEL : ORK_KIND_AGENT,
                id: immortal(document["id"]?.stringValue ?? ""),
                name: immortal(document["name"]?.stringValue ?? ""),
                version: immortal(document["version"]?.stringValue ?? ""),
                manifest_json: immortal(manifest)
            )
        )
    }
}

private func describePlugin(context: UnsafeMutableRawPointer?, index: UInt32) -> UnsafePointer<ork_descriptor>? {
    guard index == 0, let context else { return nil }
    return UnsafePointer(Unmanaged<Registration>.fromOpaque(context).takeUnretainedValue().descriptor)
}

private func createInstance(
    context: UnsafeMutableRawPointer?,
    host: UnsafePointer<ork_host>?,
    handle: ork_inst,
    pluginID: ork_str,
    settings: ork_str,
    result: UnsafeMutablePointer<UnsafePointer<ork_instance>?>?,
    failure: UnsafeMutablePointer<ork_error>?
) -> ork_status {
    guard let context, let host, let result else { return ORK_E_INVALID }
    let registration = Unmanaged<Registration>.fromOpaque(context).takeUnretainedValue()
    do {
        let settings = settings.len == 0 ? JSON.object([:]) : try parsed(String(settings))
        let instance = Instance(registration.type, hostTable: HostTable(pointer: host), handle: handle) { host in
            try registration.make(settings, host)
        }
        result.pointee = makeInstanceTable(instance)
        return ORK_OK
    } catch {
        failure?.pointee = PluginError(error).abi
        return PluginError(error).status
    }
}
