// What goes out by a channel that cannot carry all: numbers for choices, addresses for files,
// and several messages for one that is too long.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@testable import HostOutbox

@Suite struct OutgoingFormTests {
    private static let parts = ["Vendemos pintura y brochas", "También hay clavos, pijas y taquetes."]

    /// Texts, and short ones.
    private static let pager: ChannelCapabilities = {
        var capabilities = RecordingChannel.capabilities()
        (capabilities.media, capabilities.documents) = (false, false)
        (capabilities.buttons, capabilities.lists) = (false, false)
        capabilities.textLengthMax = 40
        return capabilities
    }()

    /// Answers with a text of two parts, a list with choices, or what was written.
    private static let agents = ScriptedAgents([
        "orchestrator": { input, turn in
            switch input.text {
            case "surtido": _ = turn.say(.text(Self.parts.joined(separator: "\n\n")), fallback: nil)
            case "lista":
                let items = ["Martillo", "Clavos"].map { ReplyListItem(id: $0, title: $0, description: "de acero") }
                _ = turn.say(.list(text: "¿Cuál?", items), fallback: nil)
            default: _ = turn.say(.text(input.text), fallback: nil)
            }
            return .finished(AgentResult())
        }
    ])

    // MARK: Texts

    @Test(arguments: [
        ("corto", 5, ["corto"]),
        ("uno dos tres", 8, ["uno dos", "tres"]),
        ("uno dos tres", 7, ["uno dos", "tres"]),
        ("a b\nc d\ne f", 8, ["a b\nc d", "e f"]),
        ("primera\n\nsegunda línea", 20, ["primera\n\nsegunda", "línea"]),
        ("primera frase\n\nsegunda", 20, ["primera frase", "segunda"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("ab🇲🇽🇲🇽", 4, ["ab🇲🇽", "🇲🇽"]),
        ("e\u{301}\u{302}\u{303}x", 2, ["e\u{301}", "\u{302}\u{303}", "x"]),
        ("  uno   dos  ", 7, ["uno", "dos"]),
    ])
    func aTextEndsWhereAReaderPauses(text: String, lengthMax: Int, parts: [String]) {
        #expect(TextParts.divided(text, lengthMax).map { Array($0.utf8) } == parts.map { Array($0.utf8) })
    }

    @Test func noWordIsLostInAnyLength() {
        let text = (1...200).map { "palabra\($0)" + ($0 % 7 == 0 ? "\n\n" : " ") }.joined()
        for lengthMax in 12...300 {
            let parts = TextParts.divided(text, lengthMax)
            #expect(parts.allSatisfy { (1...lengthMax).contains($0.unicodeScalars.count) })
            let words = parts.flatMap { $0.split(whereSeparator: \.isWhitespace) }
            #expect(words == text.split(whereSeparator: \.isWhitespace))
        }
    }

    // MARK: Forms

    @Test func aFormIsWhatTheChannelCarries() {
        let three = ["a", "b", "c"].map { ReplyButton(id: $0, title: $0) }
        let buttons = Reply.buttons(text: "¿?", three)
        var few = Self.pager
        (few.buttons, few.buttonsMax) = (true, 3)
        #expect(few.form(of: buttons) == buttons && few.draws(buttons))
        few.buttonsMax = 2
        #expect(few.form(of: buttons) == .text("¿?\n1. a\n2. b\n3. c") && !few.draws(buttons))
        few.lists = true
        #expect(few.form(of: buttons) == .list(text: "¿?", three.map { ReplyListItem(id: $0.id, title: $0.title) }))
        few.buttonsMax = 0
        #expect(few.form(of: buttons) == buttons)
        let image = Reply.image(url: "https://a.example/1.png", caption: "Foto")
        #expect(few.form(of: image) == .text("Foto\nhttps://a.example/1.png"))
        few.media = true
        #expect(few.form(of: image) == image)
    }

    /// What is tapped comes with the last of the text; a caption that has no room, by itself.
    @Test func whatIsTooLongBecomesSeveral() {
        var capabilities = Self.pager
        (capabilities.buttons, capabilities.media) = (true, true)
        let (text, button) = (Self.parts.joined(separator: "\n\n"), ReplyButton(id: "a", title: "a"))
        let buttons = OutgoingForm(.buttons(text: text, [button]), for: capabilities).parts
        #expect(buttons.map(\.reply) == [.text(Self.parts[0]), .buttons(text: Self.parts[1], [button])])
        #expect(buttons.map(\.offset) == [0, Self.parts[0].unicodeScalars.count])
        let image = OutgoingForm(.image(url: "https://a.example", caption: text), for: capabilities).parts
        #expect(
            image.map(\.reply)
                == [.image(url: "https://a.example", caption: nil), .text(Self.parts[0]), .text(Self.parts[1])]
        )
        let link = OutgoingForm(.link(url: "https://a.example", title: text), for: capabilities).parts
        #expect(
            link.map(\.reply)
                == [.text(Self.parts[0]), .text(Self.parts[1]), .link(url: "https://a.example", title: nil)]
        )
    }

