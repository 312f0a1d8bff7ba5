// Templates that their provider holds back carry nothing until it lets them through again.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct HeldTemplateTests {
    private static let phone = "+525512345678"

    @Test func thePolicysTemplateIsNotTriedAgainBeforeItIsApproved() async throws {
        try await withDatabase { database, tenant in
            try await Self.setPolicy(database, tenant)
            let isPaused = Mutex(true)
            let sms = RecordingChannel()
            let channel = RecordingChannel(capabilities: Self.capabilities, others: sms) { _ in
                isPaused.withLock { $0 }
                    ? .refused(reason: "the template is paused", remedy: .otherTemplate)
                    : .sent(providerMessageID: "1")
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                for number in 1...2 {
                    _ = try await host.ask("\(number)", id: "m\(number)", from: Self.phone)
                    let bySMS = "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'"
                    try await host.until(Int64(number), bySMS)
                }
                #expect(channel.sent.withLock { $0.count } == 1)
                isPaused.withLock { $0 = false }
                // What the provider told of an hour ago is news of the past.
                try await host.tell(.approved, secondsAgo: 3_600)
                _ = try await host.ask("3", id: "m3", from: Self.phone)
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                try await host.tell(.approved, secondsAgo: -1)
                _ = try await host.ask("4", id: "m4", from: Self.phone)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'web' AND state = 'sent'")
                #expect(channel.sent.withLock { $0.compactMap { $0.template?["name"] } } == ["aviso", "aviso"])
                #expect(sms.sent.withLock { $0.count } == 3)
            }
        }
    }

    /// It was filled in before its provider paused it: the tenant's other one carries the message.
    @Test func aMessagesOwnTemplateIsNotUsedEither() async throws {
        try await withDatabase { database, tenant in
            try await Self.setPolicy(database, tenant)
            let provider: JSON = ["name": "aviso_propio", "language": "es_MX", "approval": "approved"]
            let own = try MessageTemplate(
                name: "aviso",
                channel: nil,
                language: "es",
                json: ["body": "Hola", "provider": provider]
            ).rendered([:], timeZone: "UTC")
            let agents = ScriptedAgents([
                "orchestrator": { _, turn in
                    turn.learn(template: own)
                    turn.learn(fact: own.json.description)
                    _ = turn.say(.text(own.text), fallback: nil)
                    return .finished(AgentResult())
                }
            ])
            let channel = RecordingChannel(capabilities: Self.capabilities)
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                for (number, name) in [(1, "aviso_propio"), (2, "aviso")] {
                    _ = try await host.ask("hola", id: "m\(number)")
                    try await host.until(Int64(number), "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                    #expect(channel.sent.withLock { $0.last?.template?["name"]?.stringValue } == name)
                    try await host.tell(.paused, "aviso_propio")
                }
                // A person knows better.
                try await database.write { connection in
                    try TemplateDecisions(tenant).forget("aviso_propio", "es_MX", on: nil, in: connection)
                }
                _ = try await host.ask("hola", id: "m3")
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(channel.sent.withLock { $0.last?.template?["name"] } == "aviso_propio")
            }
        }
    }

    /// The window is over as soon as the customer has written.
    private static let capabilities = RecordingChannel.capabilities(window: 1)

    private static func setPolicy(_ database: any Database, _ tenant: TenantHandle) async throws {
        let template = WindowTemplate(name: "aviso", language: "es_MX", parameters: [.text])
        let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: template)
        try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
    }
}

extension PipelineHost {
    /// The provider tells what it decided on a template.
    fileprivate func tell(
        _ approval: TemplateApproval,
        _ name: String = "aviso",
        secondsAgo seconds: Int64 = 0
    ) async throws {
        let decision = TemplateDecision(
            name: name,
            language: "es_MX",
            approval: approval,
            reason: nil,
            at: SystemClock().now().advanced(bySeconds: -seconds)
        )
        let response = ChannelResponse(status: 200, headers: [], body: [])
        let ingest = ChannelIngest(messages: [], receipts: [], templates: [decision], response: response)
        try await engine.take(ingest, channel: plugin("web"), tenant: tenant)
    }
}
