// Messages that a person sends again: what their provider still tells of the first attempt is not
// about the second.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct ReplayTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])

    @Test func aRepeatedFailureDoesNotEndIt() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { .sent(providerMessageID: "wamid.\($0.idempotencyKey)") }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let key = try #require(channel.sent.withLock { $0.first?.idempotencyKey })
                func fail() async throws { try await host.tell(.failed, "wamid.\(key)", key: key) }
                try await fail()
                try await host.replay("dead")
                // Its provider repeats itself: before the message is sent again, and after.
                try await fail()
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                try await fail()
                #expect(try await host.texts("SELECT state FROM outbox ORDER BY id") == ["cancelled", "sent"])
                #expect(channel.sent.withLock { $0.map(\.idempotencyKey) } == [key, "\(key)/web.1"])
                #expect(try await host.events(of: "message.failed").count == 1)
                // Its own failure does.
                try await host.tell(.failed, "wamid.\(key)/web.1", key: "\(key)/web.1")
                #expect(try await host.texts("SELECT state FROM outbox ORDER BY id") == ["cancelled", "dead"])
            }
        }
    }

    /// Nobody knew what became of it, and it had arrived.
    @Test func whatArrivedAfterAllIsNotSaidAgain() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let channel = RecordingChannel { message in
                message.idempotencyKey.hasSuffix("/web.1")
                    ? .retry(reason: "busy", afterMilliseconds: 3_600_000) : .unknown(reason: "cut")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'unknown'")
                let key = try #require(channel.sent.withLock { $0.first?.idempotencyKey })
                try await host.replay("unknown")
                // No other channel takes over from the first any more.
                let first = "SELECT COUNT(*) FROM outbox WHERE state = 'cancelled' AND fallback_due IS NULL"
                #expect(try await host.count(first) == 1)
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND attempts = 1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND lease_owner IS NULL")
                try await host.tell(.delivered, "wamid.1", key: key)
                #expect(try await host.texts("SELECT state FROM outbox ORDER BY id") == ["sent", "cancelled"])
            }
        }
    }

    /// Neither twice by hand, nor by hand what went out anew by itself.
    @Test func itIsSentAgainOnce() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { .sent(providerMessageID: $0.idempotencyKey) }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let key = try #require(channel.sent.withLock { $0.first?.idempotencyKey })
                try await host.tell(.failed, key, key: key, isTransient: true)
                let problem = await #expect(throws: Problem.self) { try await host.replay("dead") }
                #expect(problem?.kind == .conflict && problem?.remedy.contains("See what became of") == true)
                #expect(try await host.texts("SELECT state FROM outbox ORDER BY id") == ["dead", "pending"])
                // The one that took its place fails, too, and is sent again.
                try await host.change("UPDATE outbox SET state = 'dead' WHERE state = 'pending'")
                let id = try #require(try await host.texts("SELECT id FROM outbox ORDER BY id DESC").first)
                try await host.replay(OutboxItemID(id))
                await #expect(throws: Problem.self) { try await host.replay(OutboxItemID(id)) }
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(channel.sent.withLock { $0.last?.idempotencyKey } == "\(key)/web.2")
            }
        }
    }
}

extension PipelineHost {
    /// A person sends the one message in this state again.
    fileprivate func replay(_ state: String) async throws {
        let ids = try await texts("SELECT id FROM outbox WHERE state = '\(state)'")
        try await replay(OutboxItemID(try #require(ids.first)))
    }

    fileprivate func replay(_ id: OutboxItemID) async throws {
        try await database.write { [tenant] connection in
            try Outbox(tenant).replay(id, now: SystemClock().now(), in: connection)
        }
    }
}
