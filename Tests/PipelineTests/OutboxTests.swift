// Sending: retries, dead letters, unknown outcomes, guards, the kill switch.

import Foundation
import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite struct OutboxTests {
    @Test func aRetriedMessageStaysBeforeTheNext() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { message in
                message.attempt < 2 ? .retry(reason: "busy", afterMilliseconds: nil) : .sent(providerMessageID: "p")
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                for number in 0..<3 { _ = try await host.ask("\(number)", id: "m\(number)") }
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND attempts = 2")
                let succeeded = channel.sent.withLock { $0.filter { $0.attempt == 2 }.map(\.idempotencyKey) }
                #expect(succeeded.count == 3)
                #expect(succeeded == succeeded.sorted())
            }
        }
    }

    @Test func deadAndUnknownMessagesAreSentAgainOnlyByHand() async throws {
        try await withDatabase { database, tenant in
            let isMended = Mutex(false)
            let channel = RecordingChannel { message in
                if isMended.withLock({ $0 }) { return .sent(providerMessageID: "p") }
                return message.address == "unknown"
                    ? .unknown(reason: "cut") : .retry(reason: "busy", afterMilliseconds: nil)
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "ana")
                _ = try await host.ask("hola", id: "m1", from: "unknown")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'unknown' AND attempts = 1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND tried_at IS NOT NULL")
                // Its provider has been busy for more than a day.
                try await host.change("UPDATE outbox SET tried_at = 1 WHERE state = 'pending'")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead' AND attempts > 1")
                #expect(
                    try await host.texts("SELECT type FROM events WHERE type LIKE 'message.%' ORDER BY type")
                        == ["message.failed", "message.unknown"]
                )
                let tries = channel.sent.withLock { $0.count }
                let unsent = try await database.read { try Outbox(tenant).list(in: $0) }
                isMended.withLock { $0 = true }
                // What comes afterwards is sent, and those two are not.
                _ = try await host.ask("hola", id: "m1", from: "beto")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(channel.sent.withLock { $0.count } == tries + 1)
                #expect(channel.sent.withLock { $0.last?.address } == "beto")
                for entry in unsent {
                    try await database.write { connection in
                        try Outbox(tenant).replay(entry.item.id, now: SystemClock().now(), in: connection)
                    }
                }
                host.dispatcher.wake()
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            }
        }
    }

    @Test(arguments: [Tenant.Environment.production, .sandbox])
    func theKillSwitchHoldsRealTrafficOnly(environment: Tenant.Environment) async throws {
        try await withDatabase(environment: environment) { database, tenant in
            let scope = try #require(KillSwitchScope("tenant:shop/channel:web"))
            try await database.write { connection in
                try KillSwitches.set(scope, reason: "drill", actor: "cli", at: SystemClock().now(), in: connection)
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents) { host in
                _ = try await host.ask("hola", id: "m1")
                if environment == .sandbox {
                    return try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                }
                // What the switch does not cover passes by it.
                let other = InboundMessage(messageID: "m1", address: "beto", name: nil, locale: nil, text: "hola")
                _ = try await host.engine.submit(other, channel: plugin("telegram"), tenant: tenant)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(host.channel.sent.withLock { $0.map(\.address) } == ["beto"])
                try await database.write { connection in
                    try KillSwitches.lift(scope, reason: "over", actor: "cli", at: SystemClock().now(), in: connection)
                }
                host.dispatcher.wake()
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE entity_type = 'kill_switch'") == 2)
            }
        }
    }

    @Test func aTimersMessageDoesNotReachACustomerWhoOptedOut() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    _ = turn.say(.text("recordatorio"), fallback: nil)
                    if case .message = input.kind {
                        let due = turn.now.advanced(bySeconds: 60)
                        _ = turn.stage(
                            .scheduleTimer(plugin: plugin("orchestrator"), name: "later", due: due, payload: [:])
                        )
                    }
                    return .finished(AgentResult())
                }
            ])
            try await withHost(database, tenant, agents: agents) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                try await database.write { connection in
                    try connection.execute("UPDATE customers SET opted_out_at = 1")
                }
                let machine = TimeMachine(database: database, clocks: host.clocks, work: host.engine)
                let now = SystemClock().now()
                let steps = try await machine.set(
                    tenant,
                    to: now.advanced(bySeconds: 3_600),
                    by: TimeMachineActor(id: "cli")
                ).steps
                #expect(steps.map(\.name) == ["later"])
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'cancelled'")
                #expect(host.channel.sent.withLock { $0.count } == 1)
            }
        }
    }
}

