// The documents of conversations that change hands.

import HostCore
import OrkestaModel

extension Schemas {
    static let handOff: [String: JSON] = [
        "Take": Schema.object("Who takes it.", ["by": personName], optional: ["by"]),
        "PersonMessage": Schema.object(
            "What a person says to the customer.",
            [
                "text": Schema.text("As it is sent.", example: "Ya va en camino.", minLength: 1, maxLength: 4096),
                "by": personName,
            ],
            optional: ["by"]
        ),
        "GiveBack": Schema.object(
            "What agents shall know when they answer again.",
            [
                "note": Schema.text(
                    "What was agreed with the customer besides what was written.",
                    example: "Se le prometió entrega el viernes, sin costo.",
                    maxLength: Limits.handOffNoteCharactersMax
                )
            ],
            optional: ["note"]
        ),
        "HandOffSummary": Schema.object(
            "A conversation on one page, as it stands.",
            [
                "customer": Schema.nullable(
                    Schema.map("Who it is: number, name, locale, since, conversations, messages, open_cases.")
                ),
                "reasons": Schema.array("The cases that wait for a person.", of: Schema.reference("Case")),
                "said": Schema.array("What was said last, oldest first.", of: line),
                "basket": Schema.array("What the customer's list holds.", of: basketLine),
                "quotes": Schema.array("The customer's latest quotes.", of: quote),
                "invoices": Schema.array("The customer's latest invoices.", of: invoice),
                "person": Schema.nullable(
                    Schema.map(
                        "What was said the last time that a person had it, which agents know: said, asked, note, until."
                    )
                ),
            ]
        ),
    ]

    private static let personName = Schema.text(
        "What the person calls themself, for `taken.by`; without it, the key's name.",
        example: "Luis",
        maxLength: Limits.personNameCharactersMax
    )

    private static let line = Schema.object(
        "A message.",
        [
            "role": Schema.word("Who said it.", of: ["user", "assistant", "person", "system"]),
            "at": Schema.time("When."), "text": Schema.text("Its first 300 characters."),
        ]
    )

    private static let basketLine = Schema.object(
        "A line of the list.",
        [
            "name": Schema.nullable(Schema.text("The product.", example: "Taquete 1/4")),
            "quantity": Schema.nullable(Schema.decimal("How much.")),
            "unit": Schema.nullable(Schema.text("Of what.", example: "pieza")),
        ]
    )

    private static let quote = Schema.object(
        "A quote.",
        [
            "number": Schema.text("As people see it.", example: "COT-12"),
            "state": Schema.text("How far it is.", example: "sent"), "total": amount,
            "valid_until": Schema.time("Until when it holds."),
        ]
    )

    private static let invoice = Schema.object(
        "An invoice.",
        [
            "number": Schema.text("As people see it.", example: "INV-12"),
            "status": Schema.text("How far it is.", example: "pending"), "total": amount,
            "balance": amount,
        ]
    )
}
