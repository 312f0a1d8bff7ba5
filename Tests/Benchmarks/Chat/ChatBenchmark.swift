// `orkesta-bench chat`: what the release host does on this machine, measured in one
// run against its own bare route.

import ArgumentParser
import Glibc
import OrkestaModel
import TestHarness

struct ChatBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Measures durable chat turns, catalog searches and the bare route of a host of its own.",
        discussion: """
            The host beside this program runs on a temporary folder with its three demo tenants and
            shares the machine with the load generator. Every chat message has an id of its own and
            comes from one of 3,000 customers, 1,000 a tenant, in turn; 3 of 10 are greetings, 7 of 10
            product searches, in Spanish. A turn counts when its answer was read whole, which the host
            sends after the commit. The same host then runs on a PostgreSQL server of the benchmark's
            own, beside its figures on SQLite.
            Exit codes: 0 all answers were 200, 1 some were not: then the figures mean little.
            """
    )

    @Flag(help: "Short phases, and fewer of them.") var quick = false
    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Option(help: "Seconds a phase; 10, or 3 with --quick.") var seconds: Int64?
    @Option(help: "The host's program; the one beside this one unless said otherwise.") var executable: String?
    @Option(help: "The plugins.d folder.") var plugins: String?

    func run() async throws {
        var configuration = HostProcess.Configuration()
        configuration.pluginsFolder = plugins
        if let executable { configuration.executable = executable }
        var results = try await measure(configuration) { try phases($0) }
        results += try await measureOnPostgres(configuration)
        print(isJSON ? ResultTable(results).json.description : ResultTable(results).text)
        guard results.allSatisfy(\.isClean) else { throw ExitCode.failure }
    }

    /// Starts a host, runs phases on it, and stops it.
    private func measure(
        _ configuration: HostProcess.Configuration,
        _ phases: (HostProcess) throws -> [Phase]
    ) async throws -> [PhaseResult] {
        let host = try await HostProcess.start(configuration)
        var results: [PhaseResult] = []
        for phase in try phases(host) {
            let result = try await phase.run(on: host)
            if !isJSON { writeError("\(phase.name): \(result.report)\n") }
            if phase.isMeasured { results.append(result) }
        }
        try await host.stop()
        return results
    }

    /// The same turns on a PostgreSQL that waits for the disk at each commit.
    private func measureOnPostgres(_ configuration: HostProcess.Configuration) async throws -> [PhaseResult] {
        var durable = PostgresServer.Configuration()
        durable.isDurable = true
        let server = try await PostgresServer.start(durable)
        var configuration = configuration
        configuration.databaseURL = try await server.newSchema()
        let results = try await measure(configuration) { host in
            let load = try BenchmarkLoad(host: host, durationMilliseconds: phaseMilliseconds)
            let warmUp = Phase("warm-up", isMeasured: false, load.chat("warm-up", connections: 16))
            return [warmUp] + chatPhases(load, suffix: ", PostgreSQL")
        }
        try await server.stop()
        return results
    }

    private var phaseMilliseconds: Int64 { (seconds ?? (quick ? 3 : 10)) * 1_000 }

    /// As fast as answered, then at a fixed rate.
    private func chatPhases(_ load: BenchmarkLoad, suffix: String = "") -> [Phase] {
        let closed = (quick ? [64] : [1, 16, 64, 256]).map { connections in
            Phase(
                "chat, \(connections) connections\(suffix)",
                load.chat("closed-\(connections)", connections: connections)
            )
        }
        let open = (quick ? [1_000.0] : [1_000, 2_500]).map { rate in
            Phase("chat, \(Int(rate)) a second\(suffix)", load.chat("open-\(Int(rate))", connections: 256, rate: rate))
        }
        return closed + open
    }

    private func phases(_ host: HostProcess) throws -> [Phase] {
        let load = try BenchmarkLoad(host: host, durationMilliseconds: phaseMilliseconds)
        let warmUp = Phase("warm-up", isMeasured: false, load.chat("warm-up", connections: 16))
        let bare = Phase("bare route", load.bareRoute(connections: 64))
        // Measured at both ends: a difference tells of other work on this machine.
        let bareAgain = Phase("bare route again", load.bareRoute(connections: 64))
        return [warmUp, bare] + chatPhases(load) + [Phase("catalog search", load.search(connections: 64)), bareAgain]
    }
}

private func writeError(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
