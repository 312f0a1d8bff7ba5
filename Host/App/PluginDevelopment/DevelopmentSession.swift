// `orkesta plugin dev`, one event after the other: a line to send, a file that
// was saved, the end.

import Foundation
import HostCore
import HostNet
import OrkestaModel

/// What a session reacts to.
enum DevelopmentEvent: Sendable {
    case line(String)
    case projectChanged
    case hostEnded
    case endOfInput
}

/// One project in one host: builds, loads, chats, and does the first two again
/// whenever something was saved.
actor DevelopmentSession {
    private let project: PluginProject
    private let host: DevelopmentHost
    private let chat: DevelopmentChat
    private let builder: ProjectBuilder
    private let isTerminal: Bool
    private let settings: [String: JSON]
    private var log: HostLogLines
    /// The host came up, and nobody was told yet that it ended.
    private var hostIsUp = false
    /// What the tenant's plugin is; nil until it was enabled.
    private var plugin: EnabledPlugin?
    /// The files that were built and loaded last.
    private var loaded: ProjectState?
    /// Lines that wait for a build that works.
    private var waiting: [String] = []
    private var check: Task<Void, Never>?

    /// The plugin as it was enabled.
    private struct EnabledPlugin {
        let kind: String
        /// Its settings as texts, by name, those made up for this session included.
        let settings: [String: String]
    }

    /// `settings` are the tenant's, beside the project's defaults.
    init(
        _ project: PluginProject,
        host: DevelopmentHost,
        client: HTTPClient,
        settings: [String: JSON],
        isTerminal: Bool
    ) {
        self.project = project
        self.host = host
        self.settings = settings
        self.isTerminal = isTerminal
        log = HostLogLines(host.process.logFile, plugin: project.id)
        builder = ProjectBuilder(project, isTerminal: isatty(STDOUT_FILENO) == 1)
        chat = DevelopmentChat(project: project, tenant: Self.tenant, connection: host.connection, client: client)
    }

    private static let tenant = "ferreteria-la-central"

    /// Runs until the input ends. Throws when it ends with lines that no build
    /// could answer, or after a crash.
    func run(_ events: AsyncStream<DevelopmentEvent>) async throws {
        await buildAndLoad()
        prompt()
        for await event in events {
            try Task.checkCancellation()
            switch event {
            case .line(let text):
                waiting.append(text)
                await sendWaiting()
            case .projectChanged:
                if ProjectState(project) != loaded { await buildAndLoad() }
            case .hostEnded:
                // Nobody writes to it just now, or who did was told.
                guard hostIsUp, await host.process.ends(withinMilliseconds: 2_000) else { continue }
                if isTerminal { print() }
                await tellEnding()
            case .endOfInput:
                return try await finish()
            }
            showLog()
            prompt()
        }
    }

    private func finish() async throws {
        await check?.value
        showLog()
        guard waiting.isEmpty, plugin != nil, await host.process.isRunning else {
            let detail = plugin == nil ? "the plugin never came up" : "the host ended, and no build brought it back"
            throw Problem(.pluginFailure, detail, remedy: "Mend what is said above")
        }
    }

    // MARK: Building and loading

    private func buildAndLoad() async {
        // Nobody reads the library while it is written.
        check?.cancel()
        await check?.value
        // As it was before the build: what is saved meanwhile is another change.
        let sources = ProjectState(project).sources
        defer { loaded = ProjectState(sources: sources, library: ProjectState(project).library) }
        do {
            guard try await builder.build(sources) else { return }
            try await load()
            check = Task { await checkLibrary() }
            await sendWaiting()
        } catch {
            await explain(error)
        }
    }

    private func load() async throws {
        if await host.process.isRunning {
            try host.declarePlugins()
        } else {
            try await host.start()
            hostIsUp = true
        }
        // Also the first time: it reads again what the host could not use at its start.
        let answer = try await host.connection.post("/api/plugins/\(project.id)/reload", .object([:]))
        if let failure = answer["failed"]?.arrayValue?.first {
            throw Problem(.pluginFailure, failure.cell("detail"), remedy: "The chat goes on with the build before")
        }
        if let plugin {
            print("\(project.id) \(answer.cell("version")), the \(plugin.kind), is reloaded.")
        } else {
            try await enable()
        }
    }

    /// Switches the plugin on for the demo tenant: an agent answers every message,
    /// a channel carries those of the house's agents.
    private func enable() async throws {
        let plugins = try await host.connection.get("/api/plugins")["items"]?.arrayValue ?? []
        guard let summary = plugins.first(where: { $0["id"]?.stringValue == project.id.rawValue }) else {
            throw Problem(.internal, "the host does not list \(project.id)", remedy: "See plugins.d")
        }
        let secrets = madeUpSecrets(summary["settings_schema"] ?? .object([:]))
        let all = secrets.mapValues(JSON.string).merging(settings) { $1 }
        let tenant = "/api/tenants/\(Self.tenant)"
        let change: JSON = ["enabled": true, "settings": .object(all)]
        _ = try await host.connection.send("PUT", "\(tenant)/plugins/\(project.id)", change)
        if summary["kind"] == "agent" {
            if project.id.rawValue != "orchestrator" {
                _ = try await host.connection.send("PUT", "\(tenant)/plugins/orchestrator", ["enabled": false])
            }
            let standard: JSON = ["default_agent": .string(project.id.rawValue)]
            _ = try await host.connection.send("PUT", "\(tenant)/settings", standard)
        }
        let texts = all.mapValues { $0.stringValue ?? $0.description }
        plugin = EnabledPlugin(kind: summary.cell("kind"), settings: texts)
        await greet(summary)
    }

    private func greet(_ summary: JSON) async {
        let clientURL = await host.process.clientURL
        print(
            "\(project.id) \(summary.cell("version")) is live as \(summary.cell("kind")) of \(Self.tenant) on \(clientURL)."
        )
        if let plugin, plugin.kind == "channel" {
            for line in chat.curlLines(at: clientURL, settings: plugin.settings) { print("  \(line)") }
        }
        print("A line is a message. Save a change, and the next answer comes from it. Ctrl-D ends.")
    }

    /// Settings marked `secret` get a random value, so that what needs one works.
    private func madeUpSecrets(_ schema: JSON) -> [String: String] {
        (schema["properties"]?.objectValue ?? [:]).filter { $0.value["secret"] == true }.mapValues { _ in
            String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
                + String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
        }
    }

    // MARK: Talking

    /// Sends what waits, in order, as long as somebody is there to answer.
    private func sendWaiting() async {
        while let plugin, let text = waiting.first, await host.process.isRunning {
            waiting.removeFirst()
            if !isTerminal { print("> \(text)") }
            fflush(nil)
            do {
                try await send(text, to: plugin)
            } catch {
                await explain(error)
            }
            fflush(nil)
        }
        if !waiting.isEmpty { print("Your message waits for a build that runs.") }
    }

    private func send(_ text: String, to plugin: EnabledPlugin) async throws {
        guard plugin.kind == "channel" else { return try await chat.sayToAgent(text) }
        try await chat.sayThroughChannel(text, at: await host.process.clientURL, settings: plugin.settings)
    }

    /// A host that is gone was most likely taken along by the plugin.
    private func explain(_ error: any Error) async {
        // What the host answered, it did not die of.
        guard !(error is Problem), await host.process.ends(withinMilliseconds: 2_000) else { return say(error) }
        await tellEnding()
    }

    private func tellEnding() async {
        hostIsUp = false
        print("The host ended (\(await host.process.ending)): a crash in the plugin takes it along.")
        print("It starts again, with the conversation, at the next build. Save a change.")
    }

    private func say(_ error: any Error) {
        showLog()
        switch error {
        case let problem as Problem: print(problem.description)
        case NetError.timedOut: print("The host runs, but it did not answer in time: see that the plugin never blocks.")
        case let failure as NetError: print("The host cannot be reached: \(failure.label).")
        default: print("\(error)")
        }
    }

    private func showLog() {
        for line in log.next() { print("  host \(line)") }
    }

    /// Beside the chat: it takes its time.
    private func checkLibrary() async {
        guard let verdict = await conformance(of: project), !Task.isCancelled else { return }
        print(isTerminal ? "\n\(verdict)" : verdict)
        prompt()
    }

    private func prompt() {
        if isTerminal { print("> ", terminator: "") }
        fflush(nil)
    }
}

/// What `orkesta-check` says of the library; nil when the check was given up.
private func conformance(of project: PluginProject) async -> String? {
    let beside = "\(HostSettings.executableFolder)/orkesta-check"
    let program = FileManager.default.isExecutableFile(atPath: beside) ? beside : "orkesta-check"
    guard let ending = try? await ChildCommand(words: [program, project.libraryPath]).run(), !Task.isCancelled else {
        return nil
    }
    switch ending.code {
    case 0: return "orkesta-check: it keeps the rules of the ABI."
    case 127: return "orkesta-check is neither beside orkesta nor in PATH: the library is not checked."
    default: return ending.output.trimmingCharacters(in: .newlines)
    }
}
