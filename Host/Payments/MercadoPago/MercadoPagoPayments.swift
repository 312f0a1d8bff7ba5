// Mercado Pago's payments as news for the ledger (mercadopago.com.mx/developers,
// reference/payments). An unknown status is no decision: the attempt is under way.

import HostCore
import HostStorage
import OrkestaModel

/// Reads payments, with the refunds and disputes that they carry.
enum MercadoPagoPayments {
    /// What a payment tells; empty for one that is not ours. Throws a
    /// ``PaymentMismatch`` for one of another account or mode.
    static func news(of payment: JSON, _ account: PaymentAccount) throws(PaymentMismatch) -> [ProviderNews] {
        guard let reference = payment["external_reference"]?.stringValue, isOurs(reference),
            let key = id(payment["id"]), let amount = amount("transaction_amount", payment)
        else { return [] }
        try check(payment, account)
        var news: [ProviderNews] = [.payment(report(payment, key, PaymentID(reference), amount))]
        for refund in payment["refunds"]?.arrayValue ?? [] {
            if let report = self.refund(refund, of: key, amount.currency) { news.append(.refund(report)) }
        }
        if let dispute = dispute(payment, key, amount) { news.append(.dispute(dispute)) }
        return news
    }

    /// A payment on Mercado Pago's books; nil for one that did not arrive or is not ours.
    static func transaction(_ payment: JSON) -> ProviderTransaction? {
        guard let reference = payment["external_reference"]?.stringValue, isOurs(reference),
            let key = id(payment["id"]), let amount = amount("transaction_amount", payment)
        else { return nil }
        let report = report(payment, key, PaymentID(reference), amount)
        guard report.report == .succeeded else { return nil }
        return ProviderTransaction(
            report,
            refundedMinor: self.amount("transaction_amount_refunded", payment)?.minor ?? 0
        )
    }

    private static func report(
        _ payment: JSON,
        _ key: String,
        _ reference: PaymentID,
        _ amount: Money
    ) -> ProviderReport {
        let (state, failure) = outcome(payment)
        return ProviderReport(
            state,
            session: nil,
            reference: reference,
            paymentID: key,
            amount: amount,
            method: method(payment),
            failure: failure,
            voucher: voucher(payment)
        )
    }

    /// Whether it has the form of our keys: others may use the same account.
    private static func isOurs(_ reference: String) -> Bool {
        let parts = reference.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && reference.allSatisfy { $0.isHexDigit || $0 == "-" }
    }

    private static func check(_ payment: JSON, _ account: PaymentAccount) throws(PaymentMismatch) {
        if let isLive = payment["live_mode"]?.boolValue, isLive != (account.mode == .live) {
            throw PaymentMismatch(field: "mode", description: "the payment is not of the account's mode")
        }
        if let collector = id(payment["collector_id"]), let expected = account.account, collector != expected {
            throw PaymentMismatch(field: "account", description: "the payment is of another account")
        }
    }

    private static func outcome(_ payment: JSON) -> (AttemptReport, failure: String?) {
        let detail = payment["status_detail"]?.stringValue
        return switch payment["status"]?.stringValue {
        // What was given back or is disputed had arrived; the rest is told apart.
        case "approved", "refunded", "charged_back", "in_mediation": (.succeeded, nil)
        case "rejected": (.failed, detail?.replacing("cc_rejected_", with: "") ?? PaymentFailure.declined)
        case "cancelled": (.failed, PaymentFailure.expired)
        default: (.processing, nil)
        }
    }

    /// `card`, `wallet`, or the shop that takes the voucher: `oxxo`.
    private static func method(_ payment: JSON) -> String? {
        switch payment["payment_type_id"]?.stringValue {
        case "credit_card", "debit_card", "prepaid_card": "card"
        case "account_money": "wallet"
        default: payment["payment_method_id"]?.stringValue
        }
    }

    private static func voucher(_ payment: JSON) -> PaymentVoucher? {
        let details = payment["transaction_details"] ?? .null
        let barcode = details["barcode"] ?? payment["barcode"] ?? .null
        guard let number = id(details["payment_method_reference_id"]) ?? barcode["content"]?.stringValue,
            ["ticket", "atm"].contains(payment["payment_type_id"]?.stringValue),
            let end = payment["date_of_expiration"]?.stringValue.flatMap({ Timestamp($0) })
        else { return nil }
        return PaymentVoucher(number: number, url: details["external_resource_url"]?.stringValue, expiresAt: end)
    }

    // MARK: Refunds and disputes

    /// A refund of the payment with this key.
    static func refund(
        _ refund: JSON,
        of payment: String,
        _ currency: String,
        reference: RefundID? = nil
    ) -> RefundReport? {
        guard let key = id(refund["id"]), let amount = refund["amount"].flatMap({ Money(json: $0, currency: currency) })
        else { return nil }
        let state: RefundRow.State =
            switch refund["status"]?.stringValue {
            case "approved": .succeeded
            case "rejected", "cancelled": .failed
            default: .pending
            }
        return RefundReport(state, of: AttemptName(paymentID: payment), id: key, reference: reference, amount: amount)
    }

    private static func dispute(_ payment: JSON, _ key: String, _ amount: Money) -> DisputeReport? {
        let state: DisputeRow.State? =
            switch (payment["status"]?.stringValue, payment["status_detail"]?.stringValue) {
            case ("charged_back", "settled"): .lost
            case ("charged_back", "reimbursed"): .won
            case ("charged_back", _), ("in_mediation", _): .open
            default: nil
            }
        return state.map {
            // A payment has one dispute at a time, and names none.
            DisputeReport(
                $0,
                of: AttemptName(paymentID: key),
                id: "dispute-\(key)",
                amount: amount,
                reason: payment["status_detail"]?.stringValue
            )
        }
    }

    // MARK: Parts

    private static func amount(_ name: String, _ payment: JSON) -> Money? {
        guard let currency = payment["currency_id"]?.stringValue, Money.isCurrencyCode(currency) else { return nil }
        return payment[name].flatMap { Money(json: $0, currency: currency) }
    }

    /// Keys are numbers in some answers and texts in others.
    static func id(_ value: JSON?) -> String? { value?.stringValue ?? value?.integerValue.map { String($0) } }
}
