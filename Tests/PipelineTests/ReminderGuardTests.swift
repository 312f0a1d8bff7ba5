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
import Testing

@Suite struct ReminderGuardTests {
    @Test(arguments: DebtorFact.allCases, ReminderStep.allCases)
    func nothingIsClaimedOnceItHasCommitted(_ fact: DebtorFact, _ step: ReminderStep) async throws {
        try await withDebtor(sends: false) { house in
            let invoice = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.bill(20_000, dueInDays: 2)
            let happen = try await house.prepare(fact, about: invoice)
            _ = try await house.advance(days: 1)
            #expect(try await house.host.count("SELECT COUNT(*) FROM outbox WHERE state = 'pending'") == 1)
            try await house.bring(step)
            try await happen()
            // The lease of a host that died is over by then.
            let claimed = try await house.claim(inMilliseconds: Limits.leaseMilliseconds + 1)
            #expect(claimed.isEmpty, "\(fact) was committed, and then claimed: \(claimed.map(\.reply))")
            #expect(try await house.host.count("SELECT COUNT(*) FROM outbox WHERE state = 'pending'") == 0)
            #expect(try await house.texts("SELECT state FROM reminders") == ["cancelled"])
            // What is cancelled is not lost: the customer is looked at anew.
            #expect(try await house.host.count("SELECT COUNT(*) FROM timers WHERE channel = 'collections'") == 1)
        }
    }

    @Test(arguments: DebtorFact.allCases.filter { $0 != .tooLate }, [false, true])
    func whatHappensBeforeItIsQueuedIsSeen(_ fact: DebtorFact, _ whileWordsAreMade: Bool) async throws {
        try await withDebtor(sends: false) { house in
            let invoice = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.bill(20_000, dueInDays: 2)
            let happen = try await house.prepare(fact, about: invoice)
            if whileWordsAreMade { house.interruption.set(happen) } else { try await happen() }
            _ = try await house.advance(days: 1)
            #expect(!house.interruption.isPending, "no reminder was due")
            let said = try await house.claim().map { (try? Reply(json: $0.reply))?.plainText ?? "" }
            #expect(said.isEmpty || !fact.isOfCustomer, "\(fact): \(said)")
            #expect(fact.leavesRest || said.allSatisfy { !$0.contains("INV-1001") }, "\(fact): \(said)")
        }
    }

    @Test(arguments: ReminderStep.allCases)
    func withoutNewsItIsClaimed(_ step: ReminderStep) async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            try await house.bring(step)
            #expect(try await house.claim(inMilliseconds: Limits.leaseMilliseconds + 1).count == 1)
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
                let customer = try #require(try Customers(tenant).find("CUST-1", in: connection)).id
                return try Collector(tenant).remind(customer, by: "ana", now: now, in: connection).work
            }
            house.host.engine.begin(try #require(work))
            try await house.host.until(1, "SELECT COUNT(*) FROM reminders")
            try await house.letPass(hours: 11)
            #expect(try await house.claim().isEmpty)
            try await house.letPass(hours: 15)
            let states = try await house.texts("SELECT reason || ' ' || state FROM reminders ORDER BY created_at")
            #expect(states == ["manual cancelled", "manual queued"])
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

    @Test func whatArrivedAfterAllIsSaid() async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            let items = try await house.claim()
            try await house.settle(items, as: .ended(.unknown, reason: "no answer"))
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
