// The schemas of golden flows.

import HostCore
import OrkestaModel

extension Schemas {
    static let goldenFlows: [String: JSON] = [
        "GoldenFlowWish": Schema.object(
            "Which flows.",
            [
                "flows": Schema.array("Names or numbers; all when left out.", of: Schema.text("A name.")),
                "yaml": Schema.text("A flow of your own instead, as orkesta golden show writes them."),
            ],
            optional: ["flows", "yaml"],
            example: ["flows": ["partial-payment"]]
        ),
        "GoldenFlowRun": Schema.object(
            "One run.",
            [
                "started_at": Schema.time("When it began."), "passed": Schema.flag("Whether every flow did."),
                "milliseconds": milliseconds, "flows": Schema.array("In order.", of: Schema.reference("GoldenFlow")),
            ]
        ),
        "GoldenFlowResults": Schema.object(
            "The latest runs since the host's start.",
            [
                "running": Schema.flag("Whether one is under way."),
                "runs": Schema.array("Newest first.", of: Schema.reference("GoldenFlowRun")),
            ]
        ),
        "GoldenFlow": Schema.object(
            "How a flow went.",
            [
                "name": Schema.text("Of its file; `own` for one of your own.", example: "partial-payment"),
                "file": Schema.text("As errors name it.", example: "partial-payment.yaml"),
                "number": Schema.integer("Its place in the list; 0 for one of your own.", minimum: 0),
                "title": Schema.text("What it tells."), "passed": Schema.flag("Whether all was as it should be."),
                "milliseconds": milliseconds, "steps_planned": Schema.integer("Of its file.", minimum: 1),
                "steps": Schema.array("Those that were begun.", of: step),
                "timings": Schema.array("Times that are promised.", of: timing), "failure": Schema.nullable(failure),
                "skipped": Schema.nullable(Schema.text("Why it was not played: a plugin that is not installed.")),
            ]
        ),
    ]

    private static let milliseconds = Schema.integer("How long it took.", minimum: 0)
    private static let line = Schema.integer("Of the flow's file.", minimum: 1)

    private static let step = Schema.object(
        "A step.",
        [
            "line": line, "step": Schema.text("As written.", example: "Ana says: hola"), "milliseconds": milliseconds,
            "passed_milliseconds": Schema.integer("What it let pass of the tenant's time.", minimum: 0),
        ]
    )

    private static let timing = Schema.object(
        "A time that is promised.",
        [
            "title": Schema.text("From what to what."), "milliseconds": milliseconds,
            "limit": Schema.integer("At most.", minimum: 0), "kept": Schema.flag("Whether it was."),
        ]
    )

    private static let failure = Schema.object(
        "The step that failed.",
        [
            "line": line, "step": Schema.text("As written."),
            "expected": Schema.array("What should have come.", of: Schema.text("A line.")),
            "came": Schema.array("What came.", of: Schema.text("A line.")),
            "transcript": Schema.array("What was said and done until then.", of: Schema.text("A line.")),
        ]
    )
}
