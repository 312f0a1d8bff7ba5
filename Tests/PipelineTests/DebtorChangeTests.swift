// What changes about somebody who owes, and what is said to them after it: money that
// comes in parts and is disputed, two customers that are one, a conversation given
// back, promises that end, other currencies.

import HostAccess
import HostConversations
import HostCore
import HostDunning
import HostOutbox
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import StorageHarness
import Testing

@Suite struct DebtorChangeTests {
    // MARK: Money in parts

    /// The day from which the stages of the one open invoice are counted, after so many days.
    private func countedFrom(_ house: DebtorHouse) async throws -> Int64 {
        let now = try await house.machine.current(house.tenant).now
        return try await house.host.database.read { [tenant = house.tenant] connection in
            let policy = try DunningRules(tenant).policy(in: connection)
            let debt = try required(DebtorRecords(tenant).accounts(in: connection).first?.debts.first)
            let day = DunningLadder(policy).standing(debt, at: now).countedFrom
            return day.daysSinceEpoch - policy.calendar.day(of: DebtorHouse.start).daysSinceEpoch
        }
    }

    @Test func aDisputeThatIsDecidedMovesNoDay() async throws {
        try await withDebtor { house in
            let invoice = try await house.bill(100_000, dueInDays: 1)
            _ = try await house.advance(days: 5)
            let payment = try await house.payAtProvider(invoice, minor: 40_000)
            #expect(try await countedFrom(house) == 5)
            _ = try await house.advance(days: 10)
            try await house.dispute(payment)
            _ = try await house.advance(days: 5)
            try await house.dispute(payment, .won)
            #expect(try await countedFrom(house) == 5, "the money came on the fifth day")
            _ = try await house.advance(days: 10)
            let days = "SELECT COUNT(DISTINCT counted_from) FROM reminder_invoices"
            #expect(try await house.host.count(days) == 2, "counted from the due day, then from the fifth")
        }
    }

    @Test func aSmallSecondPartDoesNotSendTheLadderBack() async throws {
        try await withDebtor { house in
            let invoice = try await house.bill(100_000, dueInDays: 1)
            _ = try await house.advance(days: 11)
            try await house.pay(invoice, minor: 50_000)
            #expect(try await countedFrom(house) == 11)
            _ = try await house.advance(days: 4)
            try await house.pay(invoice, minor: 2_000)
            #expect(try await countedFrom(house) == 11)
            _ = try await house.advance(days: 20)
            let said = try await house.texts(
                "SELECT stage || ' ' || counted_from FROM reminder_invoices ORDER BY reminder_id"
            )
            #expect(Set(said).count == said.count, "a stage was said twice: \(said)")
        }
    }

    @Test func largeSumsAreOnlyLarge() async throws {
        try await withDebtor { house in
            for _ in 0..<2 { _ = try await house.bill(6_000_000_000_000_000_000, dueInDays: 1) }
            let pipeline = try await house.host.database.read { [tenant = house.tenant] connection in
                try Pipeline(of: tenant, now: DebtorHouse.start, in: connection).json()
            }
            #expect("\(pipeline)".contains("\(Money(minor: .max, currency: "MXN").decimal)"))
            #expect(try await house.promise(inDays: 2) == .accepted)
        }
    }

    // MARK: Settings

    @Test func settingsSurviveAnotherCurrency() async throws {
        try await withDebtor { house in
            try await house.collect(["settings": ["costs": ["sms": "0.90"], "plan_minimum": "750.00"]])
            let policy = try await house.write { [tenant = house.tenant] connection, now, _ in
                var shop = try required(TenantDirectory().find(tenant.id, in: connection)?.tenant)
                shop.currency = "CLP"
                try TenantDirectory().update(shop, at: now, in: connection)
                return try DunningRules(tenant).policy(in: connection)
            }
            #expect(policy.currency == "CLP" && policy.settings.costs == [.sms: 90])
            #expect(policy.settings.planMinimumMinor == 75_000)
            try await house.collect(["settings": ["costs": ["sms": "9"]]])
        }
    }

    @Test func theCheapestChannelsComeFirst() throws {
        var policy = DunningPolicy(isEnabled: true, currency: "MXN", timeZone: "UTC")
        let (email, telegram) = (plugin("email"), plugin("telegram"))
        policy.settings.costs = [.sms: 90, .whatsapp: 40, email: 5_001]
        let channels = [telegram, .sms, email, .whatsapp]
        let asked = Money(minor: 50_000, currency: "MXN")
        #expect(policy.worthwhile(channels, toAsk: asked) == [.whatsapp, .sms, telegram])
        let dollars = Money(minor: 50_000, currency: "USD")
        #expect(policy.worthwhile(channels, toAsk: dollars) == channels)
    }

