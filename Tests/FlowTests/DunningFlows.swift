// Collections from outside: an overdue invoice is reminded of on the customer's phone,
// with a link to pay, until it is paid; a promise pauses; the rules are checked.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DunningFlows {
    @Test func anOverdueInvoiceIsRemindedOfUntilItIsPaid() async throws {
        let shop = try await CollectingShop()
        let invoice = try await shop.bill("500.00", dueInDays: 2)
        let planned = try await shop.tenant.tower.post("/api/dunning/simulate?\(shop.query)", ["days": 30])
        let stages = (planned.json["reminders"]?.arrayValue ?? []).compactMap { $0["stage"]?.stringValue }
        #expect(stages.contains("T+3") && Set(stages).count == stages.count, "\(planned.text)")
        try await shop.letDaysPass(8)
        let said = try await shop.said()
        #expect(said.contains(invoice) && said.contains("/pay/"), "\(said)")

        let pipeline = try await shop.tenant.tower.get("/api/dunning/pipeline?\(shop.query)")
        let entries = (pipeline.json["stages"]?.arrayValue ?? []).flatMap { $0["invoices"]?.arrayValue ?? [] }
        #expect(entries.first?["invoice"]?.stringValue == invoice, "\(pipeline.text)")
        #expect(entries.first?["next"]?["why"]?.stringValue != nil, "\(pipeline.text)")

        let paid = try await shop.tenant.tower.post(
            "/api/payments/simulate-webhook?\(shop.query)",
            ["invoice": .string(invoice), "outcome": "succeeded"]
        )
        #expect(paid.status == 202, "\(paid.text)")
        let before = try await shop.reminders()
        // Beyond the day on which it would be given up: the report counts what is decided.
        try await shop.letDaysPass(56)
        #expect(try await shop.reminders() == before, "somebody who paid was reminded")
        let report = try await shop.tenant.tower.get("/api/dunning/report?\(shop.query)")
        #expect(report.json["totals"]?.arrayValue?.first?["effectiveness"]?.doubleValue == 1, "\(report.text)")
    }

    /// From three days before to thirty days after, in the customer's language; the price
    /// firewall takes none of it for a promise of delivery.
    @Test(arguments: [("es", "hola", "Paga aquí:"), ("en", "hello", "Pay here:"), ("pt", "olá", "Pague aqui:")])
    func everyStageIsSaid(_ locale: String, _ hello: String, _ words: String) async throws {
        let shop = try await CollectingShop()
        _ = try await shop.tenant.client.chat(phone: shop.phone, text: hello, locale: locale)
        let invoice = try await shop.bill("500.00", dueInDays: 4)
        try await shop.letDaysPass(45, by: 3)
        let said = try await shop.heard()
        let reminders = said.filter { $0.contains("/pay/") }
        #expect(reminders.allSatisfy { $0.contains(invoice) && $0.contains("$500.00 MXN") }, "\(reminders)")
        #expect(reminders.allSatisfy { $0.contains(words) }, "\(reminders)")
        let heldBack = said.filter { text in Self.heldBack.contains { text.contains($0) } }
        #expect(heldBack.isEmpty, "\(said)")
        let report = try await shop.tenant.tower.get("/api/dunning/report?\(shop.query)")
        let rules = report.json["rules"]?.arrayValue ?? []
        let counts = rules.compactMap { $0["reminders"]?.integerValue }
        #expect(counts.reduce(0, +) == Int64(reminders.count), "\(report.text)\n\(reminders)")
        let stages = Set(rules.compactMap { $0["stage"]?.stringValue })
        #expect(stages == ["T-3", "T-1", "DUE", "T+1", "T+3", "T+7", "T+15", "T+30"], "\(report.text)")
    }

    /// What is said in the place of what the price firewall holds back.
    private static let heldBack = ["No puedo confirmar", "can't confirm", "Não consigo confirmar"]

    @Test func aPromisePausesAndIsCalledOff() async throws {
        let shop = try await CollectingShop()
        let invoice = try await shop.bill("500.00", dueInDays: 1)
        try await shop.letDaysPass(2)
        let day = try await shop.today().advanced(byDays: 6)
        let made = try await shop.tenant.tower.post(
            "/api/dunning/promises?\(shop.query)",
            ["customer": "CUST-1", "on": .string(day.description)]
        )
        #expect(made.json["invoices"]?.arrayValue == [.string(invoice)], "\(made.text)")
        let before = try await shop.reminders()
        try await shop.letDaysPass(3)
        #expect(try await shop.reminders() == before, "a promise was not waited for")
        let refused = try await shop.tenant.tower.post("/api/dunning/send?\(shop.query)", ["invoice": .string(invoice)])
        #expect(refused.isProblem(409), "\(refused.text)")
        let id = try #require(made.json["id"]?.stringValue)
        let ended = try await shop.tenant.tower.post("/api/dunning/promises/\(id)/cancel?\(shop.query)", [:])
        #expect(ended.json["state"] == "cancelled", "\(ended.text)")
        try await shop.letDaysPass(3)
        let said = try await shop.said()
        #expect(try await shop.reminders() > before, "\(said)")
        let late = try await shop.tenant.tower.post(
            "/api/dunning/promises?\(shop.query)",
            ["customer": "CUST-1", "on": "2001-01-01"]
        )
        #expect(late.isProblem(400) && late.json["field"] == "on", "\(late.text)")
    }

    /// The provider that the host plays takes its first message, though it had read who its
    /// shops are just before.
    @Test func aChannelSendsAsSoonAsItIsEnabled() async throws {
        let tenant = try await FlowHost.newTenant(enabling: ["orchestrator", "dunning"])
        let query = "tenant_id=\(tenant.id)"
        let rules = try await tenant.tower.put("/api/dunning/rules?\(query)", ["enabled": true])
        try #require(rules.status == 200, "\(rules.text)")
        let monday: JSON = ["tenant_id": .string(tenant.id), "now": "2070-06-02T16:00:00Z"]
        try #require(try await tenant.tower.post("/api/time-machine/set", monday).status == 200)
        let bill: JSON = [
            "customer": ["phone": .string(FlowHost.newPhone())], "amount": "500.00", "due_at": "2070-06-03T16:00:00Z",
        ]
        let made = try await tenant.tower.post("/api/invoices?\(query)", bill)
        let invoice = try #require(made.json["number"], "\(made.text)")
        _ = try await FlowHost.client(key: nil).get("/emulate/sms/phones")
        try await tenant.change("sms", ["enabled": true])
        let asked = try await tenant.tower.post("/api/dunning/send?\(query)", ["invoice": invoice])
        #expect(asked.json["state"] == "begun", "\(asked.text)")
        let sent = try await eventual(every: 40) { () async throws -> [JSON]? in
            let rows = try await tenant.tower.get("/api/outbox?\(query)").json["items"]?.arrayValue ?? []
            guard let state = rows.first?["state"], state != "pending" else { return nil }
            return rows
        }
        let only = try #require(sent?.count == 1 ? sent?.first : nil, "\(sent ?? [])")
        #expect(only["state"] == "sent" && only["channel"] == "sms", "\(only)")
    }

    @Test(
        arguments: [
            (["rules": [["stage": "T+2"]]], "rules[0].stage"),
            (["rules": [["stage": "T+3", "hour": 24]]], "rules[0].hour"),
            (["rules": [["stage": "T+1", "hour": 12], ["stage": "T+3", "hour": 22]]], "rules[1].hour"),
            (["rules": [["stage": "T+3", "hours": 12]]], "rules[0].hours"),
            (["settings": ["contact_untill": 19]], "contact_untill"), (["settings": 19], "settings"),
            (["settings": ["contact_until": 10]], "contact_until"),
            (["settings": ["contact_from": 11]], "contact_from"),
            (["settings": ["contact_from": 20, "contact_until": 9]], "contact_until"),
            (["settings": ["extra_holidays": ["mañana"]]], "extra_holidays"),
            (["enabled": "yes"], "enabled"),
        ] as [(JSON, String)]
    )
    func wrongRulesNameTheirField(_ change: JSON, _ field: String) async throws {
        let tenant = try await FlowHost.newTenant(enabling: [])
        let answer = try await tenant.tower.put("/api/dunning/rules?tenant_id=\(tenant.id)", change)
        #expect(answer.isProblem(400) && answer.json["field"]?.stringValue == field, "\(answer.text)")
        let rules = try await tenant.tower.get("/api/dunning/rules?tenant_id=\(tenant.id)")
        #expect(rules.json["enabled"] == false && rules.json["rules"]?.arrayValue?.count == 9, "\(rules.text)")
    }
}

