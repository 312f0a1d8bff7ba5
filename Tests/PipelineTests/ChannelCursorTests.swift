// Channels that are asked for what is new: which of them are, and what is kept of an answer.

import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChannelCursorTests {
    /// Only whoever wants to be asked is: of the others no channel is even looked for.
    @Test func onlyWhoWantsToIsAsked() async throws {
        try await withDatabase { database, tenant in
            let id = try #require(TenantID("quiet"))
            let quiet = try await database.write { connection in
                let made = Tenant(id: id, displayName: "Quiet", randomSeed: 1, createdAt: SystemClock().now())
                return try TenantDirectory().create(made, in: connection)
            }
            let channel = CursorChannel(pulled: [tenant], others: [quiet]) { cursor in
                cursor == nil ? CursorChannel.answer("m1", cursor: "1") : nil
            }
            try await withPuller(database, tenant, channel) { host in
                try await host.until(1, "SELECT COUNT(*) FROM channel_cursors WHERE cursor = '1'")
                try await host.until(1, "SELECT COUNT(*) FROM inbox WHERE provider_message_id = 'm1'")
            }
            #expect(Set(channel.looks.withLock { $0 }) == [tenant])
        }
    }

    /// While it waited for the provider another host took over, and is further: neither its
    /// cursor is set back, nor is a message taken that it takes.
    @Test func whoLostTheLeaseKeepsNothing() async throws {
        try await withDatabase { database, tenant in
            let channel = CursorChannel(pulled: [tenant]) { _ in
                try await database.write { connection in
                    try connection.execute(
                        "UPDATE channel_cursors SET lease_owner = 'other', lease_until = ?, cursor = '9'",
                        SystemClock().now().advanced(bySeconds: 3_600)
                    )
                }
                return CursorChannel.answer("m1", cursor: "1")
            }
            try await withPuller(database, tenant, channel) { host in
                try await host.until(1, "SELECT COUNT(*) FROM channel_cursors WHERE lease_owner = 'other'")
                // It comes back once it has done with the answer.
                #expect(await eventually { channel.looks.withLock { $0.count } > 1 })
                #expect(try await host.texts("SELECT cursor FROM channel_cursors") == ["9"])
                #expect(try await host.count("SELECT COUNT(*) FROM inbox") == 0)
            }
        }
    }

    /// A cursor without messages is kept as well; one with a message that the database refuses
    /// is not.
    @Test func aCursorIsKeptWithItsMessagesOrNotAtAll() async throws {
        try await withDatabase { database, tenant in
            let channel = CursorChannel(pulled: [tenant]) { cursor in
                guard cursor == nil else {
                    // The tenant is out of service from now on: its messages are not taken.
                    try await database.write { try $0.execute("UPDATE tenants SET status = 'suspended'") }
                    return CursorChannel.answer("m1", cursor: "2")
                }
                return ChannelIngest(
                    messages: [],
                    receipts: [],
                    response: ChannelResponse(status: 200, headers: [], body: Array("1".utf8))
                )
            }
            try await withPuller(database, tenant, channel) { host in
                try await host.until(1, "SELECT COUNT(*) FROM tenants WHERE status = 'suspended'")
                #expect(await eventually { channel.looks.withLock { $0.count } > 2 })
                #expect(try await host.texts("SELECT cursor FROM channel_cursors") == ["1"])
            }
        }
    }
}

/// Runs a node and its puller while `body` runs.
private func withPuller(
    _ database: any Database,
    _ tenant: TenantHandle,
    _ channel: CursorChannel,
    _ body: @Sendable (PipelineHost) async throws -> Void
) async throws {
    try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
        try await host.withPuller(channel) { try await body(host) }
    }
}

/// The channel `web` of some tenants, that is asked for what is new.
private final class CursorChannel: HostInbox.Channel, ChannelDirectory {
    let capabilities: ChannelCapabilities
    /// Whose channel was looked for, each time.
    let looks = Mutex<[TenantHandle]>([])
    private let pulled: [TenantHandle]
    private let others: [TenantHandle]
    private let script: @Sendable (String?) async throws -> ChannelIngest?

    /// `script` gets the cursor; nil: there is nothing new for as long as the test runs.
    init(
        pulled: [TenantHandle],
        others: [TenantHandle] = [],
        script: @escaping @Sendable (String?) async throws -> ChannelIngest?
    ) {
        var capabilities = RecordingChannel.capabilities()
        capabilities.pull = true
        self.capabilities = capabilities
        self.pulled = pulled
        self.others = others
        self.script = script
    }

    /// One message, and where to go on.
    static func answer(_ id: String, cursor: String) -> ChannelIngest {
        ChannelIngest(
            messages: [InboundMessage(messageID: id, address: "ana", name: nil, locale: "es", text: "hola")],
            receipts: [],
            response: ChannelResponse(status: 200, headers: [], body: Array(cursor.utf8))
        )
    }

    var channelIDs: [PluginID] { [plugin("web")] }

    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any HostInbox.Channel {
        looks.withLock { $0.append(tenant) }
        return self
    }

    func register(of id: PluginID) async throws(Problem) -> ChannelRegister {
        var register = ChannelRegister()
        for tenant in pulled { register.add(tenant, sender: nil, account: nil, isPulled: true) }
        for tenant in others { register.add(tenant, sender: nil, account: nil, isPulled: false) }
        return register
    }

    func pull(after cursor: String?) async throws(Problem) -> ChannelIngest {
        do {
            if let found = try await script(cursor) { return found }
            try await Task.sleep(for: .seconds(3_600))
        } catch {
            // Cancelled: the test is over.
        }
        throw Problem(.unavailable, "there is nothing", remedy: "Ask later.")
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        throw Problem(.invalid, "not used", remedy: "Ask.")
    }

    func send(_ message: OutboundMessage) async -> SendOutcome { .sent(providerMessageID: message.idempotencyKey) }
}
