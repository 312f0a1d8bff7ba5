// What waits for a moment of a tenant's time happens when the time machine comes there,
// and in the order of the moments: hand-offs, payments, other channels, webhooks.

import OrkestaModel
import TestHarness
import Testing

extension TimeMachineFlows {
    private func move(_ tenant: FlowTenant, seconds: Int64) async throws -> [JSON] {
        let move: JSON = ["tenant_id": .string(tenant.id), "seconds": .integer(seconds)]
        let moved = try await tenant.tower.post("/api/time-machine/set", move)
        try #require(moved.status == 200, "\(moved.text)")
        let steps = moved.json["steps"]?.arrayValue ?? []
        #expect(moved.json["step_count"] == .integer(Int64(steps.count)), "\(moved.text)")
        let moments = steps.compactMap { $0["at"]?.stringValue.flatMap { Timestamp($0) } }
        #expect(moments == moments.sorted(), "\(steps)")
        return steps
    }

    private func kinds(_ steps: [JSON]) -> [String] { steps.compactMap { $0["kind"]?.stringValue } }

    @Test func aSilentPersonGivesTheConversationBack() async throws {
        let tenant = try await FlowHost.newTenant()
        let answer = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "hola")
        let id = try #require(answer.json["conversation_id"]?.stringValue)
        let path = "/api/conversations/\(id)"
        #expect(try await move(tenant, seconds: 1).isEmpty)
        #expect(try await tenant.client.post("\(path)/take?minutes=30").json["state"] == "paused")
        #expect(try await kinds(move(tenant, seconds: 20 * 60)) == [])
        // Saying something begins the time anew.
        #expect(try await tenant.client.post("\(path)/messages", ["text": "Ya lo veo."]).status == 201)
        #expect(try await kinds(move(tenant, seconds: 20 * 60)) == [])
        #expect(try await kinds(move(tenant, seconds: 20 * 60)) == ["hand_off"])
        #expect(try await tenant.client.get(path).json["state"] == "active")
    }

    @Test func aVoucherIsLookedAtWhenItsTimeIsOver() async throws {
        let shop = try await FlowHost.newShop()
        var ana = Shopper(shop.client)
        for text in ["quiero un taladro", "es todo", "sí, confirmo"] { try await ana.write(text) }
        let browser = try await FlowHost.client(key: nil)
        let link = try #require(try ana.link.split(separator: "/pay/").last)
        let form = Array("action=voucher".utf8)
        _ = try await browser.send("POST", "/pay/\(link)", body: form, type: "application/x-www-form-urlencoded")
        let ends = try await move(shop, seconds: 8 * 86_400).filter { $0["kind"] == "payment" }
        #expect(ends.map { $0["result"] } == ["looked_at"] && ends.first?["name"] == "ends", "\(ends)")
        // Nobody came to the till: the invoice is open again.
        let list = try await shop.tower.get("/api/invoices?tenant_id=\(shop.id)")
        let number = try #require(list.json["items"]?.arrayValue?.first?["number"]?.stringValue, "\(list.text)")
        let invoice = try await shop.tower.get("/api/invoices/\(number)?tenant_id=\(shop.id)")
        #expect(invoice.json["payments"]?.arrayValue?.map { $0["state"] } == ["failed"], "\(invoice.text)")
    }

    /// An endpoint that is gone is called for three days, all of them now.
    @Test func aWebhooksLadderIsClimbed() async throws {
        let tenant = try await FlowHost.newTenant()
        #expect(try await move(tenant, seconds: 1).isEmpty)
        let endpoint: JSON = ["url": "http://127.0.0.1:9/hook", "events": ["conversation.message"]]
        let made = try await tenant.tower.post("/api/webhooks/endpoints?tenant_id=\(tenant.id)", endpoint)
        try #require(made.status == 201, "\(made.text)")
        _ = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "hola")
        let tried = try await move(tenant, seconds: 5 * 86_400).filter { $0["kind"] == "webhook" }
        // The first of the ten attempts was made before time passed.
        #expect(tried.count == 9, "\(tried)")
        let list = try await tenant.tower.get("/api/webhooks/endpoints?tenant_id=\(tenant.id)")
        #expect(list.json["items"]?.arrayValue?.first?["enabled"] == false, "\(list.text)")
    }

    /// Nobody hears what became of the message: after ten minutes it goes out by SMS.
    @Test func anotherChannelTakesOverInTime() async throws {
        let tenant = try await FlowHost.newTenant(enabling: ["orchestrator", "catalog", "whatsapp", "sms"])
        let policy: JSON = ["fallback": ["sms"], "undelivered_minutes": 10]
        let set = try await tenant.tower.put("/api/tenants/\(tenant.id)/channels/whatsapp/delivery", policy)
        try #require(set.status == 200, "\(set.text)")
        let (phone, http) = (FlowHost.newPhone(), try await FlowHost.client(key: nil))
        let whatsApp = try await shop(of: tenant, at: "whatsapp", http)
        let made = try await http.post("/emulate/whatsapp/phones", ["name": "Ana", "address": .string(phone)])
        let ana = try #require(made.json["id"]?.stringValue, "\(made.text)")
        let faults = "/emulate/whatsapp/control/faults/\(whatsApp)"
        _ = try await http.send("PUT", faults, body: Array("no-status".utf8), type: "text/plain")
        #expect(try await move(tenant, seconds: 1).isEmpty)
        let wrote: JSON = ["shop": .string(whatsApp), "text": "hola"]
        #expect(try await http.post("/emulate/whatsapp/phones/\(ana)/messages", wrote).status == 202)
        try await awaitOutbox(of: tenant, ["whatsapp sent"])
        let steps = try await move(tenant, seconds: 3_600)
        #expect(kinds(steps) == ["fallback"], "\(steps)")
        // The move ends when what it brought is sent.
        #expect(try await outbox(of: tenant) == ["whatsapp sent", "sms sent"])
    }

    private func shop(of tenant: FlowTenant, at channel: String, _ http: APIClient) async throws -> String {
        let id = try await eventual(every: 40) {
            let shops = try await http.get("/emulate/\(channel)/phones").json["shops"]?.arrayValue ?? []
            return shops.first { $0["tenant"] == .string(tenant.id) }?["id"]?.stringValue
        }
        return try #require(id, "the provider does not know \(tenant.id)")
    }

    /// Waits until the outbox holds these.
    private func awaitOutbox(of tenant: FlowTenant, _ wanted: Set<String>) async throws {
        if try await eventually(every: 40, { try await outbox(of: tenant) == wanted }) { return }
        let rows = try await outbox(of: tenant)
        Issue.record("the outbox holds \(rows)")
    }

    private func outbox(of tenant: FlowTenant) async throws -> Set<String> {
        let items = try await tenant.tower.get("/api/outbox?tenant_id=\(tenant.id)").json["items"]?.arrayValue ?? []
        return Set(items.map { "\($0["channel"]?.stringValue ?? "") \($0["state"]?.stringValue ?? "")" })
    }
}
