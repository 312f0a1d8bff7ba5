// The schemas of refunds, credit, disputes and the review queue.

import HostCore
import HostPayments
import OrkestaModel

extension Schemas {
    static let refunds: [String: JSON] = [
        "NewRefund": Schema.object(
            "What is to be given back.",
            [
                "invoice": invoice, "payment": Schema.text("Only of this payment, by its key."),
                "amount": Schema.decimal("All that can be given back when left out."),
                "to": Schema.word(
                    "`original`, the default: the way it came where its method allows that, else to credit.",
                    of: RefundWish.Destination.allCases.map(\.rawValue)
                ),
                "reason": Schema.text("For the books.", maxLength: Limits.refundReasonCharactersMax),
            ],
            optional: ["payment", "amount", "to", "reason"],
            example: ["invoice": "INV-1001", "amount": "250.00", "reason": "One piece was broken"]
        ),
        "Refund": Schema.object(
            "What of a payment goes back, and where to.",
            [
                "id": Schema.text("The row's key."), "invoice": Schema.nullable(invoice),
                "payment": Schema.text("The payment's key."), "amount": amount,
                "destination": Schema.word("Where to.", of: RefundRow.Destination.allCases.map(\.rawValue)),
                "state": Schema.word("How far it is.", of: RefundRow.State.allCases.map(\.rawValue)),
                "reason": Schema.nullable(Schema.text("The business's.")),
                "failure": Schema.nullable(Schema.text("Why it failed.")),
                "created_at": Schema.time("When it was begun."), "at": Schema.time("When it reached its state."),
            ]
        ),
        "Refunds": Schema.object(
            "The refunds that were begun.",
            ["refunds": Schema.array("One for each payment that gives a part.", of: Schema.reference("Refund"))]
        ),
        "Return": Schema.object("Goods that come back.", goods),
        "SettledReturn": Schema.object(
            "A return with what was given back for it.",
            goods.merging(["refunds": Schema.array("As begun.", of: Schema.reference("Refund"))]) { $1 }
        ),
        "NewReturn": Schema.object(
            "What of a paid order is to come back.",
            [
                "order": Schema.text("A number or key.", example: "ORD-12"),
                "lines": Schema.array(
                    "Each product once.",
                    of: Schema.object(
                        "A product.",
                        ["sku": Schema.text("As in the order."), "quantity": Schema.decimal("Up to what was bought.")]
                    )
                ), "reason": Schema.text("The customer's.", maxLength: Limits.refundReasonCharactersMax),
                "case": Schema.text("The ticket that it came of.", example: "CASE-3"),
            ],
            optional: ["reason", "case"],
            example: ["order": "ORD-12", "lines": [["sku": "MAR-16OZ-STA", "quantity": "1"]], "reason": "Broken"]
        ),
        "ReturnArrivals": Schema.object(
            "What has arrived.",
            [
                "lines": Schema.array(
                    "By product.",
                    of: Schema.object(
                        "A product.",
                        [
                            "sku": Schema.text("As in the return."), "received": Schema.decimal("To be sold again."),
                            "damaged": Schema.decimal("Not to be sold again."),
                        ],
                        optional: ["received", "damaged"]
                    )
                )
            ],
            example: ["lines": [["sku": "MAR-16OZ-STA", "damaged": "1"]]]
        ),
        "ReturnSettlement": Schema.object(
            "Where the money goes.",
            [
                "to": Schema.word(
                    "`original`, the default: the way it came where its method allows that, else to credit.",
                    of: RefundWish.Destination.allCases.map(\.rawValue)
                )
            ],
            optional: ["to"],
            example: ["to": "credit"]
        ),
        "Credit": Schema.object(
            "What the business owes a customer.",
            [
                "customer_id": Schema.text("The customer's key."),
                "balances": Schema.array("In each currency that there ever was.", of: amount),
                "movements": Schema.array(
                    "What made it, the latest first.",
                    of: Schema.object(
                        "A change.",
                        [
                            "effect": Schema.text("What made it.", example: "credit.granted:0199…"), "amount": amount,
                            "invoice": Schema.nullable(invoice), "note": Schema.nullable(Schema.text("In words.")),
                            "at": Schema.time("When."),
                        ]
                    )
                ),
            ]
        ),
        "CreditChange": Schema.object(
            "What is done to a customer's credit.",
            [
                "action": Schema.word(
                    "Whether more is owed from now on, or was paid.",
                    of: CreditRoutes.Action.allCases.map(\.rawValue)
                ), "amount": Schema.decimal("Above zero."),
                "reason": Schema.text("For the books.", minLength: 1, maxLength: Limits.refundReasonCharactersMax),
            ],
            example: ["action": "grant", "amount": "50.00", "reason": "The delivery came a day late"]
        ),
        "CreditUse": Schema.object(
            "How much of an invoice is paid with credit.",
            ["amount": Schema.decimal("As much as there is credit when left out.")],
            optional: ["amount"],
            example: ["amount": "100.00"]
        ),
        "Dispute": Schema.object(
            "A payment whose payer asks their bank for the money back.",
            [
                "id": Schema.text("The row's key."), "invoice": Schema.nullable(invoice),
                "payment": Schema.text("The payment's key."), "provider": Schema.pluginID,
                "provider_dispute_id": Schema.text("The provider's key of it."), "amount": amount,
                "state": Schema.word("How it stands.", of: DisputeRow.State.allCases.map(\.rawValue)),
                "reason": Schema.nullable(Schema.text("In the provider's words.", example: "fraudulent")),
                "answer_by": Schema.nullable(Schema.time("Until when evidence counts.")),
                "created_at": Schema.time("When it was opened."), "at": Schema.time("When it reached its state."),
            ]
        ),
        "ReconciliationRange": Schema.object(
            "What is compared: the last two days when left out.",
            ["from": Schema.time("From this moment."), "until": Schema.time("Until before this one.")],
            optional: ["from", "until"],
            example: ["from": "2026-11-22T00:00:00Z", "until": "2026-11-24T00:00:00Z"]
        ),
        "Reconciliation": Schema.object(
            "What a comparison found.",
            [
                "provider": Schema.pluginID, "from": Schema.time("From this moment."),
                "until": Schema.time("Until before this one."),
                "checked": Schema.integer("Payments that were compared.", minimum: 0),
                "corrected": Schema.integer("Those whose news had been lost, booked now.", minimum: 0),
                "differences": Schema.array(
                    "What a person has to look at.",
                    of: Schema.object(
                        "A difference.",
                        [
                            "kind": Schema.word(
                                "Its kind.",
                                of: ReconciliationDifference.Kind.allCases.map(\.rawValue)
                            ), "subject": Schema.text("The payment's key at the provider, else here."),
                            "explanation": Schema.text("In a sentence."),
                        ]
                    )
                ),
            ]
        ),
        "Review": Schema.object(
            "What only a person can decide.",
            [
                "id": Schema.text("The row's key."),
                "kind": Schema.word("Why.", of: ReviewRow.Kind.allCases.map(\.rawValue)),
                "subject": Schema.text("Names what it is about."), "summary": Schema.text("In a sentence."),
                "invoice": Schema.nullable(invoice),
                "webhook": Schema.nullable(Schema.text("What brought it up, by its key.")),
                "state": Schema.word("How it stands.", of: ReviewRoutes.State.allCases.map(\.rawValue)),
                "resolution": Schema.nullable(Schema.text("What was decided.")),
                "resolved_by": Schema.nullable(Schema.text("By whom.")), "created_at": Schema.time("Since when."),
                "resolved_at": Schema.nullable(Schema.time("When it was decided.")),
            ]
        ),
    ]

    private static let goods: [String: JSON] = [
        "id": Schema.text("The row's key."), "number": Schema.text("As people see it.", example: "RMA-7"),
        "order": Schema.nullable(Schema.text("Its order.", example: "ORD-12")), "invoice": Schema.nullable(invoice),
        "case": Schema.nullable(Schema.text("The ticket that it came of.", example: "CASE-3")),
        "state": Schema.word("How far it is.", of: GoodsReturn.State.allCases.map(\.rawValue)),
        "reason": Schema.nullable(Schema.text("The customer's.")),
        "lines": Schema.array(
            "By product.",
            of: Schema.object(
                "A product.",
                [
                    "sku": Schema.text("As in the order."), "requested": Schema.decimal("To come back."),
                    "received": Schema.decimal("Came to be sold again."), "damaged": Schema.decimal("Came damaged."),
                ]
            )
        ), "created_at": Schema.time("When it was asked for."),
    ]
    private static let invoice = Schema.text("A number or key.", example: "INV-1001")
}
