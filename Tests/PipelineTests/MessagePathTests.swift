// A message's way through the pipeline: answered once, in order, and to a
// person when no agent can.

import Foundation
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

@Suite struct MessagePathTests {
    @Test func aMessageIsAnsweredStoredAndSent() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents) { host in
                let answer = try await host.ask("hola", id: "m1")
                #expect(answer["replies"] == [["type": "text", "text": "eco: hola"]])
                #expect(answer["agent"] == "orchestrator")
                #expect(answer["intent"] == "echo")
                #expect(answer["state"] == "active")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(host.channel.sent.withLock { $0.map(\.reply) } == [["type": "text", "text": "eco: hola"]])
                #expect(try await host.count("SELECT COUNT(*) FROM inbox WHERE state = 'done'") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM messages") == 2)
                let context = try await database.read { try $0.row("SELECT context FROM conversations")?.json(0) }
                #expect(context == ["last": "hola"])
            }
        }
    }

    @Test func theSameMessageHasOneTurnHoweverOftenItComes() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents) { host in
                let answers = try await withThrowingTaskGroup(of: JSON.self) { group in
                    for _ in 0..<50 { group.addTask { try await host.ask("hola", id: "m1") } }
                    return try await group.reduce(into: [JSON]()) { $0.append($1) }
                }
                #expect(Set(answers).count == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM turns") == 1)
                #expect(try await host.ask("hola", id: "m1") == answers[0])
                await #expect {
                    try await host.submit("otra cosa", id: "m1")
                } throws: {
                    ($0 as? Problem)?.kind == .mismatch
                }
                #expect(try await host.count("SELECT COUNT(*) FROM turns") == 1)
            }
        }
    }

    @Test func aConversationKeepsItsOrderWhileOthersRun() async throws {
        try await withDatabase { database, tenant in
            let running = Mutex((now: 0, most: 0))
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                    // The first one waits for company.
                    _ = await eventually { running.withLock { $0.most > 1 } }
                    running.withLock { $0.now -= 1 }
                    return await echo(input, turn)
                }
            ])
            try await withHost(database, tenant, agents: agents) { host in
                var receipts: [TurnReceipt] = []
                for number in 0..<10 {
                    let messages = (0..<4).map { visitor in
                        InboundMessage(
                            messageID: "m\(number)",
                            address: "visitor-\(visitor)",
                            name: nil,
                            locale: nil,
                            text: "\(number)"
                        )
                    }
                    receipts += try await host.engine.accept(messages, channel: plugin("web"), tenant: tenant)
                }
                for receipt in receipts { _ = try #require(try await host.engine.reply(for: receipt)) }
                let texts = try await database.read { connection in
                    try connection.rows(
                        """
                        SELECT content FROM messages WHERE role = 'user' AND conversation_id =
                            (SELECT id FROM conversations WHERE address = 'visitor-2') ORDER BY sequence
                        """
                    ).map { try $0.json(0)["text"]?.stringValue }
                }
                #expect(texts == (0..<10).map { "\($0)" })
                #expect(running.withLock { $0.most } > 1)
                #expect(running.withLock { $0.most } <= 4)
                // What went out kept the order too.
                try await host.until(40, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let sent = host.channel.sent.withLock { $0.filter { $0.address == "visitor-2" }.map(\.idempotencyKey) }
                #expect(sent == sent.sorted())
            }
        }
    }

    @Test func handOffsPassStateAndAreBounded() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents([
                "orchestrator": { _, turn in
                    .finished(
                        AgentResult(
                            intent: "search",
                            statePatch: ["seen": true],
                            handOffTo: plugin("catalog"),
                            handOffNote: ["query": "filtro"]
                        )
                    )
                },
                "catalog": { input, turn in
                    _ = turn.say(.text("nota \(input.handOff?.note ?? .null) estado \(input.state)"), fallback: nil)
                    return .finished(AgentResult(handOffTo: input.text == "circle" ? plugin("orchestrator") : nil))
                },
            ])
            try await withHost(database, tenant, agents: agents) { host in
                let answer = try await host.ask("hola", id: "m1")
                #expect(answer["agent"] == "catalog")
                #expect(answer["intent"] == "search")
                #expect(
                    answer["replies"] == [["type": "text", "text": #"nota {"query":"filtro"} estado {"seen":true}"#]]
                )
                let circle = try await host.ask("circle", id: "m2")
                #expect(circle["agent"] == .null)
                #expect(try await host.count("SELECT COUNT(*) FROM turns WHERE status = 'failed'") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM cases WHERE state = 'open'") == 1)
            }
        }
    }

    @Test(arguments: [true, false])
    func anAgentThatFailsOrNeverEndsLeavesAnApologyAndACase(neverEnds: Bool) async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    _ = turn.say(.text("half"), fallback: nil)
                    _ = turn.stage(.putDocument(plugin: plugin("orchestrator"), key: "k", value: 1))
                    if neverEnds { try? await Task.sleep(for: .seconds(3_600)) }
                    return .failed(Problem(.pluginFailure, "broken", remedy: "Mend it."))
                }
            ])
            var limits = quickLimits
            if neverEnds { limits.deadlineMilliseconds = 1_000 }
            try await withHost(database, tenant, agents: agents, limits: limits) { host in
                let answer = try await host.ask("hola", id: "m1")
                let text = answer["replies"]?.arrayValue?.first?["text"]?.stringValue
                #expect(text?.hasPrefix("Disculpa") == true)
                #expect(answer["replies"]?.arrayValue?.count == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM plugin_documents") == 0)
                #expect(try await host.count("SELECT COUNT(*) FROM cases WHERE kind = 'agent-failure'") == 1)
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
            }
        }
    }

    /// After a restart the first customer pays for nothing but the wait: loading a
    /// plugin and filling its index may take longer than a turn may.
    @Test func theLaunchOfAnAgentIsNotTheTurnsTime() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents(["orchestrator": echo])
            var limits = quickLimits
            limits.deadlineMilliseconds = 10_000
            agents.launchMilliseconds.withLock { $0 = 12_000 }
            try await withHost(database, tenant, agents: agents, limits: limits) { host in
                let answer = try await host.ask("hola", id: "m1")
                #expect(answer["replies"] == [["type": "text", "text": "eco: hola"]])
                #expect(try await host.count("SELECT COUNT(*) FROM cases") == 0)
            }
        }
    }

    @Test func anAgentThatChangesOverIsWaitedFor() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents(["orchestrator": echo])
            agents.changingOver.withLock { $0 = 5 }
            try await withHost(database, tenant, agents: agents) { host in
                let answer = try await host.ask("hola", id: "m1")
                #expect(answer["replies"] == [["type": "text", "text": "eco: hola"]])
                #expect(try await host.count("SELECT COUNT(*) FROM cases") == 0)
            }
        }
    }

    @Test func noAgentAndAPausedConversation() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents([:])) { host in
                let answer = try await host.ask("hola", id: "m1")
                #expect(answer["agent"] == .null)
                #expect(try await host.count("SELECT COUNT(*) FROM cases") == 1)
                let id = ConversationID(try #require(answer["conversation_id"]?.stringValue))
                try await database.write { connection in
                    try Conversations(tenant).setState(.paused, of: id, at: SystemClock().now(), in: connection)
                }
                let silent = try await host.ask("¿hola?", id: "m2")
                #expect(silent["replies"] == [])
                #expect(silent["state"] == "paused")
                #expect(try await host.count("SELECT COUNT(*) FROM messages WHERE role = 'user'") == 2)
            }
        }
    }

    @Test func limitsNameTheField() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
                let cases: [(InboundMessage, String)] = [
                    (InboundMessage(messageID: "", address: "a", name: nil, locale: nil, text: "x"), "message_id"),
                    (InboundMessage(messageID: "m", address: "", name: nil, locale: nil, text: "x"), "from"),
                    (InboundMessage(messageID: "m", address: "a", name: nil, locale: nil, text: " "), "text"),
                    (
                        InboundMessage(
                            messageID: "m",
                            address: "a",
                            name: nil,
                            locale: nil,
                            text: String(repeating: "x", count: Limits.messageCharactersMax + 1)
                        ), "text"
                    ),
                ]
                for (message, field) in cases {
                    await #expect {
                        try await host.engine.submit(message, channel: plugin("web"), tenant: tenant)
                    } throws: {
                        ($0 as? Problem)?.field == field
                    }
                }
                let stored = try await host.count("SELECT COUNT(*) FROM inbox")
                #expect(stored == 0)
            }
        }
    }
}
