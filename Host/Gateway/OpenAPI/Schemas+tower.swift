// The schemas of the Control Tower.

import HostCore
import OrkestaModel

extension Schemas {
    static let tower: [String: JSON] = [
        "Tenant": tenant,
        "NewTenant": newTenant,
        "CreatedTenant": Schema.object(
            "The new tenant and its key.",
            tenantRow.merging([
                "api_key": Schema.text("Shown only here.", example: "ork_test_0123abcd"),
                "plugins": Schema.array("Enabled plugins.", of: Schema.pluginID),
            ]) { $1 }
        ),
        "TenantSettings": Schema.object(
            "What is to change; what is left out stays.",
            settings,
            optional: Set(settings.keys),
            example: ["locale": "es", "default_agent": "catalog"]
        ),
        "Overview": overview,
        "Plugin": plugin,
        "TenantPlugin": tenantPlugin,
        "PluginReload": pluginReload,
        "TenantPluginChange": Schema.object(
            "What is to change; at least one of them.",
            [
                "enabled": Schema.flag("Whether the tenant uses it."),
                "settings": Schema.map("Settings to merge; null removes one."),
            ],
            optional: ["enabled", "settings"],
            example: ["enabled": true]
        ),
        "Tool": tool,
        "ToolResult": Schema.object(
            "What a tool gave.",
            [
                "tool": Schema.text("The tool's name.", example: "power"),
                "result": ["description": "The result, of the tool's own type.", "examples": [1024.0]],
                "milliseconds": Schema.integer("How long the call took.", minimum: 0),
            ]
        ),
        "KillSwitch": killSwitch,
        "KillSwitchChange": killSwitchChange,
        "TenantTime": Schema.object("A tenant's time.", time),
        "TimeMove": Schema.object(
            "Where to move the clock.",
            [
                "tenant_id": Schema.tenantID, "now": Schema.time("Not before the tenant's present."),
                "seconds": Schema.integer(
                    "Instead: from the present.",
                    minimum: 0,
                    maximum: Int(Limits.timeSecondsMax)
                ),
            ],
            optional: ["now", "seconds"],
            example: ["tenant_id": "ferreteria-la-central", "now": "2026-12-01T09:00:00Z"]
        ),
        "TimeMoved": Schema.object(
            "The new time.",
            time.merging([
                "steps": Schema.array(
                    "What happened on the way, in order; of very much the first \(Limits.timeStepsToldMax).",
                    of: timeStep
                ), "step_count": Schema.integer("How much happened in all.", minimum: 0),
                "counts": Schema.map("The same by kind and name.", of: count),
            ]) { $1 }
        ),
        "SnapshotWish": Schema.object(
            "What to keep.",
            ["tenant_id": Schema.tenantID, "label": label],
            example: ["tenant_id": "ferreteria-la-central", "label": "before-christmas"]
        ),
        "Snapshot": Schema.object("A tenant as it was.", ["label": label, "at": Schema.time("In its own time.")]),
        "BranchWish": Schema.object(
            "What to copy.",
            ["tenant_id": Schema.tenantID, "to": Schema.tenantID, "at": label],
            optional: ["at"],
            example: ["tenant_id": "ferreteria-la-central", "to": "what-if", "at": "before-christmas"]
        ),
        "Branch": Schema.object(
            "A copy.",
            [
                "id": Schema.tenantID, "now": Schema.time("Its time, which stands still."),
                "api_key": Schema.text("Its first key."),
            ]
        ),
        "AuditRecord": auditRecord,
    ]

    private static let label = Schema.text("Of a snapshot: a-z, 0-9 and -.", example: "before-christmas")

    private static let timeStep = Schema.object(
        "Something that fell due.",
        [
            "at": Schema.time("When, in the tenant's time."),
            "kind": Schema.text("timer, hand_off, payment, fallback, webhook or learning.", example: "timer"),
            "name": Schema.text("What of that kind.", example: "idle"),
            "agent": Schema.nullable(Schema.pluginID), "conversation_id": Schema.nullable(Schema.text("A key.")),
            "customer": Schema.nullable(Schema.text("Whom it is about.", example: "CUST-7")),
            "channel": Schema.nullable(Schema.text("Of the conversation.", example: "sms")),
            "result": Schema.text("How it ended.", example: "completed"),
        ]
    )
    private static let count = Schema.integer("How many.", minimum: 0)
    private static func nullable(_ description: String) -> JSON { Schema.nullable(Schema.text(description)) }

