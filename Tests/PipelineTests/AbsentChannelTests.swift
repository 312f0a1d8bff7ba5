// Channels that are off, missing, broken, or change over, while messages wait for them.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct AbsentChannelTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])
    private static let stopped = "SELECT COUNT(*) FROM events WHERE type = 'channel.stopped'"

    @Test(arguments: [Problem.Kind.conflict, .notFound, .pluginFailure])
    func theTenantIsToldOnceAndWhatWaitsLeavesWhenItIsBack(kind: Problem.Kind) async throws {
        try await withAbsentChannel(kind) { host in
            for name in ["ana", "beto"] { _ = try await host.ask("hola", id: "m1", from: name) }
            try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'pending' AND tried_at IS NOT NULL")
            let told = try await host.events(of: "channel.stopped")
            #expect(told.map { $0["stopped"] } == ["plugin"])
            #expect(told.first?["reason"] == "it is not there. Mend it.")
            #expect(host.dispatcher.stopReasons(of: host.tenant.id)[plugin("web")] == "it is not there. Mend it.")
            // Long after the next attempt.
            try await host.change("UPDATE outbox SET available_at = available_at + 3600000")
            host.channel.absence.withLock { $0 = nil }
            await host.dispatcher.channelChanged(plugin("web"), of: host.tenant.id)
            // It is there: that was no attempt.
            try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND attempts = 1")
            #expect(host.channel.sent.withLock { Set($0.map(\.attempt)) } == [1])
            #expect(host.dispatcher.stopReasons(of: host.tenant.id).isEmpty)
            #expect(try await host.count(Self.stopped) == 1)
        }
    }

    @Test func itIsTriedLessAndLessOften() async throws {
        try await withAbsentChannel(.conflict) { host in
            _ = try await host.ask("hola", id: "m1")
            let end = SystemClock.monotonicMilliseconds() + 3_500
            while SystemClock.monotonicMilliseconds() < end {
                host.dispatcher.wake()
                try await Task.sleep(for: .milliseconds(20))
            }
            // At once, then after a second, and after as long as it has lasted.
            #expect(host.channel.asked.withLock { $0 } < 10)
            #expect(try await host.count("SELECT attempts FROM outbox") == 0)
        }
    }

    @Test func whatChangesOverForAMomentIsNotToldOf() async throws {
        try await withAbsentChannel(.unavailable) { host in
            _ = try await host.ask("hola", id: "m1")
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE tried_at IS NOT NULL")
            host.channel.absence.withLock { $0 = nil }
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            #expect(try await host.count(Self.stopped) == 0)
        }
    }

    @Test func theNextChannelTakesOverInTime() async throws {
        let sms = RecordingChannel()
        try await withAbsentChannel(.conflict, others: sms) { host in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: 30, template: nil)
            try await DeliveryTests.set(policy, enabling: ["sms"], host.database, host.tenant)
            _ = try await host.ask("hola", id: "m1", from: "+525512345678")
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL")
            try await host.change("UPDATE outbox SET fallback_due = 1")
            host.dispatcher.wake()
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
            #expect(try await host.texts("SELECT state FROM outbox WHERE channel = 'web'") == ["dead"])
            let told = try await host.events(of: "message.failed")
            #expect(told.map { $0["goes_on_by"] } == ["sms"])
        }
    }

    @Test func aDayIsTheEnd() async throws {
        try await withAbsentChannel(.conflict) { host in
            _ = try await host.ask("hola", id: "m1")
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE tried_at IS NOT NULL")
            let triedAt = SystemClock().now().advanced(byMilliseconds: -Limits.outboxTriedMilliseconds)
            try await host.change("UPDATE outbox SET tried_at = \(triedAt.milliseconds), available_at = 1")
            try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead'")
            let told = try await host.events(of: "message.failed")
            #expect(told.map { $0["reason"] } == ["it is not there. Mend it."])
        }
    }

    /// A sender that its provider had stopped: the token is set anew.
    @Test func aSenderThatWasStoppedNeedNotRestOnceItIsSetUp() async throws {
        try await withDatabase { database, tenant in
            let isMended = Mutex(false)
            let channel = RecordingChannel { _ in
                isMended.withLock { $0 }
                    ? .sent(providerMessageID: "1") : .refused(reason: "the token has expired", remedy: .stop)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE attempts = 1 AND lease_owner IS NULL")
                isMended.withLock { $0 = true }
                await host.dispatcher.channelChanged(plugin("web"), of: tenant.id)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            }
        }
    }

    private func withAbsentChannel(
        _ kind: Problem.Kind,
        others: RecordingChannel? = nil,
        _ body: @escaping @Sendable (PipelineHost) async throws -> Void
    ) async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel(others: others)
            channel.absence.withLock { $0 = Problem(kind, "it is not there", remedy: "Mend it.") }
            try await withHost(database, tenant, agents: Self.agents, channel: channel, body)
        }
    }
}
