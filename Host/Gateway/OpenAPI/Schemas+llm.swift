// The schemas of what is said about language models.

import OrkestaModel

extension Schemas {
    static let llm: [String: JSON] = [
        "LLMStatus": Schema.object(
            "How the language models are.",
            [
                "available": Schema.flag("Whether any of them would be asked now."),
                "providers": Schema.array("In the order in which they are asked.", of: provider),
                "budget": Schema.nullable(budget),
            ]
        ),
        "LLMSettings": Schema.object("What a tenant has chosen; null is as the host has it.", settings),
        "LLMSettingsChange": Schema.object(
            "The members to change; null leaves a thing to the host again.",
            settings,
            optional: Set(settings.keys),
            example: ["order": ["groq", "ollama"], "budget": ["tokens_per_day": 200_000, "money_per_day": "1.50"]]
        ),
    ]

    private static let settings: [String: JSON] = [
        "enabled": Schema.nullable(Schema.flag("False: no model is asked; the agents answer by their own rules.")),
        "order": Schema.nullable(
            Schema.array("The providers that are asked, in this order.", of: Schema.text("A name.", example: "groq"))
        ),
        "budget": Schema.nullable(
            Schema.object(
                "What may be spent in a day (UTC); what is not named is the host's bound.",
                [
                    "tokens_per_day": Schema.nullable(Schema.integer("Tokens.", minimum: 0, example: 200_000)),
                    "money_per_day": Schema.nullable(Schema.decimal("In the currency of the providers' prices.")),
                ],
                optional: ["tokens_per_day", "money_per_day"]
            )
        ),
        "hedge_after_ms": Schema.nullable(
            Schema.integer("When a second provider is asked too; 0: never.", minimum: 0, maximum: 60_000)
        ),
        "agents": Schema.nullable(
            Schema.map(
                "By agent.",
                of: Schema.object(
                    "Which models the agent uses.",
                    [
                        "size": Schema.nullable(Schema.word("Instead of what it asks for.", of: ["small", "large"])),
                        "models": Schema.map("By provider, the name of a model that is configured there."),
                    ],
                    optional: ["size", "models"]
                )
            )
        ),
    ]

    private static let provider = Schema.object(
        "A provider.",
        [
            "name": Schema.text("Its name.", example: "groq"),
            "keys": Schema.integer("How many keys take turns.", minimum: 0),
            "waiting": Schema.integer("Requests that wait for it.", minimum: 0),
            "models": Schema.array("Its models.", of: model),
            "alerts": Schema.array("What somebody has to look after.", of: alert),
        ]
    )

    private static let model = Schema.object(
        "A model.",
        [
            "name": Schema.text("The provider's name for it.", example: "openai/gpt-oss-120b"),
            "state": Schema.word("How it does.", of: ["ready", "resting", "retired", "broken", "trying"]),
            "rest_ms": Schema.nullable(
                Schema.integer("Until it is asked again; null: not before a change.", minimum: 0)
            ),
            "keys_resting": Schema.integer("Keys that are left alone now.", minimum: 0),
            "latency_ms": Schema.object(
                "Of its last answers.",
                [
                    "p50": Schema.nullable(Schema.integer("Half took less.", minimum: 0)),
                    "p95": Schema.nullable(Schema.integer("95 of 100 took less.", minimum: 0)),
                ]
            ),
        ]
    )

    private static let alert = Schema.object(
        "Something to look after.",
        [
            "model": Schema.text("The model."),
            "kind": Schema.text("What it is about.", example: "unauthorized"),
            "detail": Schema.text("What the provider said: a status and a code."),
            "since": Schema.time("When it was first seen."),
        ]
    )

    private static let budget = Schema.object(
        "What the tenant may spend in a day (UTC), and has; nanos are billionths of the currency of the prices.",
        [
            "tokens_today": Schema.integer("Spent.", minimum: 0),
            "tokens_per_day": Schema.nullable(Schema.integer("Allowed; null: any number.", minimum: 0)),
            "nanos_today": Schema.integer("Spent.", minimum: 0),
            "nanos_per_day": Schema.nullable(Schema.integer("Allowed; null: any amount.", minimum: 0)),
        ]
    )
}
