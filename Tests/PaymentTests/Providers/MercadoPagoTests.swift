// Payments at Mercado Pago, through the adapter and its emulator: cards, cash, what
// is given back, and notifications that say nothing and may be anybody's.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MercadoPagoTests {
    @Test("an invoice is paid", arguments: [("card", "card"), ("wallet", "wallet")])
    func paid(way: String, method: String) async throws {
        try await EmulatedHouse.mercadoPago { provider in
            // A centavo that binary floating point does not have.
            let (invoice, payment) = try await provider.begin(10_029)
            #expect(payment.provider == "mercadopago")
            #expect(payment.sessionURL?.contains("/checkout/v1/redirect?pref_id=") == true)
            let key = try await provider.payAtMercadoPago(payment, ["method": .string(way)])
            try await provider.hear([provider.notification(of: key)])
            let paid = try await provider.house.document(invoice.id)
            #expect(paid.status == .succeeded)
            #expect(paid.payments.map(\.method) == [method])
            #expect(try await provider.house.balances() == ["cash": 10_029, "sales": -10_029])
        }
    }

    @Test(
        "amounts go over the wire with all their centavos",
        arguments: [1, 10, 15_000, 10_029, 99_999_999] as [Int64]
    )
    func amounts(minor: Int64) async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (_, payment) = try await provider.begin(minor)
            let preference = try await provider.ask("GET", "checkout/preferences/\(try #require(payment.sessionID))")
            let price = preference["items"]?.arrayValue?.first?["unit_price"]
            #expect(price.flatMap { Money(json: $0, currency: "MXN") } == pesos(minor))
            #expect(preference["external_reference"] == .string(payment.id.rawValue))
            #expect(
                preference["notification_url"]
                    == .string("https://shop.example/webhooks/mercadopago/\(provider.house.tenant.id)")
            )
        }
    }

    @Test("cash: a voucher is issued, paid in the shop, or expires", arguments: ["oxxo", "paycash", "bancomer"])
    func cash(method: String) async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(45_000)
            let key = try await provider.payAtMercadoPago(payment, ["method": .string(method)])
            try await provider.hear([provider.notification(of: key, id: 1)])
            let waiting = try await provider.house.stored(payment)
            #expect(waiting.state == .processing)
            #expect(waiting.method == method)
            #expect(waiting.voucher?.number.hasPrefix("9000") == true)
            try await provider.ask("POST", "control/payments/\(key)/approve")
            try await provider.hear([provider.notification(of: key, id: 2)])
            #expect(try await provider.house.document(invoice.id).status == .succeeded)

            let (_, other) = try await provider.begin(45_000)
            let late = try await provider.payAtMercadoPago(other, ["method": .string(method)])
            try await provider.hear([provider.notification(of: late, id: 3)])
            try await provider.ask("POST", "control/advance", ["seconds": 400_000])
            try await provider.hear([provider.notification(of: late, id: 4)])
            #expect(try await provider.house.stored(other).failure == "expired")
        }
    }

    @Test(
        "what a card comes to",
        arguments: [
            ("FUND", Payment.State.failed, "insufficient_amount"), ("OTHE", .failed, "other_reason"),
            ("CONT", .processing, nil),
        ] as [(String, Payment.State, String?)]
    )
    func cards(holder: String, state: Payment.State, failure: String?) async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            let key = try await provider.payAtMercadoPago(payment, ["holder": .string(holder)])
            try await provider.hear([provider.notification(of: key)])
            let stored = try await provider.house.stored(payment)
            #expect(stored.state == state)
            #expect(stored.failure == failure)
            // The page stays open: another card pays.
            let second = try await provider.payAtMercadoPago(payment, [:])
            try await provider.hear([provider.notification(of: second, id: 2)])
            #expect(try await provider.house.document(invoice.id).status == .succeeded)
        }
    }

    // MARK: Notifications

    @Test("an unsigned one, an older form, a wrong signature of the test mode: hints, as good as any")
    func hints() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            let key = try await provider.payAtMercadoPago(payment, [:])
            let forms = [
                provider.notification(of: key, id: 1, secret: nil),
                provider.notification(of: key, id: 2, secret: "other"),
                WebhookDelivery(headers: [:], query: ["topic": "payment", "id": key], body: []),
            ]
            for form in forms { try await provider.hear([form]) }
            #expect(try await provider.house.document(invoice.id).status == .succeeded)
            let stored = try await provider.stored()
            #expect(stored.map(\.isVerified) == [false, false, false])
            #expect(stored.allSatisfy { $0.isProcessed && $0.error == nil })
        }
    }

    @Test("a hint whose id somebody took first does not stand in the way of the signed one")
    func takenID() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            let key = try await provider.payAtMercadoPago(payment, [:])
            // Somebody guesses the id of the notification to come, and points elsewhere.
            try await provider.hear([provider.notification(of: "999", id: 1, secret: nil)])
            try await provider.hear([provider.notification(of: key, id: 1)])
            #expect(try await provider.house.document(invoice.id).status == .succeeded)
        }
    }

    @Test("nobody makes the host ask without end")
    func flood() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            for id in 0..<Limits.unverifiedWebhooksPerMinute {
                let hint = provider.notification(of: "1", id: id, secret: nil)
                try await provider.house.intake.receive(hint, provider: "mercadopago", tenant: provider.house.tenant.id)
            }
            let problem = await #expect(throws: Problem.self) {
                try await provider.hear([provider.notification(of: "1", id: 1_000, secret: nil)])
            }
            #expect(problem?.kind == .rateLimited)
            provider.house.clock.advance(bySeconds: 61)
            try await provider.hear([provider.notification(of: "1", id: 1_001, secret: nil)])
        }
    }

    @Test("keys that are none lead nowhere", arguments: ["../../users/me", "1?x=1", "", "1 2", "%2e%2e"])
    func keys(key: String) async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let problem = await #expect(throws: Problem.self) {
                try await provider.hear([provider.notification(of: key)])
            }
            #expect(problem?.kind == .invalid)
        }
    }

    @Test("a payment of another amount, or of somebody else's account, goes to review")
    func mismatch() async throws {
        try await EmulatedHouse.mercadoPago(account: "100002") { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            let key = try await provider.payAtMercadoPago(payment, [:])
            try await provider.hear([provider.notification(of: key)])
            #expect(try await provider.house.document(invoice.id).status == .pending)
            #expect(try await provider.house.reviews().count == 1)
        }
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            // Paid directly, with our reference and a peso.
            let cheap: JSON = [
                "transaction_amount": 1.0, "payment_method_id": "visa", "payer": ["email": "a@example.com"],
                "external_reference": .string(payment.id.rawValue),
            ]
            let key = try await provider.ask("POST", "v1/payments", cheap)["id"]?.integerValue
            try await provider.hear([provider.notification(of: String(try #require(key)))])
            #expect(try await provider.house.document(invoice.id).status == .pending)
            #expect(try await provider.house.reviews().count == 1)
        }
    }

    @Test("who pays one page twice is not lost: a person sees it")
    func twice() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            let voucher = try await provider.payAtMercadoPago(payment, ["method": "oxxo"])
            let card = try await provider.payAtMercadoPago(payment, [:])
            try await provider.hear([provider.notification(of: card, id: 1)])
            try await provider.ask("POST", "control/payments/\(voucher)/approve")
            try await provider.hear([provider.notification(of: voucher, id: 2)])
            #expect(try await provider.house.document(invoice.id).status == .succeeded)
            #expect(try await provider.house.balances() == ["cash": 15_000, "sales": -15_000])
            #expect(try await provider.house.reviews().count == 1)
        }
    }

    @Test("a notification that is lost is made up for by asking")
    func sync() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            _ = try await provider.payAtMercadoPago(payment, ["holder": "FUND"])
            _ = try await provider.payAtMercadoPago(payment, [:])
            await provider.house.sweep.sweep(quietMilliseconds: 0)
            #expect(try await provider.house.document(invoice.id).status == .succeeded)
        }
    }

    @Test("a provider that is away is asked again until it answers")
    func awayForAWhile() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            let key = try await provider.payAtMercadoPago(payment, [:])
            try await provider.ask("PUT", "control/faults", ["plan": "error-500@1-4"])
            try await provider.hear([provider.notification(of: key)])
            #expect(try await provider.house.document(invoice.id).status == .pending)
            #expect(try await provider.stored().first?.error?.contains("500") == true)
            provider.house.clock.advance(bySeconds: 6)
            await provider.house.processor.processAll()
            #expect(try await provider.house.document(invoice.id).status == .succeeded)
        }
    }

    // MARK: Going back

    @Test("parts are given back, and a card's bank takes the rest")
    func back() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (invoice, payment) = try await provider.begin(15_000)
            let key = try await provider.payAtMercadoPago(payment, [:])
            try await provider.hear([provider.notification(of: key, id: 1)])
            try await provider.ask("PUT", "control/faults", ["plan": "lost-answer@1"])
            try await provider.house.refund(invoice, 5_000)
            try await provider.hear([provider.notification(of: key, id: 2)])
            #expect(try await provider.house.stored(payment).refundedMinor == 5_000)
            #expect(try await provider.ask("GET", "v1/payments/\(key)/refunds").arrayValue?.count == 1)
            try await provider.house.refund(invoice)
            #expect(try await provider.house.document(invoice.id).status == .refunded)
        }
    }

    @Test(
        "a chargeback holds the money back, and is decided",
        arguments: [("settled", 15_000), ("reimbursed", 0)] as [(String, Int64)]
    )
    func chargeback(detail: String, lost: Int64) async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (_, payment) = try await provider.begin(15_000)
            let key = try await provider.payAtMercadoPago(payment, [:])
            try await provider.ask("POST", "control/payments/\(key)/chargeback")
            // The news of the dispute overtakes that of the payment.
            try await provider.hear([provider.notification(of: key, id: 1)])
            #expect(try await provider.house.stored(payment).withheldMinor == 15_000)
            try await provider.ask("POST", "control/payments/\(key)/chargeback", ["detail": .string(detail)])
            try await provider.hear([provider.notification(of: key, id: 2)])
            let decided = try await provider.house.stored(payment)
            #expect(decided.withheldMinor == 0)
            #expect(decided.lostMinor == lost)
        }
    }

    @Test("Mercado Pago's books for reconciliation")
    func transactions() async throws {
        try await EmulatedHouse.mercadoPago { provider in
            let (_, payment) = try await provider.begin(15_000)
            _ = try await provider.payAtMercadoPago(payment, ["holder": "FUND"])
            _ = try await provider.payAtMercadoPago(payment, [:])
            let now = SystemClock().now()
            let found = try await provider.provider.transactions(
                from: now.advanced(bySeconds: -3_600),
                until: now.advanced(bySeconds: 3_600),
                of: provider.house.tenant
            )
            #expect(found.map(\.report.reference) == [payment.id])
            #expect(found.map(\.report.amount) == [pesos(15_000)])
        }
    }

    @Test("methods that the business does not want are not offered")
    func methods() async throws {
        try await EmulatedHouse.mercadoPago(methods: [.card]) { provider in
            let (_, payment) = try await provider.begin(15_000)
            let preference = try await provider.ask("GET", "checkout/preferences/\(try #require(payment.sessionID))")
            let excluded = preference["payment_methods"]?["excluded_payment_types"]
            #expect(excluded == [["id": "ticket"], ["id": "atm"]])
        }
    }
}

extension EmulatedHouse {
    /// Pays under a preference; returns the payment's key.
    fileprivate func payAtMercadoPago(_ payment: PaymentRow, _ act: JSON) async throws -> String {
        let session = try #require(payment.sessionID)
        let made = try await ask("POST", "control/preferences/\(session)/pay", act)
        return String(try #require(made["id"]?.integerValue))
    }

    /// The webhooks that came, the latest first.
    fileprivate func stored() async throws -> [WebhookRow] {
        try await house.database.read { [house] in try Webhooks(house.tenant).list(limit: 100, in: $0).webhooks }
    }
}