    // MARK: Rows

    /// Each part is a row with its own key; one that is tried again stays before what follows,
    /// and what went out before it is not said twice. Also where a send that began may have
    /// gone out.
    @Test(arguments: [true, false])
    func partsGoOutInTheirOrderAndOnce(isIdempotent: Bool) async throws {
        try await withDatabase { database, tenant in
            var capabilities = Self.pager
            capabilities.isIdempotent = isIdempotent
            let channel = RecordingChannel(capabilities: capabilities) { message in
                message.idempotencyKey.hasSuffix("/0000026") && message.attempt == 1
                    ? .retry(reason: "busy", afterMilliseconds: nil) : .sent(providerMessageID: message.idempotencyKey)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("surtido", id: "m1")
                _ = try await host.ask("gracias", id: "m2")
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let sent = channel.sent.withLock { $0 }
                let texts = sent.compactMap { $0.reply["text"]?.stringValue }
                #expect(texts == [Self.parts[0], Self.parts[1], Self.parts[1], "gracias"])
                #expect(sent.map(\.idempotencyKey) == sent.map(\.idempotencyKey).sorted())
                #expect(Set(sent.map(\.idempotencyKey)).count == 3)
                // The conversation has it as it was said.
                let said = "SELECT COUNT(*) FROM messages WHERE role = 'assistant'"
                #expect(try await host.count(said) == 2)
            }
        }
    }

