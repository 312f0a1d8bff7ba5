// What Mercado Pago is sent to make a page for an attempt. It depends on nothing
// that changes from one try to the next: the same key must come with the same body.

import HostCore
import HostStorage
import OrkestaModel

/// Writes the body of `POST /checkout/preferences`.
struct MercadoPagoPreference {
    private let request: SessionRequest
    private let account: PaymentAccount
    private let publicURL: String

    init(_ request: SessionRequest, _ account: PaymentAccount, publicURL: String) {
        self.request = request
        self.account = account
        self.publicURL = publicURL
    }

    var document: DecimalDocument {
        DecimalDocument(.object(members)).adding("items", [item])
    }

    private var item: DecimalDocument {
        DecimalDocument([
            "id": .string(request.title), "title": .string(request.title), "quantity": 1,
            "currency_id": .string(request.amount.currency),
        ]).adding("unit_price", request.amount)
    }

    private var members: [String: JSON] {
        let back = JSON.string(request.returnURL)
        var members: [String: JSON] = [
            "external_reference": .string(request.reference.rawValue),
            "notification_url": .string("\(publicURL)/webhooks/mercadopago/\(request.tenant.id)"),
            "back_urls": ["success": back, "pending": back, "failure": back],
            "payment_methods": .object(methods),
            "metadata": [
                "tenant_id": .string(request.tenant.id.rawValue), "payment_id": .string(request.reference.rawValue),
            ],
        ]
        // Refused by Mercado Pago for an address that it would not send people to.
        if request.returnURL.hasPrefix("https://") { members["auto_return"] = "approved" }
        members["statement_descriptor"] = account.statement.map(JSON.string)
        members["date_of_expiration"] = request.begunAt.map { begun in
            .string(Self.date(begun.advanced(bySeconds: account.voucherDays * 86_400)))
        }
        return members
    }

    private var methods: [String: JSON] {
        var excluded: [String] = []
        if !account.offers(.cash) { excluded += ["ticket", "atm"] }
        if !account.offers(.card) { excluded += ["credit_card", "debit_card", "prepaid_card"] }
        var methods: [String: JSON] = [
            "excluded_payment_types": .array(excluded.map { ["id": .string($0)] })
        ]
        methods["installments"] = account.installmentsMax.map(JSON.integer)
        return methods
    }

    /// ISO 8601 with milliseconds and an offset in figures: a `Z` is not taken.
    static func date(_ moment: Timestamp) -> String { moment.description.dropLast() + "+00:00" }
}
