// What becomes of messages after they were sent: receipts, other channels, limits of
// the provider, its window, and a host that stops in the middle.

import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite struct DeliveryTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])

    @Test func receiptsRiseInAnyOrderAndMayComeBeforeTheSendHasEnded() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { .sent(providerMessageID: "wamid.\($0.messageID)") }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let first = try #require(channel.sent.withLock { $0.first })
                for kind in [DeliveryReceipt.Kind.read, .sent, .delivered, .failed] {
                    try await host.tell(kind, "wamid.\(first.messageID)")
                }
                #expect(try await host.count("SELECT delivery FROM outbox") == 3)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'sent'") == 1)
                // The next one's status is here before anything was sent under that id.
                try await host.tell(.delivered, "wamid.early")
                try await host.tell(.sent, "wamid.early")
                #expect(try await host.count("SELECT delivery FROM early_receipts") == 2)
            }
            let late = RecordingChannel { _ in .sent(providerMessageID: "wamid.early") }
            try await withHost(database, tenant, agents: Self.agents, channel: late) { host in
                _ = try await host.ask("hola", id: "m2")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE delivery = 2")
                #expect(try await host.count("SELECT COUNT(*) FROM early_receipts") == 0)
            }
        }
    }

    @Test func aStatusSettlesASendOfUnknownOutcome() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { _ in .unknown(reason: "cut") }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'unknown'")
                let key = try #require(channel.sent.withLock { $0.first?.idempotencyKey })
                try await host.tell(.sent, "wamid.1", key: key)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND delivery = 1") == 1)
                // By now its provider's name is known, too.
                try await host.tell(.delivered, "wamid.1")
                #expect(try await host.count("SELECT delivery FROM outbox") == 2)
                #expect(channel.sent.withLock { $0.count } == 1)
            }
        }
    }

    @Test(arguments: ["refused", "told later", "never delivered", "never known", "never taken"])
    func aMessageThatFailedGoesOnByTheNextChannelOnce(how: String) async throws {
        try await withDatabase { database, tenant in
            try await Self.set(
                DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil),
                enabling: ["sms"],
                database,
                tenant
            )
            let channel = RecordingChannel { message in
                if message.idempotencyKey.hasSuffix("/sms") { return .sent(providerMessageID: "SM1") }
                return switch how {
                case "refused": .refused(reason: "not on WhatsApp", remedy: .otherChannel)
                case "never known": .unknown(reason: "cut")
                case "never taken": .retry(reason: "down", afterMilliseconds: nil)
                default: .sent(providerMessageID: "wamid.1")
                }
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                if how != "refused" {
                    try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL")
                }
                if how == "told later" { try await host.tell(.failed, "wamid.1", remedy: .otherChannel) }
                if how.hasPrefix("never") { try await host.change("UPDATE outbox SET fallback_due = 1") }
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                // Nothing is left to go on by, and it was said once on each.
                try await host.tell(.failed, "SM1", on: "sms", remedy: .otherChannel)
                host.dispatcher.wake()
                #expect(try await host.count("SELECT COUNT(*) FROM outbox") == 2)
                #expect(channel.sent.withLock { Set($0.map(\.address)) } == ["+525512345678"])
                #expect(channel.sent.withLock { $0.count { $0.idempotencyKey.hasSuffix("/sms") } } == 1)
            }
        }
    }

    @Test func whoWantsNoMoreMessagesIsToldNothingMoreUnasked() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { _ in .refused(reason: "stopped", remedy: .optOut) }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM customers WHERE opted_out_at IS NOT NULL")
            }
        }
    }

    @Test func oneCustomersLimitDoesNotHoldTheOthersUp() async throws {
        try await withDatabase { database, tenant in
            let rates = SendRates(perSecond: nil, customerBurst: 1, customerIntervalMilliseconds: 3_600_000)
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(rates: rates))
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                for number in 0..<3 { _ = try await host.ask("\(number)", id: "m\(number)", from: "ana") }
                _ = try await host.ask("hola", id: "m1", from: "beto")
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                try await host.until(
                    2,
                    "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND attempts = 0 AND lease_owner IS NULL"
                )
                #expect(channel.sent.withLock { $0.map(\.address).sorted() } == ["ana", "beto"])
            }
        }
    }

    @Test func aSenderThatMustRestSendsNothing() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { _ in
                .retry(reason: "too many", afterMilliseconds: 3_600_000, remedy: .waitForSender)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("uno", id: "m1", from: "ana")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE attempts = 1 AND lease_owner IS NULL")
                _ = try await host.ask("dos", id: "m1", from: "beto")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE attempts = 0 AND lease_owner IS NULL")
                #expect(channel.sent.withLock { $0.count } == 1)
            }
        }
    }

    @Test(arguments: [true, false])
    func outsideTheWindowOnlyATemplateGoesOut(hasTemplate: Bool) async throws {
        try await withDatabase { database, tenant in
            let template = WindowTemplate(name: "aviso", language: "es_MX", parameters: [.customer, .text])
            try await Self.set(
                DeliveryPolicy(fallback: [], undeliveredMinutes: nil, template: hasTemplate ? template : nil),
                enabling: [],
                database,
                tenant
            )
            // The window is over as soon as the customer has written.
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(window: 1))
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("una  línea\ny otra", id: "m1")
                guard hasTemplate else {
                    try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead'")
                    return #expect(channel.sent.withLock { $0.isEmpty })
                }
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let sent = try #require(channel.sent.withLock { $0.first?.template })
                #expect(sent["name"] == "aviso")
                #expect(
                    sent["parameters"]?.arrayValue?.map { $0["text"]?.stringValue } == ["Ana", "eco: una línea y otra"]
                )
            }
        }
    }

    /// What a provider delivers late opens the window from when it was written, and a clock
    /// that is ahead of ours opens it for no longer.
    @Test func theWindowCountsFromWhenTheCustomerWrote() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(window: 86_400_000))
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                func wrote(_ id: String, secondsAgo seconds: Int64) -> InboundMessage {
                    InboundMessage(
                        messageID: id,
                        address: "ana",
                        name: nil,
                        locale: nil,
                        text: "hola",
                        at: SystemClock().now().advanced(bySeconds: -seconds)
                    )
                }
                try await host.take([wrote("late", secondsAgo: 90_000)])
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead'")
                try await host.take([wrote("ahead", secondsAgo: -90_000)])
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(try await host.count("SELECT COUNT(*) FROM messages WHERE written_at > at") == 0)
            }
        }
    }

    /// What may not be sent twice is not sent again after a crash: its status, or a person, tells.
    @Test(arguments: [true, false])
    func aCrashWhileSending(isIdempotent: Bool) async throws {
        try await withDatabase { database, tenant in
            let capabilities = RecordingChannel.capabilities(isIdempotent: isIdempotent)
            let hanging = RecordingChannel(capabilities: capabilities) { _ in
                // Until the process ends, and then it says nothing any more.
                await withUnsafeContinuation { (_: UnsafeContinuation<SendOutcome, Never>) in }
            }
            let crashed = PipelineHost(
                database: database,
                tenant: tenant,
                agents: Self.agents,
                channel: hanging,
                limits: quickLimits
            )
            let engine = Task { try await crashed.engine.run() }
            let dispatcher = Task { try await crashed.dispatcher.run() }
            _ = try await crashed.submit("hola", id: "m1")
            #expect(await eventually { !hanging.sent.withLock { $0.isEmpty } })
            engine.cancel()
            dispatcher.cancel()
            _ = await engine.result
            _ = await dispatcher.result

            let second = RecordingChannel(capabilities: capabilities)
            try await withHost(database, tenant, agents: Self.agents, channel: second) { host in
                let state = isIdempotent ? "sent" : "unknown"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = '\(state)'")
                #expect(second.sent.withLock { $0.count } == (isIdempotent ? 1 : 0))
                let told = "SELECT COUNT(*) FROM events WHERE type = 'message.unknown'"
                #expect(try await host.count(told) == (isIdempotent ? 0 : 1))
            }
        }
    }

    static func set(
        _ policy: DeliveryPolicy,
        enabling channels: [String],
        _ database: any Database,
        _ tenant: TenantHandle
    ) async throws {
        let now = SystemClock().now()
        try await database.write { connection in
            try DeliveryPolicies(tenant).set(policy, of: plugin("web"), at: now, in: connection)
            for channel in channels {
                try TenantPlugins(tenant).set(plugin(channel), enabled: true, settings: [:], at: now, in: connection)
            }
        }
    }
}

