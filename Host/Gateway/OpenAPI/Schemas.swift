// The named schemas of both APIs: problems and what both ports share here, the
// rest beside the routes that use it.

import HostAccess
import HostCore
import OrkestaModel

enum Schemas {
    static let components: [String: JSON] = [
        shared, chat, catalog, sale, payments, paymentAccounts, refunds, webhooks, tower, llm, completions,
        turns, channels, deadLetters, handOff, dunning, goldenFlows,
    ].reduce(into: [:]) { all, chapter in all.merge(chapter) { $1 } }

    private static let shared: [String: JSON] = [
        "Problem": Schema.object(
            "What went wrong (RFC 9457).",
            [
                "type": Schema.text(
                    "Names the kind of problem.",
                    example: "https://orkesta.dev/problems/invalid",
                    format: "uri"
                ),
                "title": Schema.text("The kind in words."),
                "status": Schema.integer("The HTTP status.", example: 400),
                "detail": Schema.text("What is wrong with this request."),
                "field": Schema.text("The field, parameter or header at fault."),
                "remedy": Schema.text("What you can do about it."),
            ],
            optional: ["field"]
        ),
        "Health": Schema.object(
            "How the host is.",
            [
                "status": Schema.word("The worst of the checks.", of: ["ok", "degraded", "failed"]),
                "version": Schema.text("The program's version."),
                "uptime_seconds": Schema.integer("Since the start of the process.", minimum: 0),
                "checks": Schema.map(
                    "By name.",
                    of: Schema.object(
                        "A check.",
                        [
                            "status": Schema.word("How this part is.", of: ["ok", "degraded", "failed"]),
                            "detail": Schema.text("More, for the operator."),
                        ]
                    )
                ),
            ]
        ),
    ]
}
