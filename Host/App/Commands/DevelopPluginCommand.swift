// `orkesta plugin dev`: a project live in a host of its own, with a chat in the
// terminal.

import ArgumentParser
import Foundation
import HostCore
import HostNet
import OrkestaModel
import UnixSignals

struct DevelopPlugin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "Chat with the plugin you are writing; every change you save is live.",
        discussion: """
            Builds the project (make or swift build), starts a sandbox host on a temporary folder
            and free ports, enables the plugin for a demo tenant, and opens a chat. When a file is
            saved it builds again, reloads the plugin and runs orkesta-check; turns that run finish
            on the old build. An agent answers every message. A channel is written through as
            dev.json says, and the house's agents answer. Settings marked secret get a random
            value. Ctrl-D or Ctrl-C ends; nothing is left behind.

            Examples:
              orkesta plugin dev store-hours
              orkesta plugin dev store-hours --set greeting='"Buen día."'
              printf 'hola\\n' | orkesta plugin dev store-hours
            """
    )
    @Argument(help: "The project's folder.") var path: String
    @Option(name: .customLong("set"), help: ArgumentHelp("A setting; VALUE as in tenant set.", valueName: "KEY=VALUE"))
    var settings: [SettingArgument] = []
    @Option(
        name: .customLong("plugins"),
        help: ArgumentHelp("The plugins.d folder of the host's own plugins.", valueName: "dir")
    )
    var housePlugins: String?

    func run() async throws {
        let project = try PluginProject(in: path)
        let client = try HTTPClient()
        defer { client.shutdown() }
        let (events, occurrence) = AsyncStream<DevelopmentEvent>.makeStream()
        let host = try DevelopmentHost(
            project,
            housePlugins: housePlugins ?? HostSettings.defaultPluginsFolder,
            client: client,
            ended: { occurrence.yield(.hostEnded) }
        )
        defer { try? FileManager.default.removeItem(atPath: host.folder) }
        let session = DevelopmentSession(
            project,
            host: host,
            client: client,
            settings: settings.members,
            isTerminal: isatty(STDIN_FILENO) == 1
        )
        do {
            try await run(session, on: project, events, occurrence)
            await host.process.stop()
        } catch {
            await host.process.stop()
            throw error
        }
    }

    /// Until the session ends or a signal asks it to.
    private func run(
        _ session: DevelopmentSession,
        on project: PluginProject,
        _ events: AsyncStream<DevelopmentEvent>,
        _ occurrence: AsyncStream<DevelopmentEvent>.Continuation
    ) async throws {
        InputLines.read { occurrence.yield($0.map(DevelopmentEvent.line) ?? .endOfInput) }
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await session.run(events) }
            group.addTask {
                await ProjectState.watch(project) { occurrence.yield(.projectChanged) }
            }
            group.addTask { for await _ in signals { return } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
