// What customers do at the emulated Stripe: pay by card, take a voucher, pay it in
// the shop or let it expire. The events come in Stripe's order.

internal import OrkestaModel

/// What somebody does on a session's page.
struct StripeCustomerAct: Sendable {
    enum Method: String, Sendable, CaseIterable {
        case card
        case oxxo
    }

    var method: Method = .card
    /// One of Stripe's test cards; others are refused.
    var card = "4242424242424242"
    var email: String?
}

extension StripeBooks {
    private static let declines = [
        "4000000000000002": "generic_decline", "4000000000009995": "insufficient_funds",
        "4000000000009987": "lost_card", "4000000000000069": "expired_card",
    ]
    private static let goodCards: Set = ["4242424242424242", "5555555555554444", disputedCard]
    /// Its payment succeeds, and is disputed at once.
    private static let disputedCard = "4000000000000259"

    /// Somebody pays, or tries to. Returns the session as it is then.
    mutating func pay(
        _ id: String,
        _ act: StripeCustomerAct,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        let account = owners[id]
        let session = try find(id, "checkout.session", of: account)
        guard session.text("status") == "open", session.integer("expires_at") > seconds else {
            throw StripeRefusal(message: "This Checkout Session is no longer open.")
        }
        let offered = session["payment_method_types"]?.arrayValue ?? []
        guard offered.contains(.string(act.method.rawValue)) else {
            throw .invalid("method", "\(act.method.rawValue) is not offered here.")
        }
        let intent = makeIntent(for: session, at: seconds)
        switch act.method {
        case .card: return try payByCard(session, intent, act, at: seconds)
        case .oxxo: return takeVoucher(session, intent, act, at: seconds)
        }
    }

    /// The session's intent, made when somebody pays for the first time.
    private mutating func makeIntent(for session: StripeObject, at seconds: Int64) -> StripeObject {
        if let id = session.text("payment_intent"), let intent = objects[id] { return intent }
        let id = newID("pi_")
        return [
            "id": .string(id), "object": "payment_intent", "amount": session["amount_total"] ?? 0,
            "amount_received": 0, "currency": session["currency"] ?? .null, "created": .integer(seconds),
            "livemode": false, "status": "requires_payment_method", "latest_charge": .null, "next_action": .null,
            "last_payment_error": .null, "metadata": session[Self.intentMetadata] ?? [:],
            "payment_method_types": session["payment_method_types"] ?? [], "cancellation_reason": .null,
        ]
    }

    private mutating func payByCard(
        _ session: StripeObject,
        _ intent: StripeObject,
        _ act: StripeCustomerAct,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        let account = owners[session.id]
        var (session, intent) = (session, intent)
        session["payment_intent"] = .string(intent.id)
        guard Self.goodCards.contains(act.card) else {
            let decline = Self.declines[act.card] ?? "generic_decline"
            intent["last_payment_error"] = [
                "type": "card_error", "code": "card_declined", "decline_code": .string(decline),
            ]
            keep(intent, of: account)
            keep(session, of: account)
            happened("payment_intent.payment_failed", to: intent, at: seconds)
            throw StripeRefusal(
                status: 402,
                type: "card_error",
                code: "card_declined",
                declineCode: decline,
                message: "Your card was declined."
            )
        }
        capture(&intent, "card", of: account, at: seconds)
        complete(&session, paid: true, act, of: account, at: seconds)
        if act.card == Self.disputedCard {
            _ = try dispute(intent.id, reason: "fraudulent", of: account, at: seconds)
        }
        return session
    }

    /// The money is there: the charge, then the intent.
    private mutating func capture(
        _ intent: inout StripeObject,
        _ method: String,
        of account: String?,
        at seconds: Int64
    ) {
        let charge: StripeObject = [
            "id": .string(newID("ch_")), "object": "charge", "amount": intent["amount"] ?? 0,
            "amount_captured": intent["amount"] ?? 0, "amount_refunded": 0, "captured": true, "paid": true,
            "refunded": false, "disputed": false, "currency": intent["currency"] ?? .null,
            "created": .integer(seconds), "livemode": false, "status": "succeeded",
            "payment_intent": .string(intent.id), "metadata": intent["metadata"] ?? [:],
            "payment_method_details": .object([
                "type": .string(method), method: method == "card" ? ["brand": "visa", "last4": "4242"] : [:],
            ]),
        ]
        keep(charge, of: account)
        intent["latest_charge"] = .string(charge.id)
        intent["status"] = "succeeded"
        intent["amount_received"] = intent["amount"]
        (intent["next_action"], intent["last_payment_error"]) = (.null, .null)
        keep(intent, of: account)
        happened("charge.succeeded", to: charge, at: seconds)
        happened("payment_intent.succeeded", to: intent, at: seconds)
    }

