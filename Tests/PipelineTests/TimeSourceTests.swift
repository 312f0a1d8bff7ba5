// What a move of the time machine waits for, what it lists, and what it does not wait for.

import HostConversations
import HostCore
import HostDunning
import HostInbox
import HostOutbox
import HostStorage
import HostTurns
import Logging
import OrkestaModel
import StorageHarness
import Synchronization
import Testing

@testable import HostTime

@Suite struct TimeSourceTests {
    private static let actor = TimeMachineActor(id: "test")

    private func silent() -> Logger { Logger(label: "time") { _ in SwiftLogNoOpLogHandler() } }

    /// As a host has it: messages to be sent again come nearer, and a moment is over when
    /// all is calm.
    private func machine(of host: PipelineHost, work: (any DueWork)? = nil) -> TimeMachine {
        let calm = TenantCalm(
            database: host.database,
            clock: SystemClock(),
            wake: { host.dispatcher.wake() }
        )
        return TimeMachine(
            database: host.database,
            clocks: host.clocks,
            work: work ?? host.engine,
            sources: [
                HandOffSource(host.engine), FallbackSource(host.dispatcher, clock: SystemClock()),
                LearningSource(host.database),
            ],
            calm: { try await calm.wait(for: $0) }
        )
    }

    /// Two messages of a conversation wait for a channel that is down: no move waits for
    /// the one behind, and the one that ends an hour later has sent both.
    @Test func aMoveEndsWhenWhatItBroughtNearerIsDone() async throws {
        try await withDatabase { database, tenant in
            let isDown = Mutex(true)
            let channel = RecordingChannel { message in
                isDown.withLock { $0 }
                    ? .retry(reason: "down", afterMilliseconds: 600_000)
                    : .sent(providerMessageID: message.idempotencyKey)
            }
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                for id in ["m1", "m2"] { _ = try await host.ask("hola", id: id) }
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE attempts = 1")
                let machine = machine(of: host)
                let start = SystemClock().now()
                _ = try await machine.set(tenant, to: start.advanced(bySeconds: 60), by: Self.actor)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'pending'") == 2)
                #expect(try await TenantCalm(database: database, clock: SystemClock()).isCalm(tenant))
                isDown.withLock { $0 = false }
                _ = try await machine.set(tenant, to: start.advanced(bySeconds: 3_600), by: Self.actor)
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'sent'") == 2)
            }
        }
    }

    /// A customer may have a message an hour, and the hour passes in the tenant's time.
    @Test func ratesAreOfTheTenantsTime() async throws {
        try await withDatabase { database, tenant in
            let rates = SendRates(perSecond: nil, customerBurst: 1, customerIntervalMilliseconds: 3_600_000)
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(rates: rates))
            let agents = ScriptedAgents(["orchestrator": echo])
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                let machine = machine(of: host)
                let start = SystemClock().now().advanced(bySeconds: 60)
                _ = try await machine.set(tenant, to: start, by: Self.actor)
                for id in ["m1", "m2"] { _ = try await host.ask("hola", id: id) }
                let later = start.advanced(bySeconds: 1_800).milliseconds
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE available_at > \(later)")
                for (minutes, sent) in [(Int64(30), Int64(1)), (90, 2)] {
                    let moment = start.advanced(bySeconds: minutes * 60)
                    _ = try await machine.set(tenant, to: moment, by: Self.actor)
                    #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE state = 'sent'") == sent)
                }
            }
        }
    }

    /// A message was not delivered, and there is no channel that could take over.
    @Test func whatGoesNowhereIsNotListed() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
                _ = try await host.ask("hola", id: "m1")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let start = SystemClock().now()
                try await database.write { connection in
                    try connection.execute("UPDATE outbox SET fallback_due = ?", start.advanced(bySeconds: 60))
                }
                let machine = machine(of: host)
                let steps = try await machine.set(tenant, to: start.advanced(bySeconds: 3_600), by: Self.actor).steps
                #expect(steps.isEmpty, "\(steps)")
                #expect(try await host.count("SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL") == 0)
            }
        }
    }

    /// Webhooks of one conversation go out in order: while the first waits for its next
    /// attempt, those behind it are nothing to wait for.
    @Test func webhooksBehindOneThatWaitsAreCalm() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents([:])) { host in
                let start = SystemClock().now().advanced(bySeconds: 60)
                _ = try await machine(of: host).set(tenant, to: start, by: Self.actor)
                try await database.write { connection in
                    try connection.execute(
                        """
                        INSERT INTO webhook_endpoints (id, tenant_id, url, state, created_at, updated_at)
                        VALUES ('hook', ?, 'https://shop.example/hook', 'enabled', 0, 0)
                        """,
                        tenant.id
                    )
                    for (sequence, next) in [(Int64(1), start.advanced(bySeconds: 300)), (2, start)] {
                        try connection.execute(
                            """
                            INSERT INTO webhook_deliveries
                                (id, tenant_id, endpoint_id, event_id, type, entity_id, sequence, body, state, next_at,
                                created_at)
                            VALUES (?, ?, 'hook', ?, 'conversation.message', 'c1', ?, '{}', 'pending', ?, 0)
                            """,
                            "delivery \(sequence)",
                            tenant.id,
                            "event \(sequence)",
                            sequence,
                            next
                        )
                    }
                }
                #expect(try await TenantCalm(database: database, clock: SystemClock()).isCalm(tenant))
            }
        }
    }

    /// Between taking and giving back a host may end: the conversation does not stay with
    /// its silent person.
    @Test func aHandOffIsOverWhenItIsGivenBack() async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
                _ = try await host.ask("hola", id: "m1")
                let now = SystemClock().now()
                try await database.write { connection in
                    let row = try required(connection.row("SELECT id FROM conversations"))
                    let conversation: ConversationID = try row.identifier(0)
                    try connection.execute("UPDATE conversations SET state = 'paused' WHERE id = ?", conversation)
                    try HandOffs(tenant).begin(conversation, by: "luis", minutes: 30, now: now, in: connection)
                }
                let (source, due) = (HandOffSource(host.engine), now.advanced(bySeconds: 3_600))
                let finish = try await database.write { connection in
                    let thing = try required(source.first(of: tenant, by: due, in: connection))
                    let sandbox = try SandboxTenant(tenant, in: connection)
                    return try source.take(thing, of: sandbox, at: due, in: connection)
                }
                #expect(try await host.count("SELECT COUNT(*) FROM hand_offs") == 1)
                #expect(try await finish?().result == "given_back")
                #expect(try await host.count("SELECT COUNT(*) FROM hand_offs") == 0)
                #expect(try await host.count("SELECT COUNT(*) FROM conversations WHERE state = 'active'") == 1)
            }
        }
    }

    @Test func promisesAndLossesThatFallDueAreListed() async throws {
        try await withDebtor { house in
            _ = try await house.bill(50_000, dueInDays: 1)
            _ = try await house.advance(days: 2)
            try await house.promise(inDays: 1)
            let results = try await house.advance(days: 65).map(\.result.result)
            #expect(results.count { $0.contains("promise_broken") } == 1, "\(results)")
            #expect(results.count { $0.contains("loss_proposed") } == 1, "\(results)")
        }
    }
}

