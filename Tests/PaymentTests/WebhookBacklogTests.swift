// A payment's webhook behind others: events of no concern, another provider that
// does not answer, another tenant's thousands.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import StorageHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct WebhookBacklogTests {
    @Test("an event from which nothing can follow is done with when it comes, and can be seen")
    func ofNoConcern() async throws {
        try await EmulatedHouse.stripe { stripe in
            let house = stripe.house
            for number in 0..<200 { try await house.intake.receive(about: "customer.created", number, house) }
            let kept = try await house.webhooks(limit: 200)
            #expect(kept.count == 200)
            #expect(kept.allSatisfy { $0.isProcessed && $0.attempts == 0 && $0.error == nil })
            try await house.intake.receive(about: "charge.succeeded", 200, house)
            #expect(try await house.webhooks(limit: 200).first?.isProcessed == false)
            // Played once more, it is looked at, and still nothing follows.
            let first = try #require(kept.last)
            let replayed = try await house.database.write { [tenant = house.tenant] in
                try Webhooks(tenant).replay(first.id, in: $0)
            }
            #expect(replayed == 1)
            await house.processor.processAll()
            let again = try #require(try await house.webhooks(limit: 201).last)
            #expect(again.id == first.id && again.isProcessed && again.attempts == 1)
        }
    }

    @Test("a provider that does not answer holds up no other")
    func slowProvider() async throws {
        let slow = ScriptedProvider()
        let (asked, isAsked) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        slow.next(.hear) {
            isAsked.yield()
            for await _ in released {}
        }
        try await TestHouse.with(providers: [slow]) { house in
            let running = Task { [processor = house.processor] in try await processor.run() }
            defer { running.cancel() }
            try await house.intake.receive(
                WebhookDelivery(headers: [:], body: Array("slow".utf8)),
                provider: slow.id.rawValue,
                tenant: house.tenant.id
            )
            for await _ in asked { break }
            let invoice = try await house.invoice(10_000)
            let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id)
            try await house.decide(begun.payment, .succeeded)
            while try await house.document(invoice.id).status != .succeeded {
                try await Task.sleep(for: .milliseconds(5))
            }
            let waiting = try await house.webhooks(limit: 200).filter { !$0.isProcessed }
            #expect(waiting.map(\.provider) == [slow.id.rawValue], "the payment is booked while it is waited for")
            release.finish()
            while try await house.webhooks(limit: 200).contains(where: { !$0.isProcessed }) {
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    @Test("of one millisecond, what came first is booked and told first")
    func oneMillisecond() async throws {
        try await TestHouse.with { house in
            for _ in 0..<30 {
                let invoice = try await house.invoice(1_000)
                let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id)
                try await house.decide(begun.payment, .voucher)
                try await house.decide(begun.payment, .succeeded)
            }
            await house.processor.processAll()
            let events = try await house.database.read { [tenant = house.tenant] in
                try DomainEvents(tenant).list(after: DomainEventID(""), limit: 200, in: $0)
            }
            #expect(Set(events.map(\.at)).count == 1, "the house's clock stands still")
            let lives = Dictionary(grouping: events, by: \.entity).mapValues { $0.map(\.type) }
            #expect(lives.count == 30)
            #expect(
                lives.values.allSatisfy { $0 == ["invoice.issued", "payment.processing", "payment.succeeded"] },
                "\(Set(lives.values))"
            )
        }
    }

    @Test("a secret that was just set counts at once, and one that was taken away for a second at most")
    func newSecret() async throws {
        try await EmulatedHouse.stripe { stripe in
            let house = stripe.house
            try await house.intake.receive(about: "customer.created", 1, house)
            try await house.database.write { [tenant = house.tenant, box = house.box] connection in
                let accounts = PaymentAccounts(tenant, box: box)
                var account = try required(accounts.find(.stripe, in: connection))
                account.webhookSecrets = ["whsec_new"]
                try accounts.set(account, at: noon, in: connection)
            }
            try await house.intake.receive(about: "customer.created", 2, secret: "whsec_new", house)
            house.clock.advance(bySeconds: 1)
            await #expect(throws: Problem.self) {
                try await house.intake.receive(about: "customer.created", 3, house)
            }
            #expect(try await house.webhooks(limit: 10).count == 2)
        }
    }
}

extension WebhookIntake {
    /// An event of Stripe's as it comes when somebody signs it now.
    fileprivate func receive(
        about type: String,
        _ number: Int,
        secret: String = EmulatedHouse.secret,
        _ house: TestHouse
    ) async throws {
        let event: JSON = ["id": .string("evt_\(number)"), "type": .string(type), "data": ["object": [:]]]
        let seconds = house.clock.now().milliseconds / 1_000
        let header = StripeSignature(secret: secret).header(at: seconds, body: event.utf8)
        let delivery = WebhookDelivery(headers: ["stripe-signature": header], body: event.utf8)
        try await receive(delivery, provider: "stripe", tenant: house.tenant.id)
    }
}

extension TestHouse {
    /// The latest first.
    func webhooks(limit: Int) async throws -> [WebhookRow] {
        try await database.read { [tenant] in try Webhooks(tenant).list(limit: limit, in: $0).webhooks }
    }
}
