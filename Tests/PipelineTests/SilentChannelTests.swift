// Channels whose provider does not tell what it delivered: their silence is no failure.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct SilentChannelTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])

    @Test(arguments: ["never known", "never taken"])
    func whatIsNotKnownToBeSentGoesOn(how: String) async throws {
        try await withSilentChannel(how) { host, sms in
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL")
            try await host.change("UPDATE outbox SET fallback_due = 1")
            host.dispatcher.wake()
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
            #expect(sms.sent.withLock { $0.count } == 1)
        }
    }

    @Test(arguments: ["at once", "at the second attempt"])
    func whatWasSentIsNotSaidAgain(how: String) async throws {
        try await withSilentChannel(how) { host, sms in
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL") == 0)
            #expect(try await host.count("SELECT COUNT(*) FROM outbox") == 1)
            #expect(sms.sent.withLock { $0.isEmpty })
        }
    }

    /// Nobody knew whether it was sent; then its provider says so, and will say no more.
    @Test func aStatusEndsTheWaitForTheOtherChannel() async throws {
        try await withSilentChannel("never known") { host, _ in
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL")
            let key = try #require(host.channel.sent.withLock { $0.first?.idempotencyKey })
            try await host.tell(.sent, "1", key: key)
            #expect(try await host.texts("SELECT state FROM outbox WHERE fallback_due IS NULL") == ["sent"])
            // What it does tell counts.
            try await host.tell(.failed, "1", key: key, remedy: .otherChannel)
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
        }
    }

    /// A message of a shop that goes on by SMS after half an hour.
    private func withSilentChannel(
        _ how: String,
        _ body: @escaping @Sendable (PipelineHost, RecordingChannel) async throws -> Void
    ) async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let sms = RecordingChannel()
            let capabilities = RecordingChannel.capabilities(tellsDelivery: false)
            let channel = RecordingChannel(capabilities: capabilities, others: sms) { message in
                switch how {
                case "never known": .unknown(reason: "cut")
                case "never taken": .retry(reason: "down", afterMilliseconds: nil)
                case "at the second attempt" where message.attempt == 1: .retry(reason: "down", afterMilliseconds: nil)
                default: .sent(providerMessageID: "1")
                }
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                try await body(host, sms)
            }
        }
    }
}
