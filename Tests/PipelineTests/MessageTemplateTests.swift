// Templates: which are taken, what they say, and when they go out as the provider's.

import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct MessageTemplateTests {
    private static let reminder: JSON = [
        "body": "Hola {{customer}}, tu pago de {{amount}} vence el {{due}}. Te quedan {{days}} días: {{link}}",
        "variables": [
            ["name": "customer", "type": "text"], ["name": "amount", "type": "money"],
            ["name": "due", "type": "date"], ["name": "days", "type": "integer"], ["name": "link", "type": "link"],
        ],
        "provider": ["name": "recordatorio_pago", "language": "es_MX", "approval": "approved"],
    ]
    private static let values: JSON = [
        "customer": "Ana\n  López", "amount": ["amount": "1160.00", "currency": "MXN"],
        "due": "2026-12-01T02:00:00Z", "days": 3, "link": "https://example.com/pay/x",
    ]

    private static func template(_ json: JSON, language: String = "es") throws -> MessageTemplate {
        try MessageTemplate(name: "payment-reminder", channel: nil, language: language, json: json)
    }

    @Test func everyTypeIsShownAsPeopleWriteIt() throws {
        let rendered = try Self.template(Self.reminder).rendered(Self.values, timeZone: "America/Mexico_City")
        #expect(
            rendered.text == "Hola Ana López, tu pago de $1,160.00 MXN vence el 30 nov 2026. "
                + "Te quedan 3 días: https://example.com/pay/x"
        )
        let parameters = rendered.providerDocument?["parameters"]?.arrayValue?.compactMap { $0["text"]?.stringValue }
        #expect(parameters == ["Ana López", "$1,160.00 MXN", "30 nov 2026", "3", "https://example.com/pay/x"])
        #expect(rendered.providerDocument?["name"] == "recordatorio_pago")
        // A moment has a day where the tenant is; a day is that day.
        let day = try Self.template(Self.reminder)
            .rendered(Self.values.merging(["due": "2026-12-24"]), timeZone: "America/Mexico_City")
        #expect(day.text.contains("vence el 24 dic 2026"), "\(day.text)")
    }

    /// The link is on the button, not in the text; where there is free text, it is a line.
    @Test func aFileAndButtonsAreFilledInToo() throws {
        let rendered = try Self.template(Self.dressed).rendered(Self.dressedValues, timeZone: "UTC")
        #expect(
            rendered.text == "Condiciones.pdf: https://shop.example/terms.pdf\nHola Ana, tu pedido está listo.\n"
                + "Pagar: https://shop.example/pay/tok_1\nTienda: https://shop.example"
        )
        let document = try #require(rendered.providerDocument)
        #expect(document["parameters"]?.arrayValue?.map { $0["text"] } == ["Ana"])
        let header: JSON = [
            "type": "document", "link": "https://shop.example/terms.pdf", "name": "Condiciones.pdf",
        ]
        #expect(document["header"] == header)
        #expect(document["buttons"] == [["index": 0, "text": "tok_1"]])
        // The file itself may be the variable.
        let picture = Self.dressed.merging(["header": ["type": "image", "link": "{{link}}", "name": .null]])
        let shown = try Self.template(picture).rendered(Self.dressedValues, timeZone: "UTC")
        #expect(shown.text.hasPrefix("https://shop.example/pay/tok_1\nHola"), "\(shown.text)")
        let stored = try Self.template(Self.template(Self.dressed).json)
        #expect(try stored == Self.template(Self.dressed))
        let elsewhere = #expect(throws: DocumentError.self) {
            try Self.template(Self.dressed)
                .rendered(Self.dressedValues.merging(["link": "https://other.example/pay/tok_1"]), timeZone: "UTC")
        }
        #expect(elsewhere?.field == "values.link")
    }

    private static let dressed: JSON = [
        "body": "Hola {{customer}}, tu pedido está listo.",
        "variables": [["name": "customer", "type": "text"], ["name": "link", "type": "link"]],
        "header": ["type": "document", "link": "https://shop.example/terms.pdf", "name": "Condiciones.pdf"],
        "buttons": [
            ["title": "Pagar", "url": "https://shop.example/pay/{{link}}"],
            ["title": "Tienda", "url": "https://shop.example"],
        ],
        "provider": ["name": "pedido_listo", "language": "es_MX", "approval": "approved"],
    ]
    private static let tooMany = JSON.array(
        Array(repeating: ["title": "Pagar", "url": "https://shop.example/pay/{{link}}"], count: 11)
    )
    private static let dressedValues: JSON = ["customer": "Ana", "link": "https://shop.example/pay/tok_1"]

    @Test(
        arguments: [
            (["header": ["type": "video"]], "header.type"), (["header": ["name": .null]], "header.name"),
            (["header": ["type": "image"]], "header.name"), (["header": ["link": "file:///etc"]], "header.link"),
            (["header": ["link": "{{customer}}"]], "header.link"),
            (["header": ["link": "https://a.mx/{{link}}"]], "header.link"),
            (["buttons": [["title": "Pagar hoy mismo, por favor", "url": "https://a.mx"]]], "buttons[0].title"),
            (["buttons": [["title": "Pagar", "url": "https://a.mx/{{link}}/x"]]], "buttons[0].url"),
            (["buttons": [["title": "Pagar", "url": "https://a.mx/{{customer}}"]]], "buttons[0].url"),
            (["buttons": [["title": "Pagar", "url": "{{link}}"]]], "buttons[0].url"), (["buttons": []], "body"),
            (["buttons": tooMany], "buttons"),
        ] as [(JSON, String)]
    )
    func aWrongFileOrButtonIsNamed(change: JSON, field: String) throws {
        let error = #expect(throws: DocumentError.self) { try Self.template(Self.dressed.merging(change)) }
        #expect(error?.field == field)
    }

    @Test func whatTheProviderHasNotApprovedIsNotItsTemplate() throws {
        let pending = Self.reminder.merging(["provider": ["approval": "rejected"]])
        let rendered = try Self.template(pending).rendered(Self.values, timeZone: "UTC")
        #expect(rendered.providerDocument == nil)
    }

    @Test(
        arguments: [
            (["customer": ""], "values.customer"), (["amount": "1160.00"], "values.amount"),
            (["due": "mañana"], "values.due"), (["days": "3"], "values.days"), (["link": "ftp://x"], "values.link"),
            (["link": .null], "values.link"), (["extra": 1], "values.extra"),
        ] as [(JSON, String)]
    )
    func aWrongValueIsNamed(change: JSON, field: String) throws {
        let template = try Self.template(Self.reminder)
        let error = #expect(throws: DocumentError.self) {
            try template.rendered(Self.values.merging(change), timeZone: "UTC")
        }
        #expect(error?.field == field)
    }

    @Test(
        arguments: [
            (["body": "Hola {{nobody}}"], "body"), (["body": "Hola {{customer"], "body"), (["body": ""], "body"),
            (["body": "{{customer}}{{amount}} {{due}} {{days}} {{link}}"], "body"), (["body": "Hola"], "body"),
            (["variables": [["name": "Customer", "type": "text"]]], "variables[0].name"),
            (["variables": [["name": "customer", "type": "colour"]]], "variables[0].type"),
            (["provider": ["approval": "perhaps"]], "provider.approval"),
        ] as [(JSON, String)]
    )
    func aWrongTemplateNamesItsMember(change: JSON, field: String) throws {
        let error = #expect(throws: DocumentError.self) {
            try Self.template(Self.reminder.merging(change))
        }
        #expect(error?.field == field)
    }

    @Test func theChannelsOwnAndTheLanguageComeFirst() async throws {
        try await withDatabase { database, tenant in
            let templates = MessageTemplates(tenant)
            func made(_ body: String, _ channel: String?, _ language: String) throws -> MessageTemplate {
                try MessageTemplate(
                    name: "hello",
                    channel: channel.flatMap { PluginID($0) },
                    language: language,
                    json: ["body": .string(body)]
                )
            }
            let all = [
                try made("todos", nil, "es"), try made("whatsapp", "whatsapp", "es"), try made("everybody", nil, "en"),
            ]
            try await database.write { connection in
                for template in all { try templates.set(template, at: SystemClock().now(), in: connection) }
            }
            let cases = [
                ("whatsapp", "es-MX", "whatsapp"), ("telegram", "es", "todos"), ("whatsapp", "en-US", "everybody"),
                ("whatsapp", "pt", "whatsapp"), ("telegram", "pt", "todos"),
            ]
            for (channel, language, expected) in cases {
                let found = try await database.read { connection in
                    try templates.best(
                        "hello",
                        channel: plugin(channel),
                        language: language,
                        fallbackLanguage: "es",
                        in: connection
                    )
                }
                #expect(found?.body == expected, "\(channel) \(language)")
            }
        }
    }

    @Test func aReplyThatSaysTheTemplateGoesOutAsIt() async throws {
        let rendered = try Self.template(Self.reminder).rendered(Self.values, timeZone: "UTC")
        try await withDatabase { database, tenant in
            let agents = ScriptedAgents([
                "orchestrator": { _, turn in
                    turn.learn(template: rendered)
                    turn.learn(fact: rendered.json.description)
                    _ = turn.say(.text(rendered.text), fallback: nil)
                    _ = turn.say(.text("¿Algo más?"), fallback: nil)
                    return .finished(AgentResult())
                }
            ])
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(window: 1))
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                // The window is closed: the other reply has no template to go out by.
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead'")
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                let sent = try #require(channel.sent.withLock { $0.first })
                #expect(sent.template == rendered.providerDocument)
            }
        }
    }

    // MARK: What the provider decides

    @Test func whatTheProviderDecidesIsFollowed() async throws {
        let template = try Self.template(Self.reminder)
        try await withDatabase { database, tenant in
            try await Self.keep(template, database, tenant)
            try await withHost(database, tenant, agents: ScriptedAgents([:])) { host in
                let told: [(name: String, approval: TemplateApproval, moment: Int64, known: TemplateApproval)] = [
                    ("recordatorio_pago", .paused, 2_000, .paused),
                    // It was on its way when the template was paused.
                    ("recordatorio_pago", .approved, 1_000, .paused),
                    ("otra", .disabled, 3_000, .paused),
                    ("recordatorio_pago", .approved, 3_000, .approved),
                ]
                for (name, approval, moment, expected) in told {
                    let decision = TemplateDecision(
                        name: name,
                        language: "es_MX",
                        approval: approval,
                        reason: "LOW_QUALITY",
                        at: Timestamp(milliseconds: moment)
                    )
                    try await host.tell(decision)
                    let known = try await Self.found(database, tenant)
                    #expect(known?.provider?.approval == expected, "\(name) \(approval) at \(moment)")
                }
                let records = "SELECT COUNT(*) FROM audit_logs WHERE action = 'template.decide'"
                #expect(try await host.count(records) == 2)
            }
        }
    }

    /// Whether the refusal is the answer, or is told later.
    @Test(arguments: ["refused", "told later"])
    func aTemplateThatIsHeldBackIsPaused(how: String) async throws {
        let template = try Self.template(Self.reminder)
        let rendered = try template.rendered(Self.values, timeZone: "UTC")
        try await withDatabase { database, tenant in
            try await Self.keep(template, database, tenant)
            let agents = ScriptedAgents([
                "orchestrator": { _, turn in
                    turn.learn(template: rendered)
                    turn.learn(fact: rendered.json.description)
                    _ = turn.say(.text(rendered.text), fallback: nil)
                    return .finished(AgentResult())
                }
            ])
            let channel = RecordingChannel(capabilities: RecordingChannel.capabilities(window: 1)) { _ in
                how == "refused"
                    ? .refused(reason: "paused", remedy: .otherTemplate) : .sent(providerMessageID: "wamid.1")
            }
            try await withHost(database, tenant, agents: agents, channel: channel) { host in
                _ = try await host.ask("hola", id: "m1")
                if how == "told later" {
                    try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'sent'")
                    try await host.tell(.failed, "wamid.1", remedy: .otherTemplate)
                }
                try await host.until(1, "SELECT COUNT(*) FROM outbox WHERE state = 'dead'")
                let known = try #require(try await Self.found(database, tenant))
                #expect(known.provider?.approval == .paused)
                // What comes goes out as none.
                #expect(try known.rendered(Self.values, timeZone: "UTC").providerDocument == nil)
            }
        }
    }

    private static func keep(
        _ template: MessageTemplate,
        _ database: any Database,
        _ tenant: TenantHandle
    ) async throws {
        try await database.write { connection in
            try MessageTemplates(tenant).set(template, at: SystemClock().now(), in: connection)
        }
    }

    private static func found(_ database: any Database, _ tenant: TenantHandle) async throws -> MessageTemplate? {
        let key = MessageTemplates.Key(name: "payment-reminder", channel: nil, language: "es")
        return try await database.read { connection in try MessageTemplates(tenant).find(key, in: connection) }
    }
}

extension PipelineHost {
    /// The provider tells what it decided on a template.
    fileprivate func tell(_ decision: TemplateDecision) async throws {
        let response = ChannelResponse(status: 200, headers: [], body: [])
        let ingest = ChannelIngest(messages: [], receipts: [], templates: [decision], response: response)
        try await engine.take(ingest, channel: plugin("web"), tenant: tenant)
    }
}
