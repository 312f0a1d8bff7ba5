// What the chain of language models adds to a provider: the same requests straight
// over the host's HTTP client, and through the chain, side by side.

import ArgumentParser
import Foundation
import HostCore
import HostLLM
import HostNet
import Logging
import OrkestaModel
import Synchronization
import TestHarness

struct LLMBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "llm",
        abstract: "Measures what the chain of language models adds to a provider.",
        discussion: """
            The provider is `orkesta emulate llm` in a process of its own. First a thousand questions wait for one \
            that takes 2 s, and then, on a host, the turns of a thousand customers whose words name no product; then \
            it answers after 0 and after 50 ms, streamed, to 1, 100 and 1,000 at once, and to 500 a second. Aim: the \
            chain adds less than 1 ms at the 99th percentile of 500 a second on one core, and waiting costs a few \
            threads and less than 100 MB.

            Examples:
              orkesta-bench llm
              taskset --cpu-list 0 orkesta-bench llm --provider-core 1
            """
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(name: .customLong("quick"), help: "A fifth of the requests.") var isQuick = false
    @Flag(name: .customLong("turns"), help: "Only the turns that wait.") var isOnlyTurns = false
    @Option(help: "Run the provider on this core alone.") var providerCore: Int?
    @Option(help: "The plugins.d folder, for the host of the turns.") var plugins: String?

    func run() async throws {
        var rows: [LLMFigures] = []
        // First, while nothing else has taken memory.
        if !isOnlyTurns {
            rows.append(try await measure(.chain, provider(answersAfter: 2_000), 2_000, .atOnce(1_000), 1_000))
        }
        rows.append(try await turns())
        for milliseconds: Int64 in isOnlyTurns ? [] : [0, 50] {
            let provider = try provider(answersAfter: milliseconds)
            for load in [LLMLoad.atOnce(1), .atOnce(100), .atOnce(1_000), .perSecond(500)] {
                for way in [LLMWay.direct, .chain] {
                    rows.append(try await measure(way, provider, milliseconds, load, load.total / (isQuick ? 5 : 1)))
                }
            }
        }
        guard !isJSON else { return print(JSON.array(rows.map(\.json)).description) }
        print(textTable([LLMFigures.heads] + rows.map(\.cells)))
    }

    /// Measures, and tells meanwhile what came of it.
    private func measure(
        _ way: LLMWay,
        _ provider: EmulatedProvider,
        _ milliseconds: Int64,
        _ load: LLMLoad,
        _ total: Int
    ) async throws -> LLMFigures {
        tell(try await way.measure(provider, milliseconds, load, total))
    }

    private func turns() async throws -> LLMFigures {
        let waiting = WaitingTurns(count: 1_000, answersAfter: 2_000, plugins: plugins)
        return tell(try await waiting.measure(provider(answersAfter: waiting.answersAfter)))
    }

    private func tell(_ figures: LLMFigures) -> LLMFigures {
        FileHandle.standardError.write(Data((figures.cells.joined(separator: "  ") + "\n").utf8))
        return figures
    }

    private func provider(answersAfter milliseconds: Int64) throws -> EmulatedProvider {
        try EmulatedProvider(["--first-piece-ms", "\(milliseconds)", "--uncut"], core: providerCore)
    }
}

/// How questions come.
enum LLMLoad {
    /// So many are always under way.
    case atOnce(Int)
    /// So many begin each second, whatever becomes of those before.
    case perSecond(Int)

    var total: Int {
        switch self {
        case .atOnce(1): 500
        case .atOnce(let count): max(4_000, count)
        case .perSecond(let count): count * 10
        }
    }

    var label: String {
        switch self {
        case .atOnce(let count): "\(count) at once"
        case .perSecond(let count): "\(count)/s"
        }
    }
}

/// How the provider is asked.
enum LLMWay: String {
    case direct
    case chain

    /// A machine that is too slow for the load shall show it in the figures. Milliseconds.
    private static let patience: Int64 = 60_000

