// The real host as its own process: started as `make run` starts it, killed as
// a power cut would, and gone when the test is.

import FoundationEssentials
import Glibc
public import HostNet
import OrkestaModel
import Synchronization

/// A running `orkesta serve` on a data folder and free ports of its own.
public final class HostProcess: Sendable {
    /// What a host is started with.
    public struct Configuration: Sendable {
        /// The program; the one beside the test binary unless said otherwise.
        public var executable = BuildFolder.orkesta
        /// The `--plugins` folder (`plugins.d`), or nil for the program's default.
        public var pluginsFolder: String?
        /// Further arguments of `serve`.
        public var arguments: [String] = []
        /// Added to this process's environment.
        public var environment: [String: String] = [:]
        /// A PostgreSQL database; nil is SQLite in the data folder, or a schema
        /// of the host's own when `ORKESTA_TEST_ENGINE` is `postgres`.
        public var databaseURL: String?
        /// An existing data folder, which is kept; nil makes one and removes it.
        public var dataFolder: String?
        /// Temporary folders that are removed with the host should this process
        /// die, or end while it still runs.
        public var temporaryFolders: [String] = []
        public var readyMilliseconds: Int64 = 240_000
        public var stopMilliseconds: Int64 = 120_000

        public init() {}
    }

    /// The host did not do what it should; carries the end of its log.
    public struct Failure: Error, CustomStringConvertible {
        public let problem: String
        public let log: String

        public var description: String { "\(problem). The host's log ends:\n\(log)" }
    }

    /// What a ready host says of itself in `host.json`.
    public struct Addresses: Sendable {
        public let pid: Int64
        public let clientURL: String
        public let towerURL: String
    }

    private struct Running {
        let process: ChildProcess
        let watchdog: Watchdog
        let addresses: Addresses
    }

    public let dataFolder: String
    private let configuration: Configuration
    private let ownedFolder: TemporaryFolder?
    private let running = Mutex<Running?>(nil)

    /// Starts a host and waits until it is ready.
    /// - Throws: ``Failure`` with the log's end, ``SystemCallError``.
    public static func start(_ configuration: Configuration = Configuration()) async throws -> HostProcess {
        var configuration = configuration
        if configuration.databaseURL == nil, inheritedEnvironment()["ORKESTA_TEST_ENGINE"] == "postgres" {
            configuration.databaseURL = try await PostgresServer.shared().newSchema()
        }
        let host = try HostProcess(configuration)
        try await host.start()
        return host
    }

    private init(_ configuration: Configuration) throws(SystemCallError) {
        self.configuration = configuration
        ownedFolder = try configuration.dataFolder == nil ? TemporaryFolder(prefix: "orkesta-host") : nil
        dataFolder = ownedFolder?.path ?? configuration.dataFolder ?? ""
        if let url = configuration.databaseURL { try name(url) }
    }

    /// In the settings file, where every verb on the data folder finds it.
    private func name(_ databaseURL: String) throws(SystemCallError) {
        let file = open(dataFolder + "/orkesta.yaml", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemCallError(call: "open \(dataFolder)/orkesta.yaml", code: errno) }
        defer { close(file) }
        let line = Array("\ndatabase-url: \"\(databaseURL)\"\n".utf8)
        guard write(file, line, line.count) == line.count else {
            throw SystemCallError(call: "write \(dataFolder)/orkesta.yaml", code: errno)
        }
    }

    // The process dies with `running`, before `ownedFolder` is removed.
    deinit { running.withLock { $0 = nil } }

    /// The client API's base URL, or nil while no host runs.
    public var clientURL: String? { running.withLock { $0?.addresses.clientURL } }
    /// The tower API's base URL, or nil while no host runs.
    public var towerURL: String? { running.withLock { $0?.addresses.towerURL } }
    public var pid: Int64? { running.withLock { $0?.addresses.pid } }
    /// Whether its data lie in its folder, and not on a server.
    public var isEmbedded: Bool { configuration.databaseURL == nil }
    public var isRunning: Bool { running.withLock { $0?.process.endingIfAny == nil && $0 != nil } }

    /// Ends it as a power cut would, and waits until it is gone.
    public func kill() async {
        guard let process = running.withLock({ $0?.process }) else { return }
        process.signal(SIGKILL)
        _ = await process.waitForEnd(milliseconds: configuration.stopMilliseconds)
        running.withLock { $0 = nil }
    }

