// What comes in through a channel besides questions: words that end messages, people
// who answer from the provider's own app, numbers that say who somebody is.

import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import StorageHarness
import Synchronization
import Testing

@Suite struct ChannelIntakeTests {
    private static let agents = ScriptedAgents(["orchestrator": echo])

    @Test func onlyTheWordAloneEndsMessagesAndAnotherResumesThem() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let optedOut = "SELECT COUNT(*) FROM customers WHERE opted_out_at IS NOT NULL"
                _ = try await host.ask("quiero dar de baja la lavadora", id: "m1")
                #expect(try await host.count(optedOut) == 0)
                let stopped = try await host.ask(" ¡BAJA! ", id: "m2")
                #expect(stopped["replies"]?.arrayValue?.first?["text"]?.stringValue?.contains("ALTA") == true)
                #expect(try await host.count(optedOut) == 1)
                // Whoever writes is answered all the same.
                let answer = try await host.ask("hola", id: "m3")
                #expect(answer["replies"]?.arrayValue?.first?["text"] == "eco: hola")
                _ = try await host.ask("alta", id: "m4")
                #expect(try await host.count(optedOut) == 0)
                for said in ["NO MOLESTAR", "¡No me escriban más!", "dar de baja", "Não me escreva"] {
                    _ = try await host.ask(said, id: said)
                    #expect(try await host.count(optedOut) == 1, "\(said)")
                    _ = try await host.ask("alta", id: "alta after \(said)")
                    #expect(try await host.count(optedOut) == 0, "\(said)")
                }
                // An order is cancelled so.
                _ = try await host.ask("cancelar", id: "m5")
                #expect(try await host.count(optedOut) == 0)
            }
        }
    }

    @Test func aPersonsEchoSilencesTheAgentsOnce() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                _ = try await host.ask("hola", id: "m1", from: "+525512345678")
                let said = InboundMessage(
                    messageID: "wamid.echo",
                    address: "+5215512345678",
                    name: nil,
                    locale: nil,
                    text: "Soy Luis, te atiendo yo",
                    isEcho: true
                )
                // A picture takes over as words do, and is kept as a customer's.
                let picture = InboundMessage(
                    messageID: "wamid.picture",
                    address: "+5215512345678",
                    name: nil,
                    locale: nil,
                    text: "",
                    attachments: [InboundAttachment(reference: "65463453", mime: "image/jpeg", name: nil)],
                    isEcho: true
                )
                for _ in 0..<2 { try await host.take([picture, said]) }
                #expect(try await host.count("SELECT COUNT(*) FROM messages WHERE role = 'person'") == 2)
                let kept = """
                    SELECT COUNT(*) FROM attachments JOIN messages
                        ON messages.provider_message_id = attachments.provider_message_id
                    WHERE attachments.mime = 'image/jpeg' AND messages.content LIKE '%📎 image/jpeg%'
                    """
                #expect(try await host.count(kept) == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM conversations WHERE state = 'paused'") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM events WHERE type = 'conversation.taken'") == 1)
                let answer = try await host.ask("gracias", id: "m2", from: "+525512345678")
                #expect(answer["replies"]?.arrayValue?.isEmpty == true)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox") == 1)
            }
        }
    }

    @Test func aVouchedNumberMakesOneCustomerOfTwo() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                func message(_ id: String, _ address: String, phone: String?) -> InboundMessage {
                    InboundMessage(messageID: id, address: address, name: nil, locale: nil, text: "hola", phone: phone)
                }
                try await host.take([message("1", "+5215512345678", phone: nil)], on: "whatsapp")
                try await host.until(1, "SELECT COUNT(*) FROM customers")
                // A username without a number is somebody else, until the number comes.
                try await host.take([message("2", "MX.13491208655302741918", phone: nil)], on: "whatsapp")
                try await host.until(2, "SELECT COUNT(*) FROM conversations")
                try await host.take([message("3", "MX.13491208655302741918", phone: "525512345678")], on: "whatsapp")
                // And one who is vouched for at once never becomes two.
                try await host.take([message("4", "tg:8231", phone: "+525512345678")], on: "telegram")
                try await host.until(3, "SELECT COUNT(*) FROM conversations")
                #expect(try await host.count("SELECT COUNT(DISTINCT customer_id) FROM customer_addresses") == 1)
                #expect(try await host.count("SELECT COUNT(DISTINCT customer_id) FROM conversations") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE action = 'merge'") == 1)
            }
        }
    }

    /// Whoever hides the number one day, or shows it, stays who they are.
    @Test(arguments: [true, false])
    func aUsernameAndItsNumberAreOneCustomer(isNumberFirst: Bool) async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let shown = InboundMessage(
                    messageID: "1",
                    address: "+5215512345678",
                    name: "Ana",
                    locale: nil,
                    text: "hola",
                    phone: "+525512345678",
                    alias: "MX.134"
                )
                let hidden = InboundMessage(messageID: "2", address: "MX.134", name: "Ana", locale: nil, text: "hola")
                for message in isNumberFirst ? [shown, hidden] : [hidden, shown] {
                    try await host.take([message], on: "whatsapp")
                }
                try await host.until(2, "SELECT COUNT(*) FROM conversations")
                #expect(try await host.count("SELECT COUNT(DISTINCT customer_id) FROM conversations") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM customers") == 1)
            }
        }
    }

    /// Nothing that a provider lets through is refused, and what cannot be kept stops
    /// neither the rest of its batch nor what comes later.
    @Test func anOddEntryIsCutOrPassedOver() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let entries = [
                    ("long", String(repeating: "x", count: 4_050)), ("longer", String(repeating: "y", count: 5_600)),
                    ("blank", "   "), ("id\u{1}", "hola dos"), ("", "de nadie"), ("zero", "ho\0la"),
                    ("last", "hola último"),
                ].map { id, text in
                    InboundMessage(
                        messageID: id,
                        address: "ana",
                        name: String(repeating: "A", count: 250),
                        locale: String(repeating: "e", count: 60),
                        text: text
                    )
                }
                try await host.take(entries)
                try await host.until(5, "SELECT COUNT(*) FROM messages WHERE role = 'user'")
                let said = try await database.read { connection in
                    try connection.rows("SELECT content FROM messages WHERE role = 'user' ORDER BY sequence")
                        .map { row in try Reply(json: try row.json(0)).plainText }
                }
                #expect(said.map(\.count) == [4_050, 4_096, 8, 4, 11])
                #expect(said.dropFirst().first?.hasSuffix("…") == true)
                #expect(try await host.count("SELECT COUNT(*) FROM customers WHERE length(name) = 120") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM customers WHERE locale IS NULL") == 1)
            }
        }
    }

    @Test func aFileWithoutWordsIsAMessage() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let file = InboundAttachment(reference: "65463453", mime: "application/pdf", name: "lista.pdf")
                try await host.take([
                    InboundMessage(
                        messageID: "1",
                        address: "ana",
                        name: nil,
                        locale: nil,
                        text: "",
                        attachments: [file]
                    )
                ])
                try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%eco: 📎 lista.pdf%'")
            }
        }
    }

    /// Of a poll nothing comes but that it came: the host asks for words, once for several of
    /// them, and leaves it to the person who has the conversation.
    @Test func whatNobodyCanReadIsAskedForInWords() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                func poll(_ id: String, from address: String = "ana") -> InboundMessage {
                    InboundMessage(
                        messageID: id,
                        address: address,
                        name: nil,
                        locale: "pt-BR",
                        text: "",
                        isUnreadable: true
                    )
                }
                for _ in 0..<2 { try await host.take([poll("1"), poll("2")]) }
                try await host.until(2, "SELECT COUNT(*) FROM turns")
                let said = try await host.texts("SELECT role || ' ' || content FROM messages ORDER BY sequence")
                #expect(said.count == 3, "\(said)")
                #expect(said.first?.hasPrefix("user") == true && said.first?.contains("❔") == true, "\(said)")
                #expect(said.dropFirst().first?.contains("Não consigo abrir") == true, "\(said)")
                // Another day it is asked for again.
                try await host.change("UPDATE messages SET at = 1")
                try await host.take([poll("3")])
                try await host.until(5, "SELECT COUNT(*) FROM messages")
                try await host.change("UPDATE conversations SET state = 'paused'")
                try await host.take([poll("4")])
                try await host.until(4, "SELECT COUNT(*) FROM turns")
                #expect(try await host.count("SELECT COUNT(*) FROM messages") == 6)
            }
        }
    }

    @Test func whatIsSaidIsAnEventForWhoeverWatchesAll() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                _ = try await host.ask("hola", id: "m1")
                let events = try await database.read {
                    try DomainEvents(tenant).list(after: DomainEventID(""), limit: 10, in: $0)
                }
                #expect(events.map(\.type) == ["conversation.message"])
                let event = try #require(events.first)
                // The row holds nothing of what was said, nor by whom; whoever is shown it sees both.
                #expect(Set((event.data.objectValue ?? [:]).keys) == ["channel", "first", "id", "last", "state"])
                let shown = try await database.read { try ConversationEvents(tenant).shown(event, in: $0) }
                let said = shown["messages"]?.arrayValue?.map { $0["reply"]?["text"]?.stringValue }
                #expect(said == ["hola", "eco: hola"])
                #expect(shown["customer_name"] == "Ana")
            }
        }
    }
}

