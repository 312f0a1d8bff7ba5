// What goes back at the emulated Stripe: refunds, and disputes of the customer's bank.

internal import OrkestaModel

extension StripeBooks {
    private static let refundParameters: Set = [
        "payment_intent", "charge", "amount", "reason", "metadata", "expand",
    ]
    private static let reasons: Set = ["duplicate", "fraudulent", "requested_by_customer"]

    /// `POST /v1/refunds`. Together they never exceed what was captured.
    mutating func refund(
        _ form: JSON,
        of account: String?,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        if let unknown = form.objectValue?.keys.first(where: { !Self.refundParameters.contains($0) }) {
            throw StripeRefusal(
                code: "parameter_unknown",
                param: unknown,
                message: "Received unknown parameter: \(unknown)"
            )
        }
        if let reason = form["reason"]?.stringValue, !Self.reasons.contains(reason) {
            throw .invalid("reason", "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer")
        }
        var charge = try charge(form, of: account)
        let left = charge.integer("amount_captured") - charge.integer("amount_refunded")
        guard left > 0 else {
            throw StripeRefusal(
                code: "charge_already_refunded",
                message: "Charge \(charge.id) has already been refunded."
            )
        }
        let amount = form["amount"]?.formInteger ?? left
        guard amount > 0, amount <= left else {
            throw .invalid("amount", "Refund amount (\(amount)) is greater than unrefunded amount on charge (\(left))")
        }
        let refund: StripeObject = [
            "id": .string(newID("re_")), "object": "refund", "amount": .integer(amount),
            "charge": .string(charge.id), "payment_intent": charge["payment_intent"] ?? .null,
            "currency": charge["currency"] ?? .null, "created": .integer(seconds), "status": "succeeded",
            "reason": form["reason"] ?? .null, "metadata": form["metadata"] ?? [:],
        ]
        charge["amount_refunded"] = .integer(charge.integer("amount_refunded") + amount)
        charge["refunded"] = .bool(amount == left)
        keep(refund, of: account)
        keep(charge, of: account)
        happened("refund.created", to: refund, at: seconds)
        happened("charge.refunded", to: charge, at: seconds)
        return refund
    }

    private func charge(_ form: JSON, of account: String?) throws(StripeRefusal) -> StripeObject {
        var id = form["charge"]?.stringValue
        if let payment = form["payment_intent"]?.stringValue {
            let intent = try find(payment, "payment_intent", of: account)
            guard let latest = intent.text("latest_charge") else {
                throw StripeRefusal(
                    message: "This PaymentIntent (\(payment)) does not have a successful charge to refund."
                )
            }
            id = latest
        }
        guard let id else { throw .missing("payment_intent") }
        let charge = try find(id, "charge", of: account)
        guard charge["payment_method_details"]?["type"] != "oxxo" else {
            throw StripeRefusal(
                code: "payment_method_not_available",
                message: "Charges made with OXXO cannot be refunded."
            )
        }
        guard charge["disputed"] != true else {
            throw StripeRefusal(code: "charge_disputed", message: "Charge \(charge.id) has been disputed.")
        }
        return charge
    }

    // MARK: Disputes

    /// The customer's bank calls a payment in question.
    mutating func dispute(
        _ payment: String,
        reason: String,
        of account: String?,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        let intent = try find(payment, "payment_intent", of: account)
        var charge = try find(intent.text("latest_charge") ?? "", "charge", of: account)
        guard charge["disputed"] != true, charge["payment_method_details"]?["type"] == "card" else {
            throw StripeRefusal(message: "This payment cannot be disputed, or is so already.")
        }
        let dispute: StripeObject = [
            "id": .string(newID("dp_")), "object": "dispute", "amount": charge["amount"] ?? 0,
            "charge": .string(charge.id), "payment_intent": .string(payment), "currency": charge["currency"] ?? .null,
            "created": .integer(seconds), "livemode": false, "reason": .string(reason), "status": "needs_response",
            "metadata": [:], "evidence_details": ["due_by": .integer(seconds + 7 * 86_400), "has_evidence": false],
        ]
        charge["disputed"] = true
        keep(charge, of: account)
        keep(dispute, of: account)
        happened("charge.dispute.created", to: dispute, at: seconds)
        return dispute
    }

    /// The bank decides: `won` is for the tenant, `lost` for the customer.
    mutating func closeDispute(_ id: String, won: Bool, at seconds: Int64) throws(StripeRefusal) -> StripeObject {
        let account = owners[id]
        var dispute = try find(id, "dispute", of: account)
        guard dispute.text("status") == "needs_response" else {
            throw StripeRefusal(message: "This dispute is closed already.")
        }
        dispute["status"] = won ? "won" : "lost"
        keep(dispute, of: account)
        happened("charge.dispute.closed", to: dispute, at: seconds)
        return dispute
    }
}
