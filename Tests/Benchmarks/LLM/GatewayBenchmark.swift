// `orkesta-bench gateway`: our /v1 beside litellm's proxy, in one run, in front of
// the same provider, with the same fallback.

import ArgumentParser
import FoundationEssentials
import Glibc
import OrkestaModel
import TestHarness

struct GatewayBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "Measures /v1/chat/completions beside the litellm proxy.",
        discussion: """
            The provider is `orkesta emulate llm`, which answers after 0 and after 50 ms; `direct` asks it \
            without anybody between. Then 500 requests a second on one processor, and the same with a provider \
            that fails, so that every answer is the fallback's. litellm (PyPI) has a worker for each processor. \
            The load and the provider share the machine with whom they measure. \
            Aim: 20 times litellm's throughput, and less than 1 ms at the 99th percentile at 500 a second.
            """
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(help: "Phases of 3 seconds.") var quick = false
    @Flag(help: "Without litellm.") var alone = false
    @Option(help: "Seconds a phase.") var seconds: Int64?
    @Option(help: "The host's program; the one beside this one unless said otherwise.") var executable: String?
    @Option(help: "The plugins.d folder.") var plugins: String?

    /// What the provider lists: a model that it doesn't is not asked.
    private static let models = ["--uncut", "--model", "model", "--model", "other"]

    func run() async throws {
        var rows: [GatewayFigures] = []
        for milliseconds in [0, 50] {
            let provider = try EmulatedProvider(
                Self.models + ["--first-piece-ms", "\(milliseconds)"],
                executable: program
            )
            let ways = try await ways(before: provider)
            for concurrency in [1, 100, 1_000] {
                rows += try await measure(ways, "\(milliseconds) ms", concurrency, .asFastAsAnswered)
            }
            guard milliseconds == 0 else { continue }
            for way in ways { try await way.keepToOneProcessor() }
            rows += try await measure(ways, "0 ms, 500/s, one core", 64, .requestsPerSecond(500))
        }
        let failing = try EmulatedProvider(Self.models + ["--fault", "groq=error-503@1-"], executable: program)
        rows += try await measure(try await ways(before: failing), "fallback", 100, .asFastAsAnswered)
        print(isJSON ? JSON.array(rows.map(\.json)).description : GatewayFigures.table(rows))
    }

    private var program: String { executable ?? BuildFolder.orkesta }

    private func ways(before provider: EmulatedProvider) async throws -> [GatewayWay] {
        var configuration = HostProcess.Configuration()
        configuration.executable = program
        configuration.pluginsFolder = plugins
        var ways = [GatewayWay.direct(provider), try await .orkesta(before: provider, configuration)]
        if !alone { ways.append(.litellm(try await LiteLLM(before: provider))) }
        return ways
    }

    private func measure(
        _ ways: [GatewayWay],
        _ what: String,
        _ concurrency: Int,
        _ pace: LoadPlan.Pace
    ) async throws -> [GatewayFigures] {
        var rows: [GatewayFigures] = []
        for way in ways {
            var plan = way.plan
            plan.connections = concurrency
            plan.durationMilliseconds = 1_000
            _ = try await LoadGenerator.run(plan)
            plan.pace = pace
            plan.durationMilliseconds = (seconds ?? (quick ? 3 : 10)) * 1_000
            plan.drainMilliseconds = 60_000
            let report = try await LoadGenerator.run(plan)
            if !isJSON { complain("\(way.name), \(what), \(concurrency) at once: \(report)") }
            rows.append(
                GatewayFigures(way.name, what, concurrency, report, way.pids.isEmpty ? nil : ProcessUsage(of: way.pids))
            )
        }
        return rows
    }

    private func complain(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}

/// One way to the provider.
struct GatewayWay {
    let name: String
    let plan: LoadPlan
    let pid: Int64?
    /// Of all its processes; none where nobody is between.
    var pids: [Int64] { pid.map { [$0] + ProcessUsage.descendants(of: $0) } ?? [] }
    /// What must live as long as the way is measured.
    private let process: AnyObject

    static func direct(_ provider: EmulatedProvider) -> GatewayWay {
        let headers = [(name: "Content-Type", value: "application/json")]
        return GatewayWay(
            name: "direct",
            plan: plan(provider.url, "/as/other/openai/v1/chat/completions", headers, model: "model"),
            pid: nil,
            process: provider
        )
    }

    static func litellm(_ proxy: LiteLLM) -> GatewayWay {
        GatewayWay(
            name: "litellm",
            plan: plan(proxy.url, "/v1/chat/completions", proxy.headers, model: "model"),
            pid: proxy.pid,
            process: proxy
        )
    }

    /// A host with the provider under two names, as many requests at once as come.
    static func orkesta(
        before provider: EmulatedProvider,
        _ configuration: HostProcess.Configuration
    ) async throws -> GatewayWay {
        let folder = try TemporaryFolder(prefix: "orkesta-gateway")
        let lines = ["groq", "other"].map { line in
            """
                \(line):
                  url: \(provider.url)/as/\(line)/openai/v1
                  concurrency: 1000
                  models: {large: {name: model, context-tokens: 32000}}
            """
        }
        let file = "llm:\n  order: [groq, other]\n  providers:\n\(lines.joined(separator: "\n"))\n"
        try Data(file.utf8).write(to: URL(filePath: folder.file("orkesta.yaml")))
        var configuration = configuration
        configuration.dataFolder = folder.path
        let host = try await HostProcess.start(configuration)
        let headers = [
            (name: "Content-Type", value: "application/json"),
            (name: "X-API-Key", value: try host.apiKey("ferreteria-la-central")),
        ]
        return GatewayWay(
            name: "orkesta",
            plan: plan(host.clientURL ?? "", "/v1/chat/completions", headers, model: "orkesta"),
            pid: host.pid,
            process: HostInFolder(host: host, folder: folder)
        )
    }

    private static func plan(
        _ url: String,
        _ path: String,
        _ headers: [(name: String, value: String)],
        model: String
    ) -> LoadPlan {
        let body: JSON = [
            "model": .string(model),
            "messages": [
                ["role": "system", "content": "Vendes refacciones."],
                ["role": "user", "content": "hola, buenas tardes"],
            ],
        ]
        let bytes = body.utf8
        var plan = LoadPlan(baseURL: url, path: path) { _ in bytes }
        plan.headers = headers
        return plan
    }

    /// From now on it has the first processor and no other.
    func keepToOneProcessor() async throws {
        for pid in pids {
            let run = try await CommandLineRun.program("/usr/bin/taskset", ["-a", "-c", "-p", "0", "\(pid)"])
            guard run.exitCode == 0 else { throw BenchmarkFailure("taskset: \(run.standardError)") }
        }
    }
}

/// A host, and the folder that goes after it.
private final class HostInFolder {
    private var host: HostProcess?
    private let folder: TemporaryFolder

    init(host: HostProcess, folder: TemporaryFolder) {
        self.host = host
        self.folder = folder
    }

    deinit { host = nil }
}
