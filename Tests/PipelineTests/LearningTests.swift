// What collections learn, through their stores and the nightly round: a customer is one
// trial of a test of hours, a decided test ends, and the chance of late payment comes
// from what is over.

import HostConversations
import HostCore
import HostDunning
import HostPayments
import HostStorage
import HostTime
import Logging
import OrkestaModel
import StorageHarness
import Testing

@Suite struct LearningTests {
    @Test func aCustomerIsOneTrialHoweverOftenTheyAreReminded() async throws {
        try await withDatabase { database, tenant in
            let past = Past(tenant: tenant)
            let shown = try await database.write { connection in
                try past.startTest(in: connection)
                try past.remind(20, of: "hold-out", payers: 10, in: connection)
                try past.remind(20, of: "18", payers: 5, in: connection)
                // Paid after the second reminder, long after the first.
                let slow = try past.customer("slow", in: connection)
                let invoice = try past.bill(slow, madeOn: 0, dueOn: 1, paidOn: 21, in: connection)
                try past.remind(slow, about: invoice, of: "18", on: [0, 20], in: connection)
                return try HourExperiments(tenant).list(at: past.day(40), in: connection)
            }
            let test = try #require(shown.first)
            #expect(test["hold_out"]?["trials"] == 20 && test["hold_out"]?["successes"] == 10, "\(test)")
            let outcome = try #require(test["arms"]?.arrayValue?.first?["outcome"])
            #expect(outcome["trials"] == 21 && outcome["successes"] == 5, "\(test)")
            #expect(test["verdict"] == ["state": "running"], "\(test)")
            #expect(test["smallest_difference"]?.doubleValue == 0.03, "it is kept: \(test)")
        }
    }

    @Test func theNightEndsATestThatIsDecided() async throws {
        try await withDatabase { database, tenant in
            let past = Past(tenant: tenant)
            try await database.write { connection in
                try past.startTest(in: connection)
                try past.remind(100, of: "hold-out", payers: 15, on: [0], in: connection)
                try past.remind(100, of: "18", payers: 70, on: [0], in: connection)
            }
            try await past.learn(on: 40, in: database)
            let (tests, status) = try await database.read { connection in
                (
                    try HourExperiments(tenant).list(at: past.day(40), in: connection),
                    try LatePayments(tenant).status(in: connection)
                )
            }
            let test = try #require(tests.first)
            #expect(test["state"] == "ended" && test["verdict"] == ["state": "better", "hour": 18], "\(test)")
            // Nobody has paid in time: too little to learn from, and it says what is missing.
            #expect(status["missing"] == ["invoices": 0, "late": 0, "in_time": 20], "\(status)")
        }
    }

    @Test func theChanceOfLatePaymentIsLearntAndShown() async throws {
        try await withDatabase { database, tenant in
            let past = Past(tenant: tenant)
            let open = try await database.write { connection in
                try past.collect(in: connection)
                try past.trade(in: connection)
                let (late, good) = (try past.customer("0", in: connection), try past.customer("1", in: connection))
                return [
                    try past.bill(late, madeOn: 380, dueOn: 395, in: connection),
                    try past.bill(late, madeOn: 398, dueOn: 410, in: connection),
                    try past.bill(good, madeOn: 398, dueOn: 410, in: connection),
                ]
            }
            try await past.learn(on: 400, in: database)
            let (status, chances) = try await database.read { connection in
                let stages = try Pipeline(of: tenant, now: past.day(400), in: connection).json()["stages"]
                let entries = (stages?.arrayValue ?? []).flatMap { $0["invoices"]?.arrayValue ?? [] }
                let chances = try open.map { id in
                    let name = try required(Invoices(tenant).find(id, in: connection)).shownNumber
                    return entries.first { $0["invoice"]?.stringValue == name }?["late_chance"]?.doubleValue
                }
                return (try LatePayments(tenant).status(in: connection), chances)
            }
            #expect(status["used"] == true && status["invoices"] == 241, "\(status)")
            let (overdue, bad, good) = (
                try #require(chances[0], "\(status)"), try #require(chances[1]), try #require(chances[2])
            )
            #expect(overdue == 1, "it is late already")
            #expect(bad < 1 && bad > good && good > 0, "\(chances)")
        }
    }
}

/// A shop's past, as its rows tell it.
private struct Past {
    let tenant: TenantHandle

    /// Ten in the morning in Mexico, in 2060.
    func day(_ day: Int64) -> Timestamp { Timestamp(milliseconds: 2_868_969_600_000).advanced(bySeconds: day * 86_400) }

