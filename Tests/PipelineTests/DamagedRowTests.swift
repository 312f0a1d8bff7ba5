// A row that cannot be written or read spoils nothing for the others with which it shares a
// transaction: neither their outcomes nor their claims.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import StorageHarness
import Synchronization
import Testing

@testable import HostOutbox

@Suite struct DamagedRowTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])
    private static let phone = "+525512345678"
    /// What goes on by another channel reads its conversation.
    private static let damage = "UPDATE conversations SET context = '{' WHERE address = "

    // MARK: Outcomes

    @Test func anOutcomeThatCannotBeWrittenLosesNobodyElses() async throws {
        try await withDatabase { database, tenant in
            let items = try await database.write { connection in
                try (1...7).map { try Self.queue("ana\($0)", of: tenant, in: connection) }
            }
            try await database.write { _ = try $0.execute(Self.damage + "'ana3'") }
            let settlements = Self.settlements(on: database)
            settlements.add(
                items.map { item in
                    let isDead = item.address == "ana3"
                    let outcome: Settlement.Outcome =
                        isDead ? .ended(.dead, reason: "refused") : .sent(providerMessageID: item.address)
                    return Settlement(item: item, outcome: outcome)
                }
            )
            await settlements.settled()
            let sent = try await database.read { connection in
                try connection.rows("SELECT provider_message_id FROM outbox WHERE state = 'sent' ORDER BY address")
                    .map { try $0.text(0) }
            }
            #expect(sent == ["ana1", "ana2", "ana4", "ana5", "ana6", "ana7"])
        }
    }

    @Test func outcomesWaitForADatabaseThatIsOutOfReach() async throws {
        try await withDatabase { database, tenant in
            let item = try await database.write { try Self.queue("ana", of: tenant, in: $0) }
            let settlements = Self.settlements(on: BrokenDatabase(database, broken: 2))
            settlements.add([Settlement(item: item, outcome: .sent(providerMessageID: "1"))])
            await settlements.settled()
            let state = try await database.read { try $0.row("SELECT state FROM outbox")?.text(0) }
            #expect(state == "sent")
        }
    }

    // MARK: Claims

    @Test func aMessageThatCannotGoOnKeepsNoOtherWaiting() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let channel = RecordingChannel { message in
                if message.address == Self.phone { return .unknown(reason: "cut") }
                return message.attempt == 1
                    ? .retry(reason: "busy", afterMilliseconds: nil) : .sent(providerMessageID: "1")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: Self.phone)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL")
                try await host.change(Self.damage + "'\(Self.phone)'")
                try await host.change("UPDATE outbox SET fallback_due = 1")
                _ = try await host.ask("hola", id: "m1", from: "beto")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE address = 'beto' AND state = 'sent'")
                // It is not looked at again with each claim.
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'unknown' AND fallback_due > 1")
            }
        }
    }

    @Test func aRowThatCannotBeReadIsGivenUp() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { message in
                message.attempt == 1
                    ? .retry(reason: "busy", afterMilliseconds: 3_600_000) : .sent(providerMessageID: "1")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                for name in ["ana", "beto"] { _ = try await host.ask("hola", id: "m1", from: name) }
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE attempts = 1 AND lease_owner IS NULL")
                try await host.change("UPDATE outbox SET body = '{' WHERE address = 'ana'")
                try await host.change("UPDATE outbox SET available_at = 1")
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE address = 'beto' AND state = 'sent'")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE address = 'ana' AND state = 'dead'")
            }
        }
    }

    // MARK: Settings

    @Test func aDamagedPolicyCountsAsNone() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let channel = RecordingChannel { message in
                message.address == Self.phone
                    ? .refused(reason: "not there", remedy: .otherChannel) : .sent(providerMessageID: "1")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                for damaged in ["{", #"{"fallback": ["web"]}"#] {
                    try await host.change("UPDATE delivery_policies SET policy = '\(damaged)'")
                    let told = try await database.read { try DeliveryPolicies.damage(in: $0).map(\.tenant) }
                    #expect(told == ["shop"])
                }
                _ = try await host.ask("hola", id: "m1", from: Self.phone)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead'")
                #expect(try await host.count("SELECT COUNT(*) FROM outbox") == 1)
                // Set anew, it counts.
                try await DeliveryTests.set(policy, enabling: [], database, tenant)
                _ = try await host.ask("hola", id: "m2", from: Self.phone)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms'")
            }
        }
    }

    @Test func aDamagedTemplateIsPassedOver() async throws {
        try await withDatabase { database, tenant in
            typealias Found = (template: MessageTemplate?, damage: [String], names: [String])
            let found = try await database.write { connection -> Found in
                let templates = MessageTemplates(tenant)
                for name in ["aviso", "cobro"] {
                    let template = try MessageTemplate(name: name, channel: nil, language: "es", json: ["body": "Hola"])
                    try templates.set(template, at: SystemClock().now(), in: connection)
                }
                try connection.execute("UPDATE message_templates SET document = '{}' WHERE name = 'aviso'")
                let key = MessageTemplates.Key(name: "aviso", channel: nil, language: "es")
                let damage = try MessageTemplates.damage(in: connection).map(\.name)
                let names = try templates.list(in: connection).map(\.name)
                return (try templates.find(key, in: connection), damage, names)
            }
            #expect(found.template == nil)
            #expect(found.names == ["cobro"])
            #expect(found.damage == ["template aviso"])
        }
    }

    private static func settlements(on database: any Database) -> Settlements {
        Settlements(
            database: database,
            leases: OutboxLeases(owner: "node"),
            clock: SystemClock(),
            log: Logger(label: "damage") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// A message to somebody, in a conversation of its own, that this node has.
    private static func queue(
        _ address: String,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> OutboxItem {
        let (at, randomness, channel) = (SystemClock().now(), SystemRandomness(), plugin("web"))
        let customer = try Customers(tenant)
            .resolve(channel: channel, address: address, at: at, randomness: randomness, in: connection)
        let conversation = try Conversations(tenant).open(
            channel: channel,
            address: address,
            customer: customer,
            at: at,
            randomness: randomness,
            in: connection
        )
        let item = OutboxItem(
            id: OutboxItemID(at: at, randomness: randomness),
            tenant: tenant.id,
            channel: channel,
            address: address,
            conversationID: conversation.id,
            messageID: MessageID(at: at, randomness: randomness),
            sequence: 1,
            reply: ["type": "text", "text": "hola"],
            locale: nil,
            createdAt: at
        )
        _ = try Outbox(tenant).enqueue([item], environment: .sandbox, leaseOwner: "node", now: at, in: connection)
        return item
    }
}