    /// Asks it to stop (SIGTERM) and waits.
    /// - Throws: ``Failure`` when it takes too long or its exit code is not 0.
    public func stop() async throws {
        guard let process = running.withLock({ $0?.process }) else { return }
        process.signal(SIGTERM)
        let ending = await process.waitForEnd(milliseconds: configuration.stopMilliseconds)
        running.withLock { $0 = nil }
        guard ending == .exited(0) else {
            let what = ending.map { "\($0)" } ?? "still running after \(configuration.stopMilliseconds) ms"
            throw failure("The host did not stop cleanly: \(what)")
        }
    }

    /// Stops it if it runs, and starts it on the same data. Ports may change.
    public func restart() async throws {
        try await stop()
        try await start()
    }

    /// The end of the host's log.
    public func logTail(bytesMax: Int = 8_000) -> String {
        let bytes = FileManager.default.contents(atPath: dataFolder + "/host.log") ?? Data()
        return String(decoding: bytes.suffix(bytesMax), as: UTF8.self)
    }

    func failure(_ problem: String) -> Failure { Failure(problem: problem, log: logTail()) }

    /// Starts the process; a host that was killed starts anew on its data.
    public func start() async throws {
        // A killed host leaves its host.json, which must not pass for the new one's.
        unlink(dataFolder + "/host.json")
        let process = try spawn()
        let folders = configuration.temporaryFolders + (ownedFolder.map { [$0.path] } ?? [])
        let watchdog = try Watchdog(killing: process.pid, removing: folders)
        let addresses = try await waitUntilReady(process)
        running.withLock { $0 = Running(process: process, watchdog: watchdog, addresses: addresses) }
    }

    private func spawn() throws(SystemCallError) -> ChildProcess {
        let log = open(dataFolder + "/host.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw SystemCallError(call: "open \(dataFolder)/host.log", code: errno) }
        defer { close(log) }
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw SystemCallError(call: "open /dev/null", code: errno) }
        defer { close(input) }
        var arguments = ["serve", "--data", dataFolder, "--client-port", "0", "--tower-port", "0"]
        if let folder = configuration.pluginsFolder { arguments += ["--plugins", folder] }
        return try ChildProcess(
            configuration.executable,
            arguments + configuration.arguments,
            environment: inheritedEnvironment().merging(configuration.environment) { $1 },
            streams: .init(input: input, output: log, error: log)
        )
    }

    private func waitUntilReady(_ process: ChildProcess) async throws -> Addresses {
        let deadline = ContinuousClock.now + .milliseconds(configuration.readyMilliseconds)
        while ContinuousClock.now < deadline {
            if let addresses = readAddresses() { return addresses }
            if let ending = process.endingIfAny { throw failure("The host ended before it was ready: \(ending)") }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw failure("The host was not ready after \(configuration.readyMilliseconds) ms")
    }

    /// What `host.json` says, or nil while it is not there or not whole.
    private func readAddresses() -> Addresses? {
        guard let json = readJSON("host.json"), let pid = json["pid"]?.integerValue,
            let clientURL = json["client_url"]?.stringValue, let towerURL = json["tower_url"]?.stringValue
        else { return nil }
        return Addresses(pid: pid, clientURL: clientURL, towerURL: towerURL)
    }

    func readJSON(_ name: String) -> JSON? {
        guard let data = FileManager.default.contents(atPath: "\(dataFolder)/\(name)") else { return nil }
        return try? JSON(parsing: Array(data))
    }
}

extension HostProcess {
    /// The key of a demo tenant, or of `platform`.
    /// - Throws: ``Failure`` when the host wrote none.
    public func apiKey(_ name: String) throws -> String {
        guard let key = readJSON("demo-credentials.json")?[name]?["api_key"]?.stringValue else {
            throw failure("demo-credentials.json has no key for \(name)")
        }
        return key
    }

    /// The client API as a demo tenant.
    public func client(_ tenant: String, _ http: HTTPClient) throws -> APIClient {
        guard let clientURL else { throw failure("The host does not run") }
        return APIClient(baseURL: clientURL, apiKey: try apiKey(tenant), http: http)
    }

    /// The tower API as a demo tenant, or as `platform`.
    public func tower(_ name: String = "platform", _ http: HTTPClient) throws -> APIClient {
        guard let towerURL else { throw failure("The host does not run") }
        return APIClient(baseURL: towerURL, apiKey: try apiKey(name), http: http)
    }
}