extension OutboxTests {
    @Test func aKillSwitchStopsCallsUnderWayAndWhatWaitsBehindThem() async throws {
        try await withDatabase(environment: .production) { database, tenant in
            let channel = RecordingChannel { _ in
                try? await Task.sleep(for: .seconds(3_600))
                return .retry(reason: "cut", afterMilliseconds: nil)
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                _ = try await host.ask("uno", id: "m1")
                _ = try await host.ask("dos", id: "m2")
                try await database.write { connection in
                    try KillSwitches.set(
                        .global,
                        reason: "drill",
                        actor: "cli",
                        at: SystemClock().now(),
                        in: connection
                    )
                }
                try await host.dispatcher.stopTraffic(.global)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'unknown'")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND lease_owner IS NULL")
                #expect(channel.sent.withLock { $0.count } == 1)
            }
        }
    }
}

extension OutboxTests {
    /// A lease counts from before its commit was asked for: one whose commit took nearly as long
    /// as itself is given back, lest another host sends the row too.
    @Test func aLeaseThatIsNearlyOverBeginsNoSend() async throws {
        try await withDatabase { database, tenant in
            let host = PipelineHost(
                database: database,
                tenant: tenant,
                agents: ScriptedAgents([:]),
                channel: RecordingChannel(),
                limits: quickLimits
            )
            let now = SystemClock().now()
            let item = OutboxItem(
                id: OutboxItemID("o1"),
                tenant: tenant.id,
                channel: plugin("web"),
                address: "ana",
                conversationID: ConversationID("c1"),
                messageID: MessageID("m1"),
                sequence: 1,
                reply: ["type": "text", "text": "hola"],
                locale: nil,
                createdAt: now
            )
            let leased = try await database.write { connection in
                try Outbox(tenant)
                    .enqueue([item], environment: .sandbox, leaseOwner: "node", now: now, in: connection)
            }
            #expect(leased.count == 1)
            host.dispatcher.dispatch(
                leased,
                askedAt: SystemClock.monotonicMilliseconds() - Limits.leaseMilliseconds
                    + Limits.outboxLeaseMarginMilliseconds
            )
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND lease_owner IS NULL")
            #expect(host.channel.sent.withLock { $0.isEmpty })
        }
    }
}

extension OutboxTests {
    /// A provider that takes longer than a lease: nobody takes its message for lost meanwhile,
    /// and what it answers counts.
    @Test func aSlowSendKeepsItsRow() async throws {
        try await withDatabase { database, tenant in
            let isOver = Mutex(false)
            let capabilities = RecordingChannel.capabilities(isIdempotent: false)
            let channel = RecordingChannel(capabilities: capabilities) { _ in
                while !isOver.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
                return .sent(providerMessageID: "p")
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE sending_at IS NOT NULL")
                let now = SystemClock().now()
                for passed in [Limits.leaseMilliseconds, Limits.outboxSendDeadlineMilliseconds] {
                    let later = now.advanced(byMilliseconds: passed + 1)
                    let claim = try await database.write { connection in
                        try OutboxLeases(owner: "other").claim(limit: 10, now: later, in: connection)
                    }
                    #expect(claim.takenCount == 0)
                }
                isOver.withLock { $0 = true }
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(channel.sent.withLock { $0.count } == 1)
            }
        }
    }
}

