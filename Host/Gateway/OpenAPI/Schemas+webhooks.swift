// The schemas of webhooks to the tenants' systems, and of looking at both ways.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel

extension Schemas {
    static let webhooks: [String: JSON] = [
        "Endpoint": Schema.object("Where the tenant's systems hear of events.", endpoint),
        "EndpointWithSecret": Schema.object(
            "An endpoint with what its webhooks are signed with.",
            endpoint.merging(["secret": Schema.text("Shown this once.", example: "whsec_…")]) { $1 }
        ),
        "NewEndpoint": Schema.object(
            "A new endpoint.",
            draft,
            optional: ["events", "description", "enabled"],
            example: ["url": "https://shop.example/orkesta", "events": ["payment.*", "dispute.opened"]]
        ),
        "EndpointChange": Schema.object(
            "What changes of an endpoint.",
            draft,
            optional: ["url", "events", "description", "enabled"],
            example: ["enabled": true]
        ),
        "Delivery": Schema.object("An event on its way to an endpoint.", delivery),
        "DeliveryLog": Schema.object(
            "A delivery with its body and every attempt.",
            delivery.merging([
                "body": Schema.text("As it is signed."),
                "log": Schema.array(
                    "In order.",
                    of: Schema.object(
                        "An attempt.",
                        [
                            "at": Schema.time("When."), "milliseconds": Schema.integer("How long.", minimum: 0),
                            "status": Schema.nullable(Schema.integer("What was answered.")),
                            "error": Schema.nullable(Schema.text("Why nothing was answered.", example: "timed-out")),
                            "response": Schema.nullable(Schema.text("The beginning of the answer.")),
                        ]
                    )
                ),
            ]) { $1 }
        ),
        "ReplayRange": Schema.object(
            "What is sent once more.",
            range.merging(["also_delivered": Schema.flag("Also what arrived; false when left out.")]) { $1 },
            optional: ["also_delivered"],
            example: ["from": "2026-11-23T00:00:00Z", "until": "2026-11-24T00:00:00Z"]
        ),
        "WebhookReplay": Schema.object(
            "One webhook, or those that came in a stretch of time.",
            range.merging(["webhook": Schema.text("A webhook's key.")]) { $1 },
            optional: ["webhook", "from", "until"],
            example: ["from": "2026-11-23T00:00:00Z", "until": "2026-11-24T00:00:00Z"]
        ),
        "Replayed": Schema.object(
            "What was queued.",
            ["replayed": Schema.integer("How many; at most \(Limits.deliveryReplayMax).", minimum: 0)]
        ),
        "IdempotencyTest": Schema.object(
            "How often the same event is delivered at once.",
            ["times": Schema.integer("10 when left out.", minimum: 2, maximum: Limits.idempotencyTestMax)],
            optional: ["times"],
            example: ["times": 10]
        ),
        "IdempotencyReport": Schema.object(
            "What became of it.",
            [
                "event_id": Schema.text("The event's id."), "sent": Schema.integer("Deliveries.", minimum: 0),
                "accepted": Schema.integer("Those that became a row.", minimum: 0),
                "duplicates": Schema.integer("Those that were known.", minimum: 0),
                "deduplicated": Schema.flag("Whether exactly one became a row."),
            ]
        ),
    ]

    private static let endpoint: [String: JSON] = [
        "id": Schema.text("The row's key."), "url": Schema.text("What is called.", format: "uri"),
        "description": Schema.nullable(Schema.text("For people.")), "enabled": Schema.flag("Whether it is called."),
        "disabled_because": Schema.nullable(Schema.text("Why the host switched it off.")),
        "events": Schema.array("What it hears of; empty: everything.", of: filter),
        "created_at": Schema.time("When it was made."), "updated_at": Schema.time("When it was changed."),
    ]

    private static let draft: [String: JSON] = [
        "url": Schema.text("What is called: HTTPS.", format: "uri", maxLength: Limits.endpointURLBytesMax),
        "events": Schema.array("What it is to hear of; empty: everything.", of: filter),
        "description": Schema.text("For people.", maxLength: Limits.endpointDescriptionCharactersMax),
        "enabled": Schema.flag("Whether it is called; true when left out."),
    ]

    private static let filter = Schema.text(
        "A type, one of \(DomainEventType.names); or a group.",
        example: "payment.*"
    )

    private static let delivery: [String: JSON] = [
        "id": Schema.text("The row's key."), "endpoint": Schema.text("The endpoint's key."),
        "event_id": Schema.text("`webhook-id`: the receiver's idempotency key."),
        "type": Schema.text("What happened.", example: "payment.succeeded"),
        "state": Schema.word("How it stands.", of: DeliveryRow.State.allCases.map(\.rawValue)),
        "attempts": Schema.integer("So far.", minimum: 0), "created_at": Schema.time("When it happened."),
        "settled_at": Schema.nullable(Schema.time("When it was done with.")),
    ]

    private static let range: [String: JSON] = [
        "from": Schema.time("From this moment."), "until": Schema.time("Until before this one."),
    ]
}
