// Templates that a provider asks for only when it gets free text, because it knows better than
// the host when its window closes: they wait as all templates do.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct LateTemplateTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])

    @Test func theTemplateGoesOutInTheMessagesPlace() async throws {
        try await withDatabase { database, tenant in
            try await Self.setTemplate(database, tenant)
            let channel = RecordingChannel(capabilities: Self.capabilities()) { message in
                message.template == nil ? Self.closed : .sent(providerMessageID: "1")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND attempts = 1")
                let names = channel.sent.withLock { $0.map { $0.template?["name"]?.stringValue } }
                #expect(names == [nil, "aviso"])
            }
        }
    }

    /// Also where the host knows of no window.
    @Test(arguments: [true, false])
    func withoutATemplateTheMessageEnds(hasWindow: Bool) async throws {
        try await withDatabase { database, tenant in
            var capabilities = Self.capabilities()
            if !hasWindow { capabilities.sessionWindowMilliseconds = nil }
            let channel = RecordingChannel(capabilities: capabilities) { _ in Self.closed }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead'")
                #expect(channel.sent.withLock { $0.count } == 1)
            }
        }
    }

    @Test func itRestsWhileTemplatesAreStopped() async throws {
        try await withDatabase { database, tenant in
            try await Self.setTemplate(database, tenant)
            let channel = RecordingChannel(capabilities: Self.capabilities()) { message in
                message.template == nil
                    ? Self.closed : .refused(reason: "the account is not paid", remedy: .stopTemplates)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "ana")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND attempts = 1")
                _ = try await host.ask("hola", id: "m1", from: "beto")
                let rests = "address = 'beto' AND state = 'pending' AND attempts = 0 AND last_error IS NOT NULL"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE \(rests)")
                let templates = channel.sent.withLock { $0.filter { $0.template != nil }.map(\.address) }
                #expect(templates == ["ana"])
            }
        }
    }

    /// It is a second message to the provider, which counts it, too.
    @Test func itWaitsForAMomentOfItsOwn() async throws {
        try await withDatabase { database, tenant in
            try await Self.setTemplate(database, tenant)
            let rates = SendRates(perSecond: nil, customerBurst: 1, customerIntervalMilliseconds: 3_600_000)
            let channel = RecordingChannel(capabilities: Self.capabilities(rates)) { _ in Self.closed }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                let waits = "state = 'pending' AND lease_owner IS NULL AND available_at > created_at + 60000"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE \(waits)")
                #expect(channel.sent.withLock { $0.map(\.template) } == [nil])
            }
        }
    }

    private static let closed = SendOutcome.refused(reason: "the window is closed", remedy: .template)

    private static func capabilities(_ rates: SendRates = .unlimited) -> ChannelCapabilities {
        RecordingChannel.capabilities(window: 3_600_000, rates: rates)
    }

    private static func setTemplate(_ database: any Database, _ tenant: TenantHandle) async throws {
        let template = WindowTemplate(name: "aviso", language: "es_MX", parameters: [.text])
        let policy = DeliveryPolicy(fallback: [], undeliveredMinutes: nil, template: template)
        try await DeliveryTests.set(policy, enabling: [], database, tenant)
    }
}
