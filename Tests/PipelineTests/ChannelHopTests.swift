// A customer who goes on by another channel: with the same basket, the same person, and
// the choice that was offered there.

import HostAccess
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Testing

@Suite struct ChannelHopTests {
    /// Says what was written so far, and offers to go on.
    private static let agents = ScriptedAgents([
        "orchestrator": { input, turn in
            let said = (input.state["said"]?.stringValue ?? "") + "\(input.text);"
            let choices = ["Cerrar", "Ver"].map { ReplyButton(id: $0, title: $0) }
            _ = turn.say(.buttons(text: said, choices), fallback: nil)
            return .finished(AgentResult(statePatch: ["said": .string(said)]))
        }
    ])

    /// Shows choices with numbers.
    private static let capabilities: ChannelCapabilities = {
        var capabilities = RecordingChannel.capabilities()
        capabilities.buttons = false
        return capabilities
    }()

    /// Also while the tenant's clock stands still, so that all of it is said at one moment.
    @Test(arguments: [false, true])
    func whatWasBegunGoesOnAndComesBack(clockStands: Bool) async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel(capabilities: Self.capabilities)
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                if clockStands {
                    let machine = TimeMachine(database: database, clocks: host.clocks, work: host.engine)
                    let moment = SystemClock().now().advanced(bySeconds: 3_600)
                    _ = try await machine.set(tenant, to: moment, by: TimeMachineActor(id: "test"))
                }
                #expect(try await host.answer("uno", by: "whatsapp") == "uno;")
                #expect(try await host.answer("dos", by: "sms") == "uno;dos;")
                #expect(try await host.answer("2", by: "sms") == "uno;dos;Ver;")
                #expect(try await host.answer("tres", by: "whatsapp") == "uno;dos;Ver;tres;")
                #expect(try await host.answer("el primero", by: "email") == "uno;dos;Ver;tres;Cerrar;")
                // Somebody else begins at the beginning, and so does who was silent for long.
                #expect(try await host.answer("hola", by: "sms", from: "+525587654321") == "hola;")
                try await database.write { try $0.execute("UPDATE conversations SET updated_at = 1") }
                #expect(try await host.answer("hola", by: "telegram") == "hola;")
            }
        }
    }

    /// Whoever has the conversation has it on the other channel too, until somebody or the
    /// time gives it back.
    @Test func aPersonHasTheCustomerOnAllChannels() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                _ = try await host.answer("hola", by: "whatsapp")
                try await database.write { try $0.execute("UPDATE conversations SET state = 'paused'") }
                #expect(try await host.answer("¿sigues ahí?", by: "sms") == nil)
                #expect(try await host.count("SELECT COUNT(*) FROM conversations WHERE state = 'paused'") == 2)
                #expect(try await host.count("SELECT COUNT(*) FROM hand_offs") == 1)
            }
        }
    }

    /// Whoever answers in a provider's thread goes on in its conversation, however long ago it
    /// was; who only has the thread, a forwarded mail, is nobody else by it.
    @Test func anAnsweredConversationGoesOnForItsOwnCustomer() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let (work, home) = ("ana@trabajo.example.mx", "ana@casa.example.mx")
                #expect(try await host.answer("uno", by: "email", from: work) == "uno;")
                let id = try await host.texts("SELECT id FROM conversations WHERE address = '\(work)'").first
                let answered = ConversationID(try #require(id))
                try await host.take(
                    [InboundMessage(messageID: "o", address: home, name: nil, locale: nil, text: "dos", alias: work)],
                    on: "email"
                )
                try await host.until(2, "SELECT COUNT(*) FROM messages WHERE role = 'assistant'")
                // Days later.
                try await host.change("UPDATE conversations SET updated_at = 1 WHERE address = '\(work)'")
                try await host.change("UPDATE conversations SET state = 'completed' WHERE address = '\(home)'")
                #expect(try await host.answer("tres", by: "email", from: home) == "tres;")
                try await host.change("UPDATE conversations SET state = 'completed' WHERE address = '\(home)'")
                for (text, said) in [("cuatro", "uno;cuatro;"), ("cinco", "uno;cuatro;cinco;")] {
                    #expect(try await host.answer(text, by: "email", from: home, answering: answered) == said)
                }
                for stranger in ["luis@casa.example.mx", "eva@casa.example.mx"] {
                    let heard = try await host.answer("hola", by: "email", from: stranger, answering: answered)
                    #expect(heard == "hola;")
                }
                #expect(try await host.answer("y", by: "email", from: home, answering: ConversationID("none")) != nil)
            }
        }
    }

    /// A message that went on by SMS is answered there, also where something else was said
    /// there before.
    @Test(arguments: [true, false])
    func whatWentOnByAnotherChannelIsAnsweredThere(isKnownThere: Bool) async throws {
        try await withDatabase { database, tenant in
            try await Self.letSMSTakeOver(database, tenant)
            try await withHost(database, tenant, agents: Self.agents, channel: Self.onlyFallbacks()) { host in
                let before = isKnownThere ? "antes;" : ""
                if isKnownThere { _ = try await host.answer("antes", by: "sms") }
                #expect(try await host.answer("quiero", by: "whatsapp") == "\(before)quiero;")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                #expect(try await host.answer("1", by: "sms") == "\(before)quiero;Cerrar;")
            }
        }
    }

    /// Unasked, it is answered there as well: here to the person who said it.
    @Test func aPersonsWordThatWentOnIsAnsweredToThatPerson() async throws {
        try await withDatabase { database, tenant in
            try await Self.letSMSTakeOver(database, tenant)
            try await withHost(database, tenant, agents: Self.agents, channel: Self.onlyFallbacks()) { host in
                _ = try await host.answer("hola", by: "whatsapp")
                _ = try await host.answer("gracias", by: "sms")
                let id = try await database.read { connection in
                    try connection.row("SELECT id FROM conversations WHERE channel = 'whatsapp'")?.text(0)
                }
                let conversation = ConversationID(try #require(id))
                let audit: PersonAudit = { action, after, moment in
                    AuditRecord(
                        id: AuditRecordID(at: moment, randomness: SystemRandomness()),
                        tenant: tenant.id,
                        actor: "luis",
                        action: action,
                        entityType: "conversation",
                        entityID: conversation.rawValue,
                        after: after,
                        at: moment
                    )
                }
                try await Task.sleep(for: .milliseconds(2))
                _ = try await host.take(conversation, of: tenant, audit: audit)
                _ = try await host.say("¿Te lo aparto?", in: conversation, of: tenant, audit: audit)
                // The agent's answer, that a person is there, and what the person said.
                try await host.until(3, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'sent'")
                #expect(try await host.answer("sí", by: "sms") == nil)
                #expect(try await host.count("SELECT COUNT(*) FROM conversations WHERE state = 'paused'") == 2)
            }
        }
    }

    private static func letSMSTakeOver(_ database: any Database, _ tenant: TenantHandle) async throws {
        let now = SystemClock().now()
        try await database.write { connection in
            let policy = DeliveryPolicy(fallback: [plugin("sms")], undeliveredMinutes: nil, template: nil)
            try TenantPlugins(tenant).set(plugin("sms"), enabled: true, settings: [:], at: now, in: connection)
            try DeliveryPolicies(tenant).set(policy, of: plugin("whatsapp"), at: now, in: connection)
        }
    }

    /// Lets nothing through but what goes out in place of something else.
    private static func onlyFallbacks() -> RecordingChannel {
        RecordingChannel(capabilities: capabilities) { message in
            message.idempotencyKey.hasSuffix("/sms")
                ? .sent(providerMessageID: "SM1") : .refused(reason: "not there", remedy: .otherChannel)
        }
    }
}

extension PipelineHost {
    /// The text of the answer to a message that comes by a channel; nil when agents are
    /// silent.
    fileprivate func answer(
        _ text: String,
        by channel: String,
        from address: String = "+525512345678",
        answering: ConversationID? = nil
    ) async throws -> String? {
        // What is said later is later by the clock.
        try await Task.sleep(for: .milliseconds(2))
        let message = InboundMessage(
            messageID: text,
            address: address,
            name: "Ana",
            locale: "es",
            text: text,
            answers: answering
        )
        let receipt = try await engine.submit(message, channel: plugin(channel), tenant: tenant)
        let reply = try #require(try await engine.reply(for: receipt))
        return try JSON(parsing: reply.document)["replies"]?.arrayValue?.first?["text"]?.stringValue
    }
}