    private static let settings: [String: JSON] = [
        "display_name": Schema.text(
            "What people call it.",
            example: "Ferretería La Central",
            minLength: 1,
            maxLength: 200
        ),
        "status": Schema.word(
            "Suspended and churned ones get no service.",
            of: ["active", "trial", "suspended", "churned"]
        ),
        "locale": Schema.text("BCP 47, of es, en or pt.", example: "es-MX", minLength: 2, maxLength: 35),
        "time_zone": Schema.text("IANA.", example: "America/Mexico_City", minLength: 1, maxLength: 64),
        "currency": Schema.text("ISO 4217.", example: "MXN", minLength: 3, maxLength: 3),
        "default_agent": Schema.nullable(Schema.pluginID),
    ]
    private static let environment = Schema.word("Whether effects reach the world.", of: ["sandbox", "production"])

    private static let newTenant = Schema.object(
        "A tenant to be.",
        settings.merging([
            "id": Schema.tenantID, "environment": environment,
            "plugins": Schema.array("What to enable; what sells when left out.", of: Schema.pluginID),
        ]) { $1 },
        optional: ["status", "locale", "time_zone", "currency", "default_agent", "environment", "plugins"],
        example: ["id": "ferreteria-la-central", "display_name": "Ferretería La Central", "environment": "sandbox"]
    )

    private static let tenantRow: [String: JSON] = [
        "id": Schema.tenantID,
        "display_name": Schema.text("What people call it."),
        "status": Schema.text("active, trial, suspended or churned."),
        "environment": environment,
        "locale": Schema.text("BCP 47."), "currency": Schema.text("ISO 4217."), "time_zone": Schema.text("IANA."),
        "default_agent": nullable("Who answers when the orchestrator is disabled."),
        "dunning_enabled": Schema.flag("Whether payments are reminded of."),
        "simulated_now": nullable("The time machine's moment."),
        "snapshot": Schema.flag("Whether it is only kept, to branch from."),
        "last_import": nullable("When the catalog was last imported."),
        "created_at": Schema.time("When it was made."),
        "updated_at": Schema.time("When it was last changed."),
    ]

    private static let channelStatus = Schema.object(
        "How far a connection is.",
        ["status": Schema.text("inactive, sandbox, test or production.")]
    )

    private static let tenant = Schema.object(
        "A tenant with its figures.",
        tenantRow.merging([
            "catalog_size": count, "active_customers": count, "active_conversations": count, "open_cases": count,
            "open_invoices": count, "errors_24h": count, "messages_24h": count,
            "plugins": Schema.array("Enabled plugins.", of: Schema.pluginID),
            "whatsapp": channelStatus, "telegram": channelStatus, "psp": channelStatus,
        ]) { $1 }
    )

    private static let overview = Schema.object(
        "The platform at a glance.",
        [
            "tenants": Schema.object(
                "Tenants.",
                ["total": count, "active": count, "sandbox": count, "production": count]
            ),
            "messages_24h": count, "turns_24h": count, "errors_24h": count, "active_conversations": count,
            "open_cases": count, "inbox_pending": count, "outbox_pending": count,
            "kill_switches": Schema.array("Those that are set.", of: Schema.reference("KillSwitch")),
            "plugins": Schema.array(
                "Plugins of the platform.",
                of: Schema.object(
                    "A plugin.",
                    ["id": Schema.pluginID, "kind": Schema.text("What it is."), "state": Schema.text("How it is.")]
                )
            ),
            "uptime_seconds": count,
            "version": Schema.text("The program's version."),
            "at": Schema.time("When these figures were counted."),
        ]
    )