    private func randomness(_ thing: String) -> SeededRandomness {
        var seed = StableHash()
        seed.combine(thing)
        return SeededRandomness(seed: seed.value)
    }

    func collect(in connection: any DatabaseConnection) throws {
        _ = try DunningRules(tenant).change(by: ["enabled": true], at: day(0), in: connection)
    }

    func startTest(in connection: any DatabaseConnection) throws {
        try collect(in: connection)
        let test: JSON = ["name": "evenings", "hours": [18], "smallest_difference": 0.03]
        _ = try HourExperiments(tenant).start(test, at: day(0), in: connection)
    }

    func customer(_ name: String, in connection: any DatabaseConnection) throws -> Customer {
        try Customers(tenant).resolve(
            channel: .whatsapp,
            address: "customer-\(name)",
            at: day(0),
            randomness: randomness("customer \(name)"),
            in: connection
        )
    }

    @discardableResult
    func bill(
        _ customer: Customer,
        madeOn made: Int64,
        dueOn due: Int64,
        paidOn paid: Int64? = nil,
        in connection: any DatabaseConnection
    ) throws -> InvoiceID {
        let (key, total) = ("\(customer.id) \(made)", Money(minor: 50_000, currency: "MXN"))
        let draft = InvoiceDraft(customerID: customer.id, total: total, dueAt: day(due))
        let invoice = try Ledger(tenant, now: day(made), randomness: randomness("bill \(key)"))
            .issue(draft, in: connection).id
        if let paid {
            let ledger = Ledger(tenant, now: day(paid), randomness: randomness("pay \(key)"))
            try ledger.grantCredit(total, to: customer.id, reason: "transfer", in: connection)
            _ = try ledger.applyCredit(to: invoice, in: connection)
        }
        return invoice
    }

    /// A year in which every third customer pays late four times in five, and the others
    /// once in six.
    func trade(in connection: any DatabaseConnection) throws {
        for place in 0..<Int64(240) {
            let (number, turn) = (place % 20, place / 20 + place % 20)
            let isLate = number % 3 == 0 ? turn % 5 != 0 : turn % 6 == 0
            let made = place * 3 / 2
            let customer = try customer("\(number)", in: connection)
            try bill(customer, madeOn: made, dueOn: made + 15, paidOn: made + (isLate ? 20 : 14), in: connection)
        }
    }

    /// So many customers of an arm, five times reminded of one invoice, or on the days
    /// given; the payers pay it on the sixth day.
    func remind(
        _ count: Int,
        of variant: String,
        payers: Int,
        on days: [Int64] = [0, 1, 2, 4, 6],
        in connection: any DatabaseConnection
    ) throws {
        for place in 0..<count {
            let customer = try customer("\(variant) \(place)", in: connection)
            let invoice = try bill(customer, madeOn: 0, dueOn: 1, paidOn: place < payers ? 6 : nil, in: connection)
            try remind(customer, about: invoice, of: variant, on: days, in: connection)
        }
    }

    func remind(
        _ customer: Customer,
        about invoice: InvoiceID,
        of variant: String,
        on days: [Int64],
        in connection: any DatabaseConnection
    ) throws {
        let conversation = try Conversations(tenant).open(
            channel: .whatsapp,
            address: "customer-\(customer.number)",
            customer: customer,
            at: day(0),
            randomness: randomness("conversation \(customer.id)"),
            in: connection
        )
        for place in days {
            let id = "\(customer.id) \(place)"
            try connection.execute(
                """
                INSERT INTO reminders (id, tenant_id, customer_id, conversation_id, reason, stage, template, tone,
                    variant, channel, fallback_channels, state, day, send_until, asked_minor, currency, created_at)
                VALUES (?, ?, ?, ?, 'stage', 'T+1', 'overdue', 'neutral', ?, 'whatsapp', '[]', 'sent', ?, ?, 1, 'MXN',
                    ?)
                """,
                id,
                tenant.id,
                customer.id,
                conversation.id,
                variant,
                place,
                day(place),
                day(place)
            )
            try connection.execute(
                """
                INSERT INTO reminder_invoices (reminder_id, tenant_id, invoice_id, stage, counted_from, arrived_minor,
                    due_at)
                VALUES (?, ?, ?, 'T+1', 0, 0, ?)
                """,
                id,
                tenant.id,
                invoice,
                day(1)
            )
        }
    }

    /// One round of a night.
    func learn(on day: Int64, in database: any Database) async throws {
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        try await NightlyLearning(database: database, clock: StandingClock(moment: self.day(day)), log: log).learnDue()
    }
}

/// A clock that shows one moment.
private struct StandingClock: HostCore.Clock {
    let moment: Timestamp

    func now() -> Timestamp { moment }
}
