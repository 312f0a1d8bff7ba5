// Payments that are disputed with the payer's bank, and news that do not fit: both
// wait for a person.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel
import Testing

struct DisputeTests {
    @Test("what is disputed leaves the cash account, and comes back when it is won")
    func won() async throws {
        try await TestHouse.with { house in
            let (invoice, payment) = try await house.paid(10_000)
            try await house.decide(payment, .disputed)
            await house.processor.processAll()
            #expect(try await house.balances() == ["disputed": 10_000, "sales": -10_000])
            #expect(try await house.reviews().map(\.kind) == [.dispute])
            await #expect(throws: Problem.self, "what is disputed is not given back") {
                try await house.refund(invoice)
            }
            try await house.decide(payment, .disputeWon)
            await house.processor.processAll()
            #expect(try await house.balances() == ["cash": 10_000, "sales": -10_000])
            #expect(try await house.document(invoice.id).status == .succeeded)
            // Decided once: what comes late is not news.
            try await house.decide(payment, .disputeLost)
            await house.processor.processAll()
            #expect(try await house.balances() == ["cash": 10_000, "sales": -10_000])
        }
    }

    @Test("what is lost is a loss, and the invoice does not open again")
    func lost() async throws {
        try await TestHouse.with { house in
            let (invoice, payment) = try await house.paid(10_000)
            try await house.decide(payment, .disputed)
            try await house.decide(payment, .disputeLost)
            await house.processor.processAll()
            #expect(try await house.balances() == ["losses": 10_000, "sales": -10_000])
            let document = try await house.document(invoice.id)
            #expect(document.status == .refunded)
            #expect(document.balance == pesos(0))
        }
    }

    @Test("a report that does not fit goes to a person, and never to paid")
    func mismatch() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id)
            // The attempt was over another amount than the provider says.
            try await house.database.write { connection in
                try connection.execute("UPDATE payments SET amount_minor = 9999 WHERE id = ?", begun.payment.id)
            }
            try await house.decide(begun.payment, .succeeded)
            await house.processor.processAll()
            #expect(try await house.document(invoice.id).status == .pending)
            let reviews = try await house.reviews()
            #expect(reviews.allSatisfy { $0.kind == .mismatch && $0.summary.contains("amount") })
            let first = try #require(reviews.first)
            let resolved = try await house.database.write { [tenant = house.tenant] connection in
                try Reviews(tenant).resolve(first.id, "called them", by: "ana", at: noon, in: connection)
            }
            #expect(resolved.resolvedBy == "ana")
            await #expect(throws: Problem.self) {
                try await house.database.write { [tenant = house.tenant] connection in
                    try Reviews(tenant).resolve(first.id, "again", by: "ana", at: noon, in: connection)
                }
            }
        }
    }
}