    private static let plugin = Schema.object(
        "A plugin of the platform.",
        [
            "id": Schema.pluginID, "kind": Schema.text("agent, channel, …"), "name": Schema.text("For people."),
            "version": Schema.text("Its version."), "library": Schema.text("Its file."),
            "state": Schema.text("How it is."), "detail": nullable("Why it does not work."),
            "settings_schema": Schema.map("The JSON Schema of its settings."),
            "tenants": Schema.integer("Tenants that have it enabled.", minimum: 0),
        ]
    )

    private static let pluginReload = Schema.object(
        "What the reload of a plugin came to.",
        [
            "id": Schema.pluginID, "version": Schema.text("The version that runs now."),
            "library_hash": Schema.text("SHA-256 of the library's file, in hexadecimal."),
            "tenants": Schema.array("Tenants that run the new library.", of: Schema.tenantID),
            "failed": Schema.array(
                "Tenants that keep the old one.",
                of: Schema.object(
                    "A tenant and the reason.",
                    ["tenant_id": Schema.tenantID, "detail": Schema.text("Why, and what to do.")]
                )
            ),
        ]
    )

    private static let tenantPlugin = Schema.object(
        "A plugin as a tenant uses it.",
        [
            "id": Schema.pluginID, "kind": Schema.text("agent, channel, …"),
            "enabled": Schema.flag("Whether it is used."),
            "state": Schema.text("How it is."),
            "detail": nullable("Why it does not work, or what has to be mended at its provider."),
            "settings": Schema.map("Without secrets."),
            "secrets_set": Schema.array("Secret settings that have a value.", of: Schema.text("A setting.")),
            "revision": Schema.integer("One more with every change.", minimum: 0),
        ]
    )

    private static let tool = Schema.object(
        "A tool that dialogues and models may call.",
        [
            "name": Schema.text("Unique within the tenant.", example: "power"),
            "description": Schema.text("What it does, for the model."),
            "plugin": Schema.pluginID,
            "form": Schema.word(
                "Where it runs: in a worker, in the plugin, or as its turn.",
                of: ["bound", "native", "turn"]
            ),
            "parameters": Schema.map("The JSON Schema of its arguments."),
            "changes_state": Schema.flag("Whether it runs at most once a turn."),
        ]
    )

    private static let killSwitch = Schema.object(
        "A kill switch that is set.",
        [
            "scope": Schema.text("What it stops.", example: "tenant:ferreteria-la-central"),
            "reason": Schema.text("Why."), "actor": Schema.text("Who set it."), "set_at": Schema.time("When."),
        ]
    )

    private static let killSwitchChange = Schema.object(
        "A kill switch to set or to lift.",
        [
            "scope": Schema.word("What it stops.", of: ["global", "tenant", "channel"]),
            "tenant_id": Schema.text("For `tenant`, and to narrow `channel` to one tenant.", maxLength: 63),
            "channel": Schema.text("For `channel`.", example: "whatsapp", maxLength: 63),
            "set": Schema.flag("True sets it, false lifts it."),
            "reason": Schema.text("For the audit log.", minLength: 1, maxLength: 500),
            "discard_held": Schema.flag("When lifting: cancel what it held instead of sending it."),
        ],
        optional: ["tenant_id", "channel", "discard_held"],
        example: ["scope": "global", "set": true, "reason": "a wrong price list went out"]
    )

    private static let time: [String: JSON] = [
        "tenant_id": Schema.tenantID, "now": Schema.time("The tenant's time."),
        "simulated": Schema.flag("Whether it is the time machine's."),
    ]

    private static let auditRecord = Schema.object(
        "An act.",
        [
            "id": Schema.text("The record's key."), "tenant_id": nullable("Null for the platform."),
            "actor": Schema.text("A key's id, operator, cli, system or a plugin's id."),
            "agent": nullable("The agent for which it was done."),
            "action": Schema.text("A verb.", example: "tenant.create"),
            "entity_type": Schema.text("What it was done to."), "entity_id": Schema.text("Its key."),
            "diff": Schema.map("The members that differ, before and after."),
            "ip_address": nullable("From where."), "user_agent": nullable("With what."), "at": Schema.time("When."),
        ]
    )
}
