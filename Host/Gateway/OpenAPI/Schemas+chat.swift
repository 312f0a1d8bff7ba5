// The schemas of chat, conversations and the dashboard.

import HostConversations
import HostInbox
import HostOutbox
import OrkestaModel

extension Schemas {
    static let chat: [String: JSON] = [
        "Customer": Schema.object(
            "Somebody who wrote, or to whom something was sold.",
            [
                "id": Schema.text("The row's key."), "number": Schema.text("As people see it.", example: "CUST-7"),
                "name": Schema.nullable(Schema.text("As the customer or a channel gave it.")),
                "locale": Schema.nullable(Schema.text("BCP 47.", example: "es")),
                "addresses": Schema.array(
                    "From where.",
                    of: Schema.object(
                        "An address on a channel.",
                        ["channel": Schema.pluginID, "address": Schema.text("Canonical.", example: "+525512345678")]
                    )
                ),
                "opted_out_at": Schema.nullable(Schema.time("When no more messages were asked for.")),
                "created_at": Schema.time("When first heard of."),
            ]
        ),
        "ChatRequest": chatRequest,
        "ChatAnswer": chatAnswer,
        "ChatAccepted": Schema.object(
            "A message whose turn takes longer.",
            ["turn_id": Schema.text("The turn's key.")]
        ),
        "Reply": reply,
        "Message": message,
        "Conversation": conversation,
        "ConversationDetail": conversationDetail,
        "Case": caseSchema,
        "Dashboard": dashboard,
    ]

    private static let chatRequest = Schema.object(
        "A customer's message.",
        [
            "customer": Schema.object(
                "Who writes: exactly one of `phone` and `id`.",
                [
                    "phone": Schema.text("A telephone number.", example: "+525512345678"),
                    "id": Schema.text(
                        "Your own key of the customer.",
                        example: "web-4711",
                        minLength: 1,
                        maxLength: 200
                    ),
                    "name": Schema.text("What to call the customer.", example: "Ana", maxLength: 120),
                ],
                optional: ["phone", "id", "name"]
            ),
            "message": Schema.text(
                "What the customer says.",
                example: "¿Tienen tornillos de 1/4?",
                minLength: 1,
                maxLength: 4096
            ),
            "message_id": Schema.text(
                "Your key of the message; repeat it when you repeat the request.",
                maxLength: 200
            ),
            "locale": Schema.text("The customer's language (BCP 47).", example: "es", maxLength: 35),
        ],
        optional: ["message_id", "locale"],
        example: ["customer": ["phone": "+525512345678", "name": "Ana"], "message": "¿Tienen tornillos de 1/4?"]
    )

    private static let stateWord = Schema.word("The conversation's state.", of: ["active", "paused", "completed"])

    private static let chatAnswer = Schema.object(
        "What the turn said.",
        [
            "conversation_id": Schema.text("The conversation's key."),
            "turn_id": Schema.text("The turn's key."),
            "agent": Schema.nullable(Schema.text("The agent that answered.", example: "catalog")),
            "intent": Schema.nullable(Schema.text("What the customer wants.", example: "product_search")),
            "replies": Schema.array("In the order in which they were said.", of: Schema.reference("Reply")),
            "products": Schema.array("Products that were shown.", of: Schema.reference("ProductHit")),
            "state": stateWord,
            "sales_state": salesState,
        ],
        optional: ["products"]
    )

    private static let choice = Schema.object(
        "A choice.",
        [
            "id": Schema.text("Comes back when it is chosen."), "title": Schema.text("What it says."),
            "description": Schema.text("More about it."),
        ],
        optional: ["description"]
    )

    private static let reply = Schema.object(
        "One message: `type` says which of the other members there are.",
        [
            "type": Schema.word("Its form.", of: ["text", "buttons", "list", "image", "document", "link"]),
            "text": Schema.text("What it says: text, buttons, list."),
            "buttons": Schema.array("Choices to tap: buttons.", of: choice),
            "items": Schema.array("Choices to pick: list.", of: choice),
            "url": Schema.text("Where it is: image, document, link.", format: "uri"),
            "caption": Schema.text("Under an image."),
            "name": Schema.text("A document's file name."),
            "mime": Schema.text("A document's media type."),
            "title": Schema.text("A link's title."),
        ],
        optional: ["text", "buttons", "items", "url", "caption", "name", "mime", "title"],
        example: ["type": "text", "text": "Sí, el tornillo de 1/4 cuesta $2.50 MXN."]
    )

