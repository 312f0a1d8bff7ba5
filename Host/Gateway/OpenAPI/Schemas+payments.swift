// The schemas of invoices, payments and links to pay.

import HostCore
import HostPayments
import OrkestaModel

extension Schemas {
    static let payments: [String: JSON] = [
        "Amount": Schema.object(
            "An amount of money.",
            [
                "amount": Schema.decimal("In the currency's unit."),
                "currency": Schema.text("ISO 4217.", example: "MXN"),
            ],
            example: ["amount": "1234.50", "currency": "MXN"]
        ),
        "Payment": Schema.object(
            "An attempt to pay an invoice, or a part of it.",
            payment.merging([
                "invoice": Schema.nullable(Schema.text("Its number.", example: "INV-1001")),
                "failure": Schema.text("Why it failed: `declined`, `expired`."),
                "created_at": Schema.time("When it was begun."),
            ]) { $1 },
            optional: ["invoice", "failure", "created_at"]
        ),
        "Invoice": Schema.object(
            "What is to be paid, and what was.",
            [
                "id": Schema.text("The row's key."), "number": Schema.text("As people see it.", example: "INV-1001"),
                "status": Schema.word("Derived from the payments.", of: Invoice.Status.allCases.map(\.rawValue)),
                "order": Schema.nullable(Schema.text("What it bills.", example: "ORD-12")),
                "description": Schema.nullable(Schema.text("What it is for.")),
                "total": amount, "paid": amount, "balance": amount, "due_at": Schema.time("When it is due."),
                "created_at": Schema.time("When it was issued."),
                "paid_at": Schema.nullable(Schema.time("When it was paid in full.")),
                "voided_at": Schema.nullable(Schema.time("When it was withdrawn.")),
                "written_off_at": Schema.nullable(Schema.time("When what was open of it was given up as a loss.")),
                "payments": Schema.array("In the order in which they were begun.", of: Schema.reference("Payment")),
            ]
        ),
        "NewInvoice": Schema.object(
            "An invoice without an order.",
            [
                "customer": [
                    "description": "As in a quote; or the key or number of one who is known.",
                    "anyOf": [customer, Schema.text("A key or CUST-7.", example: "CUST-7")],
                ], "amount": written,
                "description": Schema.text("For the customer.", maxLength: Limits.invoiceDescriptionCharactersMax),
                "due_at": Schema.time("A week from now when left out."),
            ],
            optional: ["description", "due_at"],
            example: [
                "customer": ["phone": "+525512345678"], "amount": "500.00", "description": "Reparación",
            ]
        ),
        "PaymentPlan": Schema.object(
            "The instalments of an invoice.",
            [
                "invoice": Schema.text("Its number.", example: "INV-1001"), "balance": amount,
                "installments": Schema.array(
                    "In the order in which they are due.",
                    of: Schema.object(
                        "An instalment.",
                        [
                            "position": Schema.integer("From 1.", minimum: 1), "amount": amount, "paid": amount,
                            "state": Schema.word(
                                "Where it stands.",
                                of: PaymentPlan.Standing.State.allCases.map(\.rawValue)
                            ), "due_at": Schema.time("When it is due."),
                        ]
                    )
                ),
            ]
        ),
        "NewPaymentPlan": Schema.object(
            "Instalments, in one of three ways.",
            [
                "installments": Schema.array(
                    "Together the invoice's total; empty: none.",
                    of: Schema.object(
                        "An instalment.",
                        ["amount": Schema.decimal("Above zero."), "due_at": Schema.time("When it is due.")]
                    )
                ),
                "parts": Schema.integer("So many equal parts.", minimum: 2, maximum: Limits.installmentsMax),
                "every_days": Schema.integer("So many days apart; 30 when left out.", minimum: 1),
                "first_due_at": Schema.time("When the first part is due; now when left out."),
                "deposit": Schema.decimal("What is due now."),
                "balance_due_at": Schema.time("When the rest is due."),
            ],
            optional: ["installments", "parts", "every_days", "first_due_at", "deposit", "balance_due_at"],
            example: ["parts": 3, "every_days": 30]
        ),
        "NewPaymentLink": Schema.object(
            "What is to be paid under it: an invoice or an order.",
            [
                "invoice": Schema.text("A key or INV-1001.", example: "INV-1001"),
                "order": Schema.text("A key or ORD-12.", example: "ORD-12"), "amount": written,
                "expires_at": Schema.time("In three days when left out."),
            ],
            optional: ["invoice", "order", "amount", "expires_at"],
            example: ["invoice": "INV-1001"]
        ),
        "PaymentLink": Schema.object(
            "A page where an invoice can be paid.",
            [
                "url": Schema.text("Its address.", format: "uri"), "amount": amount,
                "invoice": Schema.nullable(Schema.text("Its number.", example: "INV-1001")),
                "expires_at": Schema.time("In the tenant's time."),
            ]
        ),
        "SimulatedPayment": Schema.object(
            "What the sandbox is to let happen.",
            [
                "payment": Schema.text("An attempt's key."),
                "invoice": Schema.text("Or an invoice.", example: "INV-1001"),
                "amount": written,
                "outcome": Schema.word("How it ends.", of: SandboxOutcome.allCases.map(\.rawValue)),
            ],
            optional: ["payment", "invoice", "amount"],
            example: ["invoice": "INV-1001", "outcome": "succeeded"]
        ),
        "SimulatedWebhooks": Schema.object(
            "What was sent.",
            [
                "payment": Schema.text("The attempt."),
                "events": Schema.array("Ids of the events.", of: Schema.text("An id.")),
            ]
        ),
        "PaymentWebhook": Schema.object(
            "A webhook that came in.",
            [
                "id": Schema.text("The row's key."), "provider": Schema.pluginID,
                "type": Schema.text("In the provider's words.", example: "payment.succeeded"),
                "event_id": Schema.text("The provider's id of it."), "received_at": Schema.time("In real time."),
                "processed": Schema.flag("Whether it is done with."), "attempts": Schema.integer("So far.", minimum: 0),
                "error": Schema.nullable(Schema.text("Why it was not booked.")),
                "verified": Schema.flag(
                    "Whether its signature was the provider's; else only what the provider said counted."
                ),
                "changed_at": Schema.time("When it came, or was last tried. In real time."),
            ]
        ),
    ]

    static let amount = Schema.reference("Amount")
    private static let written = Schema.decimal("A part; or all when left out.")

    private static let payment: [String: JSON] = [
        "id": Schema.text("The row's key."),
        "state": Schema.word("How far it is.", of: Payment.State.allCases.map(\.rawValue)), "amount": amount,
        "provider": Schema.pluginID, "method": Schema.nullable(Schema.text("How it was paid.", example: "card")),
        "at": Schema.time("When it reached its state."),
    ]
}
