// The time machine lets days pass in a sandbox, with everything that falls due.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TimeMachineFlows {
    private func now(of tenant: FlowTenant) async throws -> Timestamp {
        let answer = try await tenant.tower.get("/api/time-machine/current?tenant_id=\(tenant.id)")
        return try #require(answer.json["now"]?.stringValue.flatMap { Timestamp($0) }, "\(answer.text)")
    }

    private func move(_ tenant: FlowTenant, to moment: Timestamp) async throws -> APIResponse {
        try await tenant.tower.post(
            "/api/time-machine/set",
            ["tenant_id": .string(tenant.id), "now": .string(moment.description)]
        )
    }

    @Test func twoDaysLaterSilentConversationsHaveEnded() async throws {
        let tenant = try await FlowHost.newTenant()
        let phones = [FlowHost.newPhone(), FlowHost.newPhone()]
        var conversations: Set<String> = []
        for phone in phones {
            let answer = try await tenant.client.chat(phone: phone, text: "hola")
            conversations.insert(try #require(answer.json["conversation_id"]?.stringValue))
        }
        let start = try await now(of: tenant)
        let target = start.advanced(bySeconds: 2 * 86_400)
        let moved = try await move(tenant, to: target)
        #expect(moved.status == 200 && moved.json["simulated"] == true, "\(moved.text)")
        let steps = try #require(moved.json["steps"]?.arrayValue)
        #expect(Set(steps.compactMap { $0["conversation_id"]?.stringValue }) == conversations, "\(steps)")
        #expect(steps.allSatisfy { $0["agent"] == "orchestrator" && $0["kind"] == "timer" }, "\(steps)")
        #expect(Set(steps.compactMap { $0["customer"]?.stringValue }) == ["CUST-1", "CUST-2"], "\(steps)")
        #expect(steps.allSatisfy { $0["channel"] == "api" }, "\(steps)")
        let moments = steps.compactMap { $0["at"]?.stringValue.flatMap { Timestamp($0) } }
        #expect(moments == moments.sorted() && moments.allSatisfy { $0 > start && $0 <= target }, "\(steps)")

        let active = try await tenant.client.get("/api/chat/active")
        #expect(active.json["items"]?.arrayValue == [], "\(active.text)")
        #expect(try await now(of: tenant) == target)
        // The customer's next message opens a new conversation, at the new time.
        let next = try await tenant.client.chat(phone: phones[0], text: "hola otra vez")
        #expect(conversations.contains(next.json["conversation_id"]?.stringValue ?? "") == false, "\(next.text)")
        let history = try await tenant.client.get("/api/chat/history/\(phones[0])?order=desc&limit=1")
        let last = history.json["items"]?.arrayValue?.first?["at"]?.stringValue.flatMap { Timestamp($0) }
        #expect(last == target, "\(history.text)")
    }

    @Test func aConversationThatGoesOnStaysOpen() async throws {
        let tenant = try await FlowHost.newTenant()
        let phone = FlowHost.newPhone()
        _ = try await tenant.client.chat(phone: phone, text: "hola")
        let start = try await now(of: tenant)
        _ = try await move(tenant, to: start.advanced(bySeconds: 20 * 3_600))
        _ = try await tenant.client.chat(phone: phone, text: "sigo aquí")
        _ = try await move(tenant, to: start.advanced(bySeconds: 40 * 3_600))
        let active = try await tenant.client.get("/api/chat/active")
        #expect(active.json["items"]?.arrayValue?.count == 1, "\(active.text)")
    }

    @Test func timeGoesForwardOnlyAndOnlyWhereItMay() async throws {
        let tenant = try await FlowHost.newTenant()
        let start = try await now(of: tenant)
        #expect(try await move(tenant, to: start.advanced(bySeconds: 3_600)).status == 200)
        let back = try await move(tenant, to: start)
        #expect(back.isProblem(409), "\(back.text)")
        let nonsense = try await tenant.tower.post(
            "/api/time-machine/set",
            ["tenant_id": .string(tenant.id), "now": "mañana"]
        )
        #expect(nonsense.isProblem(400) && nonsense.json["field"] == "now", "\(nonsense.text)")
        let made = try await tenant.tower.post(
            "/api/tenants",
            ["id": .string(FlowHost.newName("real")), "display_name": "En serio", "environment": "production"]
        )
        let production = try #require(made.json["id"]?.stringValue, "\(made.text)")
        let refused = try await tenant.tower.post(
            "/api/time-machine/set",
            ["tenant_id": .string(production), "now": .string(start.advanced(bySeconds: 3_600).description)]
        )
        #expect(refused.status >= 400 && refused.isProblem(refused.status), "\(refused.text)")
    }

    @Test func otherTenantsStayInTheirTime() async throws {
        let (traveller, other) = (try await FlowHost.newTenant(), try await FlowHost.newTenant())
        let start = try await now(of: other)
        _ = try await move(traveller, to: start.advanced(bySeconds: 30 * 86_400))
        let after = try await now(of: other)
        #expect(after.milliseconds - start.milliseconds < 86_400_000, "\(start), \(after)")
    }

    /// Instead of going back: a copy of how it was, which goes its own way.
    @Test func aBranchIsAnotherShopOfTheSamePast() async throws {
        let shop = try await FlowHost.newShop()
        var ana = Shopper(shop.client)
        for text in ["quiero un taladro", "es todo", "sí, confirmo"] { try await ana.write(text) }
        // Rows whose keys are made of the tenant's are copied, too.
        let changed = try await shop.tower.put(
            "/api/dunning/rules?tenant_id=\(shop.id)",
            ["rules": [["stage": "T+3", "hour": 12]]]
        )
        #expect(changed.status == 200, "\(changed.text)")
        let test: JSON = ["name": "noon", "hours": [12]]
        let started = try await shop.tower.post("/api/dunning/experiments?tenant_id=\(shop.id)", test)
        #expect((200...201).contains(started.status), "\(started.text)")
        let label: JSON = ["tenant_id": .string(shop.id), "label": "ordered"]
        let kept = try await shop.tower.post("/api/time-machine/snapshot", label)
        #expect(kept.status == 201, "\(kept.text)")
        try await ana.pay(try ana.link, on: try await FlowHost.shared())
        try await ana.awaitMessage(saying: "Recibo: INV-")

        let other = FlowHost.newName("what-if")
        let wish: JSON = ["tenant_id": .string(shop.id), "at": "ordered", "to": .string(other)]
        let made = try await shop.tower.post("/api/time-machine/branch", wish)
        #expect(made.status == 201 && made.json["api_key"]?.stringValue?.isEmpty == false, "\(made.text)")
        func invoice(of tenant: String) async throws -> JSON? {
            try await shop.tower.get("/api/invoices?tenant_id=\(tenant)").json["items"]?.arrayValue?.first
        }
        let (paid, open) = (try await invoice(of: shop.id), try await invoice(of: other))
        #expect(paid?["number"] == open?["number"] && paid?["id"] != open?["id"], "\(open ?? .null)")
        #expect(paid?["status"] == "succeeded" && open?["status"] == "pending", "\(open ?? .null)")
        for (path, member) in [("rules", "rules"), ("experiments", "items")] {
            let own = try await shop.tower.get("/api/dunning/\(path)?tenant_id=\(shop.id)")
            let copied = try await shop.tower.get("/api/dunning/\(path)?tenant_id=\(other)")
            #expect(own.json[member]?.arrayValue?.isEmpty == false, "\(own.text)")
            #expect(own.json[member] == copied.json[member], "\(copied.text)")
        }
        // There it is paid later, and here nothing changes.
        let pays: JSON = ["invoice": open?["number"] ?? .null, "outcome": "succeeded"]
        let path = "/api/payments/simulate-webhook?tenant_id=\(other)"
        #expect(try await shop.tower.post(path, pays).status == 202)
        let moved = try await shop.tower.post(
            "/api/time-machine/set",
            ["tenant_id": .string(other), "seconds": 86_400]
        )
        #expect(moved.status == 200, "\(moved.text)")
        #expect(try await invoice(of: other)?["status"] == "succeeded")
        let list = try await shop.tower.get("/api/time-machine/snapshots?tenant_id=\(shop.id)")
        #expect(list.json["items"]?.arrayValue?.map { $0["label"] } == ["ordered"], "\(list.text)")
        let taken = try await shop.tower.post("/api/time-machine/branch", wish)
        #expect(taken.isProblem(409), "\(taken.text)")
        let shelf = try await shop.tower.get("/api/tenants/\(shop.id)-at-ordered")
        #expect(shelf.json["snapshot"] == true, "\(shelf.text)")
        let again = try await shop.tower.post("/api/time-machine/snapshot", label)
        #expect(again.isProblem(409) && again.json["field"] == "label", "\(again.text)")
        let nowhere = try await shop.tower.post("/api/time-machine/branch", wish.merging(["at": "nope"]))
        #expect(nowhere.isProblem(404) && nowhere.json["field"] == "at", "\(nowhere.text)")
        #expect(nowhere.text.contains("ordered"), "what there is is said: \(nowhere.text)")
    }
}
