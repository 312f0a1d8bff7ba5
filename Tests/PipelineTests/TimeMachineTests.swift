// The time machine: what falls due happens in order; never in production,
// never backwards. And timers in real time.

import Foundation
import HostCore
import HostInbox
import HostStorage
import HostTurns
import Logging
import OrkestaModel
import Synchronization
import Testing

@testable import HostTime

@Suite struct TimeMachineTests {
    @Test func timersRunInOrderAtTheirMoments() async throws {
        try await withDatabase { database, tenant in
            let start = SystemClock().now()
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    var seen = input.state["seen"]?.arrayValue ?? []
                    if case .timer(let name, let payload) = input.kind {
                        let after = (turn.now.milliseconds - start.milliseconds) / 60_000
                        seen.append(.string("\(name) \(payload) \(after)"))
                        if name == "a" {
                            _ = turn.stage(
                                .scheduleTimer(
                                    plugin: plugin("orchestrator"),
                                    name: "c",
                                    due: turn.now.advanced(bySeconds: 600),
                                    payload: 3
                                )
                            )
                        }
                    } else {
                        for (name, minutes) in [("b", Int64(20)), ("a", 10), ("z", 9_000)] {
                            _ = turn.stage(
                                .scheduleTimer(
                                    plugin: plugin("orchestrator"),
                                    name: name,
                                    due: start.advanced(bySeconds: minutes * 60),
                                    payload: .integer(minutes)
                                )
                            )
                        }
                    }
                    // A turn may be run again, but what it leaves is left once.
                    return .finished(AgentResult(statePatch: ["seen": .array(seen)]))
                }
            ])
            try await withHost(database, tenant, agents: agents) { host in
                _ = try await host.ask("hola", id: "m1")
                let machine = TimeMachine(database: database, clocks: host.clocks, work: host.engine)
                let target = start.advanced(bySeconds: 3_600)
                let steps = try await machine.set(tenant, to: target, by: TimeMachineActor(id: "cli")).steps
                #expect(steps.map(\.name) == ["a", "b", "c"])
                #expect(
                    steps.allSatisfy { $0.result.result == "completed" && $0.result.agent == plugin("orchestrator") }
                )
                let context = try await database.read { try $0.row("SELECT context FROM conversations")?.json(0) }
                #expect(context?["seen"] == ["a 10 10", "b 20 20", "c 3 20"])
                #expect(try await machine.current(tenant).now == target)
                #expect(try await host.count("SELECT COUNT(*) FROM timers") == 1)
                #expect(try await host.count("SELECT COUNT(*) FROM audit_logs WHERE action = 'time.set'") == 1)
                await #expect {
                    try await machine.set(tenant, to: start, by: TimeMachineActor(id: "cli"))
                } throws: {
                    ($0 as? Problem)?.kind == .conflict
                }
            }
        }
    }

    @Test func productionHasNoTimeMachine() async throws {
        try await withDatabase(environment: .production) { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents([:])) { host in
                let machine = TimeMachine(database: database, clocks: host.clocks, work: host.engine)
                let later = SystemClock().now().advanced(bySeconds: 60)
                await #expect {
                    try await machine.set(tenant, to: later, by: TimeMachineActor(id: "cli"))
                } throws: {
                    ($0 as? Problem)?.kind == .conflict
                }
            }
        }
    }

    /// Else its turn would run twice: by the claim that was faster, and for the time machine.
    @Test func workThatAClaimTookIsNotTakenOnceMore() async throws {
        try await withDatabase { database, tenant in
            let (now, leases) = (SystemClock().now(), InboxLeases(owner: "node"))
            let item = InboxItem(
                tenant: tenant.id,
                channel: .api,
                address: "+525511110001",
                messageID: "t1",
                body: .timer(plugin: plugin("orchestrator"), name: "t", payload: [:]),
                receivedAt: now
            )
            let (id, first, again, afterwards) = try await database.write { connection in
                let id = try Inbox(tenant).post(item, now: now, in: connection)
                let first = try leases.claim(limit: 10, now: now, in: connection).map(\.id)
                let again = try leases.claim(id, now: now, in: connection)?.id
                let expired = now.advanced(byMilliseconds: Limits.leaseMilliseconds)
                return (id, first, again, try leases.claim(id, now: expired, in: connection)?.id)
            }
            #expect(first == [id] && again == nil && afterwards == id)
        }
    }

    /// Of things that happen beside each other one fails: the others come to their end
    /// before the move does.
    @Test func whatHappensBesideAFailureIsFinished() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents([:])) { host in
                let due = SystemClock().now().advanced(bySeconds: 60)
                let source = ApartSource(due: due)
                let machine = TimeMachine(
                    database: database,
                    clocks: host.clocks,
                    work: host.engine,
                    sources: [source]
                )
                await #expect {
                    try await machine.set(tenant, to: due.advanced(bySeconds: 60), by: TimeMachineActor(id: "cli"))
                } throws: {
                    ($0 as? Problem)?.kind == .unavailable
                }
                #expect(source.ended.withLock { $0 } == ["slow"])
                let arrived = try await machine.current(tenant).now
                #expect(arrived == due)
            }
        }
    }

    /// Two things that set each other anew, a millisecond later each time.
    @Test func whatSetsItselfAnewIsStuck() throws {
        let start = Timestamp(milliseconds: 0)
        func last(_ count: Int, every milliseconds: Int64) -> Problem? {
            var bounds = TimeBounds()
            for number in 0..<count {
                let due = start.advanced(byMilliseconds: Int64(number) * milliseconds)
                let thing = DueThing(id: number % 2 == 0 ? "a" : "b", due: due, name: "t")
                do throws(Problem) { try bounds.count(thing, of: "timer", at: due) } catch { return error }
            }
            return nil
        }
        #expect(last(Limits.timeStepsPerHourMax, every: 1)?.kind == .internal)
        #expect(last(Limits.timeStepsPerHourMax, every: 60_000) == nil)
    }

    @Test func aTimerInRealTimeComesDueByItself() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    if case .message = input.kind {
                        _ = turn.stage(
                            .scheduleTimer(
                                plugin: plugin("orchestrator"),
                                name: "soon",
                                due: turn.now.advanced(byMilliseconds: 50),
                                payload: [:]
                            )
                        )
                    } else {
                        _ = turn.say(.text("ya"), fallback: nil)
                    }
                    return .finished(AgentResult())
                }
            ])
            try await withHost(database, tenant, agents: agents) { host in
                let scheduler = TimerScheduler(database: database, work: host.engine, log: Logger(label: "timers"))
                let running = Task { try await scheduler.run() }
                defer { running.cancel() }
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                #expect(try await host.count("SELECT COUNT(*) FROM timers") == 0)
                #expect(try await host.count("SELECT COUNT(*) FROM turns") == 2)
            }
        }
    }
}

/// Two things of one moment: the first fails, the other takes its time.
private final class ApartSource: DueSource {
    let ended = Mutex<[String]>([])
    private let left = Mutex(["failing", "slow"])
    private let due: Timestamp

    init(due: Timestamp) { self.due = due }

    var kind: String { "apart" }

    func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing? {
        guard due <= moment else { return nil }
        return left.withLock { $0.first }.map { DueThing(id: $0, due: due, name: $0, standsApart: true) }
    }

    func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish? {
        left.withLock { $0.removeAll { $0 == thing.id } }
        return { [self] in
            guard thing.id == "slow" else { throw Problem(.unavailable, "damaged", remedy: "Mend it.") }
            try await Task.sleep(for: .milliseconds(50))
            ended.withLock { $0.append(thing.id) }
            return DueResult(agent: nil, conversationID: nil, result: "done")
        }
    }
}
