// The schemas of collections: pipeline, rules, promises, losses, figures.

import HostCore
import HostDunning
import OrkestaModel

extension Schemas {
    static let dunning: [String: JSON] = [
        "DunningPipeline": Schema.object(
            "Open invoices by stage; `stage` null: not reached yet.",
            [
                "enabled": Schema.flag("Whether the tenant collects."), "at": Schema.time("The tenant's time."),
                "stages": Schema.array(
                    "In their order.",
                    of: Schema.object(
                        "A stage.",
                        [
                            "stage": Schema.nullable(stage), "count": Schema.integer("Invoices.", minimum: 0),
                            "amounts": Schema.array("What is open, one a currency.", of: amount),
                            "invoices": Schema.array("The longest due first.", of: entry),
                        ]
                    )
                ),
            ]
        ),
        "ReminderRequest": Schema.object(
            "Who is to be reminded: a customer, or an invoice's.",
            [
                "customer": Schema.text("A key or CUST-7.", example: "CUST-7"),
                "invoice": Schema.text("A key or INV-1001.", example: "INV-1001"),
            ],
            optional: ["customer", "invoice"],
            example: ["invoice": "INV-1001"]
        ),
        "RequestedReminder": Schema.object(
            "When the reminder goes out.",
            [
                "customer_id": Schema.text("The row's key."), "at": Schema.time("In the tenant's time."),
                "state": Schema.word("`begun`: now.", of: ["begun", "planned"]),
            ]
        ),
        "DunningForecast": Schema.object(
            "What would be said if nobody paid.",
            [
                "from": Schema.time("Now."), "until": Schema.time("The end."),
                "enabled": Schema.flag("Whether the tenant collects."),
                "reminders": Schema.array("In the order of time.", of: plannedReminder),
                "write_offs": Schema.array("Invoices that would be proposed.", of: Schema.text("INV-1001.")),
            ]
        ),
        "DunningRules": rules("Everything that a tenant decided about collecting.", isChange: false),
        "DunningRulesChange": rules("What is to be changed; what is left out stays.", isChange: true),
        "Promise": Schema.object(
            "A customer's word to pay on a day.",
            [
                "id": Schema.text("The row's key."), "customer_id": Schema.text("Whose."), "on": date, "amount": amount,
                "invoices": Schema.array("What it is about.", of: Schema.text("INV-1001.")),
                "state": Schema.word("How it stands.", of: DebtPromise.State.allCases.map(\.rawValue)),
                "made_by": Schema.text("Who took it."), "created_at": Schema.time("When."),
                "followed_up_at": Schema.nullable(Schema.time("When the customer was told that it is broken.")),
            ]
        ),
        "NewPromise": Schema.object(
            "What was promised.",
            [
                "customer": Schema.text("A key or CUST-7.", example: "CUST-7"), "on": date,
                "amount": Schema.decimal("All that is open when left out."),
                "invoices": Schema.array("Those that are due when left out.", of: Schema.text("INV-1001.")),
            ],
            optional: ["amount", "invoices"],
            example: ["customer": "CUST-7", "on": "2026-12-04"]
        ),
        "WriteOff": Schema.object(
            "An invoice that nobody pays any more.",
            [
                "id": Schema.text("The row's key."), "invoice": Schema.text("Its number.", example: "INV-1001"),
                "customer_id": Schema.text("Whose."), "amount": amount,
                "state": Schema.word(
                    "How it stands; `amount` is what was open then, of an approved one what was booked as lost.",
                    of: WriteOff.State.allCases.map(\.rawValue)
                ),
                "reason": Schema.nullable(Schema.text("Of whoever decided.")),
                "decided_by": Schema.nullable(Schema.text("Who decided.")),
                "created_at": Schema.time("When it was proposed."),
                "decided_at": Schema.nullable(Schema.time("When it was decided, or withdrawn.")),
            ]
        ),
        "HourExperiment": Schema.object(
            "A test of hours against the rules' own: figures, and what they say so far.",
            [
                "name": Schema.text("Its name.", example: "morning"),
                "hours": Schema.array("The hours tried.", of: Schema.integer("An hour.", minimum: 0, maximum: 23)),
                "hold_out_percent": Schema.integer("Of the customers, who keep the rules' own hour."),
                "trials_max": Schema.integer("Customers in every arm after which it ends."),
                "smallest_difference": Schema.number("A smaller one does not matter: 0.02 is two points."),
                "state": Schema.word("Whether it runs.", of: ["running", "ended"]),
                "started_at": Schema.time("When it began."),
                "verdict": Schema.object(
                    "By the stopping rule; `undecided`: it is over, and no difference is sure.",
                    [
                        "state": Schema.word("What it says.", of: ["running", "better", "keep_own", "undecided"]),
                        "hour": Schema.integer("The better one.", minimum: 0, maximum: 23),
                    ],
                    optional: ["hour"]
                ), "hold_out": Schema.map("Customers reminded, those who paid in time, and the rate."),
                "arms": Schema.array("Each hour against the hold-out.", of: Schema.map("An arm.")),
            ]
        ),
        "NewHourExperiment": Schema.object(
            "A test of hours.",
            [
                "name": Schema.text("Its name.", example: "morning", minLength: 1, maxLength: 60),
                "hours": Schema.array("One to six.", of: Schema.integer("An hour.", minimum: 0, maximum: 23)),
                "hold_out_percent": Schema.integer("50 when left out.", minimum: 5, maximum: 90),
                "trials_max": Schema.integer("Customers in every arm; 5000 when left out.", minimum: 100),
                "smallest_difference": Schema.number("0.001 to 0.5; 0.02, two points, when left out."),
            ],
            optional: ["hold_out_percent", "trials_max", "smallest_difference"],
            example: ["name": "morning", "hours": [9, 18]]
        ),
        "DunningReport": Schema.object(
            "Figures of invoices whose WRITE_OFF day came within a time, and of the reminders sent in it.",
            [
                "from": Schema.time("The first moment."), "until": Schema.time("Now."),
                "success_days": Schema.integer("A reminder has worked when money comes within so many days."),
                "totals": Schema.array("One a currency.", of: totals), "rules": Schema.array("By stage.", of: worth),
            ]
        ),
    ]

