// The schemas of accounts at payment providers.

import HostPayments
import OrkestaModel

extension Schemas {
    static let paymentAccounts: [String: JSON] = [
        "PaymentAccount": Schema.object(
            "An account at a payment provider.",
            settings.merging([
                "provider": Schema.pluginID,
                "key": Schema.flag("Whether it has a key of its own; else the platform's is used."),
                "webhook_secret": Schema.flag("Whether it has a secret of its own for webhooks."),
                "webhook_url": Schema.text("Where the provider is to send its webhooks.", format: "uri"),
            ]) { $1 },
            optional: ["account", "api_base_url", "statement_descriptor", "installments_max"]
        ),
        "PaymentAccountChange": Schema.object(
            "What of an account is to be changed.",
            settings.merging([
                "key": Schema.nullable(Schema.text("Stripe's secret key; Mercado Pago's access token.")),
                "webhook_secret": Schema.nullable(Schema.text("What the provider signs its webhooks with.")),
                "previous_webhook_secret": Schema.text("Taken beside the new one, while it is replaced."),
            ]) { $1 },
            optional: Set(settings.keys).union(["key", "webhook_secret", "previous_webhook_secret"]),
            example: ["key": "sk_test_…", "webhook_secret": "whsec_…", "methods": ["card", "cash"]]
        ),
        "CheckedPaymentAccount": Schema.object(
            "Whose account the key opens.",
            [
                "provider": Schema.pluginID,
                "account": Schema.text("As the provider names it.", example: "acct_1032D82eZvKYlo2C"),
            ]
        ),
        "RemovedPaymentAccount": Schema.object(
            "What was taken away.",
            ["removed": Schema.text("The provider.", example: "stripe")]
        ),
    ]

    private static let settings: [String: JSON] = [
        "active": Schema.flag("Whether new payments go here."),
        "mode": Schema.word("Whether money moves.", of: PaymentAccount.Mode.allCases.map(\.rawValue)),
        "account": Schema.nullable(
            Schema.text(
                "Stripe's connected account; Mercado Pago's id of the collector.",
                example: "acct_1032D82eZvKYlo2C"
            )
        ),
        "api_base_url": Schema.nullable(
            Schema.text("The provider's own address; in the sandbox also an emulator.", format: "uri")
        ),
        "methods": Schema.array(
            "How customers may pay.",
            of: Schema.word("A method.", of: PaymentAccount.Method.allCases.map(\.rawValue))
        ),
        "voucher_days": Schema.integer("How long a voucher can be paid.", minimum: 1, maximum: 7, example: 3),
        "page": Schema.word(
            "Stripe's page: a Checkout Session, or a Payment Link.",
            of: PaymentAccount.Page.allCases.map(\.rawValue)
        ),
        "statement_descriptor": Schema.nullable(Schema.text("On the customer's statement.", maxLength: 22)),
        "installments_max": Schema.nullable(Schema.integer("Monthly payments.", minimum: 1, maximum: 48)),
    ]
}
