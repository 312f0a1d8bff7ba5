// `orkesta plugin`: the plugins that this host knows, read from their libraries
// without running them.

import ArgumentParser
import HostCore
import OrkestaModel

struct PluginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin",
        abstract: "The plugins of this host.",
        subcommands: [ListPlugins.self]
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
