// The ledger on a real database: what it books, and that order and haste change
// nothing of it.

import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import StorageHarness
import Testing

struct LedgerTests {
    @Test("an invoice is numbered from 1001 and found by number and key")
    func invoiceIsFound() async throws {
        try await TestHouse.with { house in
            let (first, second) = (try await house.invoice(123_450), try await house.invoice(500))
            #expect(first.shownNumber == "INV-1001")
            #expect(second.shownNumber == "INV-1002")
            let found = try await house.database.read { connection in
                let invoices = Invoices(house.tenant)
                return [
                    try invoices.find("inv-1001", in: connection), try invoices.find(first.id.rawValue, in: connection),
                    try invoices.find("INV-9", in: connection),
                ]
            }
            #expect(found.map { $0?.id } == [first.id, first.id, nil])
            #expect(try await house.balances() == ["receivable": 123_950, "sales": -123_950])
        }
    }

    @Test("pending, processing, succeeded: booked, told once, and no way back")
    func paidInFull() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            #expect(try await house.document(invoice.id).status == .pending)

            let begun = try await house.checkout.begin("token")
            #expect(begun.payment.amount == pesos(10_000))
            try await house.decide(begun.payment, .processing)
            await house.processor.processAll()
            #expect(try await house.document(invoice.id).status == .processing)
            #expect(try await house.notices().isEmpty)

            try await house.decide(begun.payment, .succeeded)
            await house.processor.processAll()
            let paid = try await house.document(invoice.id)
            #expect(paid.status == .succeeded)
            #expect(paid.balance == pesos(0))
            #expect(paid.paidAt == noon)
            #expect(paid.payments.map(\.method) == ["card"])
            #expect(try await house.balances() == ["cash": 10_000, "sales": -10_000])
            #expect(try await house.notices() == ["payment.succeeded"])
            #expect(house.work.items.count == 1)
        }
    }

    @Test("two parts close an invoice, and the customer hears of both")
    func paidInParts() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let part = try await house.checkout.begin("token", amount: pesos(2_500))
            try await house.decide(part.payment, .succeeded)
            await house.processor.processAll()
            #expect(try await house.document(invoice.id).status == .partial)
            #expect(try await house.checkout.page("token")?.asked == pesos(7_500))

            let rest = try await house.checkout.begin("token")
            #expect(rest.payment.amount == pesos(7_500))
            try await house.decide(rest.payment, .succeeded)
            await house.processor.processAll()
            #expect(try await house.document(invoice.id).status == .succeeded)
            #expect(try await house.notices().sorted() == ["payment.partial", "payment.succeeded"])
            #expect(try await house.balances() == ["cash": 10_000, "sales": -10_000])
        }
    }

    @Test("a link whose agent was disabled is answered by the invoice's conversation")
    func aDisabledAgentIsNotWoken() async throws {
        try await TestHouse.with { house in
            let dunning = try #require(PluginID("dunning"))
            let invoice = try await house.invoice(10_000)
            let (channel, address) = (house.conversation.channel, house.conversation.address)
            _ = try await house.link(
                to: invoice,
                addressee: PayLink.Addressee(agent: dunning, channel: channel, address: address)
            )
            _ = try await house.database.write { connection in
                try TenantPlugins(house.tenant).set(dunning, enabled: false, at: noon, in: connection)
            }
            let begun = try await house.checkout.begin("token")
            try await house.decide(begun.payment, .succeeded)
            await house.processor.processAll()
            let woken = try await house.database.read { connection in
                try connection.rows("SELECT body FROM inbox WHERE kind = 'event'").map { try $0.json(0)["plugin"] }
            }
            #expect(woken == ["sales"])
        }
    }

    @Test("where somebody else writes from by now nothing is told of a payment")
    func anotherCustomersAddress() async throws {
        try await TestHouse.with { house in
            _ = try await house.paid(10_000)
            #expect(try await house.notices() == ["payment.succeeded"])
            try await house.database.write { connection in
                let other = try Customers(house.tenant).resolve(
                    channel: house.conversation.channel,
                    address: "visitor-2",
                    at: noon,
                    randomness: SystemRandomness(),
                    in: connection
                )
                try connection.execute(
                    "UPDATE customer_addresses SET customer_id = ? WHERE address = ?",
                    other.id,
                    house.conversation.address
                )
            }
            _ = try await house.paid(20_000)
            #expect(try await house.notices() == ["payment.succeeded"])
        }
    }

    @Test("money that comes after all is taken, and what is too much is the customer's")
    func overpayment() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let first = try await house.checkout.begin("token")
            try await house.decide(first.payment, .failed)
            await house.processor.processAll()
            let second = try await house.checkout.begin("token")
            try await house.decide(second.payment, .succeeded)
            await house.processor.processAll()
            // The first was paid all the same: the provider says so late.
            try await house.take(.succeeded, of: first.payment)
            let paid = try await house.document(invoice.id)
            #expect(paid.status == .succeeded)
            #expect(paid.paid == pesos(20_000))
            #expect(try await house.balances() == ["cash": 20_000, "sales": -10_000, "credit": -10_000])
        }
    }

    @Test("only an invoice of which nothing is paid can be withdrawn")
    func withdrawn() async throws {
        try await TestHouse.with { house in
            let (open, paid) = (try await house.invoice(500), try await house.invoice(700))
            let begun = try await house.checkout.begin(paid.id, of: house.tenant.id)
            try await house.decide(begun.payment, .succeeded)
            await house.processor.processAll()
            let voided = try await house.database.write { try house.ledger.void(open.id, in: $0) }
            #expect(voided.voidedAt == noon)
            #expect(try await house.balances() == ["cash": 700, "sales": -700])
            await #expect(throws: Problem.self) {
                try await house.database.write { try house.ledger.void(paid.id, in: $0) }
            }
            await #expect(throws: Problem.self) { try await house.checkout.begin(open.id, of: house.tenant.id) }
        }
    }

    // MARK: Order

    @Test(
        "whatever order reports come in, and however often, the books are the same",
        arguments: TestEngine.seeds(12)
    )
    func anyOrder(seed: UInt64) async throws {
        let chance = SeededRandomness(seed: seed &* 7_919 &+ 1)
        let total = Int64(1_000 + chance.next() % 9_000)
        let amounts = (0..<4).map { _ in Int64(1 + chance.next() % UInt64(total)) }
        let reports = (0..<4).flatMap { attempt in
            AttemptReport.allCases.filter { _ in chance.next() % 3 > 0 }.map { (attempt, $0) }
        }
        var outcomes: [Books] = []
        for _ in 0..<3 {
            let order = reports.shuffled(by: chance) + reports.shuffled(by: chance).prefix(5)
            outcomes.append(try await books(total: total, amounts, order))
        }
        #expect(Set(outcomes).count == 1, "seed \(seed): \(outcomes)")
        #expect(outcomes[0].balances.values.reduce(0, +) == 0, "seed \(seed): debits and credits differ")
    }

    private struct Books: Hashable, Sendable {
        let status: Invoice.Status
        let paid: Int64
        let balances: [String: Int64]
    }

    /// The books after these reports about attempts of these amounts, which may
    /// together exceed the total: as after vouchers that were paid too late.
    private func books(total: Int64, _ amounts: [Int64], _ reports: [(Int, AttemptReport)]) async throws -> Books {
        var books: Books?
        try await TestHouse.with { house in
            let invoice = try await house.invoice(total)
            var payments: [PaymentRow] = []
            for amount in amounts { payments.append(try await house.plant(amount, on: invoice)) }
            for (index, report) in reports { try await house.take(report, of: payments[index]) }
            let document = try await house.document(invoice.id)
            books = Books(
                status: document.status,
                paid: document.paid.minor,
                balances: try await house.balances()
            )
        }
        return try #require(books)
    }

    // MARK: Haste

    @Test("two hundred payments of one invoice at once never exceed it")
    func manyAtOnce() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(100_000)
            _ = try await house.link(to: invoice)
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<200 {
                    group.addTask {
                        // Refusals are what most of them must meet.
                        guard
                            let begun = try? await house.checkout.begin(
                                "token",
                                amount: pesos(Int64(1 + index * 37 % 9_000))
                            )
                        else { return }
                        try? await house.decide(begun.payment, index.isMultiple(of: 3) ? .failed : .succeeded)
                        await house.processor.processAll()
                        if index.isMultiple(of: 100) { await house.sweep.sweep(quietMilliseconds: 0) }
                        if let spoken = try? await house.spokenFor(invoice.id) {
                            #expect(spoken <= 100_000, "open and paid together, after payment \(index)")
                        }
                    }
                }
            }
            await house.processor.processAll()
            await house.sweep.sweep(quietMilliseconds: 0)
            let document = try await house.document(invoice.id)
            let captured = document.payments.filter { $0.state == .succeeded }.reduce(0) { $0 + $1.amount.minor }
            #expect(captured > 0)
            #expect(captured <= 100_000)
            #expect(document.balance.minor == 100_000 - captured)
            let balances = try await house.balances()
            #expect(balances["cash"] == captured)
            #expect(balances["receivable", default: 0] == 100_000 - captured)
            #expect(balances["credit"] == nil)
            #expect(balances.values.reduce(0, +) == 0)
        }
    }
}