extension OutboxTests {
    /// In the tenant's time, which the time machine may have moved.
    @Test func aMessageGoesOutAtTheTenantsTime() async throws {
        try await withDatabase { database, tenant in
            try await database.write { try $0.execute("UPDATE tenants SET simulated_now = 1700000000000") }
            try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let times = host.channel.sent.withLock { $0.map(\.at) }
                #expect(times == [Timestamp(milliseconds: 1_700_000_000_000)])
            }
        }
    }

    /// What one tenant has to send, and its provider does not take, leaves room for another's.
    @Test func aLongBacklogLeavesRoomForTheOthers() async throws {
        try await withDatabase { database, shop in
            let other = try #require(TenantID("other"))
            let heldMax = Limits.outboxHeldPerTenantMax + 64
            @Sendable func item(_ number: Int, of tenant: TenantID) -> OutboxItem {
                OutboxItem(
                    id: OutboxItemID("o\(10_000 + number)"),
                    tenant: tenant,
                    channel: plugin("web"),
                    address: tenant.rawValue,
                    conversationID: ConversationID("c\(10_000 + number)"),
                    messageID: MessageID("m\(number)"),
                    sequence: 1,
                    reply: ["type": "text", "text": "hola"],
                    locale: nil,
                    createdAt: SystemClock().now()
                )
            }
            try await database.write { connection in
                let neighbour = try TenantDirectory().create(
                    Tenant(
                        id: other,
                        displayName: "Other",
                        defaultAgent: PluginID("catalog"),
                        randomSeed: 1,
                        createdAt: SystemClock().now()
                    ),
                    in: connection
                )
                // Leases that were over long ago.
                let past = Timestamp(milliseconds: 0)
                func store(_ items: [OutboxItem], of tenant: TenantHandle) throws {
                    _ = try Outbox(tenant)
                        .enqueue(items, environment: .sandbox, leaseOwner: "gone", now: past, in: connection)
                }
                try store((0..<heldMax + 64).map { item($0, of: shop.id) }, of: shop)
                try store([item(heldMax + 64, of: other)], of: neighbour)
            }
            let isOver = Mutex(false)
            let channel = RecordingChannel { message in
                while message.address == "shop", !isOver.withLock({ $0 }) {
                    try? await Task.sleep(for: .milliseconds(20))
                }
                return .sent(providerMessageID: message.idempotencyKey)
            }
            let dispatcher = OutboxDispatcher(
                database: database,
                channels: channel,
                owner: "node",
                heldMax: heldMax,
                log: Logger(label: "fair") { _ in SwiftLogNoOpLogHandler() }
            )
            let running = Task { try await dispatcher.run() }
            #expect(await eventually { channel.sent.withLock { $0.contains { $0.address == "other" } } })
            #expect(dispatcher.depth <= heldMax)
            isOver.withLock { $0 = true }
            let sent = "SELECT COUNT(*) FROM outbox WHERE state = 'sent'"
            let areAllSent = try await eventually {
                try await database.read { try $0.row(sent)?.integer(0) ?? 0 } == Int64(heldMax) + 65
            }
            #expect(areAllSent && dispatcher.depth == 0)
            running.cancel()
            _ = await running.result
        }
    }
}

extension OutboxTests {
    /// More than one statement takes, each under its provider's own id; what a status has settled
    /// meanwhile stays as it is.
    @Test func manySendsAreSettledTogether() async throws {
        try await withDatabase { database, tenant in
            let now = SystemClock().now()
            let items = (0..<70).map { number in
                OutboxItem(
                    id: OutboxItemID("o\(100 + number)"),
                    tenant: tenant.id,
                    channel: plugin("web"),
                    address: "ana",
                    conversationID: ConversationID("c\(number)"),
                    messageID: MessageID("m\(number)"),
                    sequence: 1,
                    reply: ["type": "text", "text": "hola"],
                    locale: nil,
                    createdAt: now
                )
            }
            let told = OutboxItemID("o103")
            let identifiers = try await database.write { connection -> [String] in
                for item in items {
                    _ = try Outbox(tenant)
                        .enqueue([item], environment: .sandbox, leaseOwner: "node", now: now, in: connection)
                }
                try connection.execute("UPDATE outbox SET state = 'sent', provider_message_id = 't' WHERE id = ?", told)
                let ends = items.map { Settlement(item: $0, outcome: .sent(providerMessageID: "p-\($0.id)")) }
                try OutboxLeases(owner: "node").settle(ends, now: now, in: connection)
                return try connection.rows("SELECT provider_message_id FROM outbox WHERE state = 'sent' ORDER BY id")
                    .map { try $0.text(0) }
            }
            #expect(identifiers == items.map { $0.id == told ? "t" : "p-\($0.id)" })
        }
    }
}
