// The schemas of dead letters: which ones, and what was done with them.

import HostCore
import HostOutbox
import OrkestaModel

extension Schemas {
    static let deadLetters: [String: JSON] = [
        "DeadLetters": Schema.object(
            "Which messages that could not be sent.",
            [
                "state": Schema.word("`dead` when left out.", of: DeadLetters.State.allCases.map(\.rawValue)),
                "channel": Schema.pluginID,
                "reason": Schema.text(
                    "Only those whose error holds this, in capitals or not.",
                    example: "131026",
                    minLength: 1,
                    maxLength: Limits.deadLetterReasonCharactersMax
                ),
                "limit": Schema.integer(
                    "At most so many; \(Limits.deadLettersMax) when left out.",
                    minimum: 1,
                    maximum: Limits.deadLettersMax
                ),
                "dry_run": Schema.flag("Only say what would be done."),
            ],
            optional: ["state", "channel", "reason", "limit", "dry_run"],
            example: ["channel": "sms", "reason": "30007", "dry_run": true]
        ),
        "DeadLetterReport": Schema.object(
            "What was done with messages that could not be sent.",
            [
                "dry_run": Schema.flag("Nothing was done."),
                "matched": Schema.integer("How many there were.", minimum: 0),
                "done": Schema.integer("Of how many it was done.", minimum: 0),
                "refused": Schema.integer("Of how many it could not be done.", minimum: 0),
                "problems": Schema.array(
                    "The first \(Limits.deadLetterReasonsMax) that were refused.",
                    of: Schema.object(
                        "One of them.",
                        ["id": Schema.text("The message's key."), "detail": Schema.text("Why.")]
                    )
                ),
                "reasons": Schema.array(
                    "What most of them failed of, before anything was done.",
                    of: Schema.object(
                        "One reason on one channel.",
                        [
                            "channel": Schema.pluginID, "reason": Schema.nullable(Schema.text("The error.")),
                            "count": Schema.integer("How many.", minimum: 1),
                        ]
                    )
                ),
            ]
        ),
    ]
}
