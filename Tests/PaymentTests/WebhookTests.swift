// Webhooks: forged, repeated, reordered, too early, not fitting; and a crash
// between any two steps of a payment.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel
import Testing

struct WebhookTests {
    @Test("a body that was changed, another tenant's, or an old one is refused")
    func forgeries() async throws {
        try await TestHouse.with { house in
            let delivery = try await paidDelivery(house)
            var changed = delivery.body
            changed[changed.count - 2] ^= 1
            let other = try #require(TenantID("otra"))
            let cases: [(WebhookDelivery, TenantID)] = [
                (WebhookDelivery(headers: delivery.headers, body: changed), house.tenant.id),
                (WebhookDelivery(headers: [:], body: delivery.body), house.tenant.id),
                (delivery, other),
            ]
            for (forged, tenant) in cases {
                let problem = await #expect(throws: Problem.self) {
                    try await house.intake.receive(forged, provider: "sandbox", tenant: tenant)
                }
                #expect(problem?.kind == .unauthorized)
            }
            house.clock.advance(bySeconds: 301)
            await #expect(throws: Problem.self) {
                try await house.intake.receive(delivery, provider: "sandbox", tenant: house.tenant.id)
            }
            #expect(try await house.webhooks(limit: 50).isEmpty)
        }
    }

    @Test("the platform's address finds the tenant in the delivery")
    func platformAddress() async throws {
        try await TestHouse.with { house in
            let delivery = try await paidDelivery(house)
            try await house.intake.receive(delivery, provider: "sandbox", tenant: nil)
            #expect(try await house.webhooks(limit: 50).count == 1)
            let nameless = WebhookDelivery(headers: delivery.headers, body: Array("{}".utf8))
            await #expect(throws: Problem.self) {
                try await house.intake.receive(nameless, provider: "sandbox", tenant: nil)
            }
        }
    }

    @Test("a delivery that comes ten times is one row and one booking")
    func repetitions() async throws {
        try await TestHouse.with { house in
            let delivery = try await paidDelivery(house)
            for _ in 0..<10 { try await house.intake.receive(delivery, provider: "sandbox", tenant: house.tenant.id) }
            await house.processor.processAll()
            let rows = try await house.webhooks(limit: 50)
            #expect(rows.map(\.isProcessed) == [true])
            #expect(try await house.balances() == ["cash": 10_000, "sales": -10_000])
        }
    }

    @Test("an amount that is not the attempt's goes to review, never to paid")
    func mismatch() async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id)
            for (amount, field) in [(pesos(9_999), "amount"), (Money(minor: 10_000, currency: "USD"), "currency")] {
                let mismatch = await #expect(throws: PaymentMismatch.self) {
                    try await house.take(.succeeded, of: begun.payment, amount: amount)
                }
                #expect(mismatch?.field == field)
            }
            #expect(try await house.document(invoice.id).status == .pending)
        }
    }

    @Test("an event that comes before its attempt waits for it, with its error to see")
    func tooEarly() async throws {
        try await TestHouse.with { house in
            let delivery = try await paidDelivery(house)
            try await house.intake.receive(delivery, provider: "sandbox", tenant: house.tenant.id)
            let hidden = try await house.database.write { connection in
                try connection.execute("UPDATE payments SET provider = 'elsewhere'")
            }
            #expect(hidden == 1)
            await house.processor.processAll()
            let waiting = try #require(try await house.webhooks(limit: 50).first)
            #expect(!waiting.isProcessed)
            #expect(waiting.attempts == 1)
            #expect(waiting.error?.contains("no attempt fits") == true)
            try await house.database.write { try $0.execute("UPDATE payments SET provider = 'sandbox'") }
            await house.processor.processAll()
            #expect(try await house.webhooks(limit: 50).map(\.isProcessed) == [false], "not before its pause is over")
            house.clock.advance(bySeconds: 6)
            await house.processor.processAll()
            #expect(try await house.webhooks(limit: 50).map(\.isProcessed) == [true])
        }
    }

    @Test("a body that is no event is refused before anything is stored")
    func unreadable() async throws {
        try await TestHouse.with { house in
            let problem = await #expect(throws: Problem.self) {
                try await house.intake.receive(
                    WebhookDelivery(headers: [:], body: [0xFF, 0xFE]),
                    provider: "sandbox",
                    tenant: house.tenant.id
                )
            }
            #expect(problem?.kind == .unauthorized)
            await #expect(throws: Problem.self) {
                try await house.intake.receive(
                    WebhookDelivery(headers: [:], body: []),
                    provider: "nobody",
                    tenant: house.tenant.id
                )
            }
        }
    }

    // MARK: Crashes

    /// The last commit of a payment before the process dies.
    enum Crash: CaseIterable {
        /// The attempt is a row; its provider has not heard of it.
        case attemptStored
        /// The provider has made its page; we don't know it.
        case pageMade
        case pageStored
        /// The customer has paid; the provider's word got lost.
        case paid
        /// The provider was told that its word arrived, and says it no more.
        case webhookStored
        case booked
    }

    @Test("a crash after any commit of a payment leaves one effect each", arguments: Crash.allCases)
    func crash(after commit: Crash) async throws {
        try await TestHouse.with { house in
            let invoice = try await house.invoice(10_000)
            _ = try await house.link(to: invoice)
            let begun = try await house.checkout.begin("token").payment
            try await live(until: commit, with: begun, house)

            // The next process: what it needs is in the rows, or with the provider.
            if [.attemptStored, .pageMade, .pageStored].contains(commit) {
                let again = try await house.checkout.begin("token").payment
                #expect(again.id == begun.id)
                #expect(again.sessionID == begun.sessionID)
                try await house.decide(again, .succeeded)
            }
            await house.processor.processAll()
            await house.sweep.sweep(quietMilliseconds: 0)
            try await expectPaidOnce(invoice.id, house)

            // The provider repeats itself.
            try await house.decide(begun, .succeeded)
            await house.processor.processAll()
            await house.sweep.sweep(quietMilliseconds: 0)
            try await expectPaidOnce(invoice.id, house)
        }
    }

    /// What the first process does of a payment before it dies.
    private func live(until commit: Crash, with begun: PaymentRow, _ house: TestHouse) async throws {
        switch commit {
        case .attemptStored:
            try await house.forgetSession(begun)
            try await house.database.write { try $0.execute("DELETE FROM sandbox_sessions") }
        case .pageMade: try await house.forgetSession(begun)
        case .pageStored: break
        case .paid:
            let session = try #require(begun.sessionID)
            _ = try await house.sandbox.decide(session, .succeeded, of: house.tenant, now: house.clock.now())
        case .webhookStored: try await house.decide(begun, .succeeded)
        case .booked:
            try await house.decide(begun, .succeeded)
            await house.processor.processAll()
        }
    }

    private func expectPaidOnce(_ invoice: InvoiceID, _ house: TestHouse) async throws {
        let paid = try await house.document(invoice)
        #expect(paid.status == .succeeded)
        #expect(paid.payments.count == 1)
        #expect(try await house.balances() == ["cash": 10_000, "sales": -10_000])
        #expect(try await house.notices() == ["payment.succeeded"])
    }

    private func paidDelivery(_ house: TestHouse) async throws -> WebhookDelivery {
        let invoice = try await house.invoice(10_000)
        let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id)
        let session = try #require(begun.payment.sessionID)
        return try #require(
            try await house.sandbox.decide(session, .succeeded, of: house.tenant, now: house.clock.now()).last
        )
    }
}
