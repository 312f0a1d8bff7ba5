// A plugin's library in this process: a private copy named by its content, so
// that an upgrade is another file and the old one stays whole while it is used.

import HostAccess
import HostCore
import OrkestaABI

#if canImport(Glibc)
import Glibc
#endif

/// A library that is loaded, once, and never unloaded.
///
/// Safe: the pointers are the plugin's immortal tables, immutable from here on.
struct PluginLibrary: @unchecked Sendable {
    let manifest: PluginManifest
    /// SHA-256 of the file, in hexadecimal.
    let contentHash: String
    let factory: UnsafePointer<ork_factory>

    /// The same for the same plugin in the same bytes.
    var identity: String { "\(contentHash) \(manifest.id)" }

    /// Copies the file to `folder`, loads the copy and asks it what it is. One that
    /// is in `known`, by identity, is not loaded again. Blocks on files. Throws
    /// `.pluginFailure` with the reason; nothing of it is used then.
    static func load(
        _ path: String,
        expecting manifest: PluginManifest,
        copiesIn folder: String,
        known: [String: PluginLibrary]
    ) throws(Problem) -> PluginLibrary {
        let (copy, hash) = try privateCopy(of: path, in: folder)
        if let known = known["\(hash) \(manifest.id)"] { return known }
        guard let library = dlopen(copy, RTLD_NOW | RTLD_LOCAL) else {
            throw failure(manifest.id, "it cannot be loaded: \(dlerror().map { String(cString: $0) } ?? "unknown")")
        }
        guard let symbol = dlsym(library, ORK_ENTRY_SYMBOL) else {
            throw failure(manifest.id, "it does not export \(ORK_ENTRY_SYMBOL)")
        }
        let function = unsafeBitCast(symbol, to: ork_entry_function.self)
        guard let entry = function(), Int(entry.pointee.size) >= firstSize(\ork_entry.get_factory) else {
            throw failure(manifest.id, "its entry is missing or too small")
        }
        guard entry.pointee.abi_major == UInt32(ORK_ABI_MAJOR) else {
            throw failure(
                manifest.id,
                "it was built for ABI \(entry.pointee.abi_major), this host has \(ORK_ABI_MAJOR)"
            )
        }
        let status = entry.pointee.load?() ?? ORK_OK
        guard status == ORK_OK else { throw failure(manifest.id, "its load failed with status \(status)") }
        let factory = try findFactory(entry, manifest)
        return PluginLibrary(manifest: manifest, contentHash: hash, factory: factory)
    }

    private static func findFactory(
        _ entry: UnsafePointer<ork_entry>,
        _ manifest: PluginManifest
    ) throws(Problem)
        -> UnsafePointer<ork_factory>
    {
        let found = withBorrowed([ORK_PLUGIN_FACTORY_1]) { entry.pointee.get_factory?($0[0]) ?? nil }
        guard let factory = found?.assumingMemoryBound(to: ork_factory.self),
            Int(factory.pointee.size) >= firstSize(\ork_factory.create), let describe = factory.pointee.descriptor
        else { throw failure(manifest.id, "it has no \(ORK_PLUGIN_FACTORY_1)") }
        let count = factory.pointee.count?(factory.pointee.ctx) ?? 0
        for index in 0..<min(count, 64) {
            guard let descriptor = describe(factory.pointee.ctx, index).flatMap({ sized($0) }),
                let id = try? String(checking: descriptor.id, "id", limit: 63), id == manifest.id.rawValue
            else { continue }
            guard descriptor.kind == (manifest.kind == .agent ? ORK_KIND_AGENT : ORK_KIND_CHANNEL) else {
                throw failure(manifest.id, "its descriptor is not of its manifest's kind, \(manifest.kind)")
            }
            return factory
        }
        throw failure(manifest.id, "no descriptor of it has the id of its manifest")
    }

    /// The copy's path and the content's hash. A copy that is there whole is used.
    private static func privateCopy(of path: String, in folder: String) throws(Problem) -> (String, String) {
        guard let bytes = readFile(path) else {
            throw Problem(
                .notFound,
                "the library \(path) cannot be read",
                field: "library",
                remedy: "Build the plugin, or set ORKESTA_PLUGIN_PATH to the folder that holds it"
            )
        }
        let hash = Digests.sha256Hex(bytes)
        let copy = "\(folder)/\(hash).so"
        var status = stat()
        if stat(copy, &status) == 0, Int(status.st_size) == bytes.count { return (copy, hash) }
        mkdir(folder, 0o700)
        let temporary = "\(copy).\(getpid()).\(UInt32.random(in: 0...(.max))).tmp"
        guard writeFile(bytes, to: temporary), rename(temporary, copy) == 0 else {
            unlink(temporary)
            throw Problem(
                .internal,
                "the copy of \(path) cannot be written",
                remedy: "Make the data folder writable"
            )
        }
        return (copy, hash)
    }

    private static func failure(_ id: PluginID, _ reason: String) -> Problem {
        Problem(
            .pluginFailure,
            "Plugin \(id) cannot be used: \(reason)",
            remedy: "Build the plugin with the SDK of this host and run orkesta plugin list"
        )
    }
}

/// The whole of a file below 1 GiB, or nil.
func readFile(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    guard size >= 0, size < 1 << 30 else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    let got = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, size, 0) }
    return got == size ? bytes : nil
}

private func writeFile(_ bytes: [UInt8], to path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    var offset = 0
    while offset < bytes.count {
        let written = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: offset), bytes.count - offset) }
        guard written > 0 else { return false }
        offset += written
    }
    return true
}