extension PipelineHost {
    /// The provider tells what became of a message.
    func tell(
        _ kind: DeliveryReceipt.Kind,
        _ providerMessageID: String,
        key: String? = nil,
        on channel: String = "web",
        remedy: SendRemedy = .none,
        isTransient: Bool = false
    ) async throws {
        let receipt = DeliveryReceipt(
            kind: kind,
            providerMessageID: providerMessageID,
            at: SystemClock().now(),
            idempotencyKey: key,
            remedy: remedy,
            isTransient: isTransient
        )
        let response = ChannelResponse(status: 200, headers: [], body: [])
        let ingest = ChannelIngest(messages: [], receipts: [receipt], response: response)
        try await engine.take(ingest, channel: plugin(channel), tenant: tenant)
    }

    func take(_ messages: [InboundMessage], on channel: String = "web") async throws {
        let response = ChannelResponse(status: 200, headers: [], body: [])
        let ingest = ChannelIngest(messages: messages, receipts: [], response: response)
        try await engine.take(ingest, channel: plugin(channel), tenant: tenant)
    }
}

extension DeliveryTests {
    @Test(arguments: [true, false])
    func textsOfOneTurnAreOneMessageWhereEachCosts(isBilled: Bool) async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents([
                "orchestrator": { _, turn in
                    _ = turn.say(.text("uno"), fallback: nil)
                    _ = turn.say(.text("dos"), fallback: nil)
                    _ = turn.say(.buttons(text: "¿Cuál?", [ReplyButton(id: "a", title: "A")]), fallback: nil)
                    _ = turn.say(.text("tres"), fallback: nil)
                    return .finished(AgentResult())
                }
            ])
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(isBilled: isBilled))
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                let answer = try await host.ask("hola", id: "m1")
                // Whoever reads the conversation sees what was said.
                #expect(answer["replies"]?.arrayValue?.count == 4)
                let expected: Int64 = isBilled ? 3 : 4
                try await host.until(expected, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let texts = channel.sent.withLock { $0.compactMap { $0.reply["text"]?.stringValue } }
                #expect(texts == (isBilled ? ["uno\n\ndos", "¿Cuál?", "tres"] : ["uno", "dos", "¿Cuál?", "tres"]))
            }
        }
    }

    /// Where one message carries everything it is one, and by the channel that takes over it
    /// is a text with all of it.
    @Test(arguments: [true, false])
    func allOfOneTurnIsOneMessageWhereOneCarriesIt(isTaken: Bool) async throws {
        try await withDatabase { database, tenant in
            let offer = Reply.buttons(text: "¿Cuál?", [ReplyButton(id: "a", title: "A")])
            let agents = ScriptedAgents([
                "orchestrator": { _, turn in
                    for reply in [Reply.text("uno"), .text("dos"), offer, .text("tres")] {
                        _ = turn.say(reply, fallback: nil)
                    }
                    return .finished(AgentResult())
                }
            ])
            let now = SystemClock().now()
            try await database.write { connection in
                let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
                try TenantPlugins(tenant).set(plugin("sms"), enabled: true, settings: [:], at: now, in: connection)
                try DeliveryPolicies(tenant).set(policy, of: plugin("web"), at: now, in: connection)
            }
            let others = RecordingChannel()
            let channel = RecordingChannel(
                capabilities: RecordingChannel.capabilities(isComposed: true),
                others: others
            ) { _ in
                isTaken ? .sent(providerMessageID: "p") : .refused(reason: "no such mailbox", remedy: .otherChannel)
            }
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                let answer = try await host.ask("hola", id: "m1", from: "+525512345678")
                #expect(answer["replies"]?.arrayValue?.count == 4)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let sent = channel.sent.withLock { $0 }
                #expect(sent.map(\.reply) == [Reply.text("uno\n\ndos").json])
                #expect(sent.first?.more == [offer.json, Reply.text("tres").json])
                let passedOn = others.sent.withLock { $0 }
                let text = "uno\n\ndos\n\n¿Cuál?\n1. A\n\ntres"
                #expect(passedOn.map(\.reply) == (isTaken ? [] : [Reply.text(text).json]))
                #expect(passedOn.allSatisfy { $0.more.isEmpty })
            }
        }
    }
}
