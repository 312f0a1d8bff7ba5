// Payments at Stripe, through the adapter and its emulator: cards, vouchers, links,
// what is given back, and whatever goes wrong on the way.

import HostCore
import HostNet
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import StorageHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct StripeTests {
    @Test("a card pays an invoice", arguments: PaymentAccount.Page.allCases)
    func card(page: PaymentAccount.Page) async throws {
        try await EmulatedHouse.stripe(page: page) { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            #expect(payment.provider == "stripe")
            #expect(payment.sessionURL?.hasPrefix("http://127.0.0.1:\(stripe.port)/c/") == true)
            if page == .link {
                try await stripe.payLink(payment)
            } else {
                try await stripe.pay(payment)
            }
            try await stripe.hear(stripe.deliveries())
            let paid = try await stripe.house.document(invoice.id)
            #expect(paid.status == .succeeded)
            #expect(paid.payments.map(\.method) == ["card"])
            #expect(try await stripe.house.balances() == ["cash": 15_000, "sales": -15_000])
            #expect(try await stripe.house.notices() == ["payment.succeeded"])
        }
    }

    @Test(
        "events in any order, twice, and some of them lost, end in the same books",
        arguments: TestEngine.seeds(12)
    )
    func disorder(seed: UInt64) async throws {
        try await EmulatedHouse.stripe { stripe in
            var random = SeededRandom(seed)
            let (invoice, payment) = try await stripe.begin(15_000)
            try await stripe.pay(payment, ["method": "oxxo", "email": "xsucceed_immediately@example.com"])
            var deliveries = try await stripe.deliveries()
            // Any one that says so is enough.
            let enough = deliveries.last { $0.says("async_payment_succeeded") }
            deliveries = deliveries.filter { _ in Bool.random(using: &random) } + [try #require(enough)]
            deliveries = (deliveries + deliveries).shuffled(using: &random)
            for delivery in deliveries { try await stripe.hear([delivery]) }
            #expect(try await stripe.house.document(invoice.id).status == .succeeded, "seed \(seed)")
            #expect(try await stripe.house.balances() == ["cash": 15_000, "sales": -15_000], "seed \(seed)")
        }
    }

    @Test("a voucher is issued and not yet paid; then it is paid days later")
    func voucher() async throws {
        try await EmulatedHouse.stripe { stripe in
            let (invoice, payment) = try await stripe.begin(45_000)
            try await stripe.pay(payment, ["method": "oxxo"])
            try await stripe.hear(stripe.deliveries())
            let waiting = try await stripe.house.stored(payment)
            #expect(waiting.state == .processing)
            #expect(waiting.method == "oxxo")
            #expect(waiting.voucher?.number.count == 34)
            #expect(waiting.voucher?.url?.contains("/voucher/pi_") == true)
            #expect(try await stripe.house.document(invoice.id).status == .processing)

            try await stripe.ask("POST", "control/advance", ["seconds": 86_400])
            let intent = try #require(waiting.providerPaymentID)
            try await stripe.ask("POST", "control/vouchers/\(intent)/pay")
            try await stripe.hear(stripe.deliveries())
            let paid = try await stripe.house.document(invoice.id)
            #expect(paid.status == .succeeded)
            #expect(paid.payments.map(\.method) == ["oxxo"])
        }
    }

    @Test("a voucher that nobody pays expires, and its share can be paid again")
    func expiredVoucher() async throws {
        try await EmulatedHouse.stripe { stripe in
            let (invoice, payment) = try await stripe.begin(45_000)
            try await stripe.pay(payment, ["method": "oxxo"])
            try await stripe.hear(stripe.deliveries())
            try await stripe.ask("POST", "control/advance", ["seconds": 345_600])
            try await stripe.hear(stripe.deliveries())
            let expired = try await stripe.house.stored(payment)
            #expect(expired.state == .failed)
            #expect(expired.failure == "expired")
            let again = try await stripe.house.checkout.begin(invoice.id, of: stripe.house.tenant.id).payment
            #expect(again.id != payment.id)
        }
    }

    @Test("a card that is declined, and the same page paid with another")
    func declined() async throws {
        try await EmulatedHouse.stripe { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            let session = try #require(payment.sessionID)
            let refused = try await stripe.http.send(
                HTTPRequest(
                    method: "POST",
                    url: "http://127.0.0.1:\(stripe.port)/control/sessions/\(session)/pay",
                    body: JSON.object(["card": "4000000000009995"]).utf8
                )
            )
            #expect(refused.status == 402)
            try await stripe.hear(stripe.deliveries())
            let failed = try await stripe.house.stored(payment)
            #expect(failed.state == .failed)
            #expect(failed.failure == "insufficient_funds")
            try await stripe.pay(payment)
            try await stripe.hear(stripe.deliveries())
            #expect(try await stripe.house.document(invoice.id).status == .succeeded)
        }
    }

    @Test("a webhook that is lost is made up for by asking", arguments: PaymentAccount.Page.allCases)
    func sync(page: PaymentAccount.Page) async throws {
        try await EmulatedHouse.stripe(page: page) { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            if page == .link { try await stripe.payLink(payment) } else { try await stripe.pay(payment) }
            await stripe.house.sweep.sweep(quietMilliseconds: 0)
            #expect(try await stripe.house.document(invoice.id).status == .succeeded)
            #expect(try await stripe.house.stored(payment).method == "card")
        }
    }

    @Test("a page whose time is over is closed at Stripe", arguments: PaymentAccount.Page.allCases)
    func expiry(page: PaymentAccount.Page) async throws {
        try await EmulatedHouse.stripe(page: page) { stripe in
            let (_, payment) = try await stripe.begin(15_000)
            stripe.house.clock.advance(bySeconds: Limits.paymentSessionMilliseconds / 1_000)
            await stripe.house.sweep.sweep(quietMilliseconds: 0)
            #expect(try await stripe.house.stored(payment).state == .failed)
            let session = try #require(payment.sessionID)
            switch page {
            case .session:
                #expect(try await stripe.ask("GET", "v1/checkout/sessions/\(session)")["status"] == "expired")
            case .link: #expect(try await stripe.ask("GET", "v1/payment_links/\(session)")["active"] == false)
            }
        }
    }

    // MARK: Trouble

    @Test(
        "an answer that is lost, an error, a broken connection: one page all the same",
        arguments: ["lost-answer@1", "error-500@1", "hang-up@1", "rate-limit@1", "error-500@1,lost-answer@2"]
    )
    func faults(plan: String) async throws {
        try await EmulatedHouse.stripe { stripe in
            try await stripe.ask("PUT", "control/faults", ["plan": .string(plan)])
            let (_, payment) = try await stripe.begin(15_000)
            #expect(payment.sessionID != nil)
            let sessions = try await stripe.ask("GET", "v1/checkout/sessions")["data"]?.arrayValue
            #expect(sessions?.count == 1, "\(plan)")
        }
    }

    @Test("Stripe that does not come back: no page, and the attempt is taken up again later")
    func down() async throws {
        try await EmulatedHouse.stripe { stripe in
            try await stripe.ask("PUT", "control/faults", ["plan": "error-500@1-3"])
            let invoice = try await stripe.house.invoice(15_000)
            let tenant = stripe.house.tenant.id
            let problem = await #expect(throws: Problem.self) {
                try await stripe.house.checkout.begin(invoice.id, of: tenant)
            }
            #expect(problem?.kind == .unavailable)
            let payment = try await stripe.house.checkout.begin(invoice.id, of: tenant).payment
            #expect(payment.sessionID != nil)
            let sessions = try await stripe.ask("GET", "v1/checkout/sessions")["data"]?.arrayValue
            #expect(sessions?.count == 1)
        }
    }

    @Test("a forged event, one of another account, and one of money that is real")
    func notOurs() async throws {
        try await EmulatedHouse.stripe { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            try await stripe.pay(payment)
            let real = try #require(try await stripe.deliveries().last)
            for forged in [
                WebhookDelivery(headers: [:], body: real.body),
                WebhookDelivery(headers: ["stripe-signature": "t=1764000000,v1=00"], body: real.body),
            ] {
                let problem = await #expect(throws: Problem.self) { try await stripe.hear([forged]) }
                #expect(problem?.kind == .unauthorized)
            }
            let event = try JSON(parsing: real.body)
            for (id, change) in [("evt_a", ["account": "acct_other"]), ("evt_b", ["livemode": true])]
                as [(String, JSON)]
            {
                try await stripe.hear([stripe.signed(event.merging(change).merging(["id": .string(id)]))])
            }
            #expect(try await stripe.house.document(invoice.id).status == .pending)
            #expect(try await stripe.house.reviews().count == 2)
        }
    }

    @Test("what another program did with the same account is of no concern")
    func others() async throws {
        try await EmulatedHouse.stripe { stripe in
            let event: JSON = [
                "id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "livemode": false,
                "data": ["object": ["id": "pi_1", "status": "succeeded", "amount_received": 100, "currency": "mxn"]],
            ]
            try await stripe.hear([stripe.signed(event)])
            let stored = try await stripe.house.database.read {
                try Webhooks(stripe.house.tenant).list(limit: 10, in: $0).webhooks
            }
            #expect(stored.map(\.isProcessed) == [true])
            #expect(stored.map(\.error) == [nil])
        }
    }

    // MARK: Going back

    @Test("a part and the rest are given back; a voucher cannot be")
    func refunds() async throws {
        try await EmulatedHouse.stripe { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            try await stripe.pay(payment)
            try await stripe.hear(stripe.deliveries())
            try await stripe.ask("PUT", "control/faults", ["plan": "lost-answer@1"])
            try await stripe.house.refund(invoice, 5_000)
            try await stripe.house.refund(invoice)
            try await stripe.hear(stripe.deliveries())
            #expect(try await stripe.house.document(invoice.id).status == .refunded)
            let made = try await stripe.ask("GET", "v1/refunds")["data"]?.arrayValue ?? []
            #expect(made.compactMap { $0["amount"]?.integerValue } == [10_000, 5_000])
            #expect(!stripe.provider.canRefund(method: "oxxo"))
        }
    }

    @Test("what is given back on Stripe's own pages is booked too")
    func refundElsewhere() async throws {
        try await EmulatedHouse.stripe { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            try await stripe.pay(payment)
            try await stripe.hear(stripe.deliveries())
            let intent = try #require(try await stripe.house.stored(payment).providerPaymentID)
            let form = Array("payment_intent=\(intent)&amount=4000".utf8)
            _ = try await stripe.http.send(
                HTTPRequest(
                    method: "POST",
                    url: "http://127.0.0.1:\(stripe.port)/v1/refunds",
                    headers: [("Authorization", "Bearer sk_test_of_the_test")],
                    body: form
                )
            )
            try await stripe.hear(stripe.deliveries())
            #expect(try await stripe.house.stored(payment).refundedMinor == 4_000)
            #expect(try await stripe.house.document(invoice.id).paid == pesos(11_000))
        }
    }

    @Test("a dispute holds the money back, and is decided", arguments: ["won", "lost"])
    func dispute(status: String) async throws {
        try await EmulatedHouse.stripe { stripe in
            let (_, payment) = try await stripe.begin(15_000)
            try await stripe.pay(payment, ["card": "4000000000000259"])
            try await stripe.hear(stripe.deliveries())
            #expect(try await stripe.house.stored(payment).withheldMinor == 15_000)
            let dispute = try await stripe.ask("GET", "v1/disputes")["data"]?.arrayValue?.first?["id"]?.stringValue
            try await stripe.ask("POST", "control/disputes/\(try #require(dispute))/close", ["status": .string(status)])
            try await stripe.hear(stripe.deliveries())
            let decided = try await stripe.house.stored(payment)
            #expect(decided.withheldMinor == 0)
            #expect(decided.lostMinor == (status == "lost" ? 15_000 : 0))
        }
    }

    @Test("Stripe's books for reconciliation, page by page")
    func transactions() async throws {
        try await EmulatedHouse.stripe { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            try await stripe.pay(payment)
            try await stripe.hear(stripe.deliveries())
            try await stripe.house.refund(invoice, 5_000)
            let now = SystemClock().now()
            let found = try await stripe.provider.transactions(
                from: now.advanced(bySeconds: -3_600),
                until: now.advanced(bySeconds: 3_600),
                of: stripe.house.tenant
            )
            #expect(found.map(\.report.reference) == [payment.id])
            #expect(found.map(\.report.method) == ["card"])
            #expect(found.map(\.refundedMinor) == [5_000])
        }
    }

    // MARK: Accounts

    @Test("a connected account: its payments are its own, and its events find their tenant")
    func connected() async throws {
        try await EmulatedHouse.stripe(account: "acct_1A2B3C4D5E6F7G8H") { stripe in
            let (invoice, payment) = try await stripe.begin(15_000)
            try await stripe.pay(payment)
            #expect(try await stripe.ask("GET", "v1/checkout/sessions")["data"] == [])
            let account = "acct_1A2B3C4D5E6F7G8H"
            let events = try await stripe.ask("GET", "v1/events?limit=100", account: account)["data"]?.arrayValue ?? []
            #expect(!events.isEmpty && events.allSatisfy { $0["account"] == .string(account) })
            for event in events.reversed() {
                // At the platform's address, which names no tenant.
                try await stripe.house.intake.receive(stripe.signed(event), provider: "stripe", tenant: nil)
            }
            await stripe.house.processor.processAll()
            #expect(try await stripe.house.document(invoice.id).status == .succeeded)
        }
    }

    @Test("OXXO is offered from ten to ten thousand pesos, for pesos only")
    func limits() async throws {
        try await EmulatedHouse.stripe { stripe in
            for (minor, offersOXXO) in [(1_000, true), (1_000_000, true), (1_000_001, false)] as [(Int64, Bool)] {
                let (_, payment) = try await stripe.begin(minor)
                let session = try #require(payment.sessionID)
                let methods = try await stripe.ask("GET", "v1/checkout/sessions/\(session)")["payment_method_types"]
                #expect(methods == (offersOXXO ? ["card", "oxxo"] : ["card"]), "\(minor)")
            }
        }
    }
}

extension EmulatedHouse {
    /// Opens a link as a visitor does, and pays the session that it makes.
    func payLink(_ payment: PaymentRow) async throws {
        let opened = try await http.send(HTTPRequest(url: try #require(payment.sessionURL)))
        #expect(opened.status == 303)
        let session = try #require(opened.header("Location")?.split(separator: "/").last)
        try await ask("POST", "control/sessions/\(session)/pay")
    }

    /// An event as Stripe would send it now.
    func signed(_ event: JSON) -> WebhookDelivery {
        let seconds = house.clock.now().milliseconds / 1_000
        let header = StripeSignature(secret: Self.secret).header(at: seconds, body: event.utf8)
        return WebhookDelivery(headers: ["stripe-signature": header], body: event.utf8)
    }
}

extension WebhookDelivery {
    fileprivate func says(_ word: String) -> Bool { String(decoding: body, as: UTF8.self).contains(word) }
}
