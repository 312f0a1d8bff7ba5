// The schemas of turns and their traces.

import HostTurns
import OrkestaModel

extension Schemas {
    static let turns: [String: JSON] = [
        "Turn": Schema.object("A turn that ended.", summary),
        "TurnDetail": Schema.object(
            "A turn with everything that is kept of it.",
            summary.merging([
                "replies": Schema.array("What was said.", of: Schema.reference("Reply")),
                "trace": trace,
            ]) { $1 }
        ),
    ]

    private static let summary: [String: JSON] = [
        "id": Schema.text("Its key."),
        "conversation_id": Schema.text("The conversation's key."),
        "agent": Schema.text("Who answered; `none` when nobody did.", example: "sales"),
        "intent": Schema.nullable(Schema.text("What it was about.", example: "product_search")),
        "status": Schema.word("How it ended.", of: ["completed", "failed"]),
        "attempts": Schema.integer("How often it was begun.", minimum: 1),
        "started_at": Schema.time("The message came."),
        "finished_at": Schema.time("It was committed."),
        "questions": Schema.integer("Questions to language models.", minimum: 0),
        "cost_nanos": Schema.integer("What they cost, in billionths of the prices' currency.", minimum: 0),
    ]

    private static let trace = Schema.object(
        "What a replay needs and an operator asks for; members may be added.",
        [
            "agents": Schema.array(
                "Who had the turn, in order.",
                of: Schema.object("A visit.", ["id": Schema.pluginID, "milliseconds": Schema.integer("Its time.")])
            ),
            "models": Schema.array("Questions to language models, in order.", of: question),
            "firewall": Schema.array("Replies that were held back.", of: Schema.map("What and why.")),
            "problem": Schema.nullable(Schema.map("Why the turn failed.")),
        ]
    )

    private static let question = Schema.object(
        "A question to the chain of language models; nothing of the dialogue is in it.",
        [
            "agent": Schema.pluginID,
            "purpose": Schema.text("What it was for.", example: "sale"),
            "why": Schema.text("Why it was worth asking."),
            "outcome": Schema.text(
                "`answered`, `unfinished`, or why there was no answer (ext/llm.h).",
                example: "answered"
            ),
            "detail": Schema.text("The outcome in words."),
            "provider": Schema.text("Who answered.", example: "groq"),
            "model": Schema.text("With which model."),
            "took_ms": Schema.integer("Milliseconds, tools included.", minimum: 0),
            "rounds": Schema.integer("Answers of models, those that called tools included.", minimum: 0),
            "rounds_replayed": Schema.integer("Those that an earlier run of the turn asked and paid.", minimum: 0),
            "replayed": Schema.flag("All of them."),
            "kept": Schema.flag("An answer of before was taken."),
            "prompt_tokens": Schema.integer("Of all attempts.", minimum: 0),
            "completion_tokens": Schema.integer("Of all attempts.", minimum: 0),
            "cost_nanos": Schema.integer("Of all attempts.", minimum: 0),
            "hidden": Schema.map("How many things of each kind were hidden.", of: Schema.integer("A count.")),
            "attempts": Schema.array("Requests to providers, and providers passed over.", of: attempt),
            "tools": Schema.array(
                "Tools that ran, in order.",
                of: Schema.object(
                    "A call.",
                    ["tool": Schema.text("Its name."), "outcome": Schema.text("`ok`, or why not.")]
                )
            ),
        ],
        optional: ["detail", "provider", "model", "hidden"]
    )

    private static let attempt = Schema.object(
        "An attempt.",
        [
            "provider": Schema.text("Who was asked.", example: "groq"),
            "model": Schema.text("Which model; empty when none was chosen."),
            "outcome": Schema.text("`answered`, the kind of the failure, or `skipped_` and why."),
            "status": Schema.integer("The HTTP status of a failure."),
            "started_at_ms": Schema.integer("Milliseconds after the round began.", minimum: 0),
            "took_ms": Schema.integer("Milliseconds.", minimum: 0),
            "first_piece_ms": Schema.integer("Milliseconds to the first piece of the answer.", minimum: 0),
            "prompt_tokens": Schema.integer("Tokens of the question.", minimum: 0),
            "completion_tokens": Schema.integer("Tokens of the answer.", minimum: 0),
            "cached_tokens": Schema.integer("Those that the provider had cached.", minimum: 0),
            "estimated": Schema.flag("The provider did not say how many tokens."),
            "cost_nanos": Schema.integer("Billionths of the prices' currency.", minimum: 0),
        ],
        optional: ["status", "first_piece_ms", "prompt_tokens", "completion_tokens", "cached_tokens", "estimated"]
    )
}