    private static let message = Schema.object(
        "A stored message.",
        [
            "id": Schema.text("The message's key."),
            "conversation_id": Schema.text("The conversation's key."),
            "sequence": Schema.integer("Its place in the conversation, from 1.", minimum: 1),
            "role": Schema.word("Who said it.", of: ["user", "assistant", "person", "system"]),
            "agent": Schema.nullable(Schema.text("The agent that said it.")),
            "turn_id": Schema.nullable(Schema.text("The turn in which it was said.")),
            "at": Schema.time("When, in the tenant's time."),
            "reply": Schema.reference("Reply"),
            "attachments": Schema.array(
                "Files that came with it; where conversations are read.",
                of: Schema.object(
                    "A file.",
                    [
                        "name": Schema.nullable(Schema.text("What it is called.", example: "lista.pdf")),
                        "mime": Schema.nullable(Schema.text("Its type.", example: "application/pdf")),
                        "state": Schema.word("Whether it is here.", of: Attachment.State.allCases.map(\.rawValue)),
                        "media_id": Schema.nullable(Schema.text("Its key, once it is here.")),
                    ]
                )
            ),
            "delivery": delivery,
        ],
        optional: ["attachments", "delivery"]
    )

    private static let delivery = Schema.object(
        "How far it has come; where one conversation is read, of what goes out through a channel.",
        [
            "state": Schema.word(
                "`unknown`: perhaps sent, and never again by itself; `dead`: refused, or tried too often.",
                of: OutboxState.allCases.map(\.rawValue)
            ),
            "told": Schema.word(
                "What the provider told last.",
                of: DeliveryReceipt.Kind.allCases.map { "\($0)" }
            ),
            "channel": Schema.text("The channel by which it goes out.", example: "whatsapp"),
            "error": Schema.text("Why it did not go out."),
        ],
        optional: ["told", "error"]
    )

    private static let taken = Schema.object(
        "Who has it; not there while no person does.",
        [
            "by": Schema.text(
                "What they call themself, else the key's name; `channel:whatsapp` for whoever answers from the "
                    + "provider's own app.",
                example: "Luis"
            ),
            "until": Schema.time("When it goes back by itself; not there: never."),
        ],
        optional: ["by", "until"]
    )

    private static let conversation = Schema.object(
        "A conversation.",
        [
            "id": Schema.text("The conversation's key."),
            "customer_id": Schema.text("The customer's key."),
            "channel": Schema.text("The channel.", example: "web"),
            "address": Schema.text("The customer's address on it."),
            "state": stateWord,
            "agent": Schema.nullable(Schema.text("The agent that the next message continues with.")),
            "locale": Schema.nullable(Schema.text("The language spoken.")),
            "message_count": Schema.integer("Messages so far.", minimum: 0),
            "created_at": Schema.time("When it began."),
            "updated_at": Schema.time("When it last changed."),
            "continues": Schema.nullable(
                Schema.text("The customer's conversation on another channel that goes on here.")
            ),
            "customer_name": Schema.nullable(Schema.text("What the customer is called; where conversations are read.")),
            "taken": taken,
            "last_message": Schema.nullable(Schema.reference("Message")),
        ],
        optional: ["customer_name", "last_message", "taken"]
    )

    private static let salesStates = [
        "greeting", "discovery", "proposal", "negotiation", "closing", "completed", "lost", "handed_off",
    ]

    private static let salesState = Schema.nullable(
        Schema.text("Where the sale stands; null while there is none.")
    ).merging(["enum": .array(salesStates.map(JSON.string) + [.null])])

    private static let conversationDetail = Schema.object(
        "A conversation with its open cases and last messages, oldest first.",
        (conversation["properties"]?.objectValue ?? [:]).filter { $0.key != "last_message" }.merging([
            "sales_state": salesState,
            "cases": Schema.array("Those that are not closed.", of: Schema.reference("Case")),
            "messages": Schema.array("The last ones.", of: Schema.reference("Message")),
        ]) { first, _ in first },
        optional: ["taken"]
    )

    private static let caseSchema = Schema.object(
        "A matter for a person.",
        [
            "id": Schema.text("The case's key."),
            "number": Schema.text("As people see it.", example: "CASE-3"),
            "conversation_id": Schema.text("The conversation's key."),
            "customer_id": Schema.text("The customer's key."),
            "kind": Schema.text("A plain word.", example: "complaint"),
            "summary": Schema.text("What it is about."),
            "state": Schema.word("How far it is.", of: ["open", "taken", "closed"]),
            "created_at": Schema.time("When it was opened."),
            "updated_at": Schema.time("When it last changed."),
        ]
    )

    private static let count = Schema.integer("How many.", minimum: 0)

    private static let dashboard = Schema.object(
        "A tenant's figures. Today is the tenant's last 24 hours.",
        [
            "messages": Schema.object("Messages.", ["today": count, "total": count]),
            "turns": Schema.object("Turns.", ["today": count, "total": count, "failed_today": count]),
            "by_intent": Schema.map("Turns of today by intent.", of: count),
            "by_agent": Schema.map("Turns of today by agent.", of: count),
            "response_ms": Schema.object(
                "From the beginning of a turn to its commit, today.",
                [
                    "p50": Schema.nullable(Schema.integer("Half are as quick.")),
                    "p95": Schema.nullable(Schema.integer("19 of 20 are as quick.")),
                ]
            ),
            "open_cases": count,
            "active_conversations": count,
            "catalog_size": count,
            "at": Schema.time("The tenant's time of these figures."),
        ]
    )
}
