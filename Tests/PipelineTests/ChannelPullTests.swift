// Channels whose provider is asked for what is new: how often after a failure, and who is
// told of it.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChannelPullTests {
    private static let told = "SELECT COUNT(*) FROM events WHERE type = 'channel.stopped'"

    @Test func whatSomebodyHasToMendIsToldOnceAndAskedForLessOften() async throws {
        let isMended = Mutex(false)
        let problem: JSON = ["detail": "The token is not known.", "remedy": "Set it anew."]
        try await withPuller { _ in
            isMended.withLock { $0 }
                ? ChannelResponse(status: 200, headers: [], body: [])
                : ChannelResponse(status: 401, headers: [], body: problem.utf8)
        } _: { host, provider in
            try await provider.isAsked(times: 4)
            let moments = provider.moments
            let waits = zip(moments.dropFirst(), moments).map { $0 - $1 }
            #expect(waits.first ?? 0 >= 950 && waits.dropFirst().first ?? 0 >= 1_950, "\(waits)")
            #expect(waits.last ?? 0 >= 3_950, "\(waits)")
            try await host.until(1, Self.told)
            let event = try await host.events(of: "channel.stopped").first
            let reason = "The token is not known. Set it anew."
            let expected: JSON = ["channel": "telegram", "stopped": "incoming", "reason": .string(reason)]
            #expect(event == expected, "\(event ?? .null)")
            #expect(host.dispatcher.stopReasons(of: host.tenant.id) == [plugin("telegram"): reason])
            isMended.withLock { $0 = true }
            try await provider.isAsked(times: 6)
            #expect(await eventually { host.dispatcher.stopReasons(of: host.tenant.id).isEmpty })
            #expect(try await host.count(Self.told) == 1)
        }
    }

    /// Neither an outage, nor a no that passes by itself: a host that is replaced asks beside
    /// its successor for a moment.
    @Test(arguments: [[503, 503, 503], [429, 429, 429], [409, 409, 200]])
    func whatPassesByItselfIsNotTold(statuses: [Int]) async throws {
        let problem: JSON = ["detail": "Not now."]
        try await withPuller { number in
            let status = statuses.indices.contains(number - 1) ? statuses[number - 1] : 200
            return ChannelResponse(status: status, headers: [], body: status == 200 ? [] : problem.utf8)
        } _: { host, provider in
            try await provider.isAsked(times: 5)
            #expect(try await host.count(Self.told) == 0)
            #expect(host.dispatcher.stopReasons(of: host.tenant.id).isEmpty)
        }
    }

    /// It says when to come back: nothing is kept, and nothing has failed.
    @Test func aChannelThatHasNothingToAskForIsLeftAlone() async throws {
        let problem: JSON = ["detail": "Not now."]
        try await withPuller { number in
            number == 3
                ? ChannelResponse(status: 204, headers: [("Retry-After", "1")], body: Array("7".utf8))
                : ChannelResponse(status: 409, headers: [], body: problem.utf8)
        } _: { host, provider in
            try await provider.isAsked(times: 5)
            let moments = provider.moments
            #expect((moments[3] - moments[2]) >= 950, "\(moments)")
            #expect(try await host.count("SELECT COUNT(*) FROM channel_cursors WHERE cursor IS NOT NULL") == 0)
            #expect(try await host.count(Self.told) == 0)
        }
    }

    /// A host that asks the provider of a tenant's channel, which answers as `answer` says,
    /// by the number of the question.
    private func withPuller(
        _ answer: @escaping @Sendable (Int) -> ChannelResponse,
        _ body: @escaping @Sendable (PipelineHost, AskedChannel) async throws -> Void
    ) async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents([:])) { host in
                let provider = AskedChannel(of: tenant, answer)
                try await host.withPuller(provider) { try await body(host, provider) }
            }
        }
    }
}

/// A channel that is asked for what is new, at a provider that never has anything.
private final class AskedChannel: HostInbox.Channel, ChannelDirectory {
    let capabilities: ChannelCapabilities
    private let tenant: TenantHandle
    private let answer: @Sendable (Int) -> ChannelResponse
    private let asked = Mutex<[Int64]>([])

    init(of tenant: TenantHandle, _ answer: @escaping @Sendable (Int) -> ChannelResponse) {
        self.tenant = tenant
        self.answer = answer
        var capabilities = RecordingChannel.capabilities()
        capabilities.pull = true
        self.capabilities = capabilities
    }

    /// When it was asked, in milliseconds.
    var moments: [Int64] { asked.withLock { $0 } }

    func isAsked(times: Int) async throws {
        while moments.count < times { try await Task.sleep(for: .milliseconds(20)) }
    }

    var channelIDs: [PluginID] { [plugin("telegram")] }

    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any HostInbox.Channel { self }

    func register(of id: PluginID) async throws(Problem) -> ChannelRegister {
        var register = ChannelRegister()
        register.add(tenant, sender: nil, account: nil, isPulled: true)
        return register
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        throw Problem(.invalid, "not used", remedy: "Ask.")
    }

    func send(_ message: OutboundMessage) async -> SendOutcome { .sent(providerMessageID: message.idempotencyKey) }

    func pull(after cursor: String?) async throws(Problem) -> ChannelIngest {
        let number = asked.withLock { asked in
            asked.append(SystemClock.monotonicMilliseconds())
            return asked.count
        }
        let response = answer(number)
        // A provider waits for something to happen.
        if response.status == 200 { try? await Task.sleep(for: .milliseconds(50)) }
        return ChannelIngest(messages: [], receipts: [], response: response)
    }
}
