// A random walk through four months of a customer's life, over the ends of months and of
// the year and over a change of the clocks, in two time zones: whatever happens, and
// wherever a reminder is on its way when it does, what a dispatcher gets to send is owed,
// welcome, within the hours, and not too soon after the last one.

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

@Suite struct CollectionWalkTests {
    /// Behind UTC, and ahead of it by an odd quarter of an hour. What a walk tries is
    /// arithmetic, which no engine changes: a server sees one of them.
    static let zones = ["America/New_York", "Pacific/Chatham"]

    @Test(arguments: TestEngine.seeds(UInt64(CollectionWalkTests.zones.count)))
    func nothingWrongIsEverClaimed(_ seed: UInt64) async throws {
        let zone = Self.zones[Int(seed)]
        try await withDebtor(sends: false, timeZone: zone) { house in
            var walk = CollectionWalk(house, seed: seed, "seed \(seed), \(zone)")
            try await walk.run(days: 110)
            #expect(walk.sentCount >= 3, "\(walk.what): hardly anything was said")
            #expect(walk.changes >= 30, "\(walk.what): hardly anything happened")
        }
    }
}

/// The walk.
private struct CollectionWalk {
    let house: DebtorHouse
    let what: String
    private var chance: SplitMix64
    private var said: [(id: String, day: CivilDate, at: Timestamp)] = []
    private(set) var changes = 0
    /// Each look is one lease later than the last: what a host died with is free again.
    private var looks: Int64 = 0
    /// What holds reminders back until it is undone.
    private var undone: [@Sendable () async throws -> Void] = []
    private var disputable: [PaymentRow] = []
    private var disputed: [PaymentRow] = []

    var sentCount: Int { said.count }

    init(_ house: DebtorHouse, seed: UInt64, _ what: String) {
        (self.house, self.what) = (house, what)
        chance = SplitMix64(seed: seed)
    }

    private mutating func below(_ bound: UInt64) -> Int64 { Int64(chance.next() % bound) }

    mutating func run(days: Int64) async throws {
        // Throttles differ, and some stages are silent.
        let rules = DunningStage.allCases.map { stage -> JSON in
            ["stage": .string(stage.rawValue), "throttle_hours": .integer(24 + below(40))]
        }
        try await house.collect(["rules": .array(rules)])
        let end = DebtorHouse.start.advanced(bySeconds: days * 86_400)
        var now = DebtorHouse.start
        while now < end {
            now = now.advanced(bySeconds: 1_800 + below(26 * 3_600))
            _ = try await house.machine.set(house.tenant, to: now, by: TimeMachineActor(id: "test"))
            if below(3) != 0 { try await send() }
            try await change()
            // The other half: right after it has committed.
            try await send()
        }
    }

    // MARK: The dispatcher's side

    private mutating func send() async throws {
        looks += 1
        let items = try await house.claim(inMilliseconds: looks * (Limits.leaseMilliseconds + 1))
        for item in items {
            try await check(item)
            switch below(10) {
            case 0:
                try await house.settle(
                    [item],
                    as: .later(until: SystemClock().now(), reason: nil, countsAttempt: false)
                )
            case 1: try await house.settle([item], as: .ended(.dead, reason: "refused"))
            // Its host died.
            case 2: break
            default:
                try await house.settle([item], as: .sent(providerMessageID: item.id.rawValue))
                try await remember(item)
            }
        }
    }

    private func reminder(of item: OutboxItem) async throws -> (id: String, stage: DunningStage, at: Timestamp) {
        guard case .reminder(let id) = item.sendGuard else { throw Unexpected(what: "a message that is no reminder") }
        return try await house.host.database.read { connection in
            let row = try required(connection.row("SELECT stage, created_at FROM reminders WHERE id = ?", id))
            return (id.rawValue, try required(DunningStage(rawValue: try row.text(0))), try row.timestamp(1))
        }
    }

    private mutating func remember(_ item: OutboxItem) async throws {
        let reminder = try await reminder(of: item)
        guard said.last?.id != reminder.id else { return }
        let policy = try await policy()
        said.append((reminder.id, policy.calendar.day(of: reminder.at), reminder.at))
    }