/// A shop with the collecting agent and customers on SMS, in its own time.
struct CollectingShop {
    let tenant: FlowTenant
    let phone = FlowHost.newPhone()
    /// Its number at the provider that the host plays.
    let line: String

    var query: String { "tenant_id=\(tenant.id)" }

    /// `others` are agents besides.
    init(enabling others: [String] = ["orchestrator"]) async throws {
        tenant = try await FlowHost.newTenant(enabling: others + ["dunning", "sms"])
        let rules = try await tenant.tower.put("/api/dunning/rules?tenant_id=\(tenant.id)", ["enabled": true])
        try #require(rules.json["enabled"] == true, "\(rules.text)")
        line = try await Self.line(of: tenant.id)
        // A Monday morning in Mexico, in a week and month without holidays.
        _ = try await move(to: Timestamp(milliseconds: 3_168_950_400_000))
    }

    /// The provider shows the shop within a second.
    private static func line(of tenant: String) async throws -> String {
        let provider = try await FlowHost.client(key: nil)
        let line = try await eventual(every: 40) {
            let shops = try await provider.get("/emulate/sms/phones").json["shops"]?.arrayValue ?? []
            return shops.first { $0["tenant"] == .string(tenant) }?["id"]?.stringValue
        }
        return try #require(line, "the provider does not know the shop")
    }

