// The schemas of channels: what is sent, how it goes on, and what happens meanwhile.

import HostInbox
import HostOutbox
import OrkestaModel

extension Schemas {
    static let channels: [String: JSON] = [
        "OutboxMessage": Schema.object(
            "A message on its way to a customer.",
            [
                "id": Schema.text("The row's key."), "channel": Schema.pluginID,
                "address": Schema.text("The customer's, on this channel."),
                "conversation_id": Schema.text("Where it was said."),
                "message_id": Schema.text("Which message of the conversation."),
                "reply": Schema.reference("Reply"),
                "more": Schema.array("What follows in the same message.", of: Schema.reference("Reply")),
                "state": Schema.word("How far it is.", of: OutboxState.allCases.map(\.rawValue)),
                "delivery": Schema.nullable(
                    Schema.word("What the provider told since.", of: DeliveryReceipt.Kind.allCases.map(\.word))
                ),
                "attempts": Schema.integer("How often it was tried.", minimum: 0),
                "error": Schema.nullable(Schema.text("What went wrong last.")),
                "provider_message_id": Schema.nullable(Schema.text("The provider's name of it.")),
                "idempotency_key": Schema.text("Our name of it at the provider, the same on every attempt."),
                "fallback_of": Schema.nullable(Schema.text("The message in whose place it goes out.")),
                "created_at": Schema.time("When it was said."),
                "settled_at": Schema.nullable(Schema.time("When that was certain.")),
            ]
        ),
        "DeliveryPolicy": Schema.object("How messages go on when their channel fails them.", policy),
        "DeliveryPolicyChange": Schema.object(
            "What is to change; null takes a member away.",
            policy,
            optional: Set(policy.keys),
            example: ["fallback": ["sms"], "undelivered_minutes": 30]
        ),
        "MessageTemplate": Schema.object(
            "A message worded beforehand.",
            [
                "name": Schema.text("Its name."),
                "channel": Schema.nullable(Schema.text("Only for this channel; null: for every one.")),
                "language": Schema.text("BCP 47 without a region.", example: "es"),
            ].merging(template) { $1 }
        ),
        "MessageTemplateText": Schema.object(
            "The wording of a template.",
            template,
            optional: ["variables", "header", "buttons", "provider"],
            example: [
                "body": "Hola {{customer}}, tu pago de {{amount}} vence el {{due}}.",
                "variables": [
                    ["name": "customer", "type": "text"], ["name": "amount", "type": "money"],
                    ["name": "due", "type": "date"],
                ],
            ]
        ),
        "TemplateValues": Schema.object(
            "What stands in a template's gaps.",
            ["values": Schema.map("A value for each variable, by its name.")]
        ),
        "RenderedTemplate": Schema.object(
            "A message made from a template.",
            [
                "text": Schema.text("What is said."), "language": Schema.text("BCP 47."),
                "template": Schema.nullable(Schema.map("What the provider gets; null where it has not approved.")),
            ]
        ),
        "TemplateReview": Schema.object(
            "What a channel's provider says of a tenant's templates.",
            [
                "items": Schema.array(
                    "All of the provider's.",
                    of: Schema.object(
                        "A template of the provider's.",
                        [
                            "name": Schema.text("The provider's name of it.", example: "recordatorio_pago"),
                            "language": Schema.text("As the provider writes it.", example: "es_MX"),
                            "approval": Schema.word(
                                "What the provider has decided.",
                                of: TemplateApproval.allCases.map(\.rawValue)
                            ),
                            "reason": Schema.nullable(Schema.text("Why, where the provider says so.")),
                            "templates": Schema.array(
                                "The tenant's that go out as it.",
                                of: Schema.text("A template's name.")
                            ),
                        ]
                    )
                ),
                "changed": Schema.array(
                    "The tenant's whose approval is another one now.",
                    of: Schema.reference("MessageTemplate")
                ),
                "missing": Schema.array(
                    "The tenant's that the provider does not have, under that name and in that language.",
                    of: Schema.reference("MessageTemplate")
                ),
            ]
        ),
        "CustomerMergeRequest": Schema.object(
            "Into whom.",
            ["into": Schema.text("The customer that stays, by key or number.", example: "CUST-3")]
        ),
        "DomainEvent": Schema.object(
            "Something that happened in a tenant's business: the data of a stream's event.",
            [
                "id": Schema.text("Its key; give it as Last-Event-ID."),
                "type": Schema.text("What happened.", example: "conversation.message"),
                "entity": Schema.text("To what: a conversation, an invoice."),
                "at": Schema.time("When."),
                "data": Schema.map("The facts, by type."),
            ]
        ),
    ]