    @Test func aTypedNumberChoosesFromWhatBecameText() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel(capabilities: Self.pager)
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("lista", id: "m1")
                let answer = try await host.ask("2", id: "m2")
                #expect(answer["replies"]?.arrayValue?.first?["text"] == "Clavos", "\(answer)")
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let texts = channel.sent.withLock { $0.compactMap { $0.reply["text"]?.stringValue } }
                #expect(texts == ["¿Cuál?\n1. Martillo — de acero", "2. Clavos — de acero", "Clavos"])
            }
        }
    }

    /// A message that was one is divided by the channel that takes over; of several, only the
    /// part that failed goes on.
    @Test(arguments: [true, false])
    func whatGoesOnIsDividedAsTheNextChannelNeedsIt(isWhole: Bool) async throws {
        try await withDatabase { database, tenant in
            let now = SystemClock().now()
            try await database.write { connection in
                let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
                try TenantPlugins(tenant).set(plugin("sms"), enabled: true, settings: [:], at: now, in: connection)
                try DeliveryPolicies(tenant).set(policy, of: plugin("web"), at: now, in: connection)
            }
            let others = RecordingChannel(capabilities: Self.pager)
            let channel = RecordingChannel(
                capabilities: isWhole ? RecordingChannel.capabilities() : Self.pager,
                others: others
            ) { message in
                isWhole || message.idempotencyKey.hasSuffix("/0000026")
                    ? .refused(reason: "not there", remedy: .otherChannel) : .sent(providerMessageID: "p")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("surtido", id: "m1", from: "+525512345678")
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let passedOn = others.sent.withLock { $0 }
                let texts = passedOn.compactMap { $0.reply["text"]?.stringValue }
                #expect(texts == (isWhole ? Self.parts : [Self.parts[1]]))
                #expect(passedOn.last?.idempotencyKey.hasSuffix("/sms/0000026") == true)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox") == 3)
            }
        }
    }

    /// Each part goes on by itself: the first one does not bring the whole once more.
    @Test func allPartsThatFailGoOnOnce() async throws {
        try await withDatabase { database, tenant in
            let now = SystemClock().now()
            try await database.write { connection in
                let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
                try TenantPlugins(tenant).set(plugin("sms"), enabled: true, settings: [:], at: now, in: connection)
                try DeliveryPolicies(tenant).set(policy, of: plugin("web"), at: now, in: connection)
            }
            let others = RecordingChannel(capabilities: Self.pager)
            let channel = RecordingChannel(capabilities: Self.pager, others: others) { _ in
                .refused(reason: "not there", remedy: .otherChannel)
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("surtido", id: "m1", from: "+525512345678")
                try await host.until(Int64(Self.parts.count), "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let texts = others.sent.withLock { $0.compactMap { $0.reply["text"]?.stringValue } }
                #expect(texts == Self.parts)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'pending'") == 0)
            }
        }
    }

    // MARK: What becomes of parts

    @Test func whatArrivedStopsOnlyWhatSaysTheSame() {
        let (whole, rest) = (Self.row("a"), Self.row("b", offset: 26))
        let (wholeBySMS, restOfIt) = (Self.row("c", insteadOf: "a"), Self.row("d", insteadOf: "a", offset: 9))
        let restBySMS = Self.row("e", insteadOf: "b", offset: 26)
        let rows = MessageRows([whole, rest, wholeBySMS, restOfIt, restBySMS])
        #expect(rows.saying(what: whole).map(\.id.rawValue) == ["c", "d"])
        #expect(rows.saying(what: wholeBySMS).map(\.id.rawValue) == ["a"])
        #expect(rows.saying(what: restOfIt).map(\.id.rawValue) == ["a"])
        #expect(rows.saying(what: rest).map(\.id.rawValue) == ["e"])
        #expect(rows.tried(for: restOfIt).map(\.id.rawValue) == ["a", "d"])
        #expect(rows.tried(for: restBySMS).map(\.id.rawValue) == ["b", "e"])
        #expect(Set([whole, rest, wholeBySMS, restOfIt, restBySMS].map(\.idempotencyKey)).count == 5)
    }

    /// People see the message where its last part is.
    @Test func aMessageHasComeAsFarAsItsLastPart() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel(capabilities: Self.pager) { message in
                message.idempotencyKey.hasSuffix("/0000026")
                    ? .refused(reason: "full", remedy: .none) : .sent(providerMessageID: "p")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                _ = try await host.ask("surtido", id: "m1")
                try await host.until(2, "SELECT COUNT(*) FROM outbox WHERE state IN ('sent', 'dead')")
                let delivery = try await database.read { connection -> MessageDelivery? in
                    let id = try connection.row("SELECT id FROM conversations")?.text(0) ?? ""
                    let said = try Conversations(tenant).messages(of: ConversationID(id), after: 0, in: connection)
                    return try MessageDelivery.find(said, of: tenant, in: connection).values.first
                }
                #expect(delivery?.state == .dead && delivery?.error == "full")
            }
        }
    }

    private static func row(_ id: String, insteadOf other: String? = nil, offset: Int = 0) -> OutboxItem {
        OutboxItem(
            id: OutboxItemID(id),
            tenant: shop,
            channel: plugin(other == nil ? "web" : "sms"),
            address: "ana",
            conversationID: ConversationID("c1"),
            messageID: MessageID("m1"),
            sequence: 1,
            reply: Reply.text(id).json,
            locale: nil,
            createdAt: Timestamp(milliseconds: 1),
            fallbackOf: other.map { OutboxItemID($0) },
            offset: offset
        )
    }

    private static let shop: TenantID = {
        guard let id = TenantID("shop") else { preconditionFailure("shop is no tenant") }
        return id
    }()
}
