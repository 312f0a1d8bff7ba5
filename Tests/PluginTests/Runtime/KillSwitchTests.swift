// The kill switch, counted at the socket: the real WhatsApp plugin, the real way out,
// and a provider that only counts the bytes that reach it.

import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostPlugins
import HostStorage
import HostStorageSQLite
import HostTime
import Logging
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct KillSwitchTests {
    private static let customers = 8

    @Test func behindItNoByteReachesTheProvider() async throws {
        let house = try await KillSwitchHouse()
        let running = Task { try await house.dispatcher.run() }
        try await house.write(to: house.shop, Self.customers)
        try await house.until(Self.customers, of: house.shop, "sending_at IS NOT NULL")
        _ = try await house.provider.when { $0.open > 0 && $0.bytes > 0 }

        try await house.set(.global)
        let cut = try await house.provider.whenLeft()

        try await house.write(to: house.shop, 2 * Self.customers)
        // A sandbox goes on: its message is claimed after those that are held.
        try await house.write(to: house.sandbox, 1)
        _ = try await house.emulator.when { $0.bytes > 0 }
        #expect(house.provider.count == cut)
        // Those that were cut before they had sent anything are held like the rest.
        try await house.until(
            3 * Self.customers,
            of: house.shop,
            "(state = 'unknown' OR state = 'pending' AND sending_at IS NULL)"
        )
        await house.nobodyIsShownThatTheyAreRead()
        #expect(house.provider.count == cut)
        let left = try await house.customersFileIsStillFetched(after: cut)

        try await house.lift(.global)
        _ = try await house.provider.when { $0.bytes > left.bytes }
        running.cancel()
        _ = await running.result
        await house.runtime.shutDown()
    }
}

/// A production tenant and a sandbox whose channels send to two counters.
private final class KillSwitchHouse: Sendable {
    let provider: ByteCounter
    let emulator: ByteCounter
    let channel: PluginID
    let shop: TenantHandle
    let sandbox: TenantHandle
    let runtime: PluginRuntime
    let dispatcher: OutboxDispatcher
    private let house: ChannelHouse
    private let database: SQLiteDatabase

    init() async throws {
        (provider, emulator) = (try ByteCounter(), try ByteCounter())
        house = try await ChannelHouse("whatsapp")
        (channel, runtime, database) = (house.plugin, house.runtime, house.database)
        dispatcher = OutboxDispatcher(
            database: database,
            channels: runtime,
            owner: "node",
            log: ChannelHouse.quiet
        )
        let real = Self.settings("https://127.0.0.1:\(provider.port)")
        shop = try await house.open("shop", .production, settings: real)
        sandbox = try await house.open("sandbox", settings: Self.settings("http://127.0.0.1:\(emulator.port)"))
    }

    private static func settings(_ url: String) -> JSON {
        ["phone_number_id": "106540352242922", "access_token": "any", "api_base_url": .string(url)]
    }

    /// Puts a message for each of so many customers into the outbox; nobody was written to
    /// by this before.
    func write(to tenant: TenantHandle, _ customers: Int) async throws {
        let (now, randomness) = (SystemClock().now(), SystemRandomness())
        try await database.write { [channel] connection in
            let conversations = Conversations(tenant)
            for _ in 0..<customers {
                let address = "+5255\(10_000_000 + randomness.next() % 80_000_000)"
                let customer = try Customers(tenant)
                    .resolve(channel: channel, address: address, at: now, randomness: randomness, in: connection)
                let conversation = try conversations.open(
                    channel: channel,
                    address: address,
                    customer: customer,
                    at: now,
                    randomness: randomness,
                    in: connection
                )
                let said = [(MessageRole.user, "hola"), (.assistant, "¡Hola!")].map { role, text in
                    MessageDraft(
                        id: MessageID(at: now, randomness: randomness),
                        role: role,
                        content: .text(text),
                        at: now
                    )
                }
                let messages = try conversations.append(said, to: conversation.id, at: now, in: connection)
                let item = OutboxItem(
                    id: OutboxItemID(at: now, randomness: randomness),
                    tenant: tenant.id,
                    channel: channel,
                    address: conversation.address,
                    conversationID: conversation.id,
                    messageID: messages[1].id,
                    sequence: messages[1].sequence,
                    reply: messages[1].content.json,
                    locale: nil,
                    createdAt: now
                )
                // A lease of a minute ago: to be claimed, not sent from memory.
                let past = now.advanced(bySeconds: -60)
                _ = try Outbox(tenant)
                    .enqueue([item], environment: .production, leaseOwner: "nobody", now: past, in: connection)
            }
        }
        dispatcher.wake()
    }

    func set(_ scope: KillSwitchScope) async throws {
        let now = SystemClock().now()
        try await database.write { try KillSwitches.set(scope, reason: "drill", actor: "test", at: now, in: $0) }
        try await dispatcher.stopTraffic(scope)
    }

    func lift(_ scope: KillSwitchScope) async throws {
        let now = SystemClock().now()
        try await database.write { try KillSwitches.lift(scope, reason: "over", actor: "test", at: now, in: $0) }
        dispatcher.wake()
    }

    func nobodyIsShownThatTheyAreRead() async {
        await #expect(throws: (any Error).self) {
            try await runtime.channel(channel, for: shop)
                .show(Presence(.typing, address: "+525512345678", messageID: "wamid.1"))
        }
    }

    /// What only brings something in is no traffic that a switch holds, and lets nothing
    /// pass beside it. The provider's count once that is over.
    func customersFileIsStillFetched(after cut: ByteCounter.Count) async throws -> ByteCounter.Count {
        let channel = try await runtime.channel(channel, for: shop)
        let file = Task { try await channel.fetchMedia("123") }
        let asked = try await provider.when { $0.bytes > cut.bytes }
        let outcome = await channel.send(ChannelHouse.text("hola", to: "+525512345678"))
        if case .sent = outcome { Issue.record("it was sent") }
        #expect(provider.count.connections == asked.connections)
        provider.hangUp()
        await #expect(throws: (any Error).self) { try await file.value }
        return try await provider.whenLeft()
    }

    /// Waits until so many rows of the tenant's outbox meet the condition.
    func until(_ count: Int, of tenant: TenantHandle, _ condition: String) async throws {
        let question = "SELECT COUNT(*) FROM outbox WHERE tenant_id = ? AND \(condition)"
        let isMet = try await eventually {
            try await database.read { try $0.row(question, tenant.id)?.integer(0) } == Int64(count)
        }
        #expect(isMet, "\(condition)")
    }
}

extension ByteCounter {
    /// The first count that fits.
    fileprivate func when(_ fits: (Count) -> Bool) async throws -> Count {
        while true {
            let now = count
            if fits(now) { return now }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// The count once nobody is connected any more, and all that the machine still held of
    /// what was sent before has come.
    fileprivate func whenLeft() async throws -> Count {
        while true {
            let before = try await when { $0.open == 0 }
            try await Task.sleep(for: .milliseconds(500))
            if count == before { return before }
        }
    }
}
