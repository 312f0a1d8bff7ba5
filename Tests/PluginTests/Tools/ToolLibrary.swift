// tool_library.c, compiled once, with each of its functions as a tool over the
// real workers.

import FoundationEssentials
import HostCore
import OrkestaModel
import TestHarness
import Testing

@testable import HostPlugins

/// The compiled library, the plugin of tool_agent.c beside it, and a pool of workers of its own.
struct ToolLibrary: Sendable {
    /// The compiler refused the library.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static let name = "libtool.so"
    private static let compiling = Task { try await compile() }

    let folder: TemporaryFolder
    let pool: ToolWorkerPool

    init(program: String = BuildFolder.path + "/orkesta-tool-worker") async throws {
        folder = try await Self.compiling.value
        pool = ToolWorkerPool(program: program)
    }

    private static func compile() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder(prefix: "orkesta-tools")
        try await compile("Misbehaving/Plugins/tool_library.c", to: folder.file(name))
        try await compile("Misbehaving/Plugins/tool_agent.c", to: folder.file("libtooled.so"), ["-fvisibility=hidden"])
        return folder
    }

    /// Compiles a file of Tests/ to a shared library.
    private static func compile(_ source: String, to library: String, _ flags: [String] = []) async throws {
        let here = #filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)
        let run = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"] + flags
                + ["-I", "\(here)/../../../SDK/ABI/include", "\(here)/../../\(source)", "-lm", "-o", library],
            executable: "/usr/bin/env"
        )
        guard run.exitCode == 0 else { throw Failure(description: "clang: \(run.standardError)") }
    }

    /// The tool that a signature of the library makes.
    func tool(
        _ signature: String,
        library: String = ToolLibrary.name,
        limits: String = "{timeout_ms: 8000}"
    ) throws -> TenantTool {
        let text = """
            tools:
              - name: tool
                description: For a test.
                library: \(library)
                signature: "\(signature)"
                limits: \(limits)
            """
        let declaration = try PluginDeclaration(parsing: text, file: "plugins.d/test.yaml")
        let function = try BoundFunction(
            try #require(declaration.tools.first),
            plugin: declaration.id,
            libraries: SharedLibraries(pluginFolders: [folder.path])
        )
        return TenantTool(
            description: function.description,
            schema: function.schema,
            turn: nil,
            metrics: NoMetrics()
        ) { [pool] arguments throws(ToolFailure) in try await function.call(arguments, in: pool) }
    }

    /// Calls a function by its signature.
    func call(
        _ signature: String,
        _ arguments: JSON = [:],
        library: String = ToolLibrary.name,
        limits: String = "{timeout_ms: 8000}"
    ) async throws -> JSON {
        try await tool(signature, library: library, limits: limits).call(arguments)
    }

    /// How a call fails; nil, and an issue, when it does not.
    func failure(
        _ signature: String,
        _ arguments: JSON = [:],
        limits: String = "{timeout_ms: 8000}"
    ) async throws -> ToolFailure? {
        let tool = try tool(signature, limits: limits)
        do throws(ToolFailure) {
            let answer = try await tool.call(arguments)
            Issue.record("\(signature) gave \(answer)")
            return nil
        } catch {
            return error
        }
    }
}

private struct NoMetrics: PluginMetrics {
    func add(_ name: String, _ labels: [String: String], _ value: Double) {}
    func observe(_ name: String, _ labels: [String: String], _ value: Double) {}
}
