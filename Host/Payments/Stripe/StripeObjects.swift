// Stripe's objects as news for the ledger (docs.stripe.com/api). What is unknown
// is no news: the attempt stays as it is.

import HostCore
import OrkestaModel

/// Reads sessions, payment intents, charges, refunds and disputes.
enum StripeObjects {
    /// Our keys in an object's metadata.
    static let paymentKey = "payment_id"
    static let refundKey = "refund_id"
    static let tenantKey = "tenant_id"

    // MARK: Attempts

    /// A Checkout Session, its payment intent expanded or not. Nil while nobody has
    /// paid, and for a session that is not ours.
    static func report(session: JSON) -> ProviderReport? {
        let isPaid = ["paid", "no_payment_required"].contains(session["payment_status"]?.stringValue)
        let intent = session["payment_intent"] ?? .null
        switch session["status"]?.stringValue {
        case "complete" where isPaid: return report(.succeeded, session, method: paidMethod(of: session))
        case "complete":
            guard let status = intent["status"]?.stringValue else { return report(.processing, session) }
            // A voucher that nobody paid in time leaves its intent without a method.
            let isOver = ["requires_payment_method", "canceled"].contains(status)
            return isOver ? expired(session) : report(.processing, session, voucher: voucher(intent))
        case "expired": return expired(session)
        default: return nil
        }
    }

    /// A session whose delayed payment came to nothing.
    static func expired(_ session: JSON) -> ProviderReport? {
        report(.failed, session, failure: PaymentFailure.expired)
    }

    private static func report(
        _ report: AttemptReport,
        _ session: JSON,
        method: String? = nil,
        failure: String? = nil,
        voucher: PaymentVoucher? = nil
    ) -> ProviderReport? {
        guard let reference = reference(session), let amount = StripeAmount.money("amount_total", in: session) else {
            return nil
        }
        return ProviderReport(
            report,
            // The attempt knows the link, of which Stripe makes a session for each visitor.
            session: session["payment_link"]?.stringValue ?? session["id"]?.stringValue,
            reference: reference,
            paymentID: id(session["payment_intent"]),
            amount: amount,
            method: voucher == nil ? method : "oxxo",
            failure: failure,
            voucher: voucher
        )
    }

    /// The charge says it, else the only method that was offered.
    private static func paidMethod(of session: JSON) -> String? {
        if let method = session["payment_intent"].flatMap(method(ofChargeIn:)) { return method }
        let offered = (session["payment_method_types"]?.arrayValue ?? []).compactMap(\.stringValue)
        return offered.count == 1 ? offered[0] : nil
    }

    /// A payment intent. Nil for one that waits, and for one that is not ours.
    static func report(intent: JSON) -> ProviderReport? {
        guard let (outcome, failure) = standing(of: intent), let reference = reference(intent),
            let amount = StripeAmount.money(outcome == .succeeded ? "amount_received" : "amount", in: intent)
        else { return nil }
        let voucher = voucher(intent)
        return ProviderReport(
            outcome,
            session: nil,
            reference: reference,
            paymentID: id(intent),
            amount: amount,
            method: voucher == nil ? method(ofChargeIn: intent) : "oxxo",
            failure: failure,
            voucher: voucher
        )
    }

    private static func standing(of intent: JSON) -> (AttemptReport, failure: String?)? {
        switch intent["status"]?.stringValue {
        case "succeeded": return (.succeeded, nil)
        case "processing": return (.processing, nil)
        case "requires_action":
            // Other actions than to go to a shop, the customer is about to take.
            guard voucher(intent) != nil else { return nil }
            return (.processing, nil)
        case "requires_payment_method":
            guard let word = intent["last_payment_error"].flatMap(failureWord) else { return nil }
            return (.failed, word)
        case "canceled": return (.failed, PaymentFailure.expired)
        default: return nil
        }
    }

    /// How the charge was paid that is expanded in an intent; nil when none is.
    private static func method(ofChargeIn intent: JSON) -> String? {
        intent["latest_charge"]?["payment_method_details"]?["type"]?.stringValue
    }

    /// A payment on Stripe's books; nil for one that did not arrive or is not ours.
    static func transaction(intent: JSON) -> ProviderTransaction? {
        guard let report = report(intent: intent), report.report == .succeeded else { return nil }
        let back = StripeAmount.money("amount_refunded", in: intent["latest_charge"] ?? .null)
        return ProviderTransaction(report, refundedMinor: back?.minor ?? 0)
    }

    /// A charge that went through: it says how it was paid.
    static func report(charge: JSON) -> ProviderReport? {
        guard charge["paid"] == true, charge["captured"] == true, let reference = reference(charge),
            let amount = StripeAmount.money("amount_captured", in: charge)
        else { return nil }
        return ProviderReport(
            .succeeded,
            session: nil,
            reference: reference,
            paymentID: id(charge["payment_intent"]),
            amount: amount,
            method: charge["payment_method_details"]?["type"]?.stringValue
        )
    }

    private static func failureWord(_ error: JSON) -> String? {
        guard let code = error["code"]?.stringValue else { return nil }
        if code == "payment_intent_payment_attempt_expired" { return PaymentFailure.expired }
        return error["decline_code"]?.stringValue ?? code
    }

    private static func voucher(_ intent: JSON) -> PaymentVoucher? {
        guard let details = intent["next_action"]?["oxxo_display_details"],
            let number = details["number"]?.stringValue, let end = moment(details["expires_after"])
        else { return nil }
        return PaymentVoucher(number: number, url: details["hosted_voucher_url"]?.stringValue, expiresAt: end)
    }

    // MARK: Refunds and disputes

    /// A refund; nil for one of a charge without a payment intent, which is not ours.
    static func refund(_ refund: JSON) -> RefundReport? {
        guard let key = id(refund), let payment = id(refund["payment_intent"]),
            let amount = StripeAmount.money("amount", in: refund)
        else { return nil }
        let state: RefundRow.State =
            switch refund["status"]?.stringValue {
            case "succeeded": .succeeded
            case "failed", "canceled": .failed
            default: .pending
            }
        return RefundReport(
            state,
            of: AttemptName(paymentID: payment),
            id: key,
            reference: refund["metadata"]?[refundKey]?.stringValue.map { RefundID($0) },
            amount: amount,
            failure: refund["failure_reason"]?.stringValue
        )
    }

    static func dispute(_ dispute: JSON) -> DisputeReport? {
        guard let key = id(dispute), let payment = id(dispute["payment_intent"]),
            let amount = StripeAmount.money("amount", in: dispute)
        else { return nil }
        let state: DisputeRow.State =
            switch dispute["status"]?.stringValue {
            case "won", "warning_closed": .won
            case "lost": .lost
            default: .open
            }
        return DisputeReport(
            state,
            of: AttemptName(paymentID: payment),
            id: key,
            amount: amount,
            reason: dispute["reason"]?.stringValue,
            answerBy: moment(dispute["evidence_details"]?["due_by"])
        )
    }

    // MARK: Parts

    private static func reference(_ object: JSON) -> PaymentID? {
        object["metadata"]?[paymentKey]?.stringValue.map { PaymentID($0) }
    }

    /// The key of an object, expanded or not.
    private static func id(_ object: JSON?) -> String? { object?.stringValue ?? object?["id"]?.stringValue }

    private static func moment(_ seconds: JSON?) -> Timestamp? {
        seconds?.integerValue.map { Timestamp(milliseconds: 0).advanced(bySeconds: $0) }
    }
}
