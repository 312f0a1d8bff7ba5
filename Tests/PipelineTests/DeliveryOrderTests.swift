// Which message goes out before which, where some wait: order holds within a conversation on
// each channel, and no channel waits for another.

import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTurns
import OrkestaModel
import StorageHarness
import Synchronization
import Testing

@Suite struct DeliveryOrderTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])
    private static let phone = "+525512345678"

    /// One message went on by SMS, which is down: what is said later goes on by the channel
    /// that works, and the other comes when SMS is back.
    @Test func aFallbackThatWaitsHoldsUpNothingNewer() async throws {
        try await withDatabase { database, tenant in
            try await Self.letSMSTakeOver(database, tenant)
            let isDown = Mutex(true)
            let sms = RecordingChannel { message in
                isDown.withLock { $0 }
                    ? .retry(reason: "down", afterMilliseconds: 3_600_000)
                    : .sent(providerMessageID: message.idempotencyKey)
            }
            let channel = RecordingChannel(others: sms) { message in
                message.reply["text"]?.stringValue == "eco: uno"
                    ? .refused(reason: "too long", remedy: .otherChannel)
                    : .sent(providerMessageID: message.idempotencyKey)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("uno", id: "m1", from: Self.phone)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND attempts = 1")
                for text in ["dos", "tres"] { _ = try await host.ask(text, id: text, from: Self.phone) }
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE channel = 'web' AND state = 'sent'")
                // Each message tells of itself how far it has come.
                let told = try await database.read { connection in
                    let conversation = try required(try connection.row("SELECT id FROM conversations"))
                    let history = try Conversations(tenant)
                        .history(of: try conversation.identifier(0), limit: 50, in: connection)
                    let deliveries = try MessageDelivery.find(history, of: tenant, in: connection)
                    return history.compactMap { deliveries[$0.id] }.map { "\($0.channel) \($0.state.rawValue)" }
                }
                #expect(told == ["sms pending", "web sent", "web sent"])
                isDown.withLock { $0 = false }
                try await host.change("UPDATE outbox SET available_at = 1 WHERE state = 'pending'")
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                #expect(channel.sent.withLock { $0.count } == 3)
            }
        }
    }

    @Test func fallbacksToOneChannelKeepTheirOrder() async throws {
        try await withDatabase { database, tenant in
            try await Self.letSMSTakeOver(database, tenant)
            let sms = RecordingChannel { message in
                message.attempt < 2 ? .retry(reason: "busy", afterMilliseconds: nil) : .sent(providerMessageID: "SM1")
            }
            let channel = RecordingChannel(others: sms) { _ in .refused(reason: "not there", remedy: .otherChannel) }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                for number in 0..<3 { _ = try await host.ask("\(number)", id: "m\(number)", from: Self.phone) }
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                let succeeded = sms.sent.withLock { $0.filter { $0.attempt == 2 }.map(\.idempotencyKey) }
                #expect(succeeded.count == 3)
                #expect(succeeded == succeeded.sorted())
            }
        }
    }

    /// By the same channel: what comes after it waits for it.
    @Test func whatIsSentAnewStaysInFront() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                _ = try await host.ask("uno", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let key = try #require(host.channel.sent.withLock { $0.first?.idempotencyKey })
                try await host.tell(.failed, key, key: key, isTransient: true)
                _ = try await host.ask("dos", id: "m2")
                let waits = "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND lease_owner IS NULL"
                try await host.until(2, waits)
                #expect(host.channel.sent.withLock { $0.count } == 1)
                try await host.change("UPDATE outbox SET available_at = 1 WHERE state = 'pending'")
                host.dispatcher.wake()
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let texts = host.channel.sent.withLock { $0.compactMap { $0.reply["text"]?.stringValue } }
                #expect(texts == ["eco: uno", "eco: uno", "eco: dos"])
            }
        }
    }

    private static func letSMSTakeOver(_ database: any Database, _ tenant: TenantHandle) async throws {
        let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
        try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
    }
}
