// Persons and agents in one conversation: who has it, how long, and what becomes of what
// the customer asked meanwhile.

import HostAccess
import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import StorageHarness
import Synchronization
import Testing

@Suite struct HandOffTests {
    /// Leaves the conversation to a person where one is asked for, and answers again after
    /// an hour; else says what it hears.
    private static let agents = ScriptedAgents([
        "orchestrator": { input, turn in
            if case .timer = input.kind {
                _ = turn.say(.text("Nadie vino"), fallback: nil)
                return .finished(AgentResult(conversation: .resume))
            }
            guard input.text == "persona" else { return await echo(input, turn) }
            _ = turn.stage(.openCase(kind: "human-request", summary: "pide una persona"))
            _ = turn.stage(
                .scheduleTimer(
                    plugin: plugin("orchestrator"),
                    name: "hand_back",
                    due: turn.now.advanced(bySeconds: 3_600),
                    payload: [:]
                )
            )
            return .finished(AgentResult(conversation: .pause))
        }
    ])
    private static let said = "SELECT COUNT(*) FROM messages WHERE role = 'assistant'"
    private static let isPaused = "SELECT COUNT(*) FROM conversations WHERE state = 'paused'"

    /// An answer, from the inbox or from the phone app, is as good as taking it.
    @Test(arguments: [false, true])
    func whoSpeaksHasTakenIt(isEcho: Bool) async throws {
        try await withConversation("persona") { host, id in
            if isEcho {
                for number in 1...2 { try await host.echo("Soy Luis", id: "wamid.\(number)") }
            } else {
                for _ in 1...2 { _ = try await host.say("Soy Luis", in: id, of: host.tenant, audit: personAudit(id)) }
            }
            let handOff = try #require(try await host.database.read { try HandOffs(host.tenant).find(id, in: $0) })
            #expect(handOff.person == (isEcho ? "channel:web" : "luis") && handOff.due != nil)
            let minutes = isEcho ? Limits.echoHandOffMinutes : Limits.answerHandOffMinutes
            #expect(try await host.count("SELECT minutes FROM hand_offs") == minutes)
            #expect(try await host.count("SELECT COUNT(*) FROM cases WHERE state = 'taken'") == 1)
            #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE action = 'take'") == 1)
            #expect(try await host.count("SELECT COUNT(*) FROM events WHERE type = 'conversation.taken'") == 1)
            // The agent that waits for a person does not cut in: not from its timer, and not
            // from one that was under way already.
            let late = InboxItem(
                tenant: host.tenant.id,
                channel: plugin("web"),
                address: "ana",
                messageID: "late",
                body: .timer(plugin: plugin("orchestrator"), name: "hand_back", payload: [:]),
                receivedAt: SystemClock().now()
            )
            _ = try await host.database.write { try Inbox(host.tenant).post(late, in: $0) }
            host.engine.wake()
            try await host.until(0, "SELECT COUNT(*) FROM inbox WHERE state = 'pending'")
            try await host.move(hours: 2)
            #expect(try await host.count(Self.said) == 0)
            #expect(try await host.count(Self.isPaused) == 1)
        }
    }

    /// Whose answer it was is the audit log's business; who has it now, that of colleagues.
    @Test func whoGivesANameIsCalledByIt() async throws {
        try await withConversation("persona") { host, id in
            let holder = { try await host.database.read { try HandOffs(host.tenant).find(id, in: $0)?.person } }
            _ = try await host.say("Soy Ana", in: id, of: host.tenant, by: "Ana", audit: personAudit(id))
            #expect(try await holder() == "Ana")
            _ = try await host.say("Y yo Luis", in: id, of: host.tenant, by: "Luis", audit: personAudit(id))
            #expect(try await holder() == "Ana")
            _ = try await host.take(id, of: host.tenant, by: "Luis", minutes: 60, audit: personAudit(id))
            #expect(try await holder() == "Luis")
            #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE actor_id = 'luis'") > 0)
        }
    }

    @Test(arguments: [nil, 2_880] as [Int64?])
    func anEchoEndsNothingSooner(minutes: Int64?) async throws {
        try await withConversation("hola") { host, id in
            _ = try await host.take(id, of: host.tenant, minutes: minutes, audit: personAudit(id))
            try await host.echo("Aquí sigo", id: "wamid.1")
            #expect(try await host.count("SELECT COALESCE(minutes, 0) FROM hand_offs") == minutes ?? 0)
            try await host.move(hours: 47)
            #expect(try await host.count(Self.isPaused) == 1)
            let handOff = try await host.database.read { try HandOffs(host.tenant).find(id, in: $0) }
            #expect(handOff?.person == "luis")
            try await host.move(hours: 2)
            #expect(try await host.count(Self.isPaused) == (minutes == nil ? 1 : 0))
        }
    }