extension TimeSourceTests {
    /// Debtors of one moment are reminded beside each other, more of them than at once, and
    /// it is the same story again.
    @Test func debtorsOfOneMomentAreRemindedBesideEachOther() async throws {
        let logs = Mutex<[[String]]>([])
        let crowd = Limits.timeTogetherMax + 8
        for _ in 0..<2 {
            try await withDebtor { house in
                for number in 2...crowd { _ = try await house.addCustomer("+52551234\(6_000 + number)", "Ana") }
                for number in 1...crowd { _ = try await house.bill(10_000, dueInDays: 1, to: "CUST-\(number)") }
                let machine = machine(of: house.host, work: CollectionWork(house.host.engine))
                let happened = try await house.advance(days: 2, by: machine)
                #expect(happened.map(\.at) == happened.map(\.at).sorted())
                let steps = happened.filter { $0.kind == "timer" }
                let reminders = try await house.host.count("SELECT COUNT(*) FROM reminders WHERE state = 'sent'")
                #expect(steps.count == Int(reminders) && steps.count >= crowd && steps.count % crowd == 0, "\(steps)")
                #expect(steps.allSatisfy { $0.result.result == "completed" }, "\(steps)")
                let log = try await house.texts("SELECT id || type || entity_id || data || at FROM events ORDER BY id")
                logs.withLock { $0.append(log) }
            }
        }
        let (first, second) = logs.withLock { ($0[0], $0[1]) }
        #expect(first.count > crowd && first == second)
    }

