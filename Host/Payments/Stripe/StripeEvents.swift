// Which of Stripe's events tell the ledger something (docs.stripe.com/api/events).
// Several tell the same; the ledger takes each thing once.

import OrkestaModel

enum StripeEvents {
    /// What an event tells; empty for one that is not ours or says nothing.
    static func news(in event: JSON) -> [ProviderNews] {
        guard let type = event["type"]?.stringValue, let news = readers[type]?(event["data"]?["object"] ?? .null)
        else { return [] }
        return [news]
    }

    /// Whether an event of this type can tell something at all.
    static func areOfConcern(_ type: String) -> Bool { readers[type] != nil }

    /// By type, what its object tells.
    private static let readers: [String: @Sendable (JSON) -> ProviderNews?] = [
        "checkout.session.completed": session, "checkout.session.async_payment_succeeded": session,
        "checkout.session.async_payment_failed": { StripeObjects.expired($0).map { .payment($0) } },
        "checkout.session.expired": { session in
            // A link outlives the sessions that visitors let go by.
            guard session["payment_link"]?.stringValue == nil else { return nil }
            return StripeObjects.expired(session).map { .payment($0) }
        },
        "payment_intent.succeeded": intent, "payment_intent.processing": intent,
        "payment_intent.requires_action": intent, "payment_intent.payment_failed": intent,
        "payment_intent.canceled": intent,
        "charge.succeeded": { StripeObjects.report(charge: $0).map { .payment($0) } },
        "refund.created": refund, "refund.updated": refund, "refund.failed": refund,
        "charge.refund.updated": refund,
        "charge.dispute.created": dispute, "charge.dispute.updated": dispute, "charge.dispute.closed": dispute,
    ]

    @Sendable private static func session(_ object: JSON) -> ProviderNews? {
        StripeObjects.report(session: object).map { .payment($0) }
    }

    @Sendable private static func intent(_ object: JSON) -> ProviderNews? {
        StripeObjects.report(intent: object).map { .payment($0) }
    }

    @Sendable private static func refund(_ object: JSON) -> ProviderNews? {
        StripeObjects.refund(object).map { .refund($0) }
    }

    @Sendable private static func dispute(_ object: JSON) -> ProviderNews? {
        StripeObjects.dispute(object).map { .dispute($0) }
    }
}