    /// The channel knows who worded a message, also where it is sent again.
    @Test func whatAPersonSaysIsSentAsAPersons() async throws {
        try await withDatabase { database, tenant in
            let channel = RecordingChannel { message in
                message.attempt < 2 ? .retry(reason: "busy", afterMilliseconds: nil) : .sent(providerMessageID: "p")
            }
            try await withHost(database, tenant, agents: Self.agents, channel: channel) { host in
                let answer = try await host.ask("hola", id: "m1")
                let id = ConversationID(try #require(answer["conversation_id"]?.stringValue))
                _ = try await host.take(id, of: tenant, audit: personAudit(id))
                _ = try await host.say("Soy Luis", in: id, of: tenant, audit: personAudit(id))
                try await host.until(0, "SELECT COUNT(*) FROM outbox WHERE state <> 'sent'")
                let byPersons = channel.sent.withLock { $0.filter(\.isByPerson) }
                #expect(byPersons.map(\.attempt) == [1, 2])
                #expect(byPersons.allSatisfy { $0.reply["text"] == "Soy Luis" }, "\(byPersons.map(\.reply))")
            }
        }
    }

    /// The person is silent, and the customer waits: that is what the end is for.
    @Test func whatThePersonLeftOpenIsAnsweredOnce() async throws {
        try await withConversation("hola") { host, id in
            _ = try await host.take(id, of: host.tenant, minutes: 60, audit: personAudit(id))
            _ = try await host.ask("¿Tienen taladros?", id: "m2")
            _ = try await host.say("Sí", in: id, of: host.tenant, audit: personAudit(id))
            _ = try await host.ask("¿Cuánto cuestan?", id: "m3")
            _ = try await host.ask("¿Y los martillos?", id: "m4")
            let before = try await host.count(Self.said)
            for _ in 1...2 { try await host.move(hours: 2) }
            #expect(try await host.count(Self.isPaused) == 0)
            #expect(try await host.count(Self.said) == before + 1)
            #expect(try await host.count("SELECT COUNT(*) FROM messages WHERE role = 'user'") == 4)
            let (last, context) = try await host.database.read { connection in
                let conversation = try Conversations(host.tenant).find(id, in: connection)
                let history = try Conversations(host.tenant).history(of: id, limit: 2, in: connection)
                return (history.map(\.content.plainText), conversation?.context)
            }
            // The customer knows who is there before they are answered.
            #expect(last.first?.contains("nuestro asistente") == true, "\(last)")
            #expect(last.last == "eco: ¿Cuánto cuestan?\n¿Y los martillos?", "\(last)")
            #expect(context?["person"]?["said"] == ["Sí"], "\(context ?? .null)")
            let asked: JSON = ["¿Tienen taladros?", "¿Cuánto cuestan?", "¿Y los martillos?"]
            #expect(context?["person"]?["asked"] == asked, "\(context ?? .null)")
        }
    }

    /// What the timer found due was extended, or taken anew, before it came to it.
    @Test(arguments: [true, false])
    func aPersonIsFasterThanTheTimer(speaks: Bool) async throws {
        try await withConversation("hola") { host, id in
            _ = try await host.take(id, of: host.tenant, minutes: 60, audit: personAudit(id))
            let due = SystemClock().now().advanced(bySeconds: 3_601)
            let source = HandOffSource(host.engine)
            let finish = try await host.database.write { connection in
                let thing = try required(source.first(of: host.tenant, by: due, in: connection))
                return try source.take(
                    thing,
                    of: try SandboxTenant(host.tenant, in: connection),
                    at: due,
                    in: connection
                )
            }
            try await host.database.write { try $0.execute("UPDATE hand_offs SET due_at = 1") }
            if speaks {
                _ = try await host.say("Ya voy", in: id, of: host.tenant, audit: personAudit(id))
                try await host.database.write { try $0.execute("UPDATE hand_offs SET due_at = due_at + 60000") }
            } else {
                _ = try await host.take(id, of: host.tenant, audit: personAudit(id))
            }
            #expect(try await finish?().result == "over")
            #expect(try await host.count(Self.isPaused) == 1)
            #expect(try await host.count("SELECT COUNT(*) FROM hand_offs") == 1)
        }
    }

    /// Also one that was made of a snapshot: the keys to the house, and with them the names of
    /// those who have them, are not copied.
    @Test func aBranchNamesTheSamePerson() async throws {
        try await withConversation("hola") { host, id in
            let now = SystemClock().now()
            try await host.database.write { connection in
                let (luis, _) = try APIKeys().issue(
                    to: .tenant(host.tenant, .sandbox),
                    name: "Luis",
                    permissions: .tenant,
                    id: APIKeyID(at: now, randomness: SystemRandomness()),
                    at: now,
                    in: connection
                )
                try HandOffs(host.tenant)
                    .begin(id, by: luis.id.rawValue, minutes: nil, now: now, in: connection)
            }
            let machine = TimeMachine(database: host.database, clocks: host.clocks, work: host.engine)
            let (actor, branch) = (TimeMachineActor(id: "test"), try #require(TenantID("what-if")))
            _ = try await machine.snapshot(host.tenant, label: "taken", by: actor)
            _ = try await machine.branch(host.tenant, at: "taken", to: branch, by: actor)
            let person = try await host.database.read { connection in
                let row = try required(try connection.row("SELECT id FROM conversations WHERE tenant_id = ?", branch))
                let copy: ConversationID = try row.identifier(0)
                let copied = try TenantDirectory().handle(for: branch, in: connection)
                return try HandOffs(copied).find(copy, in: connection)?.person
            }
            #expect(person == "Luis")
        }
    }

    /// A host in which a customer has said something.
    private func withConversation(
        _ text: String,
        _ body: @escaping @Sendable (PipelineHost, ConversationID) async throws -> Void
    ) async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: Self.agents) { host in
                let answer = try await host.ask(text, id: "m1")
                try await body(host, ConversationID(try #require(answer["conversation_id"]?.stringValue)))
            }
        }
    }
}

extension PipelineHost {
    /// A person of the business writes to Ana from the provider's own app.
    fileprivate func echo(_ text: String, id: String) async throws {
        let said = InboundMessage(messageID: id, address: "ana", name: nil, locale: nil, text: text, isEcho: true)
        try await take([said])
    }

    /// Moves the tenant's clock, as the time machine of a host does.
    fileprivate func move(hours: Int64) async throws {
        let machine = TimeMachine(
            database: database,
            clocks: clocks,
            work: engine,
            sources: [HandOffSource(engine)]
        )
        let target = try await machine.current(tenant).now.advanced(bySeconds: hours * 3_600)
        _ = try await machine.set(tenant, to: target, by: TimeMachineActor(id: "test"))
    }
}
