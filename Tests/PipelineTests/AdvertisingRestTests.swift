// Advertising that a provider holds back from a customer: it rests for a day, and nothing else
// does.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import Synchronization
import Testing

@Suite struct AdvertisingRestTests {
    private static let advertising = WindowTemplate(name: "ofertas", language: "es_MX", parameters: [.text])

    /// Whether the provider says so at once, or later.
    @Test(arguments: ["refused", "told later"])
    func whatIsHeldBackRestsForItsCustomerAlone(how: String) async throws {
        let agents = try Self.agents()
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: Self.advertising)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let (ana, beto) = ("+525512345678", "+525587654321")
            let isFirst = Mutex(true)
            // The window is over as soon as the customer has written.
            let capabilities = RecordingChannel.capabilities(window: 1)
            let channel = RecordingChannel(capabilities: capabilities, others: RecordingChannel()) { message in
                let isHeld = isFirst.withLock { first in
                    defer { first = false }
                    return first && how == "refused"
                }
                return isHeld
                    ? .refused(reason: "enough", remedy: .restAdvertising)
                    : .sent(providerMessageID: message.idempotencyKey)
            }
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                _ = try await host.ask("uno", id: "m1", from: ana)
                if how == "told later" {
                    try await host.untilSent(1, by: "web")
                    let key = try #require(channel.sent.withLock { $0.first?.idempotencyKey })
                    try await host.tell(.failed, key, key: key, remedy: .restAdvertising)
                }
                try await host.untilSent(1, by: "sms")
                // The next one does not even try.
                _ = try await host.ask("dos", id: "m2", from: ana)
                try await host.untilSent(2, by: "sms")
                // What was never held back is no advertising, and others had not too much of it.
                _ = try await host.ask("pedido", id: "m3", from: ana)
                try await host.untilSent(1, by: "web")
                _ = try await host.ask("uno", id: "m1", from: beto)
                try await host.untilSent(2, by: "web")
                try await host.change("UPDATE advertising_rests SET rests_until = 1")
                _ = try await host.ask("tres", id: "m4", from: ana)
                try await host.untilSent(3, by: "web")
                let went = channel.sent.withLock { sent in
                    sent.map { "\($0.address) \($0.template?["name"]?.stringValue ?? "-")" }
                }
                #expect(went == ["\(ana) ofertas", "\(ana) pedido", "\(beto) ofertas", "\(ana) ofertas"])
                let log = Logger(label: "retention")
                let removed = try await Retention(database: database, clocks: host.clocks, log: log).prune()
                #expect(removed["advertising_rests"] == 1)
            }
        }
    }

    /// Answers “pedido” with a template of its own, everything else with what was written.
    private static func agents() throws -> ScriptedAgents {
        let order = try MessageTemplate(
            name: "pedido",
            channel: nil,
            language: "es",
            json: [
                "body": "Tu pedido está listo.",
                "provider": ["name": "pedido", "language": "es_MX", "approval": "approved"],
            ]
        ).rendered([:], timeZone: "UTC")
        return ScriptedAgents([
            "orchestrator": { input, turn in
                guard input.text == "pedido" else { return await echo(input, turn) }
                turn.learn(template: order)
                _ = turn.say(.text(order.text), fallback: nil)
                return .finished(AgentResult())
            }
        ])
    }
}

extension PipelineHost {
    fileprivate func untilSent(_ count: Int64, by channel: String) async throws {
        try await until(count, "SELECT COUNT(*) FROM outbox WHERE channel = '\(channel)' AND state = 'sent'")
    }
}