    func now() async throws -> Timestamp {
        let answer = try await tenant.tower.get("/api/time-machine/current?\(query)")
        return try #require(answer.json["now"]?.stringValue.flatMap { Timestamp($0) }, "\(answer.text)")
    }

    func today() async throws -> CivilDate { try await now().date(offsetMinutes: -360) }

    private func move(to moment: Timestamp) async throws -> APIResponse {
        try await tenant.tower.post(
            "/api/time-machine/set",
            ["tenant_id": .string(tenant.id), "now": .string(moment.description)]
        )
    }

    /// Day by day, or so many at a time. A move ends when what was said is sent.
    func letDaysPass(_ days: Int, by stride: Int = 1) async throws {
        for _ in 0..<days / stride {
            let moved = try await move(to: try await now().advanced(bySeconds: Int64(stride) * 86_400))
            try #require(moved.status == 200, "\(moved.text)")
            let waiting = try await tenant.tower.get("/api/outbox?\(query)&state=pending")
            #expect(waiting.json["items"]?.arrayValue?.isEmpty == true, "\(waiting.text)")
        }
    }

    /// Within the day.
    func letHoursPass(_ hours: Int64) async throws {
        let moved = try await move(to: try await now().advanced(bySeconds: hours * 3_600))
        try #require(moved.status == 200, "\(moved.text)")
    }

    /// The number of a new invoice.
    func bill(_ amount: String, dueInDays days: Int64) async throws -> String {
        let due = try await now().advanced(bySeconds: days * 86_400)
        let made = try await tenant.tower.post(
            "/api/invoices?\(query)",
            [
                "customer": ["phone": .string(phone), "name": "Ana"], "amount": .string(amount),
                "due_at": .string(due.description),
            ]
        )
        return try #require(made.json["number"]?.stringValue, "\(made.text)")
    }

    /// What the shop has said.
    func said() async throws -> String { try await messages().map(\.description).joined(separator: "\n") }

    /// What the shop has said to the customer, the oldest first.
    func heard() async throws -> [String] {
        try await messages().compactMap { message in
            guard message["role"] == "assistant" else { return nil }
            return message["reply"].flatMap { try? Reply(json: $0) }?.plainText
        }
    }

    func reminders() async throws -> Int { try await messages().count { $0.description.contains("/pay/") } }

    private func messages() async throws -> [JSON] {
        let history = try await tenant.client.get("/api/chat/history/\(phone)?limit=100")
        return history.json["items"]?.arrayValue ?? []
    }
}
