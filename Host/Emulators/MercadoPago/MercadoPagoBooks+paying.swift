// What customers do at the emulated Mercado Pago: pay by card, wallet or in a shop;
// and what goes back.

internal import OrkestaModel

/// What somebody does on a preference's page.
struct MercadoPagoCustomerAct: Sendable {
    enum Method: String, Sendable, CaseIterable {
        case card
        case wallet
        case oxxo
        case paycash
        case bancomer
        case banamex

        var type: String {
            switch self {
            case .card: "credit_card"
            case .wallet: "account_money"
            case .oxxo, .paycash: "ticket"
            case .bancomer, .banamex: "atm"
            }
        }
    }

    var method: Method = .card
    /// The name on the card decides, as with the provider's test cards.
    var holder = "APRO"
    var email: String?
}

extension MercadoPagoBooks {
    private static let outcomes: [String: (status: String, detail: String)] = [
        "APRO": ("approved", "accredited"), "CONT": ("in_process", "pending_contingency"),
        "OTHE": ("rejected", "cc_rejected_other_reason"), "FUND": ("rejected", "cc_rejected_insufficient_amount"),
        "CALL": ("rejected", "cc_rejected_call_for_authorize"), "EXPI": ("rejected", "cc_rejected_bad_filled_date"),
        "SECU": ("rejected", "cc_rejected_bad_filled_security_code"),
    ]

    /// Somebody pays under a preference. Returns the payment.
    mutating func pay(
        _ id: String,
        _ act: MercadoPagoCustomerAct,
        pages: String,
        at now: Timestamp
    ) throws(MercadoPagoRefusal) -> MercadoPagoObject {
        let preference = try preference(id)
        guard let total = total(of: preference) else {
            throw MercadoPagoRefusal(message: "the preference has no total")
        }
        if preference["expires"] == true,
            let end = preference["expiration_date_to"]?.stringValue.flatMap({ Timestamp($0) }), end <= now
        {
            throw MercadoPagoRefusal(message: "the preference has expired")
        }
        let excluded = (preference["payment_methods"]?["excluded_payment_types"]?.arrayValue ?? []).map { $0["id"] }
        guard !excluded.contains(.string(act.method.type)) else {
            throw MercadoPagoRefusal(message: "the preference excludes \(act.method.rawValue)")
        }
        var payment = self.payment(total, act, pages: pages, at: now)
        for name in ["external_reference", "notification_url", "metadata"] { payment[name] = preference[name] }
        if let end = preference["date_of_expiration"], payment["status"] == "pending" {
            payment["date_of_expiration"] = end
        }
        payment["order"] = ["type": "mercadopago", "id": .string(id)]
        keep(payment, at: now)
        return payment
    }

    /// `POST /v1/payments`: by card with a token, else with a voucher.
    mutating func makePayment(
        _ body: JSON,
        pages: String,
        at now: Timestamp
    ) throws(MercadoPagoRefusal) -> MercadoPagoObject {
        guard let amount = body["transaction_amount"].flatMap({ Money(json: $0, currency: "MXN") }), amount.minor > 0
        else {
            throw MercadoPagoRefusal(code: 4037, message: "Invalid transaction_amount")
        }
        guard body["payer"]?["email"]?.stringValue != nil else {
            throw MercadoPagoRefusal(code: 4050, message: "payer.email must be a valid email")
        }
        var act = MercadoPagoCustomerAct()
        let word = body["payment_method_id"]?.stringValue ?? ""
        if let method = MercadoPagoCustomerAct.Method(rawValue: word) { act.method = method }
        act.holder = body["payer"]?["first_name"]?.stringValue ?? act.holder
        var payment = payment(amount, act, pages: pages, at: now)
        for name in ["external_reference", "notification_url", "metadata", "description"] { payment[name] = body[name] }
        if let end = body["date_of_expiration"] { payment["date_of_expiration"] = end }
        keep(payment, at: now)
        return payment
    }

