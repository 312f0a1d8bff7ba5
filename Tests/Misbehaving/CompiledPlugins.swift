// The C plugins of this folder, compiled with the clang beside the compiler of
// this test, in a plugins.d of their own.

import FoundationEssentials
import TestHarness

/// A folder with `plugins.d` and libraries, gone with the last reference.
final class CompiledPlugins: Sendable {
    private let folder: TemporaryFolder

    var path: String { folder.path }
    var pluginsFolder: String { folder.file("plugins.d") }
    var librariesFolder: String { folder.file("lib") }

    private static let sources = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
    static let repository = sources + "/../.."
    private static let headers = repository + "/SDK/ABI/include"

    /// The path of `Plugins/NAME.c`.
    static func source(_ name: String) -> String { "\(sources)/Plugins/\(name).c" }

    /// Makes plugins.d with the plugins of the house; libraries are looked for
    /// beside the host.
    init() throws {
        folder = try TemporaryFolder(prefix: "orkesta-misbehaving")
        for name in [pluginsFolder, librariesFolder] {
            try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: true)
        }
        for plugin in ["orchestrator", "catalog", "web"] { try declare(plugin, library: "lib\(plugin).so") }
    }

    /// Compiles `Plugins/SOURCE.c` to the library of the plugin `id`, and declares it.
    func add(_ id: String, source: String, defines: [String] = []) async throws {
        try await add(id, file: Self.source(source), headers: Self.headers, defines.map { "-D\($0)" })
    }

    /// As ``add(_:source:defines:)``, from any source and against any headers.
    func add(_ id: String, file: String, headers: String, _ flags: [String] = []) async throws {
        let library = "\(librariesFolder)/lib\(id).so"
        try await PluginCompiler.compile(
            file,
            to: library,
            headers: headers,
            ["-D_GNU_SOURCE", "-fvisibility=hidden"] + flags
        )
        try declare(id, library: "lib\(id).so")
    }

    /// Compiles `Plugins/SOURCE.c` to a library of plain functions.
    func compile(_ source: String, to library: String) async throws {
        let path = "\(librariesFolder)/\(library)"
        try await PluginCompiler.compile(Self.source(source), to: path, headers: Self.headers, ["-D_GNU_SOURCE"])
    }

    /// Takes the repository's own file of a plugin.
    func copy(_ id: String) throws {
        try FileManager.default.copyItem(
            atPath: "\(Self.repository)/plugins.d/\(id).yaml",
            toPath: "\(pluginsFolder)/\(id).yaml"
        )
    }

    /// Writes a plugin's file.
    func declare(_ id: String, text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(pluginsFolder)/\(id).yaml"))
    }

    private func declare(_ id: String, library: String) throws { try declare(id, text: "library: \(library)\n") }
}