    private static let stage = Schema.word("A stage.", of: DunningStage.allCases.map(\.rawValue))
    private static let date = Schema.text("A day of the tenant's calendar.", example: "2026-12-04", format: "date")

    private static let entry = Schema.object(
        "An open invoice.",
        [
            "invoice": Schema.text("Its number.", example: "INV-1001"),
            "customer": Schema.nullable(Schema.text("CUST-7.")),
            "name": Schema.nullable(Schema.text("The customer's.")),
            "balance": amount, "due": amount, "due_on": date,
            "days": Schema.integer("Since it was due; below zero before."),
            "reminders": Schema.integer("So far.", minimum: 0),
            "promise": Schema.nullable(Schema.map("The promise about it.")),
            "late_chance": Schema.nullable(
                Schema.number("How probably it is paid late, 0 to 1; 1: it is late already; null: not predicted.")
            ),
            "next": Schema.object(
                "What happens next.",
                [
                    "action": Schema.word("What.", of: ["remind", "wait", "hold", "propose_write_off", "none"]),
                    "at": Schema.nullable(Schema.time("When.")), "why": Schema.text("For people."),
                ]
            ),
        ]
    )

    private static let plannedReminder = Schema.object(
        "A reminder.",
        [
            "at": Schema.time("When."), "customer_id": Schema.text("Whom."),
            "reason": Schema.word("Why.", of: DunningReason.allCases.map(\.rawValue)), "stage": stage,
            "channel": Schema.text("By which channel.", example: "whatsapp"),
            "template": Schema.text("The rule's word for what to say."),
            "invoices": Schema.array("What it is about.", of: Schema.text("INV-1001.")), "amount": amount,
        ]
    )

    private static let totals = Schema.object(
        "The whole.",
        [
            "currency": Schema.text("ISO 4217.", example: "MXN"),
            "open": Schema.integer("Between T-3 and WRITE_OFF, paid or not: in no other figure."),
            "invoices": Schema.integer("Unpaid when T-3 came, and at WRITE_OFF's day by now."),
            "paid": Schema.integer("Of them, in full before that day."), "due": amount, "collected": amount,
            "written_off": amount,
            "effectiveness": Schema.nullable(Schema.number("`paid` of `invoices`, 0 to 1.")),
            "collection_rate": Schema.nullable(Schema.number("`collected` of `due`, 0 to 1.")),
        ]
    )

    private static let worth = Schema.object(
        "A rule's figures.",
        [
            "stage": stage, "channel": Schema.text("By which they went out.", example: "whatsapp"),
            "reminders": Schema.integer("Sent."), "worked": Schema.integer("Followed by money in time."),
            "success_rate": Schema.nullable(Schema.number("0 to 1.")), "recovered": amount,
            "cost_per_contact": amount, "cost": amount,
            "cost_per_recovered": Schema.nullable(Schema.number("Of one unit of the currency.")),
        ]
    )

    private static func rules(_ description: String, isChange: Bool) -> JSON {
        let members: Set<String> = [
            "enabled", "channel", "fallback_channel", "template", "hour", "throttle_hours",
        ]
        var fields: [String: JSON] = [
            "stage": stage, "enabled": Schema.flag("Whether it does."),
            "channel": Schema.text("Where, if the customer can be reached there.", example: "whatsapp"),
            "fallback_channel": Schema.nullable(Schema.text("Where it goes on when that fails.", example: "sms")),
            "template": Schema.text("The agent's word for what to say.", example: "overdue", maxLength: 100),
            "hour": Schema.integer("Of the tenant's day, within the contact hours.", minimum: 0, maximum: 23),
            "throttle_hours": Schema.integer("Since the customer's last reminder.", minimum: 0, maximum: 720),
        ]
        if !isChange {
            fields["success_rate"] = Schema.nullable(
                Schema.number("Of the latest reminders, those after which money came in time: 0 to 1.")
            )
            fields["last_sent"] = Schema.nullable(Schema.time("When it reminded last, within 90 days."))
        }
        let rule = Schema.object("How a stage reminds.", fields, optional: isChange ? members : [])
        return Schema.object(
            description,
            [
                "enabled": Schema.flag("Whether the tenant collects."),
                "rules": Schema.array("One a stage.", of: rule),
                "settings": Schema.map(
                    """
                    `contact_from`, `contact_until` (hours; the rules' lie between them), `saturdays`, `sundays`, \
                    `holidays` (MX or none), `extra_holidays` (dates), `promise_days_max`, `broken_promises_max`, \
                    `reset_percent` (of a part payment that begins the ladder anew), `plan_parts_max`, \
                    `plan_every_days`, `plan_minimum` (an amount), `costs` (of a reminder, by channel), \
                    `fallback_cost_max_percent` (of what is asked for, that another channel than the rule's may \
                    cost). Amounts are kept in minor units of the tenant's currency: look at them when that changes.
                    """
                ),
            ],
            optional: isChange ? ["enabled", "rules", "settings"] : [],
            example: isChange
                ? ["enabled": true, "rules": [["stage": "T+3", "hour": 12]], "settings": ["contact_until": 19]] : nil
        )
    }
}