    /// A simulated tenant learns in the nights of its own time in which there is something
    /// to learn, and in no night of the machine's.
    @Test func nightsAreOfTheTenantsTime() async throws {
        try await withDebtor(sends: false) { house in
            let database = house.host.database
            let invoice = try await house.bill(50_000, dueInDays: 1)
            try await house.pay(invoice)
            let machine = TimeMachine(
                database: database,
                clocks: house.host.clocks,
                work: CollectionWork(house.host.engine),
                sources: [LearningSource(database)]
            )
            let years = DebtorHouse.start.advanced(bySeconds: 9 * 365 * 86_400)
            let steps = try await machine.set(house.tenant, to: years, by: Self.actor).steps
            let nights = steps.filter { $0.kind == "learning" }
            #expect(!nights.isEmpty && nights.count < 4, "\(nights)")
            #expect(nights.allSatisfy { $0.result.result == "too_little" }, "\(nights)")
            let hours = Set(nights.map { $0.at.milliseconds / 3_600_000 % 24 })
            #expect(hours == [Limits.lateModelHour])

            let trained = "SELECT trained_at FROM late_payment_models"
            let before = try await house.host.count(trained)
            try await NightlyLearning(database: database, clock: SystemClock(), log: silent()).learnDue()
            #expect(try await house.host.count(trained) == before)
        }
    }

    /// The rules of one shop cannot be read: the shops behind it learn all the same.
    @Test func oneShopsDamageDoesNotEndTheNight() async throws {
        try await withDatabase { database, tenant in
            try await database.write { connection in
                let other = try required(TenantID("zebra"))
                let now = SystemClock().now()
                _ = try TenantDirectory().create(
                    Tenant(id: other, displayName: "Zebra", environment: .sandbox, randomSeed: 1, createdAt: now),
                    in: connection
                )
                try connection.execute("UPDATE tenants SET dunning_enabled = 1")
                try connection.execute(
                    """
                    INSERT INTO dunning_rules (id, tenant_id, stage, channel, template, hour)
                    VALUES ('damaged', ?, 'T+3', '¿?', 'payment-reminder', 10)
                    """,
                    tenant.id
                )
            }
            try await NightlyLearning(database: database, clock: SystemClock(), log: silent()).learnDue()
            let learnt = try await database.read { connection in
                try connection.rows("SELECT tenant_id FROM late_payment_models").map { try $0.text(0) }
            }
            #expect(learnt == ["zebra"])
        }
    }

    /// The work of one timer fails, again and again: the others are done, and it is tried
    /// again later. One that only the end of the host has stopped keeps its time.
    @Test func aTimerWhoseWorkFailsHoldsUpNobody() async throws {
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents([
                "orchestrator": { input, turn in
                    guard case .message = input.kind else {
                        _ = turn.say(.text("ya"), fallback: nil)
                        return .finished(AgentResult())
                    }
                    for (name, milliseconds) in [("bad", Int64(1)), ("good", 50)] {
                        let due = turn.now.advanced(byMilliseconds: milliseconds)
                        _ = turn.stage(
                            .scheduleTimer(plugin: plugin("orchestrator"), name: name, due: due, payload: [:])
                        )
                    }
                    return .finished(AgentResult())
                }
            ])
            try await withHost(database, tenant, agents: agents) { host in
                let scheduler = TimerScheduler(
                    database: database,
                    work: PoisonedWork(turns: host.engine, error: Problem(.internal, "damaged", remedy: "Mend it.")),
                    log: silent()
                )
                let ending = TimerScheduler(
                    database: database,
                    work: PoisonedWork(turns: host.engine, error: CancellationError()),
                    log: silent()
                )
                let begun = SystemClock().now()
                _ = try await host.ask("hola", id: "m1")
                try await Task.sleep(for: .milliseconds(60))
                await #expect(throws: CancellationError.self) { try await ending.moveDue() }
                let later = begun.advanced(byMilliseconds: Limits.timerPutOffMilliseconds).milliseconds
                #expect(try await host.count("SELECT COUNT(*) FROM timers WHERE due_at < \(later)") == 2)
                let running = Task { try await scheduler.run() }
                defer { running.cancel() }
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                try await host.until(1, "SELECT COUNT(*) FROM timers WHERE name = 'bad' AND due_at >= \(later)")
                #expect(try await host.count("SELECT COUNT(*) FROM timers") == 1)
            }
        }
    }
}

/// Work that cannot be made of timers of one name.
private struct PoisonedWork: DueWork {
    let turns: any DueWork
    let error: any Error

    func enqueue(
        _ timer: TenantTimer,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> EnqueuedWork {
        guard timer.name != "bad" else { throw error }
        return try turns.enqueue(timer, of: tenant, at: moment, in: connection)
    }

    func begin(_ work: InboxItemID) { turns.begin(work) }

    func finish(_ work: InboxItemID) async throws -> DueResult { try await turns.finish(work) }
}
