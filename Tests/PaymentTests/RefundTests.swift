// Money that goes back: to the card, to the customer's credit, in parts, in any
// order, and over lost answers. Never more than came.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import StorageHarness
import Testing

struct RefundTests {
    @Test("a part goes back to the card, then the rest: booked, and told each time")
    func inParts() async throws {
        try await TestHouse.with { house in
            let (invoice, payment) = try await house.paid(10_000)
            try await house.refund(invoice, 2_500)
            #expect(try await house.document(invoice.id).status == .succeeded)
            #expect(try await house.document(invoice.id).paid == pesos(7_500))
            #expect(try await house.balances() == ["cash": 7_500, "sales": -10_000, "returns": 2_500])
            try await house.refund(invoice)
            #expect(try await house.document(invoice.id).status == .refunded)
            #expect(try await house.stored(payment).state == .refunded)
            #expect(try await house.balances() == ["sales": -10_000, "returns": 10_000])
            #expect(try await house.notices() == ["payment.succeeded", "payment.refunded", "payment.refunded"])
        }
    }

    @Test("a voucher paid in cash cannot go back: it becomes credit, which pays the next invoice")
    func voucherBecomesCredit() async throws {
        try await TestHouse.with { house in
            let (invoice, payment) = try await house.paid(10_000, by: "oxxo")
            #expect(try await house.stored(payment).method == "oxxo")
            let refunds = try await house.refund(invoice, 4_000)
            #expect(refunds.map(\.destination) == [.credit])
            #expect(refunds.map(\.state) == [.succeeded])
            #expect(try await house.credit() == 4_000)

            let next = try await house.invoice(3_000)
            let paid = try await house.database.write { try house.ledger.applyCredit(to: next.id, in: $0) }
            #expect(paid.invoice.status == .succeeded)
            #expect(try await house.credit() == 1_000)
            // What was paid with credit goes back to it.
            let back = try await house.refund(next)
            #expect(back.map(\.destination) == [.credit])
            #expect(try await house.credit() == 4_000)
            #expect(
                try await house.balances()
                    == ["cash": 10_000, "sales": -13_000, "returns": 7_000, "credit": -4_000]
            )
        }
    }

    @Test("of a card and a voucher on one invoice the card is given back first")
    func splitTender() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            let card = try await house.checkout.begin(invoice.id, of: house.tenant.id, amount: pesos(6_000))
            try await house.decide(card.payment, .succeeded)
            await house.processor.processAll()
            let voucher = try await house.checkout.begin(invoice.id, of: house.tenant.id)
            try await house.decide(voucher.payment, .voucher)
            await house.processor.processAll()
            let waiting = try await house.stored(voucher.payment)
            #expect(waiting.voucher?.number.count == 14)
            #expect(try await house.document(invoice.id).status == .partial)
            try await house.decide(voucher.payment, .succeeded)
            await house.processor.processAll()
            #expect(try await house.document(invoice.id).status == .succeeded)

            let refunds = try await house.refund(invoice, 7_000)
            #expect(refunds.map(\.destination) == [.provider, .credit])
            #expect(refunds.map(\.amount) == [pesos(6_000), pesos(1_000)])
            #expect(try await house.credit() == 1_000)
        }
    }

    @Test("no more can be given back than came, and nothing of what never came")
    func bounds() async throws {
        try await TestHouse.with { house in
            let unpaid = try await house.invoice(10_000)
            await #expect(throws: Problem.self) { try await house.refund(unpaid) }
            let (invoice, _) = try await house.paid(10_000)
            for amount in [0, -1, 10_001] as [Int64] {
                let problem = await #expect(throws: Problem.self) { try await house.refund(invoice, amount) }
                #expect(problem?.field == "amount")
            }
            try await house.refund(invoice)
            await #expect(throws: Problem.self) { try await house.refund(invoice, 1) }
        }
    }

    @Test("what was paid twice is credit; given back, it is none any more; spent, it is not given back")
    func overpayment() async throws {
        try await TestHouse.with { house in
            let (invoice, payment) = try await house.paid(10_000)
            let late = try await house.plant(4_000, on: invoice)
            try await house.take(.succeeded, of: late)
            #expect(try await house.credit() == 4_000)
            let next = try await house.invoice(4_000)
            _ = try await house.database.write { try house.ledger.applyCredit(to: next.id, in: $0) }
            let problem = await #expect(throws: Problem.self) { try await house.refund(invoice, 4_000) }
            #expect(problem?.kind == .conflict)
            #expect(try await house.stored(payment).refundingMinor == 0, "nothing is left reserved")
            #expect(try await house.credit() == 0)
        }
    }

    // MARK: The provider's answers

    @Test("an answer that got lost is asked for again under the same key: one refund")
    func lostAnswer() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.paidAtScripted(10_000, provider)
            provider.next(.refund) { throw Problem(.timeout, "no answer", remedy: "Ask again.") }
            let refund = try #require(try await house.refund(invoice, 3_000).first)
            #expect(refund.state == .pending)
            #expect(try await house.balances()["cash"] == 10_000, "nothing is booked before it is known")
            house.clock.advance(bySeconds: 60)
            await house.refundSender.sendDue()
            #expect(provider.refunds.count == 1)
            #expect(try await house.balances()["cash"] == 7_000)
        }
    }

    @Test("a final no frees the amount, and a person hears of it")
    func refusal() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.paidAtScripted(10_000, provider)
            provider.next(.refund) { throw ProviderRefusal(reason: "the account is empty") }
            try await house.refund(invoice, 3_000)
            #expect(try await house.balances()["cash"] == 10_000)
            #expect(try await house.reviews().map(\.kind) == [.refund])
            try await house.refund(invoice, 10_000)
            #expect(try await house.balances()["cash"] == nil)
        }
    }

    @Test("a refund that the bank returns later is money again, whatever comes after")
    func returnedByTheBank() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            provider.refunds(stand: .pending)
            let invoice = try await house.paidAtScripted(10_000, provider)
            try await house.refund(invoice, 10_000)
            provider.refunds(stand: .succeeded)
            house.clock.advance(bySeconds: 60)
            await house.refundSender.sendDue()
            #expect(try await house.document(invoice.id).status == .refunded)
            let made = try #require(provider.refunds.values.first)
            for state in [.failed, .succeeded, .pending] as [RefundRow.State] {
                let report = RefundReport(
                    state,
                    of: made.attempt,
                    id: made.id,
                    reference: made.reference,
                    amount: made.amount
                )
                _ = try await house.database.write { connection in
                    try house.ledger.take(.refund(report), of: provider.id, in: connection)
                }
            }
            #expect(try await house.document(invoice.id).status == .succeeded)
            #expect(try await house.balances() == ["cash": 10_000, "sales": -10_000])
        }
    }

    @Test("a kill switch holds refunds back until it is lifted")
    func killSwitch() async throws {
        let provider = ScriptedProvider()
        try await TestHouse.with(environment: .production, providers: [provider]) { house in
            let invoice = try await house.paidAtScripted(10_000, provider)
            _ = try await house.database.write { connection in
                try house.ledger.refund(RefundWish(invoice: invoice.id), canRefund: { _ in true }, in: connection)
            }
            await house.refundSender { _, _, _ in true }.sendDue()
            #expect(provider.refunds.isEmpty)
            house.clock.advance(bySeconds: 60)
            await house.refundSender.sendDue()
            #expect(provider.refunds.count == 1)
        }
    }

    // MARK: Order

    /// News of one payment: what it is about decides, not when it comes.
    private static func news(of payment: PaymentRow) -> [ProviderNews] {
        let attempt = AttemptName(reference: payment.id)
        let arrival = ProviderReport(
            .succeeded,
            session: payment.sessionID,
            reference: payment.id,
            paymentID: nil,
            amount: payment.amount,
            method: "card"
        )
        func refund(_ id: String, _ minor: Int64, _ state: RefundRow.State) -> ProviderNews {
            .refund(RefundReport(state, of: attempt, id: id, reference: nil, amount: pesos(minor)))
        }
        func dispute(_ state: DisputeRow.State) -> ProviderNews {
            .dispute(DisputeReport(state, of: attempt, id: "dp_1", amount: pesos(2_000)))
        }
        return [
            .payment(arrival), refund("re_1", 1_000, .pending), refund("re_1", 1_000, .succeeded),
            refund("re_2", 3_000, .succeeded), refund("re_2", 3_000, .failed), dispute(.open), dispute(.lost),
        ]
    }

    @Test(
        "the news of a payment end in the same books, in every order and however often",
        arguments: TestEngine.seeds(10)
    )
    func anyOrder(seed: UInt64) async throws {
        let chance = SeededRandomness(seed: seed &* 7_919 &+ 1)
        try await TestHouse.with { house in
            var outcomes: Set<[String: Int64]> = []
            for round in 0..<3 {
                let invoice = try await house.invoice(10_000)
                let payment = try await house.plant(10_000, on: invoice)
                let news = Self.news(of: payment)
                let order = news.shuffled(by: chance) + news.shuffled(by: chance).prefix(4)
                for item in order {
                    _ = try await house.database.write { connection in
                        try house.ledger.take(item, of: .sandbox, in: connection)
                    }
                }
                let balances = try await house.balances(of: invoice)
                outcomes.insert(balances)
                #expect(balances.values.reduce(0, +) == 0, "round \(round) of seed \(seed): \(order)")
            }
            #expect(outcomes == [["cash": 7_000, "sales": -10_000, "returns": 1_000, "losses": 2_000]])
        }
    }
}

extension TestHouse {
    /// An invoice that was paid at the provider of tenants in production.
    fileprivate func paidAtScripted(_ minor: Int64, _ provider: ScriptedProvider) async throws -> InvoiceRow {
        let invoice = try await invoice(minor)
        let begun = try await checkout.begin(invoice.id, of: tenant.id)
        let report = ProviderReport(
            .succeeded,
            session: begun.payment.sessionID,
            reference: begun.payment.id,
            paymentID: "pi_1",
            amount: begun.payment.amount,
            method: "card"
        )
        _ = try await database.write { [ledger] in try ledger.take(.payment(report), of: provider.id, in: $0) }
        return invoice
    }

    /// The balance of each account, of one invoice.
    fileprivate func balances(of invoice: InvoiceRow) async throws -> [String: Int64] {
        let rows = try await database.read { connection in
            try connection.rows(
                """
                SELECT account, CAST(SUM(amount_minor) AS BIGINT) FROM ledger_entries WHERE invoice_id = ?
                GROUP BY account
                """,
                invoice.id
            )
        }
        var balances: [String: Int64] = [:]
        for row in rows { balances[try row.text(0)] = try row.integer(1) }
        return balances.filter { $0.value != 0 }
    }
}
