// Nothing that is paid, disputed, promised or given up is claimed for sending, whenever
// that is committed: while the words are made, while they wait, when a host died with
// them, when they were put back, and when another channel takes over.

import HostConversations
import HostCore
import HostDunning
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import StorageHarness
import Testing

@Suite struct ReminderGuardTests {
    /// Facts that happen to one customer each, in one house; those that happen to the
    /// shop have a house each.
    static let scenes: [[DebtorFact]] =
        [DebtorFact.allCases.filter { !$0.isOfShop }] + DebtorFact.allCases.filter(\.isOfShop).map { [$0] }

    @Test(arguments: ReminderGuardTests.scenes, ReminderStep.allCases)
    func nothingIsClaimedOnceItHasCommitted(_ facts: [DebtorFact], _ step: ReminderStep) async throws {
        try await withDebtor(sends: false) { house in
            let scene = try await Scene(facts, in: house)
            _ = try await house.advance(days: 1)
            let pending = "SELECT COUNT(*) FROM outbox WHERE state = 'pending'"
            #expect(try await house.host.count(pending) == Int64(scene.customers.count))
            try await house.host.database.write { connection in
                try connection.execute("UPDATE reminders SET requested_by = 'ana'")
            }
            try await house.bring(step, of: scene.customers.count)
            for customer in scene.customers { try await customer.happen() }
            // The lease of a host that died is over by then.
            let claimed = try await house.claim(inMilliseconds: Limits.leaseMilliseconds + 1)
            #expect(
                Set(claimed.map(\.address)) == scene.peaceful,
                "committed, and then claimed: \(claimed.map { scene.fact(at: $0.address) })"
            )
            #expect(claimed.count == scene.peaceful.count)
            #expect(try await house.host.count(pending) == Int64(claimed.count))
            let cancelled = "SELECT COUNT(*) FROM reminders WHERE state = 'cancelled'"
            #expect(try await house.host.count(cancelled) == Int64(facts.count))
            // What is cancelled is not lost: the customer is looked at anew.
            let timers = "SELECT COUNT(*) FROM timers WHERE channel = 'collections'"
            #expect(try await house.host.count(timers) == Int64(scene.customers.count))
            // But who asked for it did not know what has happened, unless only the evening came.
            let wishes = try await house.texts("SELECT requested_by FROM reminder_requests")
            #expect(wishes == (facts == [.tooLate] ? ["ana"] : []), "\(facts)")
            let reasons = try await house.texts(
                "SELECT DISTINCT last_error FROM outbox WHERE last_error LIKE 'reminder: %'"
            )
            #expect(reasons.count == (facts.count == 1 ? 1 : 4), "\(reasons)")
        }
    }

    @Test(arguments: ReminderGuardTests.scenes.filter { $0 != [.tooLate] }, [false, true])
    func whatHappensBeforeItIsQueuedIsSeen(_ facts: [DebtorFact], _ whileWordsAreMade: Bool) async throws {
        try await withDebtor(sends: false) { house in
            let scene = try await Scene(facts, in: house)
            for customer in scene.customers where customer.fact != nil {
                if whileWordsAreMade {
                    let id = try await house.conversation(of: customer.buyer).customerID
                    house.interruption.set(for: id, customer.happen)
                } else {
                    try await customer.happen()
                }
            }
            _ = try await house.advance(days: 1)
            #expect(!house.interruption.isPending, "no reminder was due")
            let claimed = try await house.claim()
            for customer in scene.customers {
                let said = claimed.filter { $0.address == customer.buyer.phone }
                    .map { (try? Reply(json: $0.reply))?.plainText ?? "" }
                guard let fact = customer.fact else {
                    #expect(said.count == 1, "nothing has happened")
                    continue
                }
                #expect(said.isEmpty || !fact.isOfCustomer, "\(fact): \(said)")
                #expect(fact.leavesRest || said.allSatisfy { !$0.contains(customer.invoice) }, "\(fact): \(said)")
            }
        }
    }

    // MARK: What was cancelled

    @Test func aBrokenPromiseIsStillFollowedUp() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 0)
            try await house.collect(["rules": .array(Self.fewStages)])
            #expect(try await house.promise(inDays: 1) == .accepted)
            _ = try await house.advance(days: 2)
            #expect(try await house.texts("SELECT reason FROM reminders") == ["broken_promise"])
            // The night falls, and the next morning comes.
            try await house.letPass(hours: 11)
            #expect(try await house.claim().isEmpty)
            try await house.letPass(hours: 14)
            #expect(try await house.claim().count == 1)
            let states = try await house.texts("SELECT reason || ' ' || state FROM reminders ORDER BY created_at")
            #expect(states == ["broken_promise cancelled", "broken_promise queued"])
        }
    }

    @Test func whatAPersonAskedForIsStillSaid() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 0)
            try await house.collect(["rules": .array(Self.fewStages)])
            let work = try await house.write { [tenant = house.tenant] connection, now, _ in
                let customer = try required(Customers(tenant).find("CUST-1", in: connection)).id
                return try Collector(tenant).remind(customer, by: "ana", now: now, in: connection).work
            }
            house.host.engine.begin(try #require(work))
            try await house.host.until(1, "SELECT COUNT(*) FROM reminders")
            try await house.letPass(hours: 11)
            #expect(try await house.claim().isEmpty)
            try await house.letPass(hours: 15)
            let states = try await house.texts("SELECT reason || ' ' || state FROM reminders ORDER BY created_at")
            #expect(states == ["manual cancelled", "manual queued"])
            #expect(try await house.texts("SELECT DISTINCT requested_by FROM reminders") == ["ana"])
        }
    }

    /// Only T+1 and T+15 speak.
    private static let fewStages: [JSON] = DunningStage.allCases.map { stage in
        ["stage": .string(stage.rawValue), "enabled": .bool(stage == .oneAfter || stage == .fifteenAfter)]
    }

    // MARK: What providers tell

    @Test func whatNeverArrivedIsNotCountedAsSaid() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            try await house.bring(.failedLater)
            #expect(try await house.texts("SELECT state FROM reminders") == ["sent"])
            try await house.settle(try await house.claim(), as: .ended(.dead, reason: "no such number"))
            #expect(try await house.texts("SELECT state FROM reminders") == ["failed"])
        }
    }

    @Test(arguments: [OutboxState.unknown, .dead])
    func whatArrivedAfterAllIsSaid(_ state: OutboxState) async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            let items = try await house.claim()
            try await house.settle(items, as: .ended(state, reason: "no answer"))
            // One that failed goes on by another channel, and fails there, too.
            try await house.settle(try await house.claim(), as: .ended(.dead, reason: "refused"))
            #expect(try await house.texts("SELECT state FROM reminders") == [state == .dead ? "failed" : "queued"])
            let key = try #require(items.first).idempotencyKey
            let now = SystemClock().now()
            let receipt = DeliveryReceipt(
                kind: .delivered,
                providerMessageID: "wamid",
                at: now,
                idempotencyKey: key
            )
            try await house.host.database.write { [tenant = house.tenant] connection in
                try DeliveryReceipts(tenant).record([receipt], channel: .whatsapp, now: now, in: connection)
            }
            #expect(try await house.texts("SELECT state FROM reminders") == ["sent"])
        }
    }

    /// A provider that does not tell what it delivered has not failed by its silence.
    @Test(arguments: [(true, 1), (false, 0)] as [(Bool, Int64)])
    func anotherChannelWaitsOnlyWhereDeliveriesAreTold(_ tellsDelivery: Bool, _ waiting: Int64) async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            let sent = Settlement.Outcome.sent(providerMessageID: "1", tellsDelivery: tellsDelivery)
            try await house.settle(try await house.claim(), as: sent)
            #expect(try await house.texts("SELECT state FROM reminders") == ["sent"])
            let waits = "SELECT COUNT(*) FROM outbox WHERE fallback_due IS NOT NULL"
            #expect(try await house.host.count(waits) == waiting)
        }
    }

    // MARK: What people decide

    /// Also what a host had that is gone: it does not go out after all.
    @Test(arguments: [false, true])
    func whatIsDiscardedWasNotSaid(isHeldByADeadHost: Bool) async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            if isHeldByADeadHost { #expect(try await house.claim(by: "dead").count == 1) }
            let now = SystemClock().now()
            try await house.host.database.write { connection in
                // Only what is real is held.
                try connection.execute("UPDATE tenants SET environment = 'production', simulated_now = NULL")
                try KillSwitches.set(.global, reason: "drill", actor: "cli", at: now, in: connection)
                try KillSwitches.lift(
                    .global,
                    reason: "over",
                    actor: "cli",
                    discardingHeld: true,
                    at: now,
                    in: connection
                )
            }
            #expect(try await house.texts("SELECT state FROM outbox") == ["cancelled"])
            #expect(try await house.texts("SELECT state FROM reminders") == ["cancelled"])
            #expect(try await house.claim(inMilliseconds: Limits.leaseMilliseconds + 1).isEmpty)
            // The customer is looked at anew.
            #expect(try await house.host.count("SELECT COUNT(*) FROM timers WHERE channel = 'collections'") == 1)
        }
    }

    @Test func aReminderThatIsOverIsNotSentAgainByHand() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            let items = try await house.claim()
            try await house.settle(items, as: .ended(.dead, reason: "refused"))
            try await house.settle(try await house.claim(), as: .ended(.dead, reason: "refused"))
            let id = try #require(items.first).id
            await #expect {
                try await house.host.database.write { [tenant = house.tenant] connection in
                    try Outbox(tenant).replay(id, now: SystemClock().now(), in: connection)
                }
            } throws: {
                ($0 as? Problem)?.kind == .conflict && "\($0)".contains("reminder: it was cancelled, or has failed")
            }
            #expect(try await house.texts("SELECT DISTINCT state FROM outbox") == ["dead"])
        }
    }

    /// Nobody knows whether it was said; once a person throws it away, it was not.
    @Test func aReminderThatIsThrownAwayWasNotSaid() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            let items = try await house.claim()
            try await house.settle(items, as: .ended(.unknown, reason: "no answer"))
            let id = try #require(items.first).id
            try await house.host.database.write { [tenant = house.tenant] connection in
                try Outbox(tenant).discard(id, now: SystemClock().now(), in: connection)
            }
            #expect(try await house.texts("SELECT state FROM outbox") == ["cancelled"])
            #expect(try await house.texts("SELECT last_error FROM outbox") == ["discarded; no answer"])
            #expect(try await house.texts("SELECT state FROM reminders") == ["cancelled"])
        }
    }

    // MARK: What it may cost

    @Test(arguments: [("2.00", 1), ("90.00", 0)] as [(String, Int64)])
    func anotherChannelIsWorthItsCost(_ cost: String, _ rows: Int64) async throws {
        try await withDebtor(sends: false) { house in
            try await house.collect(["settings": ["costs": ["sms": .string(cost)]]])
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            try await house.settle(try await house.claim(), as: .ended(.dead, reason: "refused"))
            #expect(try await house.host.count("SELECT COUNT(*) FROM outbox WHERE channel = 'sms'") == rows)
            let state = rows == 0 ? "failed" : "queued"
            #expect(try await house.texts("SELECT state FROM reminders") == [state])
        }
    }
}