extension ChannelIntakeTests {
    /// The customer is told who is there, once; agents are told what was said.
    @Test func whoIsThereAndWhatWasAgreedIsTold() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let asked = try await host.ask("hola", id: "m1")
                let id = ConversationID(try #require(asked["conversation_id"]?.stringValue))
                let audit = personAudit(id)
                for _ in 0..<2 { _ = try await host.take(id, of: tenant, audit: audit) }
                _ = try await host.say("Se lo llevo el viernes", in: id, of: tenant, audit: audit)
                let summary = try await database.read { connection in
                    let conversation = try required(Conversations(tenant).find(id, in: connection))
                    return try HandOffSummary(conversation, of: tenant, at: SystemClock().now(), in: connection).json
                }
                #expect(summary["said"]?.arrayValue?.compactMap { $0["text"]?.stringValue }.first == "hola")
                #expect(summary["customer"]?["messages"] != nil && summary["person"] == .null, "\(summary)")
                _ = try await host.giveBack(id, of: tenant, note: "Sin costo de envío", audit: audit)
                let told = try await database.read { connection in
                    try Conversations(tenant).history(of: id, limit: 20, in: connection)
                        .filter { $0.role == .system }.map(\.content.plainText)
                }
                #expect(told.count == 2, "\(told)")
                #expect(told.first?.contains("una persona de nuestro equipo") == true, "\(told)")
                #expect(told.last?.contains("nuestro asistente") == true, "\(told)")
                let context = try await database.read { try Conversations(tenant).find(id, in: $0)?.context }
                #expect(context?["person"]?["said"] == ["Se lo llevo el viernes"])
                #expect(context?["person"]?["note"] == "Sin costo de envío")
            }
        }
    }

    /// A file that is not to be had while a kill switch holds the channel is not given up.
    @Test func aKillSwitchWearsOutNoFile() async throws {
        try await withDatabase(environment: .production) { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let photo = InboundMessage(
                    messageID: "m1",
                    address: "ana",
                    name: nil,
                    locale: "es",
                    text: "mira",
                    attachments: [InboundAttachment(reference: "7", mime: "image/jpeg", name: nil)]
                )
                try await host.take([photo])
                let fetcher = AttachmentFetcher(
                    database: database,
                    channels: host.channel,
                    clock: HurryingClock(),
                    log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                )
                let (scope, now) = (KillSwitchScope.channel(plugin("web")), SystemClock().now())
                try await database.write {
                    try KillSwitches.set(scope, reason: "drill", actor: "cli", at: now, in: $0)
                }
                for _ in 0...Limits.attachmentAttemptsMax { await fetcher.fetchRound() }
                #expect(try await host.count("SELECT COUNT(*) FROM attachments WHERE state = 'pending'") == 1)
                try await database.write {
                    try KillSwitches.lift(scope, reason: "over", actor: "cli", at: now, in: $0)
                }
                for _ in 1...Limits.attachmentAttemptsMax { await fetcher.fetchRound() }
                #expect(try await host.count("SELECT COUNT(*) FROM attachments WHERE state = 'failed'") == 1)
            }
        }
    }

    /// Who waited for a person that never came is not told that one has gone.
    @Test func nothingIsToldOfAPersonWhoWasNotThere() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let asked = try await host.ask("hola", id: "m1")
                let id = ConversationID(try #require(asked["conversation_id"]?.stringValue))
                try await database.write {
                    try Conversations(tenant).setState(.paused, of: id, at: SystemClock().now(), in: $0)
                }
                _ = try await host.giveBack(id, of: tenant, audit: personAudit(id))
                #expect(try await host.count("SELECT COUNT(*) FROM messages WHERE role = 'system'") == 0)
            }
        }
    }

    @Test func aConversationGoesBackWhenItsPersonHasBeenSilentLongEnough() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let asked = try await host.ask("hola", id: "m1")
                let id = ConversationID(try #require(asked["conversation_id"]?.stringValue))
                let audit = personAudit(id)
                let timer = HandOffTimer(database: database, engine: host.engine, log: Logger(label: "test"))
                _ = try await host.take(id, of: tenant, minutes: 60, audit: audit)
                try await database.write { try $0.execute("UPDATE hand_offs SET due_at = 1") }
                // What is said in time begins it anew.
                _ = try await host.say("Aquí estoy", in: id, of: tenant, audit: audit)
                try await timer.giveBack()
                #expect(try await host.count("SELECT COUNT(*) FROM conversations WHERE state = 'paused'") == 1)
                try await database.write { try $0.execute("UPDATE hand_offs SET due_at = 1") }
                try await timer.giveBack()
                #expect(try await host.count("SELECT COUNT(*) FROM conversations WHERE state = 'active'") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM hand_offs") == 0)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE actor_id = 'timer'") == 1)
                let answer = try await host.ask("¿sigues ahí?", id: "m2")
                #expect(answer["replies"]?.arrayValue?.first?["text"] == "eco: ¿sigues ahí?")
            }
        }
    }
}

/// An hour passes between two looks at it.
private final class HurryingClock: HostCore.Clock {
    private let hours = Mutex<Int64>(0)
    private let start = SystemClock().now()

    func now() -> Timestamp {
        hours.withLock { hours in
            hours += 1
            return start.advanced(bySeconds: hours * 3_600)
        }
    }
}
