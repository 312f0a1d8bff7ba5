// A thousand customers write at once what only a model understands, to a host whose
// model takes its time: what their waiting turns hold.

import Foundation
import HostNet
import OrkestaModel
import Synchronization
import TestHarness

/// Turns on a host of their own, each of another customer.
struct WaitingTurns {
    private static let tenant = "ferreteria-la-central"
    let count: Int
    /// Milliseconds until the model begins to answer.
    let answersAfter: Int64
    let plugins: String?

    /// - Throws: ``BenchmarkFailure`` when a turn was not answered, or none asked a model.
    func measure(_ provider: EmulatedProvider) async throws -> LLMFigures {
        let folder = try TemporaryFolder(prefix: "orkesta-turns")
        let host = try await host(before: provider, in: folder)
        defer { withExtendedLifetime(folder) {} }
        // Its plugins loaded, its model known.
        _ = try await LoadGenerator.run(try plan(host, customers: count..<count + 8))
        let before = ProcessFigures(of: host.pid).ownMegabytes
        let isOver = Atomic(false)
        let atProvider = Mutex(0)
        async let peak = ProcessFigures.peak(of: host.pid) {
            isOver.load(ordering: .relaxed)
        } look: {
            let now = connections(to: provider)
            atProvider.withLock { $0 = max($0, now) }
        }
        let report = try await LoadGenerator.run(try plan(host, customers: 0..<count))
        isOver.store(true, ordering: .relaxed)
        let figures = LLMFigures(
            way: "turns",
            upstream: answersAfter,
            load: "\(count) at once",
            latency: report.latency,
            perSecond: report.requestsPerSecond,
            process: await peak,
            ownMegabytesBefore: before,
            atProvider: atProvider.withLock { $0 }
        )
        guard report.statuses[200] == count else { throw BenchmarkFailure("not all were answered: \(report)") }
        try await requireModels(host)
        try await host.stop()
        return figures
    }

    private func host(before provider: EmulatedProvider, in folder: TemporaryFolder) async throws -> HostProcess {
        let settings = """
            llm:
              providers:
                groq:
                  url: \(provider.url)/as/groq/openai/v1
                  concurrency: \(count)
                  models:
                    small: {name: openai/gpt-oss-20b, context-tokens: 32000}
                    large: {name: openai/gpt-oss-120b, context-tokens: 32000}

            """
        try Data(settings.utf8).write(to: URL(filePath: folder.file("orkesta.yaml")))
        var configuration = HostProcess.Configuration()
        configuration.dataFolder = folder.path
        configuration.pluginsFolder = plugins
        return try await HostProcess.start(configuration)
    }

    /// One message of each customer; nobody writes twice, and no two the same, which the
    /// chain would ask once.
    private func plan(_ host: HostProcess, customers: Range<Int>) throws -> LoadPlan {
        var plan = LoadPlan(baseURL: host.clientURL ?? "", path: "/api/chat") { number in
            let customer = customers.lowerBound + number
            let message: JSON = [
                "customer": ["phone": .string("+5255\(20_000_000 + customer)")],
                "message": .string("tengo una fuga en el lavabo \(customer), qué me sirve"),
                "message_id": .string("\(customer)"),
            ]
            return message.utf8
        }
        plan.headers = [
            (name: "Content-Type", value: "application/json"),
            (name: "X-API-Key", value: try host.apiKey(Self.tenant)),
        ]
        plan.connections = customers.count
        // Over before the first is answered.
        plan.durationMilliseconds = min(1_000, answersAfter / 2)
        plan.drainMilliseconds = 60_000
        return plan
    }

    private func requireModels(_ host: HostProcess) async throws {
        let metrics = try await host.client(Self.tenant, HTTPClient()).get("/metrics").text
        let answers = metrics.split(separator: "\n")
            .filter { $0.hasPrefix("orkesta_llm_attempts_total{") && $0.contains(#"outcome="answered""#) }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
            .reduce(0, +)
        guard answers >= Double(count) else { throw BenchmarkFailure("models answered only \(answers) questions") }
    }
}

/// Open connections of this machine to the provider. Source: proc(5), /proc/net/tcp.
private func connections(to provider: EmulatedProvider) -> Int {
    guard let port = provider.url.split(separator: ":").last.flatMap({ UInt16($0) }) else { return 0 }
    let digits = String(port, radix: 16, uppercase: true)
    let remote = ":" + String(repeating: "0", count: 4 - digits.count) + digits
    // To its end: of a file without a size the shorter ways read one piece.
    let bytes = FileHandle(forReadingAtPath: "/proc/net/tcp")?.readDataToEndOfFile() ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").count { line in
        let fields = line.split(separator: " ", maxSplits: 4)
        return fields.count > 3 && fields[2].hasSuffix(remote) && fields[3] == "01"
    }
}
