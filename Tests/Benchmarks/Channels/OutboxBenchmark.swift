// `orkesta-bench outbox`: how fast waiting messages leave, and how well the provider's
// rates are kept.

import ArgumentParser
import CrashDrill
import OrkestaModel
import TestHarness

struct OutboxBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Measures how a backlog of WhatsApp messages drains.",
        discussion: """
            The host beside this program runs on a temporary folder, `orkesta emulate whatsapp` in a process of its \
            own, both on this machine. First \(Self.shops) numbers drain a backlog as fast as they can; then one number \
            keeps to 80 messages a second, and to the limit of each customer. The provider counts what it takes. \
            Aims: 5,000 a second; then not one 130429 or 131056, and over 95 % of the rate used. What the provider \
            alone takes, asked by a load generator, stands beside it.
            """
    )

    /// A number may send 1,000 a second at most, so that several are needed.
    private static let shops = 8

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false
    @Flag(name: .customLong("quick"), help: "A fifth of everything.") var isQuick = false
    @Option(help: "The host's program; the one beside this one unless said otherwise.") var executable: String?

    func run() async throws {
        let scale = isQuick ? 5 : 1
        let alone = try await provider(milliseconds: Int64(10_000 / scale))
        var open = plan(emulator: ["--per-second", "0", "--no-pair-limit", "--no-window"])
        open.shops = Self.shops
        open.settings = ["sends_per_second": 1_000]
        let drain = try await DrainRun.run(open, customers: 5_000 / scale, favourites: (0, 0))
        // A customer with more than the burst of 45 shows that the pair limit is kept.
        let paced = try await DrainRun.run(
            plan(emulator: ["--no-window"]),
            customers: 4_800 / scale,
            favourites: (4, 43)
        )
        if isJSON {
            print(
                JSON.object(["provider_alone": .double(alone), "drain": drain.json, "paced": paced.json]).description
            )
        } else {
            print(
                textTable([DrainRun.heads, drain.cells("buckets off", of: alone), paced.cells("80 a second", of: 80)])
            )
            print("the provider alone: \(Int(alone)) a second")
        }
    }

    private func plan(emulator: [String]) -> WhatsAppHousePlan {
        var plan = WhatsAppHousePlan()
        if let executable { plan.host.executable = executable }
        plan.emulator = emulator
        plan.agents = []
        return plan
    }

    /// Sends a second that the emulator takes from a client that does nothing else.
    private func provider(milliseconds: Int64) async throws -> Double {
        let arguments = ["--per-second", "0", "--no-pair-limit", "--no-window"]
        let provider =
            try executable.map { try EmulatedProvider(arguments, of: "whatsapp", executable: $0) }
            ?? EmulatedProvider(arguments, of: "whatsapp")
        var load = LoadPlan(baseURL: provider.url, path: "/v25.0/106540352242922/messages") { number in
            let message: JSON = [
                "messaging_product": "whatsapp", "recipient_type": "individual", "type": "text",
                "to": .string("52155\(10_000_000 + number % 20_000)"),
                "biz_opaque_callback_data": .string("k-\(number)"),
                "text": ["body": "Oferta de hoy: martillo de uña a $189.00", "preview_url": false],
            ]
            return message.utf8
        }
        load.headers = [("Content-Type", "application/json"), ("Authorization", "Bearer any")]
        load.connections = 64
        load.durationMilliseconds = milliseconds
        let report = try await LoadGenerator.run(load)
        guard report.statuses.keys.allSatisfy({ $0 == 200 }) else { throw BenchmarkFailure("provider: \(report)") }
        return report.requestsPerSecond
    }
}
