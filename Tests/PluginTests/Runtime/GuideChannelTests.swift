// The channel of the guide for integrators, in the real loader: what the host would send by it
// is what it says that it carries.

import HostCore
import HostInbox
import HostOutbox
import HostPlugins
import HostStorage
import HostStorageSQLite
import HostTime
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GuideChannelTests {
    @Test func itIsGivenNumbersAndParts() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        _ = try await GuideChannel.compile(into: folder)
        let house = try await ChannelHouse("pager", in: folder.path)
        let shop = try await house.open("shop", settings: [:])
        let pager = try await house.runtime.channel(house.plugin, for: shop)
        let book = BookingChannel(pager.capabilities)
        let dispatcher = OutboxDispatcher(
            database: house.database,
            channels: book,
            owner: "node",
            log: ChannelHouse.quiet
        )
        let running = Task { try await dispatcher.run() }
        let (line, sizes) = (String(repeating: "palabra ", count: 100), ["S", "M", "L", "XL"])
        let choices = sizes.map { ReplyButton(id: $0, title: $0) }
        let replies: [Reply] = [
            .text(line + line), .buttons(text: "¿Cuál?", choices), .buttons(text: "¿Cuál?", Array(choices.prefix(3))),
            .list(text: "Hay:", sizes.map { ReplyListItem(id: $0, title: $0) }),
            .document(url: "https://shop.example/q.pdf", name: "Cotización.pdf", mime: nil),
        ]
        let now = SystemClock().now()
        let items = replies.enumerated().map { place, reply in
            OutboxItem(
                id: OutboxItemID(at: now.advanced(byMilliseconds: Int64(place)), randomness: SystemRandomness()),
                tenant: shop.id,
                channel: house.plugin,
                address: "ana",
                conversationID: ConversationID("c-1"),
                messageID: MessageID("m-\(place)"),
                sequence: Int64(place) + 1,
                reply: reply.json,
                locale: nil,
                createdAt: now
            )
        }
        // A lease of a minute ago: to be claimed, not sent from memory.
        let past = now.advanced(bySeconds: -60)
        try await house.database.write { connection in
            _ = try Outbox(shop)
                .enqueue(items, environment: .sandbox, leaseOwner: "nobody", now: past, in: connection)
        }
        dispatcher.wake()
        #expect(await eventually { book.sent.withLock { $0.count } == 6 })
        let sent = book.sent.withLock { $0 }
        let words = sent.prefix(2).compactMap { $0.reply["text"]?.stringValue }
        #expect(words.count == 2 && words.allSatisfy { $0.unicodeScalars.count <= 1_000 && $0.hasSuffix("palabra") })
        #expect(words.joined(separator: " ") + " " == line + line)
        #expect(
            sent.dropFirst(2).map(\.reply) == [
                Reply.text("¿Cuál?\n1. S\n2. M\n3. L\n4. XL").json, replies[2].json,
                Reply.text("Hay:\n1. S\n2. M\n3. L\n4. XL").json,
                Reply.text("Cotización.pdf\nhttps://shop.example/q.pdf").json,
            ]
        )
        #expect(Set(sent.map(\.idempotencyKey)).count == 6)
        running.cancel()
        _ = await running.result
        await house.runtime.shutDown()
    }
}

/// Carries what another channel carries, and keeps it.
private final class BookingChannel: HostInbox.Channel, ChannelDirectory {
    let capabilities: ChannelCapabilities
    let sent = Mutex<[OutboundMessage]>([])

    init(_ capabilities: ChannelCapabilities) { self.capabilities = capabilities }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        throw Problem(.invalid, "not used", remedy: "Use send.")
    }

    func send(_ message: OutboundMessage) async -> SendOutcome {
        sent.withLock { $0.append(message) }
        return .sent(providerMessageID: message.idempotencyKey)
    }

    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any HostInbox.Channel { self }
}