extension TestHouse {
    /// An attempt as it may stand from another time, whatever room there is.
    func plant(_ minor: Int64, on invoice: InvoiceRow) async throws -> PaymentRow {
        let id = PaymentID(at: noon, randomness: SystemRandomness())
        return try await database.write { [tenant] connection in
            try connection.execute(
                """
                INSERT INTO payments (id, tenant_id, invoice_id, provider, amount_minor, currency, state, session_id,
                    created_at, updated_at) VALUES (?, ?, ?, 'sandbox', ?, 'MXN', 'pending', ?, ?, ?)
                """,
                id,
                tenant.id,
                invoice.id,
                minor,
                "sbx_\(id)",
                noon,
                noon
            )
            return try required(Payments(tenant).find(id, in: connection))
        }
    }

    /// What attempts that are open or have arrived speak for together, in centavos.
    func spokenFor(_ invoice: InvoiceID) async throws -> Int64 {
        try await document(invoice).payments.filter { [.pending, .processing, .succeeded].contains($0.state) }
            .reduce(0) { $0 + $1.amount.minor }
    }

    /// Books a report as it comes from a sync.
    @discardableResult
    func take(_ report: AttemptReport, of payment: PaymentRow, amount: Money? = nil) async throws -> Ledger.Outcome? {
        let report = ProviderReport(
            report,
            session: payment.sessionID,
            reference: payment.id,
            paymentID: "pay_\(payment.id)",
            amount: amount ?? payment.amount,
            method: "card"
        )
        return try await database.write { [ledger] in try ledger.take(report, of: .sandbox, in: $0) }
    }
}

extension Array {
    /// Fisher and Yates, with chance that can be had again.
    func shuffled(by chance: any Randomness) -> [Element] {
        var shuffled = self
        for index in shuffled.indices.reversed() {
            shuffled.swapAt(index, Int(chance.next() % UInt64(index + 1)))
        }
        return shuffled
    }
}
