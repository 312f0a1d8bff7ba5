// What a kill switch holds: claims meet it once, no other channel takes over meanwhile, and it
// goes out when the last switch that holds it is lifted.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Testing

@Suite struct HeldMessageTests {
    private static let leases = OutboxLeases(owner: "node")
    private static let scope = KillSwitchScope.channel(plugin("web"))

    /// More than one claim takes, held by two switches.
    @Test func claimsMeetItOnce() async throws {
        try await withDatabase(environment: .production) { database, tenant in
            let held = 2 * Limits.outboxClaimMax + 10
            for scope in [Self.scope, .global] { try await Self.set(scope, database) }
            try await database.write { connection in
                for number in 0..<held { try Self.store(number, of: tenant, in: connection) }
            }
            #expect(try await Self.claimAll(database).isEmpty)
            // Nothing is left in the way of what comes later.
            let free = "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND available_at <= ?"
            let inTheWay = try await database.read { try $0.row(free, SystemClock().now())?.integer(0) }
            #expect(inTheWay == 0)
            try await Self.lift(.global, database)
            #expect(try await Self.claimAll(database).isEmpty)
            try await Self.lift(Self.scope, database)
            let claimed = try await Self.claimAll(database)
            #expect(claimed.count == held)
            #expect(claimed == claimed.sorted())
        }
    }

    @Test func whatNoSwitchHoldsPassesByIt() async throws {
        try await withDatabase(environment: .production) { database, tenant in
            try await Self.set(Self.scope, database)
            try await database.write { connection in
                for number in 0..<Limits.outboxClaimMax + 10 { try Self.store(number, of: tenant, in: connection) }
                try Self.store(9_000, by: "sms", of: tenant, in: connection)
            }
            #expect(try await Self.claimAll(database) == [OutboxItemID("o19000")])
        }
    }

    /// Its provider did not take it at first, and then a switch held it for longer than the
    /// other channel waits: it is tried again by its own.
    @Test(arguments: [true, false])
    func noOtherChannelTakesOverMeanwhile(isMet: Bool) async throws {
        try await withDatabase(environment: .production) { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let channel = RecordingChannel { message in
                message.attempt < 2
                    ? .retry(reason: "down", afterMilliseconds: 3_600_000) : .sent(providerMessageID: "wamid.1")
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL")
                try await Self.set(Self.scope, database)
                try await host.change("UPDATE outbox SET fallback_due = 1")
                if isMet {
                    // The hour of its next attempt has come.
                    try await host.change("UPDATE outbox SET available_at = 1")
                    host.dispatcher.wake()
                    try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE available_at > 1")
                }
                try await Self.lift(Self.scope, database)
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND attempts = 2")
                #expect(try await host.texts("SELECT channel FROM outbox") == ["web"])
                // The minutes count from when it went out.
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE fallback_due > 1") == 1)
            }
        }
    }

    /// The keys of what can be claimed, in the order of the claims.
    private static func claimAll(_ database: any Database) async throws -> [OutboxItemID] {
        var claimed: [OutboxItemID] = []
        while true {
            let now = SystemClock().now()
            let claim = try await database.write { connection in
                try leases.claim(limit: Limits.outboxClaimMax, now: now, in: connection)
            }
            guard claim.takenCount > 0 else { return claimed }
            claimed += claim.items.map(\.id)
        }
    }

    /// Stores a message, of a conversation of its own, that nobody has.
    private static func store(
        _ number: Int,
        by channel: String = "web",
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws {
        let now = SystemClock().now()
        let item = OutboxItem(
            id: OutboxItemID("o\(10_000 + number)"),
            tenant: tenant.id,
            channel: plugin(channel),
            address: "ana",
            conversationID: ConversationID("c\(10_000 + number)"),
            messageID: MessageID("m\(number)"),
            sequence: 1,
            reply: ["type": "text", "text": "hola"],
            locale: nil,
            createdAt: now
        )
        // With a lease that is over, where no switch keeps it from one.
        let past = Timestamp(milliseconds: 0)
        _ = try Outbox(tenant).enqueue([item], environment: .production, leaseOwner: "gone", now: past, in: connection)
    }

    private static func set(_ scope: KillSwitchScope, _ database: any Database) async throws {
        try await database.write { connection in
            try KillSwitches.set(scope, reason: "drill", actor: "cli", at: SystemClock().now(), in: connection)
        }
    }

    private static func lift(_ scope: KillSwitchScope, _ database: any Database) async throws {
        try await database.write { connection in
            try KillSwitches.lift(scope, reason: "over", actor: "cli", at: SystemClock().now(), in: connection)
        }
    }
}
