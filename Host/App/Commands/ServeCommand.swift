// `orkesta serve`: the host, until it is told to stop.

import ArgumentParser
import Foundation
import HostCore
import HostGateway
import HostOperations
import HostPlugins
import HostStorage
import HostTime
import Hummingbird
import Logging
import NIOCore
import OrkestaModel
import ServiceLifecycle
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the host: client API on 8000, Control Tower on 8001.",
        discussion: """
            On an empty data folder it creates three sandbox demo tenants and writes their keys
            to DIR/demo-credentials.json. Stop it with Ctrl-C: what runs is finished first.

            Environment: ORKESTA_HOST, ORKESTA_CLIENT_PORT, ORKESTA_TOWER_PORT, ORKESTA_PUBLIC_URL,
            ORKESTA_EMULATORS, ORKESTA_PLUGINS, ORKESTA_PLUGIN_PATH, ORKESTA_MASTER_KEY, ORKESTA_LOG_LEVEL, DATABASE_URL.
            Language models: GROQ_API_KEY, GROQ_BASE_URL, AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_KEY,
            AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_VERSION (v1 or a date), OLLAMA_HOST, OLLAMA_MODEL;
            more under llm: in DIR/orkesta.yaml. Without any, the agents answer by their own rules.

            With DATABASE_URL=postgresql://user:password@host/name the data lie in PostgreSQL, and
            several hosts, each with a data folder of its own and the same ORKESTA_MASTER_KEY, share them.

            Examples:
              orkesta serve
              orkesta serve --data /var/lib/orkesta --host 0.0.0.0 --public-url https://chat.example.mx
            """
    )
    @Option(help: "The address to listen on (default 127.0.0.1).") var host: String?
    @Option(help: "The client API's port (default 8000; 0 picks a free one).") var clientPort: Int?
    @Option(help: "The Control Tower's port (default 8001; 0 picks a free one).") var towerPort: Int?
    @Option(help: "The address under which customers reach the host.") var publicURL: String?
    @Option(
        help: ArgumentHelp(
            "Play WhatsApp, Telegram, SMS and e-mail for sandbox tenants, below /emulate of the client API. "
                + "Default: on where only this machine reaches it (a local --host, no --public-url). "
                + "Whoever comes from elsewhere is refused there.",
            valueName: "on|off"
        )
    )
    var emulators: String?
    @OptionGroup var data: DataOptions

    func run() async throws {
        let folder = try DataFolder(data.folder)
        guard let lock = try folder.lock() else {
            throw Problem(
                .conflict,
                "a host already runs on \(folder.path)",
                field: "--data",
                remedy: "Stop it, or give another folder with --data"
            )
        }
        defer { withExtendedLifetime(lock) {} }
        var arguments = data.settings
        arguments.host = host
        arguments.clientPort = clientPort
        arguments.towerPort = towerPort
        arguments.publicURL = publicURL
        arguments.emulators = emulators
        var settings = try HostSettings(
            arguments,
            environment: ProcessInfo.processInfo.environment,
            folder: folder
        )
        try settings.requirePluginsFolder()
        let reserved = settings.clientPort == 0 ? try ReservedPort(on: settings.host) : nil
        defer { withExtendedLifetime(reserved) {} }
        if let reserved { settings.clientPort = reserved.number }
        let logger = hostLogger(settings.logLevel)
        let assembly = try await HostAssembly(folder, settings, logger: logger)
        warnOfUnusablePlugins(assembly)
        let isNew = try await DemoSetup(
            database: assembly.database,
            randomness: SystemRandomness(),
            start: assembly.runtime.catalog.sellingSet,
            extras: (["calculator"] + (assembly.sandbox?.channels.map(\.id) ?? [])).compactMap(PluginID.init)
                .filter { (try? assembly.runtime.catalog.entry($0)) != nil }
        ).runIfEmpty(folder, at: SystemClock().now())
        let announcement = Announcement(
            folder: folder,
            settings: settings,
            emulated: assembly.sandbox?.channels ?? [],
            isNew: isNew
        )
        try await serve(assembly, settings, announcement)
        unlink(folder.hostFile)
        try await assembly.database.close()
    }

    /// They stop nobody, but whoever wrote the file should hear of it.
    private func warnOfUnusablePlugins(_ assembly: HostAssembly) {
        let catalog = assembly.runtime.catalog
        let failures = catalog.entries.compactMap { entry -> (String, Problem)? in
            guard case .failure(let problem) = entry.manifest else { return nil }
            return (entry.file, problem)
        }
        for (file, problem) in failures + catalog.problems.map({ ($0.field ?? "", $0) }) {
            assembly.logger.warning(
                "a file of plugins.d cannot be used",
                metadata: ["file": "\(file)", "problem": "\(problem.detail)", "remedy": "\(problem.remedy)"]
            )
        }
    }

    private func serve(
        _ assembly: HostAssembly,
        _ settings: HostSettings,
        _ announcement: Announcement
    ) async throws {
        unlink(assembly.folder.socket)
        let servers = servers(assembly, settings, announcement)
        // What ends the group is thrown, and said once, by whoever called.
        var groupLogger = assembly.logger
        groupLogger.logLevel = .critical
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: (assembly.services + servers).map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: groupLogger
            )
        )
        try await group.run()
    }

    private func servers(
        _ assembly: HostAssembly,
        _ settings: HostSettings,
        _ announcement: Announcement
    ) -> [any Service] {
        [
            Listener(
                server: makeServer(
                    clientRouter(assembly.gateway),
                    address: .hostname(settings.host, port: settings.clientPort),
                    logger: assembly.logger,
                    sockets: assembly.gateway,
                    onListening: { await announcement.listening(client: $0?.port) }
                ),
                place: "port \(settings.clientPort) of \(settings.host)",
                option: "--client-port"
            ),
            Listener(
                server: makeServer(
                    towerRouter(assembly.gateway),
                    address: .hostname(settings.host, port: settings.towerPort),
                    logger: assembly.logger,
                    onListening: { await announcement.listening(tower: $0?.port) }
                ),
                place: "port \(settings.towerPort) of \(settings.host)",
                option: "--tower-port"
            ),
            Listener(
                server: makeServer(
                    operatorRouter(assembly.gateway),
                    address: .unixDomainSocket(path: assembly.folder.socket),
                    logger: assembly.logger,
                    onListening: { [folder = assembly.folder] _ in
                        chmod(folder.socket, 0o600)
                        await announcement.listeningForOperator()
                    }
                ),
                place: "the socket \(assembly.folder.socket)",
                option: "--data"
            ),
        ]
    }
}

/// A server that says where it could not listen, and why.
private struct Listener: Service {
    let server: any Service
    let place: String
    /// Of the command line: what to change.
    let option: String

    func run() async throws {
        do {
            try await server.run()
        } catch let error as IOError {
            let reason =
                error.errnoCode == EADDRINUSE
                ? "is in use" : "cannot be used: \(String(cString: strerror(error.errnoCode)))"
            throw Problem(
                .conflict,
                "\(place) \(reason)",
                field: option,
                remedy: "Stop what uses it, or give another with \(option)"
            )
        }
    }
}

/// The log of the whole process: JSON lines on stderr.
func hostLogger(_ level: String) -> Logger {
    let level = Logger.Level(rawValue: level) ?? .notice
    return Logger(label: "orkesta") { JSONLogHandler(label: $0, level: level, clock: SystemClock()) }
}
