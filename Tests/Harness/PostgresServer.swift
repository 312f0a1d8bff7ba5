// A PostgreSQL server of the tests' own: in a temporary folder, on a Unix
// socket, without a port, run by an unprivileged user, and gone with the tests.

import FoundationEssentials
import Glibc
import Synchronization

/// A running server. Ends, with its folder, when the last reference goes or
/// this process dies.
public final class PostgresServer: Sendable {
    /// What the server does about crashes, and what it is told besides.
    public struct Configuration: Sendable {
        /// Waits for the disk at each commit. Tests that end no server need not.
        public var isDurable = false
        /// More of postgresql.conf.
        public var settings: [String: String] = [:]

        public init() {}
    }

    /// How a server is asked to stop; `pg_ctl stop -m` has the same words.
    public enum Stop: Int32, Sendable, CaseIterable {
        /// Ends its sessions and writes everything down (SIGINT).
        case fast = 2
        /// Stops as by a crash, and recovers at its next start (SIGQUIT).
        case immediate = 3
    }

    /// The server did not do what it should; carries the end of its log.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private struct Running {
        let process: ChildProcess
        let watchdog: Watchdog
    }

    private static let database = "orkesta"
    /// No superuser: what the host gets in production.
    private static let role = "host"
    private static let superuser = "super"
    private static let sharedServer = Task { try await PostgresServer.start() }

    private let folder: TemporaryFolder
    private let installation: PostgresInstallation
    private let configuration: Configuration
    private let running = Mutex<Running?>(nil)
    /// Schemas and databases made so far.
    private let houses = Atomic(0)

    /// The one server of this process, for tests that leave it running.
    public static func shared() async throws -> PostgresServer { try await sharedServer.value }

    /// Makes a cluster and starts a server on it.
    public static func start(_ configuration: Configuration = Configuration()) async throws -> PostgresServer {
        let server = try PostgresServer(configuration)
        try await server.makeCluster()
        try await server.start()
        return server
    }

    private init(_ configuration: Configuration) throws {
        self.configuration = configuration
        installation = try PostgresInstallation()
        // A socket's path has 107 bytes at most, so TMPDIR does not count.
        folder = try TemporaryFolder(prefix: "orkesta-postgres", in: "/tmp")
        try installation.give(folder.path)
    }

    // The process dies with `running`, before `folder` is removed.
    deinit { running.withLock { $0 = nil } }

    private var cluster: String { folder.file("cluster") }
    private var log: String { folder.file("log") }

    /// Where a host finds its tables: an empty schema that nobody else uses.
    public func newSchema() async throws -> String {
        let schema = "house_\(houses.add(1, ordering: .relaxed).newValue)"
        try await execute("CREATE SCHEMA \(schema) AUTHORIZATION \(Self.role)")
        return url(as: Self.role, options: "&options=-csearch_path%3D\(schema)")
    }

    /// A database that nobody else uses: a copy of the one called `template`, which nobody
    /// may have open meanwhile, or an empty one.
    public func newDatabase(copying template: String? = nil) async throws -> (name: String, url: String) {
        let name = "house_\(houses.add(1, ordering: .relaxed).newValue)"
        try await execute("CREATE DATABASE \(name) OWNER \(Self.role) TEMPLATE \(template ?? "template1")")
        return (name, url(as: Self.role, database: name))
    }

    /// Removes a database, whoever has it open.
    public func remove(database name: String) async throws {
        try await execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// Runs SQL as the superuser and returns what psql prints, bare.
    @discardableResult
    public func execute(_ sql: String) async throws -> String {
        let arguments = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url(as: Self.superuser), "-c", sql]
        let (ending, output) = try await installation.run("psql", arguments, log: log, asServer: false)
        guard ending == .exited(0) else { throw failure("psql ended with \(ending): \(sql)") }
        return output
    }

    private func url(as role: String, database: String = PostgresServer.database, options: String = "") -> String {
        let host = folder.path.split(separator: "/").map { "%2F\($0)" }.joined()
        return "postgresql://\(role)@\(host)/\(database)?sslmode=disable\(options)"
    }

    // MARK: Starting and stopping

    /// Starts the server on its cluster and waits until it takes connections.
    public func start() async throws {
        let process = try installation.start(
            "postgres",
            ["-D", cluster] + settings.flatMap { ["-c", "\($0.key)=\($0.value)"] },
            log: log
        )
        let watchdog = try Watchdog(killing: process.pid, with: Stop.immediate.rawValue, removing: [folder.path])
        running.withLock { $0 = Running(process: process, watchdog: watchdog) }
        try await waitUntilReady(process)
    }

    /// Stops it and waits for its end.
    public func stop(_ how: Stop = .fast) async throws {
        guard let process = running.withLock({ $0?.process }) else { return }
        process.signal(how.rawValue)
        guard await process.waitForEnd(milliseconds: 240_000) != nil else {
            throw failure("the server did not stop")
        }
        running.withLock { $0 = nil }
    }

    /// Holds it where it stands, as a machine under load would: whoever connects
    /// waits, sessions that are open go on. ``thaw()`` lets it go on.
    public func freeze() { running.withLock { $0?.process }?.signal(SIGSTOP) }

    public func thaw() { running.withLock { $0?.process }?.signal(SIGCONT) }

    private var settings: [String: String] {
        let ours = [
            "listen_addresses": "", "unix_socket_directories": folder.path, "max_connections": "800",
            "shared_buffers": "64MB", "fsync": configuration.isDurable ? "on" : "off",
            "full_page_writes": configuration.isDurable ? "on" : "off", "logging_collector": "off",
        ]
        return ours.merging(configuration.settings) { $1 }
    }

    /// The last line of postmaster.pid says `ready` once connections are taken.
    private func waitUntilReady(_ process: ChildProcess) async throws {
        let deadline = ContinuousClock.now + .seconds(240)
        while ContinuousClock.now < deadline {
            let lines = text(of: cluster + "/postmaster.pid").split(separator: "\n", omittingEmptySubsequences: false)
            if lines.first == Substring(String(process.pid)), lines.contains(where: { $0.hasPrefix("ready") }) {
                return
            }
            if let ending = process.endingIfAny { throw failure("the server ended: \(ending)") }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw failure("the server was not ready after 240 s")
    }

    /// A cluster whose default order of text is not that of bytes, so that what
    /// relies on bytes shows; and a role without rights beyond its database.
    private func makeCluster() async throws {
        let (made, _) = try await installation.run(
            "initdb",
            [
                "-D", cluster, "--username=\(Self.superuser)", "--auth=trust", "--no-sync", "--encoding=UTF8",
                "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=es", "--no-instructions",
            ],
            log: log,
            asServer: true
        )
        guard made == .exited(0) else { throw failure("initdb ended with \(made)") }
        let (single, _) = try await installation.run(
            "postgres",
            ["--single", "-D", cluster, "-c", "fsync=off", "postgres"],
            input: """
                CREATE ROLE \(Self.role) LOGIN
                CREATE DATABASE \(Self.database) OWNER \(Self.role)

                """,
            log: log,
            asServer: true
        )
        guard single == .exited(0) else { throw failure("the database was not made: \(single)") }
    }

    private func failure(_ problem: String) -> Failure {
        Failure(description: "PostgreSQL: \(problem). Its log ends:\n\(text(of: log).suffix(3_000))")
    }

    private func text(of file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
}
