// Which of Stripe's events tell the ledger something (docs.stripe.com/api/events).
// Several tell the same; the ledger takes each thing once.

import OrkestaModel

enum StripeEvents {
    /// What an event tells; empty for one that is not ours or says nothing.
    static func news(in event: JSON) -> [ProviderNews] {
        let object = event["data"]?["object"] ?? .null
        let news: ProviderNews? =
            switch event["type"]?.stringValue {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded":
                StripeObjects.report(session: object).map { .payment($0) }
            case "checkout.session.async_payment_failed": StripeObjects.expired(object).map { .payment($0) }
            // A link outlives the sessions that visitors let go by.
            case "checkout.session.expired" where object["payment_link"]?.stringValue == nil:
                StripeObjects.expired(object).map { .payment($0) }
            case "payment_intent.succeeded", "payment_intent.processing", "payment_intent.requires_action",
                "payment_intent.payment_failed", "payment_intent.canceled":
                StripeObjects.report(intent: object).map { .payment($0) }
            case "charge.succeeded": StripeObjects.report(charge: object).map { .payment($0) }
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated":
                StripeObjects.refund(object).map { .refund($0) }
            case "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed":
                StripeObjects.dispute(object).map { .dispute($0) }
            default: nil
            }
        return [news].compactMap(\.self)
    }
}
