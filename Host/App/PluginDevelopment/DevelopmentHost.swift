// A host for one project: a process of its own, so that a plugin that crashes takes
// only that with it.

import Foundation
import HostCore
import HostNet
import OrkestaModel

/// `orkesta serve`, with the plugins of the house and the project's.
struct DevelopmentHost: Sendable {
    /// Everything of this host; removed at the end.
    let folder: String
    let process: ChildHost
    let connection: HostConnection
    private let project: PluginProject
    private let housePlugins: String

    private var pluginsFolder: String { "\(folder)/plugins.d" }

    /// Nothing runs yet. `housePlugins` is the plugins.d of the host's own plugins;
    /// the caller ends `client`. `ended` is called, on any thread, whenever the
    /// process ended, asked or not.
    init(
        _ project: PluginProject,
        housePlugins: String,
        client: HTTPClient,
        ended: @escaping @Sendable () -> Void
    ) throws(Problem) {
        folder = try ChildHost.makeFolder("dev")
        self.project = project
        self.housePlugins = housePlugins
        process = ChildHost(
            in: folder,
            pluginsFolder: "\(folder)/plugins.d",
            pluginPath: [project.libraryFolder],
            ended: ended
        )
        connection = HostConnection(socket: "\(folder)/data/host.sock", client)
    }

    /// Copies the declarations again: the project's may have changed.
    func declarePlugins() throws(Problem) {
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: pluginsFolder, withIntermediateDirectories: true)
            let names = (try? files.contentsOfDirectory(atPath: housePlugins)) ?? []
            for name in names where name.hasSuffix(".yaml") {
                try Data(contentsOf: URL(filePath: "\(housePlugins)/\(name)"))
                    .write(to: URL(filePath: "\(pluginsFolder)/\(name)"))
            }
            try Data(contentsOf: URL(filePath: project.declarationFile))
                .write(to: URL(filePath: "\(pluginsFolder)/\(project.id).yaml"))
        } catch {
            throw Problem(
                .unavailable,
                "the declarations cannot be copied: \(error)",
                remedy: "See the plugins.d folders"
            )
        }
    }

    /// Starts it, on what an earlier one left, and waits until it answers.
    func start() async throws(Problem) {
        try declarePlugins()
        try await process.start()
    }
}
