// A crash between any two commits, a redo, and more messages than there is
// room for: each message still has exactly one answer.

import Foundation
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite struct RecoveryTests {
    @Test func aMessageAcceptedBeforeACrashIsAnsweredAfterIt() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents(["orchestrator": echo])
            // The node accepts, and dies before the turn: no run(), and an agent that hangs.
            let hanging = ScriptedAgents([
                "orchestrator": { _, _ in
                    try? await Task.sleep(for: .seconds(3_600))
                    return .failed(Problem(.unavailable, "died", remedy: "Start again."))
                }
            ])
            let dead = PipelineHost(
                database: database,
                tenant: tenant,
                agents: hanging,
                channel: RecordingChannel(),
                limits: quickLimits
            )
            let receipt = try await dead.submit("hola", id: "m1")
            try await withHost(database, tenant, agents: agents) { host in
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let again = try await host.ask("hola", id: "m1")
                #expect(again["turn_id"]?.stringValue == receipt.turnID.rawValue)
                #expect(again["replies"] == [["type": "text", "text": "eco: hola"]])
                #expect(try await host.count("SELECT COUNT(*) FROM turns") == 1)
                #expect(host.channel.sent.withLock { $0.count } == 1)
            }
        }
    }

    @Test func anAnswerCommittedBeforeACrashIsSentAfterIt() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents(["orchestrator": echo])
            // The node commits and never learns how its send ended.
            let silent = RecordingChannel { _ in
                try? await Task.sleep(for: .seconds(3_600))
                return .retry(reason: "died", afterMilliseconds: nil)
            }
            let dead = PipelineHost(
                database: database,
                tenant: tenant,
                agents: agents,
                channel: silent,
                limits: quickLimits
            )
            let dispatcher = Task { try await dead.dispatcher.run() }
            _ = try await dead.ask("hola", id: "m1")
            #expect(await eventually { !silent.sent.withLock { $0.isEmpty } })
            dispatcher.cancel()
            _ = await dispatcher.result
            #expect(try await dead.count("SELECT COUNT(*) FROM outbox WHERE state = 'pending'") == 1)
            try await withHost(database, tenant, agents: agents) { host in
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                // The provider knows it by its key, if the first send arrived.
                let keys = host.channel.sent.withLock { $0.map(\.idempotencyKey) }
                #expect(keys == silent.sent.withLock { $0.map(\.idempotencyKey) })
                #expect(try await host.count("SELECT COUNT(*) FROM turns") == 1)
            }
        }
    }

    @Test func aRedoSeesTheSameTimeAndChance() async throws {
        try await withDatabase { database, tenant in
            let seen = Mutex<[[String]]>([])
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    let count = seen.withLock { seen in
                        seen.append(["\(turn.now)", "\(turn.random())", "\(turn.random())", "\(input.inboxID)"])
                        return seen.count
                    }
                    if count == 1 {
                        // Someone else changes the conversation under the turn.
                        _ = try? await database.write { connection in
                            try connection.execute("UPDATE conversations SET state_revision = state_revision + 1")
                        }
                    }
                    return await echo(input, turn)
                }
            ])
            try await withHost(database, tenant, agents: agents) { host in
                _ = try await host.ask("hola", id: "m1")
                let runs = seen.withLock { $0 }
                #expect(runs.count == 2)
                #expect(Set(runs).count == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM messages") == 2)
            }
        }
    }

    /// A claim found a message, and took its time since: its turn has been done meanwhile, and
    /// is not done again.
    @Test(.timeLimit(.minutes(10))) func whatEndedDuringAClaimIsNotRunAgain() async throws {
        try await withDatabase { database, tenant in
            let runs = Mutex<[String]>([])
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    runs.withLock { $0.append(input.text) }
                    return await echo(input, turn)
                }
            ])
            let stalled = StalledDatabase(database)
            let log = Logger(label: "stalled") { _ in SwiftLogNoOpLogHandler() }
            let engine = TurnEngine(
                database: stalled,
                agents: agents,
                dispatcher: OutboxDispatcher(database: database, channels: RecordingChannel(), owner: "node", log: log),
                feed: ConversationFeed(),
                clocks: TenantClocks(database: database),
                owner: "node",
                limits: quickLimits,
                log: log
            )
            let running = Task { try await engine.run() }
            // Messages that nobody has: a claim takes them.
            @Sendable func post(_ text: String) async throws -> InboxItemID {
                let item = InboxItem(
                    tenant: tenant.id,
                    channel: plugin("web"),
                    address: "ana",
                    messageID: text,
                    body: .message(text: text, name: nil, locale: nil),
                    receivedAt: SystemClock().now()
                )
                return try await database.write { try Inbox(tenant).post(item, in: $0) }
            }
            @Sendable func untilTurned(_ count: Int64) async throws {
                let turns = "SELECT COUNT(*) FROM turns"
                while try await database.read({ try $0.row(turns)?.integer(0) }) != count {
                    try await Task.sleep(for: .milliseconds(5))
                }
            }
            _ = try await post("uno")
            try await untilTurned(1)
            stalled.set(.next)
            await stalled.reach(.begun)
            let found = try await post("dos")
            stalled.set(.released)
            await stalled.reach(.happened)
            // Its lease passes meanwhile, and the work is done for somebody who waits for it.
            _ = try await database.write { try $0.execute("UPDATE inbox SET lease_until = 0 WHERE id = ?", found) }
            #expect(try await engine.finish(found).result == "completed")
            stalled.set(.none)
            // The next claim's comes behind what this one brought, in the same conversation.
            _ = try await post("tres")
            try await untilTurned(3)
            #expect(runs.withLock { $0 } == ["uno", "dos", "tres"])
            running.cancel()
            _ = await running.result
        }
    }

    @Test func aStagedConflictIsRedoneOnTheNewDocument() async throws {
        try await withDatabase { database, tenant in
            let attempts = Mutex(0)
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    let attempt = attempts.withLock { attempts in
                        attempts += 1
                        return attempts
                    }
                    let orchestrator = plugin("orchestrator")
                    if attempt == 1 {
                        _ = try? await database.write { connection in
                            try PluginDocuments(tenant, plugin: orchestrator)
                                .put("k", "1", at: turn.now, in: connection)
                        }
                    }
                    let expected: Int64 = attempt == 1 ? 0 : 1
                    _ = turn.stage(
                        .compareAndSetDocument(plugin: orchestrator, key: "k", expected: expected, value: 2)
                    )
                    return await echo(input, turn)
                }
            ])
            try await withHost(database, tenant, agents: agents) { host in
                _ = try await host.ask("hola", id: "m1")
                let value = try await database.read { try $0.row("SELECT value FROM plugin_documents")?.text(0) }
                #expect(value == "2")
                #expect(attempts.withLock { $0 } == 2)
            }
        }
    }

    @Test func moreThanThereIsRoomForWaitsInTheTable() async throws {
        try await withDatabase { database, tenant in
            var limits = quickLimits
            limits.inFlightMax = 2
            limits.heldMax = 4
            let running = Mutex((now: 0, most: 0))
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                    try? await Task.sleep(for: .milliseconds(2))
                    running.withLock { $0.now -= 1 }
                    return await echo(input, turn)
                }
            ])
            try await withHost(database, tenant, agents: agents, limits: limits) { host in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<60 {
                        group.addTask {
                            let answer = try await host.ask("hola", id: "m", from: "visitor-\(number)")
                            #expect(answer["replies"]?.arrayValue?.count == 1)
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(running.withLock { $0.most } <= 2)
                #expect(try await host.count("SELECT COUNT(*) FROM turns") == 60)
            }
        }
    }

    @Test func aJournalRepeatsTheAnswerAndNotTheEffect() async throws {
        try await withDatabase { database, tenant in
            let journal = Journal(InboxItemID("item"), database: database)
            let now = SystemClock().now()
            let done = Mutex(0)
            for _ in 0..<2 {
                let answer = try await journal.perform("charge", requestHash: "a", at: now) { _ in
                    [
                        "count": .integer(
                            Int64(
                                done.withLock { done in
                                    done += 1
                                    return done
                                }
                            )
                        )
                    ]
                }
                #expect(answer == ["count": 1])
            }
            await #expect(throws: Problem.self) { try await journal.intend("charge", requestHash: "b", at: now) }
            #expect(try await journal.intend("refund", requestHash: "a", at: now) == .new)
            #expect(try await journal.intend("refund", requestHash: "a", at: now) == .begun)
        }
    }
}