    /// Asks `total` times under `load`, after a round to warm up.
    func measure(
        _ provider: EmulatedProvider,
        _ milliseconds: Int64,
        _ load: LLMLoad,
        _ total: Int
    ) async throws -> LLMFigures {
        let ask = try asking(provider)
        _ = try await atOnce(20, 20, ask)
        let before = ProcessFigures().ownMegabytes
        let started = ContinuousClock().now
        let isOver = Atomic(false)
        async let peak = ProcessFigures.peak { isOver.load(ordering: .relaxed) }
        let latency =
            switch load {
            case .atOnce(let count): try await atOnce(count, max(count, total), ask)
            case .perSecond(let count): try await perSecond(count, total, ask)
            }
        let seconds = (ContinuousClock().now - started) / .seconds(1)
        isOver.store(true, ordering: .relaxed)
        return LLMFigures(
            way: rawValue,
            upstream: milliseconds,
            load: load.label,
            latency: latency,
            perSecond: Double(latency.count) / seconds,
            process: await peak,
            ownMegabytesBefore: before
        )
    }

    private func atOnce(
        _ concurrency: Int,
        _ total: Int,
        _ ask: @escaping @Sendable () async throws -> Void
    ) async throws -> LatencyHistogram {
        try await withThrowingTaskGroup(of: [Int64].self) { group in
            for worker in 0..<concurrency {
                let share = total / concurrency + (worker < total % concurrency ? 1 : 0)
                group.addTask {
                    var latencies: [Int64] = []
                    for _ in 0..<share {
                        let start = ContinuousClock().now
                        try await ask()
                        latencies.append(Int64((ContinuousClock().now - start) / .nanoseconds(1)))
                    }
                    return latencies
                }
            }
            return try await gathered(group)
        }
    }

    private func perSecond(
        _ rate: Int,
        _ total: Int,
        _ ask: @escaping @Sendable () async throws -> Void
    ) async throws -> LatencyHistogram {
        let clock = ContinuousClock()
        let began = clock.now
        return try await withThrowingTaskGroup(of: [Int64].self) { group in
            for number in 0..<total {
                try await clock.sleep(until: began + .nanoseconds(1_000_000_000 / rate * number), tolerance: .zero)
                // Waiting for a thread counts; that the sleep was too long doesn't.
                let start = clock.now
                group.addTask {
                    try await ask()
                    return [Int64((clock.now - start) / .nanoseconds(1))]
                }
            }
            return try await gathered(group)
        }
    }

    /// Nanoseconds. A histogram of each task's own would be most of the memory that is
    /// measured.
    private func gathered(_ parts: ThrowingTaskGroup<[Int64], any Error>) async throws -> LatencyHistogram {
        var all = LatencyHistogram()
        for try await part in parts { for latency in part { all.record(nanoseconds: latency) } }
        return all
    }

    private func asking(_ provider: EmulatedProvider) throws -> @Sendable () async throws -> Void {
        let question = ChatRequest(messages: [.system("Vendes refacciones."), .user("hola, buenas tardes")])
        switch self {
        case .direct:
            let client = try HTTPClient(maximumConnectionsPerHost: Limits.llmConnectionsPerHost)
            var members = question.openAIMembers
            members["model"] = "model"
            members["stream"] = true
            let body = JSON.object(members).utf8
            let url = "\(provider.url)/openai/v1/chat/completions"
            return {
                let headers = [(name: "Content-Type", value: "application/json")]
                var request = HTTPRequest(method: "POST", url: url, headers: headers, body: body)
                request.timeoutMilliseconds = Self.patience
                _ = try await client.stream(request).body.collect()
            }
        case .chain:
            guard let tenant = TenantID("bench") else { throw ExitCode.failure }
            let model = ModelSettings("model", contextTokens: 32_000)
            let settings = ProviderSettings(
                name: "emulated",
                address: ProviderAddress(.openAI, base: "\(provider.url)/openai/v1"),
                models: [.large: model],
                patience: Patience(attempt: Self.patience, firstPiece: Self.patience, gap: Self.patience),
                // What comes at a fixed rate may pile up; it is measured, not refused.
                concurrencyMax: LLMLoad.perSecond(500).total
            )
            let log = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
            let chain = try LLMChain(LLMSettings(providers: [settings]), log: log)
            return {
                let call = ChatCall(tenant: tenant, purpose: "bench", timeMilliseconds: Self.patience)
                _ = try await chain.complete(question, for: call)
            }
        }
    }
}
