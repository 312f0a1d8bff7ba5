// `orkesta-bench ingest`: webhooks of WhatsApp, each durable before its 200, beside the
// host's bare route.

import ArgumentParser
import CrashDrill
import OrkestaModel
import TestHarness

struct IngestBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Measures webhooks of WhatsApp: verified, parsed by the real plugin, and durable before the 200.",
        discussion: """
            The host beside this program runs on a temporary folder, `orkesta emulate whatsapp` in a process of its \
            own; both share the machine with the load generator. Every message is a new one of one of \
            \(SignedWebhook.customers) customers, and begins a turn, whose answer goes to the emulator. Statuses \
            and the fixed rate come first; as fast as answered leaves turns behind, for which nobody waits. \
            Aims: 10,000 a second; 95 % under 5 ms at 1,000 a second.
            Exit codes: 0 all answers were 200, 1 some were not: then the figures mean little.
            """
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(name: .customLong("quick"), help: "A third of everything.") var isQuick = false
    @Option(help: "The host's program; the one beside this one unless said otherwise.") var executable: String?

    func run() async throws {
        var plan = WhatsAppHousePlan()
        if let executable { plan.host.executable = executable }
        plan.emulator = ["--per-second", "0", "--no-pair-limit", "--no-window"]
        plan.settings = ["sends_per_second": 1_000]
        let house = try await WhatsAppHouse.start(plan)
        var results: [PhaseResult] = []
        for phase in phases(house) {
            let result = try await phase.run(on: house.host)
            if phase.isMeasured { results.append(result) }
        }
        await house.host.kill()
        print(isJSON ? ResultTable(results).json.description : ResultTable(results).text)
        guard results.allSatisfy(\.isClean) else { throw ExitCode.failure }
    }

    private func phases(_ house: WhatsAppHouse) -> [Phase] {
        let webhook = SignedWebhook(shop: house.shops[0])
        var bare = LoadPlan(baseURL: house.host.clientURL ?? "", path: "/api/health/live")
        (bare.method, bare.connections, bare.durationMilliseconds) = ("GET", 64, milliseconds)
        func messages(_ phase: String, connections: Int, rate: Double? = nil) -> LoadPlan {
            plan(webhook, house, connections, rate) { webhook.message($0, phase: phase) }
        }
        func statuses(_ phase: String, connections: Int, rate: Double? = nil) -> LoadPlan {
            plan(webhook, house, connections, rate) { webhook.status($0, phase: phase) }
        }
        return [
            Phase("warm-up", isMeasured: false, messages("warm", connections: 16, rate: 200)),
            Phase("bare route", bare),
            Phase("statuses, 64 connections", statuses("status", connections: 64)),
            Phase("statuses, 1000 a second", statuses("paced", connections: 256, rate: 1_000)),
            Phase("messages, 1000 a second", messages("open", connections: 256, rate: 1_000)),
            Phase("messages, 64 connections", messages("closed", connections: 64)),
            Phase("messages, 256 connections", messages("crowd", connections: 256)),
        ]
    }

    private var milliseconds: Int64 { isQuick ? 3_000 : 10_000 }

    private func plan(
        _ webhook: SignedWebhook,
        _ house: WhatsAppHouse,
        _ connections: Int,
        _ rate: Double?,
        _ body: @escaping @Sendable (Int) -> [UInt8]
    ) -> LoadPlan {
        var plan = LoadPlan(
            baseURL: house.host.clientURL ?? "",
            path: "/channels/whatsapp/\(house.shops[0].tenant)",
            body: body
        )
        plan.headers = [("Content-Type", "application/json"), ("User-Agent", "facebookexternalua")]
        plan.numberedHeaders = { [("X-Hub-Signature-256", webhook.signature(of: body($0)))] }
        (plan.connections, plan.durationMilliseconds) = (connections, milliseconds)
        if let rate { plan.pace = .requestsPerSecond(rate) }
        return plan
    }
}
