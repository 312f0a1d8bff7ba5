// PostgreSQL's programs as Debian installs them, and the user they run as:
// the server refuses to be root.

import FoundationEssentials
import Glibc

/// Where the programs are, and who runs them.
struct PostgresInstallation: Sendable {
    private let programs: String
    /// Whom a root process becomes for the server; nil when this is not root.
    private let user: (name: String, id: uid_t, group: gid_t)?

    /// The newest version that is installed. Throws when there is none.
    init() throws {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let found = versions.compactMap(Int.init).sorted(by: >).map { "\(root)/\($0)/bin" }
            .first { FileManager.default.fileExists(atPath: "\($0)/initdb") }
        guard let found else {
            throw PostgresServer.Failure(description: "PostgreSQL is not installed: run Scripts/setup")
        }
        programs = found
        user = geteuid() == 0 ? try Self.unprivileged() : nil
    }

    private static func unprivileged() throws -> (name: String, id: uid_t, group: gid_t) {
        for name in ["postgres", "nobody"] {
            if let entry = getpwnam(name)?.pointee { return (name, entry.pw_uid, entry.pw_gid) }
        }
        throw PostgresServer.Failure(description: "there is no user to run PostgreSQL: root may not")
    }

    /// Makes a folder the server's own.
    func give(_ folder: String) throws {
        guard let user else { return }
        guard chown(folder, user.id, user.group) == 0, chmod(folder, 0o755) == 0 else {
            throw SystemCallError(call: "chown \(folder)", code: errno)
        }
    }

    /// Starts a program as the server's user; its words go to the end of `log`.
    func start(_ program: String, _ arguments: [String], log: String) throws -> ChildProcess {
        let output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { for file in [output, input] where file >= 0 { close(file) } }
        guard output >= 0, input >= 0 else { throw SystemCallError(call: "open \(log)", code: errno) }
        return try spawn(program, arguments, asServer: true, .init(input: input, output: output, error: output))
    }

    /// Runs a program to its end. Returns what it wrote to standard output;
    /// what it complained of goes to the end of `log`.
    func run(
        _ program: String,
        _ arguments: [String],
        input: String = "",
        log: String,
        asServer: Bool
    ) async throws -> (ChildProcess.Ending, String) {
        let (given, output) = (try ScratchFile(), try ScratchFile())
        try given.fill(Array(input.utf8))
        let errors = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard errors >= 0 else { throw SystemCallError(call: "open \(log)", code: errno) }
        defer { close(errors) }
        let process = try spawn(
            program,
            arguments,
            asServer: asServer,
            .init(input: given.descriptor, output: output.descriptor, error: errors)
        )
        guard let ending = await process.waitForEnd(milliseconds: 120_000) else {
            throw PostgresServer.Failure(description: "\(program) does not end")
        }
        return (ending, output.text())
    }

    private func spawn(
        _ program: String,
        _ arguments: [String],
        asServer: Bool,
        _ streams: ChildProcess.Streams
    ) throws -> ChildProcess {
        let path = "\(programs)/\(program)"
        let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        guard asServer, let user else {
            return try ChildProcess(path, arguments, environment: environment, streams: streams)
        }
        let become = ["--reuid=\(user.name)", "--regid=\(user.group)", "--clear-groups", "--", path]
        return try ChildProcess("/usr/bin/setpriv", become + arguments, environment: environment, streams: streams)
    }
}
