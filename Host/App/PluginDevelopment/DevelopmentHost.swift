// A host for one project: a process of its own on a temporary folder and free
// ports, so that a plugin that crashes takes only that with it.

import Foundation
import HostCore
import HostNet
import OrkestaModel

/// `orkesta serve`, with the plugins of the house and the project's.
actor DevelopmentHost {
    /// Everything of this host; removed at the end.
    nonisolated let folder: String
    nonisolated let connection: HostConnection
    private let project: PluginProject
    private let housePlugins: String
    private let ended: @Sendable () -> Void
    private var process: Process?
    private(set) var clientURL = ""

    nonisolated var logFile: String { "\(folder)/host.log" }
    nonisolated private var dataFolder: String { "\(folder)/data" }
    nonisolated private var pluginsFolder: String { "\(folder)/plugins.d" }

    /// Nothing runs yet. `housePlugins` is the plugins.d of the host's own plugins;
    /// the caller ends `client`. `ended` is called, on any thread, whenever the
    /// process ended, asked or not.
    init(
        _ project: PluginProject,
        housePlugins: String,
        client: HTTPClient,
        ended: @escaping @Sendable () -> Void
    ) throws(Problem) {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(parent)/orkesta-dev-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Problem(.unavailable, "no temporary folder can be made in \(parent)", remedy: "Free some space there")
        }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.project = project
        self.housePlugins = housePlugins
        self.ended = ended
        connection = HostConnection(socket: "\(folder)/data/host.sock", client)
    }

    var isRunning: Bool { process?.isRunning == true }

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
        let started = Process()
        started.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        started.arguments = [
            "serve", "--data", dataFolder, "--plugins", pluginsFolder, "--client-port", "0", "--tower-port", "0",
        ]
        started.environment = environment
        started.standardInput = FileHandle.nullDevice
        started.standardOutput = FileHandle.nullDevice
        started.standardError = try openLog()
        started.terminationHandler = { [ended] _ in ended() }
        unlink("\(dataFolder)/host.json")
        do {
            try started.run()
        } catch {
            throw Problem(.unavailable, "the host cannot be started: \(error)", remedy: "Build orkesta again")
        }
        process = started
        try await waitUntilReady()
    }

    /// Asks it to stop, and ends it when it does not.
    func stop() async {
        guard let process, process.isRunning else { return }
        process.terminate()
        if await !ends(withinMilliseconds: 10_000) { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Whether it is gone, or goes within that time.
    func ends(withinMilliseconds limit: Int) async -> Bool {
        for _ in 0..<(limit / 50) where isRunning { await pause(milliseconds: 50) }
        return !isRunning
    }

    /// How it ended, when it did not because it was asked to.
    var ending: String {
        guard let process, !process.isRunning else { return "it still runs" }
        guard process.terminationReason == .uncaughtSignal else { return "exit code \(process.terminationStatus)" }
        let name = strsignal(process.terminationStatus).map { String(cString: $0) } ?? "unknown"
        return "signal \(process.terminationStatus), \(name)"
    }

    /// The caller's, but for what would lead the host to other data.
    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        let path = environment["ORKESTA_PLUGIN_PATH"].map { ":\($0)" } ?? ""
        for name in environment.keys where name.hasPrefix("ORKESTA_") { environment[name] = nil }
        environment["DATABASE_URL"] = nil
        environment["ORKESTA_PLUGIN_PATH"] = project.libraryFolder + path
        environment["ORKESTA_LOG_LEVEL"] = "info"
        // Swift's backtracer holds a process that crashed for as long as it reads the
        // program's symbols: many seconds, in which nobody learns of the crash.
        environment["SWIFT_BACKTRACE"] = environment["SWIFT_BACKTRACE"] ?? "enable=no"
        return environment
    }

    /// The log goes on where that of an earlier start ended.
    private func openLog() throws(Problem) -> FileHandle {
        let file = open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw Problem(.unavailable, "\(logFile) cannot be written", remedy: "Free some space there")
        }
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    private func waitUntilReady() async throws(Problem) {
        for _ in 0..<600 {
            if let bytes = FileManager.default.contents(atPath: "\(dataFolder)/host.json"),
                let url = (try? JSON(parsing: [UInt8](bytes)))?["client_url"]?.stringValue
            {
                clientURL = url
                return
            }
            guard isRunning, !Task.isCancelled else { break }
            await pause(milliseconds: 100)
        }
        let log = (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? ""
        throw Problem(
            .unavailable,
            "the host did not start (\(ending)): \(log.suffix(2000))",
            remedy: "See the lines above"
        )
    }

    private func pause(milliseconds: Int) async { try? await Task.sleep(for: .milliseconds(milliseconds)) }
}