    // MARK: Two that are one

    @Test(arguments: [true, false])
    func oneCustomerIsRemindedOnceADay(_ isOlderMerged: Bool) async throws {
        try await withDebtor(sends: false) { house in
            let beto = try await house.addCustomer("+525587654321", "Beto")
            let ana = try await house.conversation().customerID
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.bill(20_000, dueInDays: 2, to: "CUST-2")
            _ = try await house.advance(days: 1)
            // Ana's is also what was to be said of a promise that she broke, and a person's wish.
            try await house.promiseInThePast(of: ana)
            let items = try await house.claim()
            #expect(items.count == 2)
            try await house.settle(
                items.filter { $0.address.hasSuffix("321") },
                as: .sent(providerMessageID: "beto's")
            )
            // Ana's still waits, and is the second one of that day.
            let later = SystemClock().now()
            try await house.settle(
                items.filter { $0.address.hasSuffix("678") },
                as: .later(until: later, reason: nil, countsAttempt: false)
            )
            let (merged, target) = isOlderMerged ? (ana, beto) : (beto, ana)
            try await house.change { try $0.merge(merged, into: target, at: $1, audit: audit(merged), in: $2) }
            #expect(try await house.claim().isEmpty)
            let unsaid = "SELECT COUNT(*) FROM promises WHERE customer_id = '\(target)' AND followed_up_at IS NULL"
            #expect(try await house.host.count(unsaid) == 1)
            #expect(try await house.texts("SELECT requested_by FROM reminder_requests") == ["ana"])
            let steps = try await house.letPass(hours: 5)
            #expect(steps.isEmpty, "said twice on one day: \(steps)")
            _ = try await house.advance(days: 1)
            #expect(try await house.claim().count == 1, "both invoices are one message")
            #expect(try await house.texts("SELECT reason FROM reminders ORDER BY created_at").last == "broken_promise")
            // Parted, each is looked at again.
            try await house.change { try $0.part(merged, at: $1, audit: audit(merged), in: $2) }
            let timers = "SELECT COUNT(*) FROM timers WHERE channel = 'collections'"
            #expect(try await house.host.count(timers) == 2)
        }
    }

    @Test func whoMergesIntoOneThatOptedOutIsNotReminded() async throws {
        try await withDebtor(sends: false) { house in
            let beto = try await house.addCustomer("+525587654321", "Beto")
            let ana = try await house.conversation().customerID
            _ = try await house.bill(50_000, dueInDays: 2)
            _ = try await house.advance(days: 1)
            try await house.change { customers, now, connection in
                try customers.setOptedOut(beto, since: now, at: now, in: connection)
                try customers.merge(ana, into: beto, at: now, audit: audit(ana), in: connection)
            }
            #expect(try await house.claim().isEmpty)
        }
    }

    private func audit(_ customer: CustomerID) -> @Sendable (String, JSON) -> AuditRecord {
        { action, after in
            AuditRecord(
                id: AuditRecordID(at: DebtorHouse.start, randomness: SystemRandomness()),
                tenant: nil,
                actor: "test",
                action: action,
                entityType: "customer",
                entityID: customer.rawValue,
                after: after,
                at: DebtorHouse.start
            )
        }
    }

    // MARK: Given back

    @Test(arguments: [true, false])
    func whoIsGivenBackIsRemindedAgain(_ byTurn: Bool) async throws {
        try await withDebtor(sends: false) { house in
            _ = try await house.bill(50_000, dueInDays: 1)
            let conversation = try await house.conversation()
            try await house.setState(.paused, of: conversation)
            let opened = try await house.openCase()
            _ = try await house.advance(days: 2)
            try await house.close(opened)
            _ = try await house.advance(days: 1)
            #expect(try await house.host.count("SELECT COUNT(*) FROM reminders") == 0)
            if byTurn {
                let paused = try await house.conversation()
                try await house.write { [tenant = house.tenant] connection, now, _ in
                    var change = ConversationChange(keeping: paused)
                    change.state = .active
                    try Conversations(tenant).commitTurn(change, to: paused, at: now, in: connection)
                }
            } else {
                try await house.setState(.active, of: conversation)
            }
            _ = try await house.advance(days: 2)
            #expect(try await house.host.count("SELECT COUNT(*) FROM reminders") >= 1)
        }
    }

    // MARK: Promises