    private mutating func payment(
        _ amount: Money,
        _ act: MercadoPagoCustomerAct,
        pages: String,
        at now: Timestamp
    ) -> MercadoPagoObject {
        let (id, isVoucher) = (newNumber(), act.method != .card && act.method != .wallet)
        let outcome =
            switch act.method {
            case .card: Self.outcomes[act.holder] ?? (status: "rejected", detail: "cc_rejected_other_reason")
            case .wallet: (status: "approved", detail: "accredited")
            default: (status: "pending", detail: "pending_waiting_payment")
            }
        var payment: MercadoPagoObject = [
            "id": .integer(id), "status": .string(outcome.status), "status_detail": .string(outcome.detail),
            "transaction_amount": Self.number(amount), "transaction_amount_refunded": 0,
            "currency_id": .string(amount.currency), "payment_type_id": .string(act.method.type),
            "payment_method_id": .string(
                act.method == .card ? "visa" : act.method == .wallet ? "account_money" : act.method.rawValue
            ),
            "live_mode": false, "collector_id": .integer(collector), "refunds": [], "operation_type": "regular_payment",
            "date_created": .string(Self.date(now)), "payer": ["email": JSON(act.email)], "transaction_details": [:],
        ]
        if outcome.status == "approved" { payment["date_approved"] = .string(Self.date(now)) }
        guard isVoucher else { return payment }
        payment["date_of_expiration"] = .string(Self.date(now.advanced(bySeconds: 3 * 86_400)))
        payment["transaction_details"] = [
            "external_resource_url": .string("\(pages)/voucher/\(id)"),
            "payment_method_reference_id": .string("9000\(id)"), "barcode": ["content": .string("2398\(id)00045000")],
        ]
        return payment
    }

    // MARK: What becomes of a payment

    /// A voucher is paid at the counter, or a card that was looked at is taken.
    mutating func approve(_ id: String, at now: Timestamp) throws(MercadoPagoRefusal) -> MercadoPagoObject {
        var payment = try payment(id)
        guard ["pending", "in_process"].contains(payment["status"]?.stringValue) else {
            throw MercadoPagoRefusal(status: 409, error: "conflict", message: "the payment does not wait")
        }
        (payment["status"], payment["status_detail"]) = ("approved", "accredited")
        payment["date_approved"] = .string(Self.date(now))
        keep(payment, at: now)
        return payment
    }

    /// `PUT /v1/payments/{id}` with `{"status": "cancelled"}`.
    mutating func cancel(_ id: String, at now: Timestamp) throws(MercadoPagoRefusal) -> MercadoPagoObject {
        var payment = try payment(id)
        guard ["pending", "in_process"].contains(payment["status"]?.stringValue) else {
            throw MercadoPagoRefusal(code: 2018, message: "the payment's status does not allow it")
        }
        (payment["status"], payment["status_detail"]) = ("cancelled", "by_collector")
        keep(payment, at: now)
        return payment
    }

    /// `POST /v1/payments/{id}/refunds`. Together they never exceed the payment.
    mutating func refund(
        _ id: String,
        _ body: JSON,
        at now: Timestamp
    ) throws(MercadoPagoRefusal) -> JSON {
        var payment = try payment(id)
        guard payment["status"] == "approved", let paid = payment.amount("transaction_amount"),
            let back = payment.amount("transaction_amount_refunded")
        else {
            throw MercadoPagoRefusal(
                code: 2063,
                message: "The action requested is not valid for the current payment state"
            )
        }
        let left = Money(minor: paid.minor - back.minor, currency: paid.currency)
        let amount = body["amount"] == nil ? left : body["amount"].flatMap { Money(json: $0, currency: paid.currency) }
        guard let amount, amount.minor > 0, amount.minor <= left.minor else {
            throw MercadoPagoRefusal(code: 4017, message: "Invalid refund amount")
        }
        let refund: JSON = [
            "id": .integer(newNumber()), "payment_id": payment["id"] ?? .null, "amount": Self.number(amount),
            "status": "approved", "refund_mode": "standard", "date_created": .string(Self.date(now)),
        ]
        payment["refunds"] = .array((payment["refunds"]?.arrayValue ?? []) + [refund])
        let total = Money(minor: back.minor + amount.minor, currency: paid.currency)
        payment["transaction_amount_refunded"] = Self.number(total)
        payment["status_detail"] = total == paid ? "refunded" : "partially_refunded"
        if total == paid { payment["status"] = "refunded" }
        keep(payment, at: now)
        return refund
    }

    /// The cardholder's bank takes the money back, or gives it to the seller after all.
    mutating func chargeBack(
        _ id: String,
        detail: String,
        at now: Timestamp
    ) throws(MercadoPagoRefusal) -> MercadoPagoObject {
        var payment = try payment(id)
        guard ["approved", "charged_back"].contains(payment["status"]?.stringValue),
            ["in_process", "settled", "reimbursed"].contains(detail)
        else {
            throw MercadoPagoRefusal(message: "an approved payment, and in_process, settled or reimbursed are expected")
        }
        (payment["status"], payment["status_detail"]) = ("charged_back", .string(detail))
        keep(payment, at: now, isChargeback: true)
        return payment
    }
}
