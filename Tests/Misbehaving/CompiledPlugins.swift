// The C plugins of this folder, compiled with the clang beside the compiler of
// this test, in a plugins.d of their own.

import FoundationEssentials
import TestHarness

/// A folder with `plugins.d` and libraries, gone with the last reference.
final class CompiledPlugins: Sendable {
    /// The compiler refused a plugin.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let folder: TemporaryFolder

    var path: String { folder.path }
    var pluginsFolder: String { folder.file("plugins.d") }
    var librariesFolder: String { folder.file("lib") }

    private static let sources = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
    private static let repository = sources + "/../.."

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
        let flags = ["-fvisibility=hidden"] + defines.map { "-D\($0)" }
        try await compile(source, to: "lib\(id).so", flags)
        try declare(id, library: "lib\(id).so")
    }

    /// Compiles `Plugins/SOURCE.c` to a library.
    func compile(_ source: String, to library: String, _ flags: [String] = []) async throws {
        let run = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-D_GNU_SOURCE", "-shared", "-fPIC", "-pthread"] + flags
                + ["-I", Self.repository + "/SDK/ABI/include"]
                + ["\(Self.sources)/Plugins/\(source).c", "-lm", "-o", "\(librariesFolder)/\(library)"],
            executable: "/usr/bin/env"
        )
        guard run.exitCode == 0 else { throw Failure(description: "clang: \(run.standardError)") }
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
