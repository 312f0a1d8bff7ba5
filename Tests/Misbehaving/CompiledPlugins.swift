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
        let run = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-shared", "-fPIC", "-fvisibility=hidden", "-pthread", "-I"]
                + [Self.repository + "/SDK/ABI/include"] + defines.map { "-D\($0)" }
                + ["\(Self.sources)/Plugins/\(source).c", "-o", "\(librariesFolder)/lib\(id).so"],
            executable: "/usr/bin/env"
        )
        guard run.exitCode == 0 else { throw Failure(description: "clang: \(run.standardError)") }
        try declare(id, library: "lib\(id).so")
    }

    private func declare(_ id: String, library: String) throws {
        try Data("library: \(library)\n".utf8).write(to: URL(filePath: "\(pluginsFolder)/\(id).yaml"))
    }
}
