// Stripe's and Mercado Pago's own clients against our emulators: what they drive is
// what the adapters drive, and their libraries verify what the emulators sign.

import OrkestaModel
import TestHarness
import Testing

@Suite(
    .enabled("PyPI is out of reach, or there is no python3-venv: nothing is tested here") {
        await PaymentClient.stripe.isThere
    },
    .timeLimit(.minutes(10))
)
struct StripeClientTests {
    @Test func theEmulatorIsStripe() async throws {
        let stripe = try EmulatedProvider(of: "stripe")
        let expected: [String: JSON] = [
            "card": [
                "status": "complete", "payment_status": "paid", "amount": 15_000, "intent": "succeeded",
                "method": "card", "metadata": "p-1",
            ],
            "voucher": ["payment_status": "unpaid", "intent": "requires_action", "digits": 34, "later": "paid"],
            "idempotency": ["same": true, "replayed": "true"],
            "retried": ["made": 1],
            "refunds": ["made": ["succeeded", "succeeded"], "listed": [11_000, 4_000], "refunded": true],
            "dispute": ["reason": "fraudulent", "status": "lost"],
            "link": ["active": true, "closed": true],
            "connected": ["mine": true, "platform": "resource_missing"],
        ]
        let seen = try await PaymentClient.stripe.run(expected.keys.sorted(), at: stripe.url)
        for (name, result) in expected { #expect(seen[name] == result, "\(name): \(seen[name] ?? .null)") }
    }

    @Test func itsRefusalsAreStripes() async throws {
        let stripe = try EmulatedProvider(of: "stripe")
        let table: [(name: String, error: String, status: Int64, code: JSON, param: JSON)] = [
            ("other_body", "IdempotencyError", 400, .null, .null),
            ("too_much", "InvalidRequestError", 400, .null, "amount"),
            ("unknown_parameter", "InvalidRequestError", 400, "parameter_unknown", "colour"),
            ("unknown_session", "InvalidRequestError", 404, "resource_missing", "id"),
            ("wrong_key", "AuthenticationError", 401, .null, .null),
        ]
        let seen = try await PaymentClient.stripe.run(table.map(\.name), at: stripe.url)
        for row in table {
            let result = seen[row.name] ?? .null
            #expect(result["error"] == .string(row.error), "\(row.name): \(result)")
            #expect(result["status"]?.integerValue == row.status, "\(row.name): \(result)")
            #expect(result["code"] == row.code && result["param"] == row.param, "\(row.name): \(result)")
        }
    }

    @Test func itsLibraryVerifiesTheEmulatorsWebhooks() async throws {
        let stripe = try EmulatedProvider(of: "stripe")
        let seen = try await PaymentClient.stripe.run(["webhooks"], at: stripe.url)["webhooks"] ?? .null
        #expect(seen["refused"] == [], "\(seen)")
        #expect(
            seen["events"] == [
                "charge.succeeded", "checkout.session.async_payment_succeeded", "checkout.session.completed",
                "payment_intent.requires_action", "payment_intent.succeeded",
            ],
            "\(seen)"
        )
    }

    @Test func itsLibraryRefusesForgedWebhooks() async throws {
        // Each is signed wrongly at first, and rightly when it is tried again.
        let stripe = try EmulatedProvider(["--forged", "100"], of: "stripe")
        let seen = try await PaymentClient.stripe.run(["webhooks"], at: stripe.url)["webhooks"] ?? .null
        let refused = seen["refused"]?.arrayValue ?? []
        #expect(refused.count == 5 && refused.allSatisfy { $0 == "SignatureVerificationError" }, "\(seen)")
    }
}

@Suite(
    .enabled("PyPI is out of reach, or there is no python3-venv: nothing is tested here") {
        await PaymentClient.mercadoPago.isThere
    },
    .timeLimit(.minutes(10))
)
struct MercadoPagoClientTests {
    @Test func theEmulatorIsMercadoPago() async throws {
        let provider = try EmulatedProvider(["--webhook-secret", "mp_interop"], of: "mercadopago")
        let expected: [String: JSON] = [
            "card": ["status": "approved", "detail": "accredited", "amount": 150.3, "reference": "INV-1001"],
            "cash": ["created": 201, "status": "pending", "voucher": "9000", "cancelled": "cancelled"],
            "idempotency": ["same": true],
            "refunds": [
                "made": [50.15, 100.15], "listed": 2, "again": 400, "status": "refunded", "refunded": 150.3,
            ],
            "search": ["status": "rejected", "detail": "cc_rejected_insufficient_amount"],
            "notifications": ["verified": true, "refused": []],
            "user": "MLM",
            "unknown_payment": 404,
            "bad_amount": 400,
        ]
        let names = expected.keys.sorted()
        let seen = try await PaymentClient.mercadoPago.run(names, at: provider.url, secret: "mp_interop")
        for (name, result) in expected { #expect(seen[name] == result, "\(name): \(seen[name] ?? .null)") }
    }
}
