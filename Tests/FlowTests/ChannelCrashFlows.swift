// The host is killed while customers write on WhatsApp: what the provider was told
// is taken is answered, and nothing is sent twice. The provider counts.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChannelCrashFlows {
    private static let number = "106540352242922"
    private static let customers = 20
    private static let kills = 3

    @Test func killsLoseNothingAndSendNothingTwice() async throws {
        let host = try await HostProcess.start(FlowHost.configuration)
        let http = try HTTPClient()
        let process = try EmulatedProvider(
            ["--per-second", "0", "--no-pair-limit", "--status-ms", "20"],
            of: "whatsapp"
        )
        let provider = APIClient(baseURL: process.url, apiKey: nil, http: http)
        let tenant = try await FlowTenant.create(on: host, enabling: ["orchestrator", "catalog"], http: http)
        _ = try await tenant.upload("sku,name,price\nMAR-1,Martillo de Uña,189\n")
        try await tenant.change(
            "whatsapp",
            [
                "enabled": true,
                "settings": [
                    "phone_number_id": .string(Self.number), "access_token": "any",
                    "app_secret": "emulated-app-secret", "api_base_url": .string(process.url),
                ],
            ]
        )
        var phones: [String] = []
        for kill in 0...Self.kills {
            // After a start the host listens on another port.
            let webhook = "\(try #require(host.clientURL))/channels/whatsapp/\(tenant.id)"
            _ = try await provider.put("/control/numbers/\(Self.number)", ["webhook": .string(webhook)])
            phones = try await crowd(provider)
            guard kill < Self.kills else { break }
            try await Task.sleep(for: .milliseconds(150 * (kill + 1)))
            await host.kill()
            try await host.start()
        }
        let answers = try await answers(provider, atLeast: Self.kills + 1, on: phones)
        let sends = try await provider.get("/control/sends")
        #expect(answers.allSatisfy { $0.value >= Self.kills + 1 }, "\(answers); \(sends.text)")
        #expect(sends.json["repeated"] == 0, "\(sends.text)")
        try await host.stop()
    }

    /// Everybody writes once, at the same time.
    private func crowd(_ provider: APIClient) async throws -> [String] {
        let crowd: JSON = [
            "shop": .string(Self.number), "text": "busco un martillo", "customers": .integer(Int64(Self.customers)),
        ]
        let made = try await provider.post("/control/crowd", crowd)
        let phones = (made.json["phones"]?.arrayValue ?? []).compactMap(\.stringValue)
        try #require(phones.count == Self.customers, "\(made.text)")
        return phones
    }

    /// How many messages of the business each phone has, once each has enough; after a
    /// minute, as it is then.
    private func answers(_ provider: APIClient, atLeast count: Int, on phones: [String]) async throws -> [String: Int] {
        var answers: [String: Int] = [:]
        for _ in 0..<600 {
            let shown = try await provider.get("/phones").json["messages"]?.arrayValue ?? []
            answers = Dictionary(phones.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
            for message in shown where message["from_customer"] == false {
                answers[message["phone"]?.stringValue ?? "", default: 0] += 1
            }
            if phones.allSatisfy({ answers[$0, default: 0] >= count }) { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        return answers.filter { phones.contains($0.key) }
    }
}