    private func policy() async throws -> DunningPolicy {
        try await house.host.database.read { [tenant = house.tenant] in try DunningRules(tenant).policy(in: $0) }
    }

    /// What is claimed, judged by the debts as they are and by what was sent before.
    private func check(_ item: OutboxItem) async throws {
        let now = try await house.machine.current(house.tenant).now
        let reminder = try await reminder(of: item)
        let policy = try await policy()
        #expect(policy.isEnabled, "\(what): the shop does not collect")
        #expect(policy.calendar.isOpen(now), "\(what): \(now) is out of hours")
        #expect(policy.calendar.day(of: now) == policy.calendar.day(of: reminder.at), "\(what): of another day")
        if let last = said.last, last.id != reminder.id {
            let rest = policy.rule(of: reminder.stage).throttleHours * 3_600
            #expect(reminder.at >= last.at.advanced(bySeconds: rest), "\(what): \(last.at), then \(reminder.at)")
            #expect(policy.calendar.day(of: reminder.at) > last.day, "\(what): twice a day")
        }
        let (account, invoices) = try await house.host.database.read { [tenant = house.tenant] connection in
            let customer = try required(Customers(tenant).find("CUST-1", in: connection)).id
            let rows = try connection.rows(
                "SELECT invoice_id FROM reminder_invoices WHERE reminder_id = ?",
                reminder.id
            )
            let account = try DebtorRecords(tenant).account(of: customer, in: connection)
            return (account, try rows.map { row -> InvoiceID in try row.identifier(0) })
        }
        #expect(account.hold == nil, "\(what): asked in spite of \(String(describing: account.hold))")
        for invoice in invoices {
            let debt = account.debts.first { $0.invoice.id == invoice }
            #expect(
                debt != nil && debt?.hold == nil,
                "\(what): asked for \(invoice), \(String(describing: debt?.hold))"
            )
        }
    }

    // MARK: The world's side

    private mutating func change() async throws {
        if !undone.isEmpty, below(3) == 0 {
            changes += 1
            return try await undone.removeLast()()
        }
        let open = try await house.openInvoices().filter { $0.invoice.total.currency == "MXN" }
        let invoice = open.isEmpty ? nil : open[Int(below(UInt64(open.count)))]
        switch below(14) {
        case 0, 1, 2: _ = try await house.bill(10_000 + below(90_000), dueInDays: below(20))
        case 3: try await pay(invoice, percent: 100)
        case 4: try await pay(invoice, percent: 5 + below(60))
        case 5: try await payByCard(invoice)
        case 6: try await dispute()
        case 7: try await house.promise(inDays: 1 + below(5))
        case 8: try await hold()
        default: return
        }
        changes += 1
    }

    private mutating func hold() async throws {
        guard undone.isEmpty else { return }
        let house = self.house
        switch below(4) {
        case 0:
            try await house.setOptedOut(true)
            undone.append { try await house.setOptedOut(false) }
        case 1:
            let conversation = try await house.conversation()
            try await house.setState(.paused, of: conversation)
            undone.append { try await house.setState(.active, of: conversation) }
        case 2:
            let opened = try await house.openCase()
            undone.append { try await house.close(opened) }
        default:
            try await house.collect(["enabled": false])
            undone.append { try await house.collect(["enabled": true]) }
        }
    }

    private func pay(_ open: OpenInvoice?, percent: Int64) async throws {
        guard let open else { return }
        try await house.pay(open.invoice.id, minor: max(1, open.position.left * percent / 100))
    }

    private mutating func payByCard(_ open: OpenInvoice?) async throws {
        guard let open, open.position.left > 2 else { return }
        disputable.append(try await house.payAtProvider(open.invoice.id, minor: open.position.left / 2))
    }

    /// One is opened, or decided.
    private mutating func dispute() async throws {
        if let payment = disputed.popLast() {
            try await house.dispute(payment, below(2) == 0 ? .won : .lost)
        } else if let payment = disputable.popLast() {
            try await house.dispute(payment)
            disputed.append(payment)
        }
    }
}

private struct Unexpected: Error {
    let what: String
}
