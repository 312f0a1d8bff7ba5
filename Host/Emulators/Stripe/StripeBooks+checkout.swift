// Sessions and links of the emulated Stripe: made as the API makes them, with its
// rules, and closed.

internal import OrkestaModel

extension StripeBooks {
    /// What one voucher may ask for, in centavos.
    private static let oxxoLimits: ClosedRange<Int64> = 1_000...1_000_000
    /// The least that a card is charged, in centavos.
    private static let smallestAmount: Int64 = 1_000

    private static let sessionParameters: Set = [
        "mode", "success_url", "cancel_url", "client_reference_id", "metadata", "payment_intent_data", "locale",
        "line_items", "payment_method_types", "payment_method_options", "expires_at", "expand", "customer_email",
    ]
    private static let linkParameters: Set = [
        "line_items", "restrictions", "inactive_message", "after_completion", "metadata", "payment_intent_data",
        "payment_method_types", "expand",
    ]

    // MARK: Sessions

    /// `POST /v1/checkout/sessions`. `pages` is where sessions are shown.
    mutating func makeSession(
        _ form: JSON,
        of account: String?,
        pages: String,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        try check(form, known: Self.sessionParameters)
        guard form["mode"] == "payment" else { throw .invalid("mode", "Only mode=payment is played here.") }
        guard let success = form["success_url"]?.stringValue else { throw .missing("success_url") }
        let sale = try Sale(form)
        let expiresAt = form["expires_at"]?.formInteger ?? seconds + 86_400
        guard (seconds + 1_800...seconds + 86_400).contains(expiresAt) else {
            throw .invalid("expires_at", "The `expires_at` timestamp must be 30 minutes to 24 hours from now.")
        }
        let id = newID("cs_test_", length: 40)
        var session = sessionObject(id, sale, form, url: "\(pages)/c/pay/\(id)", at: seconds)
        session["expires_at"] = .integer(expiresAt)
        session["success_url"] = .string(success)
        session["cancel_url"] = form["cancel_url"] ?? .null
        session["client_reference_id"] = form["client_reference_id"] ?? .null
        keep(session, of: account)
        return session
    }

    private func sessionObject(
        _ id: String,
        _ sale: Sale,
        _ form: JSON,
        url: String,
        at seconds: Int64
    ) -> StripeObject {
        [
            "id": .string(id), "object": "checkout.session", "mode": "payment", "status": "open",
            "payment_status": "unpaid", "amount_subtotal": .integer(sale.amount), "amount_total": .integer(sale.amount),
            "currency": .string(sale.currency), "created": .integer(seconds), "livemode": false,
            "metadata": form["metadata"] ?? [:], "payment_method_types": JSON(sale.methods),
            "payment_method_options": form["payment_method_options"] ?? [:], "payment_intent": .null,
            "payment_link": .null, "customer": .null, "customer_details": .null, "url": .string(url),
            // Not shown by Stripe, but needed once somebody pays.
            Self.intentMetadata: form["payment_intent_data"]?["metadata"] ?? [:], Self.title: .string(sale.title),
        ]
    }

    /// Members of our own, taken out before anything is answered.
    static let intentMetadata = "_intent_metadata"
    static let title = "_title"

    /// `POST /v1/checkout/sessions/{id}/expire`.
    mutating func expireSession(
        _ id: String,
        of account: String?,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        var session = try find(id, "checkout.session", of: account)
        guard session.text("status") == "open" else {
            throw StripeRefusal(
                message: "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has "
                    + "a status of \(session.text("status") ?? "")."
            )
        }
        session["status"] = "expired"
        session["url"] = .null
        keep(session, of: account)
        if let intent = session.text("payment_intent"), var canceled = objects[intent] {
            canceled["status"] = "canceled"
            canceled["cancellation_reason"] = "automatic"
            keep(canceled, of: account)
            happened("payment_intent.canceled", to: canceled, at: seconds)
        }
        happened("checkout.session.expired", to: session, at: seconds)
        return session
    }

    // MARK: Links

    /// `POST /v1/payment_links`.
    mutating func makeLink(
        _ form: JSON,
        of account: String?,
        pages: String,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        try check(form, known: Self.linkParameters)
        let sale = try Sale(form)
        let id = newID("plink_")
        let link: StripeObject = [
            "id": .string(id), "object": "payment_link", "active": true, "currency": .string(sale.currency),
            "livemode": false, "metadata": form["metadata"] ?? [:], "url": .string("\(pages)/c/link/\(id)"),
            "payment_method_types": JSON(sale.methods), "inactive_message": form["inactive_message"] ?? .null,
            "after_completion": form["after_completion"] ?? ["type": "hosted_confirmation"],
            "restrictions": restrictions(form), Self.form: form,
        ]
        keep(link, of: account)
        return link
    }

