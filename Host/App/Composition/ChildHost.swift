// A host in a process of its own, on a folder that nobody else uses and free ports:
// what happens to it happens to nothing else.

import Foundation
import HostCore
import OrkestaModel

/// `orkesta serve` as a child of this process.
actor ChildHost {
    /// Where it says where it listens, and keeps its data.
    nonisolated let dataFolder: String
    /// A start goes on where the log of an earlier one ended.
    nonisolated let logFile: String
    private let pluginsFolder: String
    private let pluginPath: [String]
    private let variables: [String: String]
    private let ended: @Sendable () -> Void
    private var process: Process?
    private(set) var clientURL = ""

    /// Nothing runs yet. `pluginPath` is looked at before the caller's own; `variables`
    /// are set beside the caller's. `ended` is called, on any thread, whenever the process
    /// ended, asked or not.
    init(
        in folder: String,
        pluginsFolder: String,
        pluginPath: [String] = [],
        variables: [String: String] = [:],
        ended: @escaping @Sendable () -> Void = {}
    ) {
        dataFolder = "\(folder)/data"
        logFile = "\(folder)/host.log"
        self.pluginsFolder = pluginsFolder
        self.pluginPath = pluginPath
        self.variables = variables
        self.ended = ended
    }

    /// A new folder for a host and what belongs to it; whoever makes it removes it.
    static func makeFolder(_ name: String) throws(Problem) -> String {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(parent)/orkesta-\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Problem(.unavailable, "no temporary folder can be made in \(parent)", remedy: "Free some space there")
        }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    var isRunning: Bool { process?.isRunning == true }

    /// Starts it, on what an earlier one left, and waits until it answers.
    func start() async throws(Problem) {
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

    /// The end of what it wrote.
    nonisolated var logTail: String {
        String(((try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "").suffix(2_000))
    }

    /// The caller's, but for what would lead the host to other data or the world outside.
    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        let path = pluginPath + [environment["ORKESTA_PLUGIN_PATH"]].compactMap(\.self)
        for name in environment.keys where name.hasPrefix("ORKESTA_") { environment[name] = nil }
        environment["DATABASE_URL"] = nil
        environment["ORKESTA_PLUGIN_PATH"] = path.joined(separator: ":")
        environment["ORKESTA_LOG_LEVEL"] = "info"
        // Swift's backtracer holds a process that crashed for as long as it reads the
        // program's symbols: many seconds, in which nobody learns of the crash.
        environment["SWIFT_BACKTRACE"] = environment["SWIFT_BACKTRACE"] ?? "enable=no"
        return environment.merging(variables) { $1 }
    }

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
        throw Problem(
            .unavailable,
            "the host did not start (\(ending)): \(logTail)",
            remedy: "See the lines above"
        )
    }

    private func pause(milliseconds: Int) async { try? await Task.sleep(for: .milliseconds(milliseconds)) }
}
