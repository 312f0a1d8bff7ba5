// `orkesta plugin`: the plugins that this host knows, and plugins of one's own.

import ArgumentParser
import HostCore
import OrkestaModel

struct PluginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin",
        abstract: "The plugins of this host, and making one of your own.",
        discussion: """
            Examples:
              orkesta plugin list                                  what this host knows
              orkesta plugin new agent helper --lang swift         a project of your own
              orkesta plugin dev helper                            chat with it; every change is live
              orkesta plugin reload helper                         take a replaced library into use
            """,
        subcommands: [ListPlugins.self, ReloadPlugin.self, NewPlugin.self, DevelopPlugin.self]
    )
}

struct ListPlugins: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Every file of plugins.d, with what its library says of itself.",
        discussion: "The manifest is read from the library's file; no code of a plugin runs."
    )
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let answer = try await HostConnection.using(data) { try await $0.get("/api/plugins") }
        let rows = (answer["items"]?.arrayValue ?? []).map { plugin in
            [
                plugin.cell("id"), plugin.cell("kind"), plugin.cell("version"), plugin.cell("state"),
                plugin["detail"]?.stringValue ?? plugin.cell("name"),
            ]
        }
        show(answer, as: output, header: ["ID", "KIND", "VERSION", "STATE", "NAME OR PROBLEM"], rows: rows)
    }
}

struct ReloadPlugin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Take a plugin's replaced library into use, without a restart.",
        discussion: """
            Every tenant that runs the plugin gets the new library; turns that run finish on the
            old one. A tenant whose new instance does not come up keeps the old one, and the exit
            code is 1.

            Example: orkesta plugin reload catalog
            """
    )
    @Argument(help: "The plugin's id.") var plugin: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/plugins/\(try segment(plugin))/reload"
        let answer = try await HostConnection.using(data) { try await $0.post(path, .object([:])) }
        let (tenants, failed) = (answer["tenants"]?.arrayValue ?? [], answer["failed"]?.arrayValue ?? [])
        let names = tenants.compactMap(\.stringValue).joined(separator: ", ")
        let fields = [
            ("plugin", "\(answer.cell("id")) \(answer.cell("version"))"), ("library", answer.cell("library_hash")),
            ("tenants", names.isEmpty ? "none runs it now" : names),
        ]
        show(answer, as: output, fields: fields)
        for failure in failed { writeError("\(failure.cell("tenant_id")): \(failure.cell("detail"))\n") }
        guard failed.isEmpty else { throw ExitCode.failure }
    }
}