    @Test func twoBrokenPromisesAreOneMessage() async throws {
        try await withDebtor { house in
            let invoices = [
                try await house.bill(50_000, dueInDays: 1), try await house.bill(20_000, dueInDays: 1),
            ]
            _ = try await house.advance(days: 2)
            for invoice in invoices { #expect(try await house.promise(inDays: 2, [invoice]) == .accepted) }
            _ = try await house.advance(days: 6)
            let reasons = try await house.texts("SELECT reason FROM reminders ORDER BY created_at")
            #expect(reasons.filter { $0 == "broken_promise" }.count == 1, "\(reasons)")
        }
    }

    @Test func aPromiseOfWhatIsNotOwedIsNotBroken() async throws {
        try await withDebtor { house in
            let invoice = try await house.bill(50_000, dueInDays: 1)
            _ = try await house.advance(days: 2)
            #expect(try await house.promise(inDays: 2) == .accepted)
            try await house.void(invoice)
            _ = try await house.advance(days: 4)
            #expect(try await house.texts("SELECT state FROM promises") == ["cancelled"])
            #expect(try await house.host.count("SELECT COUNT(*) FROM events WHERE type = 'promise.broken'") == 0)
        }
    }

    // MARK: Currencies

    @Test func aMessageSpeaksOfOneCurrency() async throws {
        try await withDebtor { house in
            _ = try await house.bill(50_000, dueInDays: 1)
            let dollars = try await house.bill(20_000, "USD", dueInDays: 1)
            _ = try await house.advance(days: 8)
            let mixed = """
                SELECT COUNT(*) FROM reminders WHERE EXISTS (SELECT 1 FROM reminder_invoices
                    JOIN invoices ON invoices.id = reminder_invoices.invoice_id
                    WHERE reminder_invoices.reminder_id = reminders.id AND invoices.currency <> reminders.currency)
                """
            #expect(try await house.host.count(mixed) == 0)
            let currencies = try await house.texts("SELECT DISTINCT currency FROM reminders ORDER BY currency")
            #expect(currencies == ["MXN", "USD"], "\(dollars) waits for its day, and is said then")
            #expect(try await house.promise(inDays: 2) == .accepted)
            #expect(try await house.host.count("SELECT COUNT(*) FROM promise_invoices") == 1)
        }
    }

    // MARK: Hours

    /// As an older version took it: now it is refused.
    @Test func anHourOutsideTheContactHoursIsTheNearestOfThatDay() async throws {
        try await withDebtor { house in
            let late: JSON = ["rules": [["stage": "T+1", "hour": 22]]]
            await #expect(throws: Problem.self) { try await house.collect(late) }
            try await house.collect(["rules": [["stage": "T+1", "hour": 19]]])
            _ = try await house.write { connection, _, _ in
                try connection.execute("UPDATE dunning_rules SET hour = 22 WHERE stage = 'T+1'")
            }
            try await house.collect(["settings": ["reset_percent": 30]])
            _ = try await house.bill(50_000, dueInDays: 0)
            _ = try await house.advance(days: 2)
            let calendar = DunningCalendar(timeZone: "America/Mexico_City")
            let said = try await house.host.database.read { connection in
                try connection.row("SELECT created_at FROM reminders").map { try $0.timestamp(0) }
            }
            let tuesday = calendar.day(of: DebtorHouse.start).advanced(byDays: 1)
            #expect(said == calendar.moment(of: tuesday, hour: 19))
        }
    }
}

extension DebtorHouse {
    /// The customer's reminder, which is queued, is about a promise that they broke, and a
    /// person asked for it.
    fileprivate func promiseInThePast(of customer: CustomerID) async throws {
        try await write { connection, _, _ in
            try connection.execute(
                """
                INSERT INTO promises (id, tenant_id, customer_id, amount_minor, currency, day, over_at, state, made_by,
                    followed_up_at, created_at)
                SELECT 'past', tenant_id, customer_id, 1, 'MXN', day - 1, created_at - 1, 'broken', 'test', created_at,
                    created_at - 86400000
                FROM reminders WHERE customer_id = ?
                """,
                customer
            )
            try connection.execute(
                """
                INSERT INTO promise_invoices (promise_id, tenant_id, invoice_id, arrived_minor)
                SELECT 'past', tenant_id, id, 0 FROM invoices WHERE customer_id = ?
                """,
                customer
            )
            try connection.execute("UPDATE reminders SET requested_by = 'ana' WHERE customer_id = ?", customer)
        }
    }

    /// Something about customers, at the house's time.
    fileprivate func change(
        _ body: @escaping @Sendable (Customers, Timestamp, any DatabaseConnection) throws -> Void
    ) async throws {
        try await write { [tenant] connection, now, _ in try body(Customers(tenant), now, connection) }
    }
}