    private static let template: [String: JSON] = [
        "body": Schema.text("The text, with {{name}} for each variable.", minLength: 1),
        "variables": Schema.array(
            "The gaps.",
            of: Schema.object(
                "A gap.",
                [
                    "name": Schema.text("1 to 40 of a-z, 0-9 and '_'."),
                    "type": Schema.word("How it is shown.", of: MessageTemplate.VariableType.allCases.map(\.rawValue)),
                ]
            )
        ),
        "header": Schema.nullable(
            Schema.object(
                "A file above the text.",
                [
                    "type": Schema.word(
                        "What it is.",
                        of: MessageTemplate.Header.Kind.allCases.map(\.rawValue)
                    ),
                    "link": Schema.text("Where it lies: an address, or {{name}} of a link.", maxLength: 2_000),
                    "name": Schema.nullable(Schema.text("Of a document, as the customer sees it.", maxLength: 240)),
                ],
                optional: ["name"]
            )
        ),
        "buttons": Schema.array(
            "What opens addresses, up to 10.",
            of: Schema.object(
                "A button.",
                [
                    "title": Schema.text("What is on it.", example: "Pagar", maxLength: 25),
                    "url": Schema.text(
                        "An address; with {{name}} of a link at its end, what of the link follows the same beginning.",
                        example: "https://shop.example/pay/{{link}}",
                        maxLength: 2_000
                    ),
                ]
            )
        ),
        "provider": Schema.nullable(
            Schema.object(
                "The same message as the provider knows it.",
                [
                    "name": Schema.text("The provider's name of it.", example: "recordatorio_pago"),
                    "language": Schema.text("As the provider writes it.", example: "es_MX"),
                    "approval": Schema.word(
                        "What the provider has decided.",
                        of: TemplateApproval.allCases.map(\.rawValue)
                    ),
                    "reason": Schema.text("Why, where the provider said so."),
                    "decided_at": Schema.time("When the provider told so; left out where somebody recorded it."),
                ],
                optional: ["approval", "reason", "decided_at"]
            )
        ),
    ]

    private static let policy: [String: JSON] = [
        "fallback": Schema.array("Other channels, tried in order, each once.", of: Schema.pluginID),
        "undelivered_minutes": Schema.nullable(
            Schema.integer(
                """
                A message that is not delivered after so long goes on too; null: never. Only WhatsApp, and SMS with \
                `webhook_url`, tell what they deliver: on other channels it is one that the provider has not taken by \
                then, or of which nobody knows whether it was sent.
                """,
                minimum: 1
            )
        ),
        "template": Schema.nullable(
            Schema.object(
                "The provider's template that carries messages outside the channel's window.",
                [
                    "name": Schema.text("The provider's name of it.", example: "aviso"),
                    "language": Schema.text("As the provider writes it.", example: "es_MX"),
                    "parameters": Schema.array(
                        "What its variables are filled with, in order.",
                        of: Schema.word("A part.", of: WindowTemplate.Part.allCases.map(\.rawValue))
                    ),
                ]
            )
        ),
    ]
}

extension DeliveryReceipt.Kind {
    /// The word in the API.
    var word: String {
        switch self {
        case .sent: "sent"
        case .delivered: "delivered"
        case .read: "read"
        case .failed: "failed"
        }
    }
}
