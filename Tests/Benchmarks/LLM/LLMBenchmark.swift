// What the chain of language models adds to a provider: the same requests straight
// over the host's HTTP client, and through the chain, side by side.

import ArgumentParser
import HostCore
import HostLLM
import HostNet
import Logging
import OrkestaModel
import TestHarness

struct LLMBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "llm",
        abstract: "Measures what the chain of language models adds to a provider.",
        discussion: """
            The provider is `orkesta emulate llm` in a process of its own, which answers after 0 and after 50 ms, \
            streamed. Then a thousand questions wait for one that takes 2 s. Aim: the chain adds less than 1 ms at \
            the 99th percentile, and waiting costs a few threads and less than 100 MB.
            """
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(name: .customLong("quick"), help: "A fifth of the requests.") var isQuick = false

    func run() async throws {
        var rows: [LLMFigures] = []
        for milliseconds: Int64 in [0, 50] {
            let provider = try EmulatedProvider(["--first-piece-ms", "\(milliseconds)"])
            for concurrency in [1, 100, 1_000] {
                let count = max(concurrency, (milliseconds == 0 ? 5_000 : 4_000) / (isQuick ? 5 : 1))
                let total = concurrency == 1 ? count / 10 : count
                for way in [LLMWay.direct, .chain] {
                    rows.append(try await way.measure(provider, milliseconds, concurrency, total))
                }
            }
        }
        let slow = try EmulatedProvider(["--first-piece-ms", "2000"])
        rows.append(try await LLMWay.chain.measure(slow, 2_000, 1_000, 1_000))
        guard !isJSON else { return print(JSON.array(rows.map(\.json)).description) }
        print(textTable([LLMFigures.heads] + rows.map(\.cells)))
    }
}

/// How the provider is asked.
enum LLMWay: String {
    case direct
    case chain

    /// Asks `total` times, `concurrency` at once, after a round to warm up.
    func measure(
        _ provider: EmulatedProvider,
        _ milliseconds: Int64,
        _ concurrency: Int,
        _ total: Int
    ) async throws -> LLMFigures {
        let ask = try asking(provider)
        _ = try await round(concurrency, min(total, 200), ask)
        let started = ContinuousClock().now
        let latency = try await round(concurrency, total, ask)
        let seconds = (ContinuousClock().now - started) / .seconds(1)
        return LLMFigures(
            way: rawValue,
            upstream: milliseconds,
            concurrency: concurrency,
            latency: latency,
            perSecond: Double(total) / seconds,
            process: ProcessFigures()
        )
    }

    private func round(
        _ concurrency: Int,
        _ total: Int,
        _ ask: @escaping @Sendable () async throws -> Void
    ) async throws -> LatencyHistogram {
        try await withThrowingTaskGroup(of: LatencyHistogram.self) { group in
            for worker in 0..<concurrency {
                let share = total / concurrency + (worker < total % concurrency ? 1 : 0)
                group.addTask {
                    var histogram = LatencyHistogram()
                    for _ in 0..<share {
                        let start = ContinuousClock().now
                        try await ask()
                        histogram.record(nanoseconds: Int64((ContinuousClock().now - start) / .nanoseconds(1)))
                    }
                    return histogram
                }
            }
            var all = LatencyHistogram()
            for try await part in group { all.merge(part) }
            return all
        }
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
                let request = HTTPRequest(method: "POST", url: url, headers: headers, body: body)
                _ = try await client.stream(request).body.collect()
            }
        case .chain:
            guard let tenant = TenantID("bench") else { throw ExitCode.failure }
            let model = ModelSettings("model", contextTokens: 32_000)
            let settings = ProviderSettings(
                name: "emulated",
                address: ProviderAddress(.openAI, base: "\(provider.url)/openai/v1"),
                models: [.large: model],
                // So that the queue, too, is what a thousand turns meet.
                concurrencyMax: 1_000
            )
            let log = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
            let chain = try LLMChain(LLMSettings(providers: [settings]), log: log)
            return {
                let call = ChatCall(tenant: tenant, purpose: "bench", timeMilliseconds: 60_000)
                _ = try await chain.complete(question, for: call)
            }
        }
    }
}
