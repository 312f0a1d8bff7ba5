// `orkesta-bench`: what the release host does on this machine, measured in one
// run against its own bare route.

import ArgumentParser
import Glibc
import OrkestaModel
import TestHarness

@main
struct Benchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orkesta-bench",
        abstract: "Measures durable chat turns, catalog searches and the bare route of a host of its own.",
        discussion: """
            The host beside this program runs on a temporary folder with its three demo tenants and
            shares the machine with the load generator. Every chat message has an id of its own and
            comes from one of 3,000 customers, 1,000 a tenant, in turn; 3 of 10 are greetings, 7 of 10
            product searches, in Spanish. A turn counts when its answer was read whole, which the host
            sends after the commit.
            Exit codes: 0 all answers were 200, 1 some were not: then the figures mean little.
            """,
        subcommands: [ToolCallBenchmark.self]
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
        let host = try await HostProcess.start(configuration)
        var results: [PhaseResult] = []
        for phase in try phases(host) {
            let result = try await phase.run(on: host)
            if !isJSON { writeError("\(phase.name): \(result.report)\n") }
            if phase.isMeasured { results.append(result) }
        }
        try await host.stop()
        print(isJSON ? ResultTable(results).json.description : ResultTable(results).text)
        guard results.allSatisfy(\.isClean) else { throw ExitCode.failure }
    }

    private func phases(_ host: HostProcess) throws -> [Phase] {
        let milliseconds = (seconds ?? (quick ? 3 : 10)) * 1_000
        let load = try BenchmarkLoad(host: host, durationMilliseconds: milliseconds)
        let warmUp = Phase("warm-up", isMeasured: false, load.chat("warm-up", connections: 16))
        let closed = (quick ? [64] : [1, 16, 64, 256]).map { connections in
            Phase("chat, \(connections) connections", load.chat("closed-\(connections)", connections: connections))
        }
        let open = (quick ? [1_000.0] : [1_000, 2_500]).map { rate in
            Phase("chat, \(Int(rate)) a second", load.chat("open-\(Int(rate))", connections: 256, rate: rate))
        }
        let bare = Phase("bare route", load.bareRoute(connections: 64))
        // Measured at both ends: a difference tells of other work on this machine.
        let bareAgain = Phase("bare route again", load.bareRoute(connections: 64))
        return [warmUp, bare] + closed + open + [Phase("catalog search", load.search(connections: 64)), bareAgain]
    }
}

private func writeError(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
