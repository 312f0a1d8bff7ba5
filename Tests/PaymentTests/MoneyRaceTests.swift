// Everything that moves money, at once: whatever is refused, the books hold.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel
import Testing

struct MoneyRaceTests {
    @Test("a thousand refunds of one invoice at once never give back more than came")
    func manyAtOnce() async throws {
        try await TestHouse.with { house in
            let (invoice, payment) = try await house.paid(50_000)
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<1_000 {
                    group.addTask {
                        let destination: RefundWish.Destination = index.isMultiple(of: 5) ? .credit : .original
                        // Refusals are what many of them must meet.
                        _ = try? await house.refund(invoice, Int64(1 + index * 53 % 1_500), to: destination)
                    }
                }
            }
            house.clock.advance(bySeconds: 60)
            await house.refundSender.sendDue()
            let stored = try await house.stored(payment)
            #expect(stored.refundedMinor > 0)
            #expect(stored.refundedMinor <= 50_000)
            #expect(stored.refundingMinor == 0)
            let balances = try await house.balances()
            #expect(balances["cash"] == 50_000 - (stored.refundedMinor - stored.creditedMinor))
            #expect(try await house.credit() == stored.creditedMinor)
            #expect(balances.values.reduce(0, +) == 0)
        }
    }

    @Test("a thousand payments, expiries, refunds and uses of credit of one invoice at once: the books hold")
    func everythingAtOnce() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(100_000)
            try await house.database.write { connection in
                try house.ledger.grantCredit(pesos(5_000), to: house.customer, reason: "test", in: connection)
            }
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<1_000 {
                    // Refusals are what many of them must meet.
                    group.addTask { try? await house.somethingHappens(index, to: invoice) }
                }
            }
            house.clock.advance(bySeconds: 3_600)
            await house.processor.processAll()
            await house.sweep.sweep(quietMilliseconds: 0)
            for _ in 0..<20 { await house.refundSender.sendDue() }
            try await house.expectSoundBooks(of: invoice)
        }
    }

    @Test("a customer's credit is never spent twice, though it is asked for a thousand times at once")
    func creditInHaste() async throws {
        try await TestHouse.with { house in
            try await house.database.write { connection in
                try house.ledger.grantCredit(pesos(10_000), to: house.customer, reason: "test", in: connection)
            }
            var invoices: [InvoiceRow] = []
            for _ in 0..<20 { invoices.append(try await house.invoice(1_500)) }
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<1_000 {
                    let invoice = invoices[index % invoices.count]
                    group.addTask { await house.useCredit(for: invoice) }
                }
            }
            // A busy server turns some away that were not refused.
            for invoice in invoices { for _ in 0..<15 { await house.useCredit(for: invoice) } }
            #expect(try await house.credit() == 0)
            #expect(try await house.balances()["receivable"] == 20 * 1_500 - 10_000)
        }
    }
}

extension TestHouse {
    /// One of the things that may happen to an invoice, with its news.
    fileprivate func somethingHappens(_ index: Int, to invoice: InvoiceRow) async throws {
        let amount = Int64(1 + index * 37 % 2_000)
        switch index % 5 {
        case 0, 1:
            let begun = try await checkout.begin(invoice.id, of: tenant.id, amount: pesos(amount))
            try await decide(begun.payment, index.isMultiple(of: 7) ? .failed : .succeeded)
            await processor.processAll()
        case 2: try await refund(invoice, amount, to: index.isMultiple(of: 3) ? .credit : .original)
        case 3:
            _ = try await database.write { [ledger] in
                try ledger.applyCredit(to: invoice.id, amount: pesos(amount), in: $0)
            }
        default: if index.isMultiple(of: 50) { await sweep.sweep(quietMilliseconds: 0) }
        }
    }

    /// What must be so of an invoice of 100,000 centavos whose customer was granted
    /// 5,000, whatever happened.
    fileprivate func expectSoundBooks(of invoice: InvoiceRow) async throws {
        let attempts = try await database.read { [tenant] connection in
            try Payments(tenant).list(limit: 2_000, in: connection).payments
        }
        let arrived = attempts.filter { $0.state == .succeeded || $0.state == .refunded }
        let captured = arrived.reduce(0) { $0 + $1.amount.minor }
        let refunded = arrived.reduce(0) { $0 + $1.refundedMinor }
        #expect(captured > 0 && captured <= 100_000)
        #expect(refunded > 0 && refunded <= captured)
        #expect(attempts.allSatisfy { $0.refundedMinor + $0.refundingMinor <= $0.amount.minor })
        #expect(attempts.allSatisfy { $0.refundingMinor == 0 }, "every refund is decided")
        let (balances, credit) = (try await balances(), try await credit())
        #expect(balances.values.reduce(0, +) == 0, "debits and credits differ: \(balances)")
        #expect(balances["receivable", default: 0] == 100_000 - captured)
        #expect(credit >= 0 && balances["credit", default: 0] == -credit)
        let byCredit = arrived.filter(\.isCredit).reduce(0) { $0 + $1.amount.minor }
        let toCredit = arrived.reduce(0) { $0 + $1.creditedMinor }
        #expect(credit == 5_000 - byCredit + toCredit)
        #expect(balances["cash", default: 0] == captured - byCredit - (refunded - toCredit))
    }
}

extension TestHouse {
    /// A peso of the customer's credit, unless there is none any more.
    fileprivate func useCredit(for invoice: InvoiceRow) async {
        _ = try? await database.write { [ledger] connection in
            try ledger.applyCredit(to: invoice.id, amount: pesos(100), in: connection)
        }
    }
}
