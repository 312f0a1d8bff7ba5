// What customers see of it that somebody is there: that a turn answers them, or a person;
// and that nothing depends on it.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite struct PresenceTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])

    /// No turn lasts so long that somebody is seen writing.
    private static let quick: TurnLimits = {
        var limits = quickLimits
        limits.typingAfterMilliseconds = 600_000
        return limits
    }()

    @Test func whatIsAnsweredAtOnceWasRead() async throws {
        try await withChannel { host in
            _ = try await host.ask("hola", id: "wamid.1")
            #expect(try await host.shown(1) == [Presence(.read, address: "ana", messageID: "wamid.1")])
        }
    }

    /// It is shown once, and the end of the turn adds nothing to it.
    @Test func anAnswerThatTakesItsTimeIsSeenBeingWritten() async throws {
        var limits = quickLimits
        limits.typingAfterMilliseconds = 20
        let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(presence: true))
        let agents = ScriptedAgents([
            "orchestrator": { input, turn in
                while channel.shown.withLock({ $0.isEmpty }) { try? await Task.sleep(for: .milliseconds(5)) }
                return await echo(input, turn)
            }
        ])
        try await withChannel(channel, agents: agents, limits: limits) { host in
            _ = try await host.ask("hola", id: "wamid.1")
            try await settle()
            #expect(try await host.shown(1) == [Presence(.typing, address: "ana", messageID: "wamid.1")])
        }
    }

    /// What waits for a person is unread until the person takes it, or speaks.
    @Test func aPersonsReadingIsTheirOwn() async throws {
        try await withChannel { host in
            let answer = try await host.ask("hola", id: "wamid.1")
            let id = ConversationID(try #require(answer["conversation_id"]?.stringValue))
            _ = try await host.shown(1)
            _ = try await host.take(id, of: host.tenant, audit: personAudit(id))
            _ = try await host.shown(2)
            _ = try await host.ask("¿sigue ahí?", id: "wamid.2")
            try await settle()
            #expect(try await host.shown(2).map(\.messageID) == ["wamid.1", "wamid.1"])
            _ = try await host.say("Sí", in: id, of: host.tenant, audit: personAudit(id))
            #expect(try await host.shown(3).last == Presence(.read, address: "ana", messageID: "wamid.2"))
        }
    }

    @Test func inSimulatedTimeNobodyIsThere() async throws {
        try await withDatabase { database, tenant in
            try await database.write { try $0.execute("UPDATE tenants SET simulated_now = 1700000000000") }
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(presence: true))
            try await withHost(database, tenant, agents: Self.agents, channel: channel, limits: Self.quick) { host in
                _ = try await host.ask("hola", id: "wamid.1")
                try await settle()
                #expect(channel.shown.withLock { $0 } == [])
            }
        }
    }

    /// A channel that can show nothing is left alone for a while; answers go out.
    @Test func aFailureIsNobodysBusiness() async throws {
        let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(presence: true), isBlind: true)
        try await withChannel(channel) { host in
            _ = try await host.ask("hola", id: "wamid.1")
            _ = try await host.shown(1)
            try await settle()
            _ = try await host.ask("otra vez", id: "wamid.2")
            try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            try await settle()
            #expect(try await host.shown(1).map(\.messageID) == ["wamid.1"])
        }
    }

    /// A host with a channel that can show something.
    private func withChannel(
        _ channel: RecordingChannel = RecordingChannel(capabilities: RecordingChannel.capabilities(presence: true)),
        agents: ScriptedAgents = PresenceTests.agents,
        limits: TurnLimits = PresenceTests.quick,
        _ body: @escaping @Sendable (PipelineHost) async throws -> Void
    ) async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: agents, channel: channel, limits: limits, body)
        }
    }

    /// Time for what should not come.
    private func settle() async throws { try await Task.sleep(for: .milliseconds(100)) }
}

extension PipelineHost {
    /// What was shown, once it is at least so much.
    fileprivate func shown(_ count: Int) async throws -> [Presence] {
        let found = await eventual { () async -> [Presence]? in
            let shown = channel.shown.withLock { $0 }
            return shown.count >= count ? shown : nil
        }
        return try #require(found, "only so much was shown: \(channel.shown.withLock { $0 })")
    }
}
