// Every message comes to an end that somebody is told of: statuses that are faster than
// their sends, failures that pass, outages, closed windows, senders that are stopped.

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

@Suite struct DeliveryEndTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])
    private static let template = WindowTemplate(name: "aviso", language: "es_MX", parameters: [.text])

    // MARK: Statuses

    @Test(arguments: ["before it is settled", "where nobody knew"])
    func aStatusBeginsTheTimeOfTheOtherChannel(told: String) async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let isTold = Mutex(told != "before it is settled")
            let channel = RecordingChannel { _ in
                guard told == "before it is settled" else { return .unknown(reason: "cut") }
                while !isTold.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
                return .sent(providerMessageID: "wamid.1")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                let key = try await host.firstKey()
                if told == "where nobody knew" {
                    try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'unknown'")
                    try await host.change("UPDATE outbox SET fallback_due = NULL")
                }
                try await host.tell(.sent, "wamid.1", key: key)
                isTold.withLock { $0 = true }
                let waits = "state = 'sent' AND attempts = 1 AND fallback_due IS NOT NULL"
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE \(waits)") == 1)
            }
        }
    }

    @Test func whatIsDeliveredIsNotSaidAgainByTheOtherChannel() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let sms = RecordingChannel { _ in .retry(reason: "down", afterMilliseconds: 3_600_000) }
            let channel = RecordingChannel(others: sms) { .sent(providerMessageID: $0.idempotencyKey) }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                let key = try await host.firstKey()
                try await host.tell(.failed, key, key: key, remedy: .otherChannel)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE attempts = 1 AND state = 'pending'")
                // The phone was found after all.
                try await host.tell(.delivered, key, key: key)
                let states = try await host.texts("SELECT channel || ' ' || state FROM outbox ORDER BY channel")
                #expect(states == ["sms cancelled", "web sent"])
            }
        }
    }

    @Test(arguments: [true, false])
    func whatFailsAfterItHasGoneOnGoesOnNoFurther(isTransient: Bool) async throws {
        try await withDatabase { database, tenant in
            let others = [plugin("sms"), plugin("telegram")]
            let policy = DeliveryPolicy(fallback: others, undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms", "telegram"], database, tenant)
            try await withHost(database, tenant, agents: Self.agents) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL")
                try await host.change("UPDATE outbox SET fallback_due = 1")
                host.dispatcher.wake()
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                let key = try await host.firstKey()
                try await host.tell(.failed, key, key: key, isTransient: isTransient)
                #expect(try await host.texts("SELECT channel FROM outbox ORDER BY channel") == ["sms", "web"])
                let told = try await host.events(of: "message.failed")
                #expect(told.map { $0["goes_on_by"]?.stringValue } == ["sms"])
            }
        }
    }

    @Test func aFailureThatPassesIsSentAnewAFewTimes() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { .sent(providerMessageID: "wamid.\($0.idempotencyKey)") }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                for round in 0...Limits.outboxResendsMax {
                    let ended = "SELECT COUNT(*) FROM outbox WHERE state IN ('sent', 'dead')"
                    try await host.until(Int64(round + 1), ended)
                    let key = try #require(channel.sent.withLock { $0.last?.idempotencyKey })
                    #expect(key.hasSuffix("/web.\(round)") == (round > 0))
                    // Providers repeat themselves.
                    for _ in 0..<2 { try await host.tell(.failed, "wamid.\(key)", key: key, isTransient: true) }
                    let waits = "idempotency_key LIKE '%/web.\(round + 1)' AND available_at > created_at"
                    let later = try await host.count("SELECT COUNT(*) FROM outbox WHERE \(waits)")
                    #expect(later == (round < Limits.outboxResendsMax ? 1 : 0))
                    try await host.change("UPDATE outbox SET available_at = 1 WHERE state = 'pending'")
                    host.dispatcher.wake()
                }
                #expect(channel.sent.withLock { $0.count } == Limits.outboxResendsMax + 1)
                #expect(try await host.events(of: "message.failed").count == 1)
            }
        }
    }

    @Test func aStatusThatTellsOfAClosedWindowSendsTheTemplateOnce() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [], undeliveredMinutes: nil, template: Self.template)
            try await DeliveryTests.set(policy, enabling: [], database, tenant)
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(window: 3_600_000)) {
                .sent(providerMessageID: $0.idempotencyKey)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                for count in 1...2 {
                    let key = try #require(channel.sent.withLock { $0.last?.idempotencyKey })
                    for _ in 0..<2 { try await host.tell(.failed, key, key: key, remedy: .template) }
                    host.dispatcher.wake()
                    try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state IN ('sent', 'dead')")
                    #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'dead'") == Int64(count))
                }
                let names = channel.sent.withLock { $0.map { $0.template?["name"]?.stringValue } }
                #expect(names == [nil, "aviso"])
                #expect(try await host.count("SELECT COUNT(*) FROM outbox") == 2)
            }
        }
    }

    // MARK: Providers

    @Test func aProvidersOutageLeavesNoDeadLetter() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { message in
                message.attempt <= 12
                    ? .retry(reason: "down", afterMilliseconds: nil) : .sent(providerMessageID: "wamid.1")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                _ = try await eventually {
                    host.dispatcher.wake()
                    return try await host.count("SELECT COUNT(*) FROM outbox WHERE state <> 'pending'") == 1
                }
                #expect(try await host.texts("SELECT state FROM outbox") == ["sent"])
                #expect(try await host.count("SELECT attempts FROM outbox") == 13)
            }
        }
    }

    /// Mail servers are tried for days.
    @Test func aChannelIsTriedForAsLongAsItSays() async throws {
        try await withDatabase { database, tenant in
            var capabilities = RecordingChannel.capabilities()
            capabilities.retryMilliseconds = 5 * 86_400_000
            let channel = RecordingChannel(capabilities: capabilities) { _ in
                .retry(reason: "down", afterMilliseconds: nil)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE tried_at IS NOT NULL")
                for (days, state) in [(Int64(4), "pending"), (6, "dead")] {
                    let triedAt = SystemClock().now().advanced(byMilliseconds: -days * 86_400_000)
                    try await host.change("UPDATE outbox SET tried_at = \(triedAt.milliseconds), attempts = 1")
                    try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE attempts > 2 OR state = 'dead'")
                    #expect(try await host.texts("SELECT state FROM outbox") == [state], "after \(days) days")
                }
            }
        }
    }

    @Test func whatIsGivenUpWaitsForNoOtherChannelAnyMore() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            // The first attempt begins the time after which the other channel takes over.
            let channel = RecordingChannel(others: RecordingChannel()) { message in
                message.attempt == 1
                    ? .retry(reason: "busy", afterMilliseconds: nil)
                    : .refused(reason: "not on WhatsApp", remedy: .otherChannel)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                let waits = "SELECT COUNT(*) FROM outbox WHERE state = 'dead' AND fallback_due IS NOT NULL"
                #expect(try await host.count(waits) == 0)
            }
        }
    }

    @Test func aClosedWindowGoesOnByTheNextChannel() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], database, tenant)
            let sms = RecordingChannel()
            // The window is over as soon as the customer has written.
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(window: 1), others: sms)
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                #expect(channel.sent.withLock { $0.isEmpty })
                #expect(sms.sent.withLock { $0.map(\.address) } == ["+525512345678"])
                let told = try await host.events(of: "message.failed")
                #expect(told.map { $0["goes_on_by"]?.stringValue } == ["sms"])
            }
        }
    }

    @Test func aStoppedSenderRestsAndIsToldOfOnceUntilItSends() async throws {
        try await withDatabase { database, tenant in
            let isFree = Mutex(false)
            let channel = RecordingChannel { message in
                while message.address == "beto", !isFree.withLock({ $0 }) {
                    try? await Task.sleep(for: .milliseconds(5))
                }
                return .sent(providerMessageID: message.address)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                for name in ["ana", "beto", "carla"] { _ = try await host.ask("hola", id: "m1", from: name) }
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                for name in ["ana", "carla"] { try await host.tell(.failed, name, remedy: .stop) }
                let stopped = try await host.events(of: "channel.stopped").map { $0["stopped"]?.stringValue }
                #expect(stopped == ["all"])
                _ = try await host.ask("hola", id: "m1", from: "dora")
                let rests = "address = 'dora' AND attempts = 0 AND state = 'pending' AND lease_owner IS NULL"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE \(rests)")
                // What was on its way before arrives: the sender works again, until it does not.
                isFree.withLock { $0 = true }
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE address = 'beto' AND state = 'sent'")
                try await host.tell(.failed, "beto", remedy: .stop)
                #expect(try await host.events(of: "channel.stopped").count == 2)
                // What was not delivered is sent anew, later.
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE fallback_of IS NOT NULL") == 3)
                #expect(channel.sent.withLock { Set($0.map(\.address)) } == ["ana", "beto", "carla"])
            }
        }
    }

    /// The failure is told before the send's own answer is here.
    @Test func aSenderThatIsStoppedEarlyRestsToo() async throws {
        try await withDatabase { database, tenant in
            let isTold = Mutex(false)
            let channel = RecordingChannel { _ in
                while !isTold.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
                return .sent(providerMessageID: "wamid.1")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "ana")
                _ = try await host.firstKey()
                try await host.tell(.failed, "wamid.1", remedy: .stop)
                isTold.withLock { $0 = true }
                try await host.until(1, "SELECT COUNT(*) FROM events WHERE type = 'channel.stopped'")
                _ = try await host.ask("hola", id: "m1", from: "beto")
                let rests = "address = 'beto' AND attempts = 0 AND state = 'pending' AND lease_owner IS NULL"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE \(rests)")
                #expect(channel.sent.withLock { $0.count } == 1)
            }
        }
    }

    @Test func stoppedTemplatesLeaveFreeTextAlone() async throws {
        try await withDatabase { database, tenant in
            let policy = DeliveryPolicy(fallback: [], undeliveredMinutes: nil, template: Self.template)
            try await DeliveryTests.set(policy, enabling: [], database, tenant)
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(window: 3_600_000)) { message in
                message.template == nil
                    ? .sent(providerMessageID: message.address)
                    : .refused(reason: "the account is not paid", remedy: .stopTemplates)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1", from: "ana")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                try await host.tell(.failed, "ana", remedy: .template)
                let waits = "state = 'pending' AND attempts = 1 AND last_error = 'the account is not paid'"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE \(waits)")
                let stopped = try await host.events(of: "channel.stopped").map { $0["stopped"]?.stringValue }
                #expect(stopped == ["templates"])
                _ = try await host.ask("hola", id: "m1", from: "beto")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                // The next template is not even tried.
                try await host.tell(.failed, "beto", remedy: .template)
                let rests = "state = 'pending' AND attempts = 0 AND last_error IS NOT NULL"
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE \(rests)")
                #expect(channel.sent.withLock { $0.count { $0.template != nil } } == 1)
            }
        }
    }
}

extension PipelineHost {
    /// Of the first message that was given to the channel.
    fileprivate func firstKey() async throws -> String {
        let key = await eventual { channel.sent.withLock { $0.first?.idempotencyKey } }
        return try #require(key, "nothing was sent")
    }
}