    private mutating func complete(
        _ session: inout StripeObject,
        paid: Bool,
        _ act: StripeCustomerAct,
        of account: String?,
        at seconds: Int64
    ) {
        session["status"] = "complete"
        session["payment_status"] = paid ? "paid" : "unpaid"
        session["customer_details"] = ["email": JSON(act.email)]
        session["url"] = .null
        keep(session, of: account)
        if let link = session.text("payment_link") { countPaid(link: link) }
        happened("checkout.session.completed", to: session, at: seconds)
    }

    // MARK: Vouchers

    private mutating func takeVoucher(
        _ session: StripeObject,
        _ intent: StripeObject,
        _ act: StripeCustomerAct,
        at seconds: Int64
    ) -> StripeObject {
        let account = owners[session.id]
        var (session, intent) = (session, intent)
        let days = session["payment_method_options"]?["oxxo"]?["expires_after_days"]?.formInteger ?? 3
        intent["status"] = "requires_action"
        intent["next_action"] = [
            "type": "oxxo_display_details",
            "oxxo_display_details": [
                "number": .string(newNumber(digits: 34)),
                "expires_after": .integer(Self.endOfMexicanDay(seconds, inDays: days)),
                "hosted_voucher_url": .string("\(pagesOf(session))/voucher/\(intent.id)"),
            ],
        ]
        session["payment_intent"] = .string(intent.id)
        keep(intent, of: account)
        happened("payment_intent.requires_action", to: intent, at: seconds)
        complete(&session, paid: false, act, of: account, at: seconds)
        // The addresses of Stripe's test mode decide what becomes of it.
        if act.email?.contains("succeed_immediately") == true { _ = try? payVoucher(intent.id, at: seconds) }
        if act.email?.contains("expire_immediately") == true { _ = try? expireVoucher(intent.id, at: seconds) }
        return objects[session.id] ?? session
    }

    /// Where the session's page was shown.
    private func pagesOf(_ session: StripeObject) -> String {
        let url = session.text("url") ?? ""
        return url.split(separator: "/c/pay/").first.map(String.init) ?? ""
    }

    /// 23:59:59 of a later day in Mexico City, which has kept UTC-6 since 2022.
    static func endOfMexicanDay(_ seconds: Int64, inDays days: Int64) -> Int64 {
        let offset: Int64 = -6 * 3_600
        let day = (seconds + offset) / 86_400
        return (day + min(max(days, 1), 7) + 1) * 86_400 - 1 - offset
    }

    /// Somebody pays a voucher at the counter.
    mutating func payVoucher(_ id: String, at seconds: Int64) throws(StripeRefusal) {
        var (intent, session) = try waiting(id)
        let account = owners[id]
        capture(&intent, "oxxo", of: account, at: seconds)
        session["payment_status"] = "paid"
        keep(session, of: account)
        happened("checkout.session.async_payment_succeeded", to: session, at: seconds)
    }

    /// A voucher's time is over.
    mutating func expireVoucher(_ id: String, at seconds: Int64) throws(StripeRefusal) {
        var (intent, session) = try waiting(id)
        let account = owners[id]
        intent["status"] = "requires_payment_method"
        intent["next_action"] = .null
        intent["last_payment_error"] = [
            "type": "invalid_request_error", "code": "payment_intent_payment_attempt_expired",
        ]
        keep(intent, of: account)
        happened("payment_intent.payment_failed", to: intent, at: seconds)
        session["payment_intent"] = .string(intent.id)
        keep(session, of: account)
        happened("checkout.session.async_payment_failed", to: session, at: seconds)
    }

    /// An intent that waits for its voucher, with its session.
    private func waiting(_ id: String) throws(StripeRefusal) -> (StripeObject, StripeObject) {
        let intent = try find(id, "payment_intent", of: owners[id])
        let session = list("checkout.session", of: owners[id], ["payment_intent": id]).first
        guard intent.text("status") == "requires_action", let session else {
            throw StripeRefusal(message: "No voucher of this payment waits to be paid.")
        }
        return (intent, session)
    }

    // MARK: Time

    /// Lets everything expire whose time is over.
    mutating func expireDue(at seconds: Int64) {
        for object in order.compactMap({ objects[$0] }) {
            switch object.text("object") {
            case "checkout.session" where object.text("status") == "open" && object.integer("expires_at") <= seconds:
                _ = try? expireSession(object.id, of: owners[object.id], at: seconds)
            case "payment_intent" where object.text("status") == "requires_action":
                let end = object["next_action"]?["oxxo_display_details"]?["expires_after"]?.integerValue ?? .max
                if end <= seconds { _ = try? expireVoucher(object.id, at: seconds) }
            default: break
            }
        }
    }
}