/// Customers of one house who owe two invoices each; something happens to all but, where
/// it does not happen to the shop, the last one.
private struct Scene {
    struct Customer: Sendable {
        let buyer: Buyer
        /// Nil: nothing happens to them.
        let fact: DebtorFact?
        /// What it is about: `INV-1001`.
        let invoice: String
        let happen: @Sendable () async throws -> Void
    }

    private(set) var customers: [Customer] = []

    init(_ facts: [DebtorFact], in house: DebtorHouse) async throws {
        var all: [DebtorFact?] = facts
        if !facts.contains(where: \.isOfShop) { all.append(nil) }
        for (index, fact) in all.enumerated() {
            let buyer = Buyer(place: index + 1)
            if index > 0 { _ = try await house.addCustomer(buyer.phone, buyer.name) }
            let invoice = try await house.bill(50_000, dueInDays: 2, to: buyer.name)
            _ = try await house.bill(20_000, dueInDays: 2, to: buyer.name)
            var happen: @Sendable () async throws -> Void = {}
            if let fact { happen = try await house.prepare(fact, about: invoice, of: buyer) }
            customers.append(
                Customer(buyer: buyer, fact: fact, invoice: "INV-\(1_001 + 2 * index)", happen: happen)
            )
        }
    }

    /// Addresses of those to whom nothing happens.
    var peaceful: Set<String> { Set(customers.filter { $0.fact == nil }.map(\.buyer.phone)) }

    func fact(at address: String) -> String {
        let found = customers.first { $0.buyer.phone == address }
        return found?.fact.map(\.rawValue) ?? "nothing"
    }
}
