// What Stripe is sent to make a page for an attempt. The forms depend on nothing
// that changes from one try to the next: the same key must come with the same form.

import HostCore
import HostStorage
import OrkestaModel

/// Writes the forms of one request.
struct StripePageForms {
    /// Of one voucher, in centavos (docs.stripe.com/payments/oxxo).
    private static let oxxoLimits: ClosedRange<Int64> = 1_000...1_000_000

    private let request: SessionRequest
    private let account: PaymentAccount

    init(_ request: SessionRequest, _ account: PaymentAccount) {
        self.request = request
        self.account = account
    }

    /// Of `POST /v1/checkout/sessions`. No `expires_at`, which would change with
    /// each try: who does not pay in time finds the page closed by the host.
    var session: WebForm {
        get throws(ProviderRefusal) {
            var form: WebForm = [
                "mode": "payment", "success_url": request.returnURL, "cancel_url": request.returnURL,
                "client_reference_id": request.reference.rawValue,
            ]
            try add(to: &form)
            if offersOXXO {
                form.add("payment_method_options[oxxo][expires_after_days]", String(account.voucherDays))
            }
            return form
        }
    }

    /// Of `POST /v1/payment_links`: paid once, then closed.
    var link: WebForm {
        get throws(ProviderRefusal) {
            var form: WebForm = [
                "restrictions[completed_sessions][limit]": "1", "after_completion[type]": "redirect",
                "after_completion[redirect][url]": request.returnURL,
            ]
            try add(to: &form)
            return form
        }
    }

    private func add(to form: inout WebForm) throws(ProviderRefusal) {
        guard let amount = StripeAmount.wire(request.amount) else {
            throw ProviderRefusal(reason: "the amount is beyond what Stripe counts")
        }
        let item = "line_items[0]"
        form.add("\(item)[quantity]", "1")
        form.add("\(item)[price_data][currency]", request.amount.currency.lowercased())
        form.add("\(item)[price_data][unit_amount]", String(amount))
        form.add("\(item)[price_data][product_data][name]", request.title)
        let methods = methods
        guard !methods.isEmpty else {
            throw ProviderRefusal(reason: "no method that the account offers takes this amount")
        }
        form.add("payment_method_types", methods)
        // In both places: events of sessions and of payments carry different objects.
        form.add("metadata", metadata)
        form.add("payment_intent_data[metadata]", metadata)
        if let statement = account.statement {
            form.add("payment_intent_data[statement_descriptor_suffix]", statement)
        }
    }

    private var metadata: [String: String] {
        [
            StripeObjects.paymentKey: request.reference.rawValue,
            StripeObjects.tenantKey: request.tenant.id.rawValue,
            "invoice": request.title,
        ]
    }

    private var methods: [String] {
        (account.offers(.card) ? ["card"] : []) + (offersOXXO ? ["oxxo"] : [])
    }

    private var offersOXXO: Bool {
        account.offers(.cash) && request.amount.currency == "MXN" && Self.oxxoLimits.contains(request.amount.minor)
    }
}
