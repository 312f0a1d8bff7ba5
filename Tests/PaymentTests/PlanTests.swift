// Payment plans: divided without losing a centavo, and how far they are follows
// from what arrived.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel
import Testing

struct PlanTests {
    private func day(_ number: Int64) -> Timestamp { noon.advanced(bySeconds: number * 86_400) }

    @Test("equal parts add up to the total, whatever it is", arguments: [2, 3, 7, 12, 36] as [Int64])
    func parts(count: Int64) throws {
        for total in [count, 10_000, 10_001, 99_999, 123_457] as [Int64] {
            let plan = try PaymentPlan(parts: count, of: pesos(total), first: noon, everyDays: 30)
            #expect(plan.installments.count == Int(count))
            #expect(plan.installments.reduce(0) { $0 + $1.amountMinor } == total)
            #expect(plan.installments.allSatisfy { $0.amountMinor > 0 })
        }
    }

    @Test("instalments that are not the total, too many, or out of order are refused")
    func refused() {
        let (first, second) = (
            Installment(amountMinor: 600, dueAt: day(1)), Installment(amountMinor: 400, dueAt: day(2))
        )
        for installments in [
            [first], [second, first], [first, first],
            [first, Installment(amountMinor: 300, dueAt: day(3))],
            [first, Installment(amountMinor: .max, dueAt: day(3))],
            [first, Installment(amountMinor: 0, dueAt: day(2)), second],
        ] {
            let problem = #expect(throws: Problem.self) { try PaymentPlan(installments, total: pesos(1_000)) }
            #expect(problem?.field == "installments")
        }
        #expect(throws: Problem.self) { try PaymentPlan(parts: 36, of: pesos(10), first: noon, everyDays: 30) }
        #expect(throws: Problem.self) { try PaymentPlan(parts: .max, of: pesos(10), first: noon, everyDays: .max) }
    }

    @Test("money pays the earliest instalment first")
    func standings() throws {
        let plan = try PaymentPlan(
            [Installment(amountMinor: 600, dueAt: day(1)), Installment(amountMinor: 400, dueAt: day(9))],
            total: pesos(1_000)
        )
        let standings = plan.standings(arrivedMinor: 700, at: day(10))
        #expect(standings.map(\.paidMinor) == [600, 100])
        #expect(standings.map(\.state) == [.paid, .overdue])
        #expect(plan.standings(arrivedMinor: 0, at: noon).map(\.state) == [.open, .open])
        #expect(plan.standings(arrivedMinor: 1_000, at: day(10)).map(\.state) == [.paid, .paid])
    }

    @Test("a link to an invoice with a plan asks for the deposit, then for the balance")
    func depositAndBalance() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let plan = try PaymentPlan(
                [Installment(amountMinor: 3_000, dueAt: noon), Installment(amountMinor: 7_000, dueAt: day(30))],
                total: invoice.total
            )
            try await house.database.write { try house.ledger.setPlan(plan, of: invoice.id, in: $0) }
            let first = try #require(try await house.checkout.page("token"))
            #expect(first.asked == pesos(3_000))
            #expect(first.left == pesos(10_000))
            let begun = try await house.checkout.begin("token", amount: first.asked)
            try await house.decide(begun.payment, .succeeded)
            await house.processor.processAll()
            let second = try #require(try await house.checkout.page("token"))
            #expect(second.asked == pesos(7_000))
            #expect(second.plan.map(\.state) == [.paid, .open])
            #expect(second.invoice.dueAt == day(30))
            #expect(second.state == .open)
        }
    }

    @Test("what waits at a till is shown with its number, and is not asked for twice")
    func voucher() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let begun = try await house.checkout.begin("token", amount: pesos(4_000))
            try await house.decide(begun.payment, .voucher)
            await house.processor.processAll()
            let page = try #require(try await house.checkout.page("token"))
            #expect(page.vouchers.map(\.amount) == [pesos(4_000)])
            #expect(page.asked == pesos(6_000))
            // An expired voucher returns its share.
            try await house.decide(begun.payment, .failed)
            await house.processor.processAll()
            #expect(try await house.checkout.page("token")?.asked == pesos(10_000))
        }
    }
}