    /// The form of a link, of which its sessions are made.
    static let form = "_form"

    private func restrictions(_ form: JSON) -> JSON {
        guard let limit = form["restrictions"]?["completed_sessions"]?["limit"]?.formInteger else { return .null }
        return ["completed_sessions": ["count": 0, "limit": .integer(limit)]]
    }

    /// `POST /v1/payment_links/{id}`: only `active` is changed here.
    mutating func changeLink(
        _ id: String,
        _ form: JSON,
        of account: String?
    ) throws(StripeRefusal) -> StripeObject {
        try check(form, known: ["active", "expand"])
        var link = try find(id, "payment_link", of: account)
        if let active = form["active"]?.stringValue { link["active"] = .bool(active == "true") }
        keep(link, of: account)
        return link
    }

    /// Somebody opens a link: a session of their own. Nil when it is closed.
    mutating func openLink(_ id: String, pages: String, at seconds: Int64) throws(StripeRefusal) -> StripeObject? {
        let account = owners[id]
        let link = try find(id, "payment_link", of: account)
        guard link["active"] == true, let form = link[Self.form] else { return nil }
        let sale = try Sale(form)
        let session = newID("cs_test_", length: 40)
        var object = sessionObject(session, sale, form, url: "\(pages)/c/pay/\(session)", at: seconds)
        object["payment_link"] = .string(id)
        object["expires_at"] = .integer(seconds + 86_400)
        object["success_url"] = form["after_completion"]?["redirect"]?["url"] ?? .null
        keep(object, of: account)
        return object
    }

    /// A link that may be paid so often, and was, is closed.
    mutating func countPaid(link id: String) {
        guard var link = objects[id], let limits = link["restrictions"]?["completed_sessions"] else { return }
        let count = (limits["count"]?.integerValue ?? 0) + 1
        link["restrictions"] = ["completed_sessions": limits.merging(["count": .integer(count)])]
        if count >= limits["limit"]?.integerValue ?? .max { link["active"] = false }
        keep(link, of: owners[id])
    }

    /// Stripe takes no parameter that it does not know.
    private func check(_ form: JSON, known: Set<String>) throws(StripeRefusal) {
        guard let unknown = form.objectValue?.keys.filter({ !known.contains($0) }).min() else { return }
        throw StripeRefusal(
            code: "parameter_unknown",
            param: unknown,
            message: "Received unknown parameter: \(unknown)"
        )
    }

    /// What is sold, for how much, and how it may be paid.
    private struct Sale {
        let title: String
        let amount: Int64
        let currency: String
        let methods: [String]

        init(_ form: JSON) throws(StripeRefusal) {
            guard let items = form["line_items"]?.arrayValue, !items.isEmpty else { throw .missing("line_items") }
            var total: Int64 = 0
            var currencies: Set<String> = []
            for (index, item) in items.enumerated() {
                let place = "line_items[\(index)]"
                guard let quantity = item["quantity"]?.formInteger, quantity > 0 else {
                    throw .missing("\(place)[quantity]")
                }
                let price = item["price_data"] ?? .null
                guard let currency = price["currency"]?.stringValue else {
                    throw .missing("\(place)[price_data][currency]")
                }
                guard let unit = price["unit_amount"]?.formInteger, unit >= 0 else {
                    throw .invalid(
                        "\(place)[price_data][unit_amount]",
                        "Invalid integer",
                        code: "parameter_invalid_integer"
                    )
                }
                currencies.insert(currency.lowercased())
                let (product, overflows) = unit.multipliedReportingOverflow(by: quantity)
                guard !overflows, product <= 99_999_999 - total else {
                    throw .invalid(place, "Amount must be no more than 999,999.99", code: "amount_too_large")
                }
                total += product
            }
            guard currencies.count == 1, let currency = currencies.first else {
                throw .invalid("line_items", "All prices must be in the same currency.")
            }
            title = items[0]["price_data"]?["product_data"]?["name"]?.stringValue ?? ""
            amount = total
            self.currency = currency
            methods = (form["payment_method_types"]?.arrayValue ?? ["card"]).compactMap(\.stringValue)
            try check()
        }

        private func check() throws(StripeRefusal) {
            guard amount >= StripeBooks.smallestAmount || currency != "mxn" else {
                throw .invalid(
                    "line_items",
                    "The Checkout Session's total amount must convert to at least 50 cents.",
                    code: "amount_too_small"
                )
            }
            guard methods.contains("oxxo") else { return }
            guard currency == "mxn", StripeBooks.oxxoLimits.contains(amount) else {
                throw .invalid("payment_method_types", "oxxo takes 10.00 to 10,000.00 MXN.")
            }
        }
    }
}
