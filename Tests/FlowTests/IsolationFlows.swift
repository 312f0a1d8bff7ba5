// Nobody sees what is another's: customers of one tenant, and tenants.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct IsolationFlows {
    @Test func twoCustomersDoNotSeeEachOther() async throws {
        let client = try await FlowHost.client()
        let (ana, luis) = (FlowHost.newPhone(), FlowHost.newPhone())
        let secret = FlowHost.newName("amortiguador secreto")
        let first = try await client.chat(phone: ana, text: "busco \(secret)", name: "Ana")
        let second = try await client.chat(phone: luis, text: "hola", name: "Luis")
        #expect(first.json["conversation_id"] != second.json["conversation_id"])
        #expect(!second.text.contains("Ana") && second.said.contains("Luis"), "\(second.text)")
        let history = try await client.get("/api/chat/history/\(luis)")
        #expect(history.status == 200 && !history.text.contains(secret))
        #expect(history.json["items"]?.arrayValue?.count == 1 + second.replies.count)
    }

    @Test func twoTenantsDoNotSeeEachOther() async throws {
        let phone = FlowHost.newPhone()
        let (javaz, laCentral) = (
            try await FlowHost.client(FlowHost.javaz), try await FlowHost.client(FlowHost.laCentral)
        )
        let first = try await javaz.chat(phone: phone, text: "busco balatas", messageID: "m")
        let second = try await laCentral.chat(phone: phone, text: "busco pintura", messageID: "m")
        #expect(first.status == 200 && second.status == 200)
        #expect(first.json["conversation_id"] != second.json["conversation_id"])
        let history = try await laCentral.get("/api/chat/history/\(phone)")
        #expect(!history.text.contains("balatas") && history.text.contains("pintura"), "\(history.text)")
        // A customer of one tenant alone is nobody to the other.
        let stranger = FlowHost.newPhone()
        _ = try await javaz.chat(phone: stranger, text: "hola")
        let unknown = try await laCentral.get("/api/chat/history/\(stranger)")
        #expect(unknown.status == 404 || unknown.json["items"]?.arrayValue == [], "\(unknown.text)")
    }

    @Test func aKeyOpensItsOwnTenantOnly() async throws {
        let client = try await FlowHost.client(FlowHost.javaz)
        let other = "tenant_id=\(FlowHost.laCentral)"
        let paths = [
            "/api/chat/active?\(other)", "/api/catalog/default?\(other)", "/api/dashboard/metrics?\(other)",
            "/api/chat/history/CUST-1?\(other)",
        ]
        for path in paths {
            let answer = try await client.get(path)
            #expect(answer.isProblem(404), "\(path): \(answer.text)")
        }
        let message: JSON = ["customer": ["phone": "+525510000000"], "message": "hola"]
        let chat = try await client.post("/api/chat?\(other)", message)
        #expect(chat.isProblem(404), "\(chat.text)")
        // On the tower too, a tenant's key is shown its own rows and no other's.
        let tower = try await FlowHost.tower(FlowHost.javaz)
        let plugins = try await tower.get("/api/tenants/\(FlowHost.laCentral)/plugins")
        #expect(plugins.isProblem(404) || plugins.isProblem(403), "\(plugins.text)")
        let change = try await tower.put("/api/tenants/\(FlowHost.laCentral)/plugins/catalog", ["enabled": false])
        #expect(change.isProblem(404) || change.isProblem(403), "\(change.text)")
        let list = try await tower.get("/api/tenants")
        #expect(!list.text.contains(FlowHost.laCentral), "\(list.text)")
    }

    @Test func oneTenantsCatalogIsNotAnothers() async throws {
        let (javaz, delValle) = (
            try await FlowHost.client(FlowHost.javaz), try await FlowHost.client(FlowHost.delValle)
        )
        let query: JSON = ["query": "leche deslactosada", "limit": 5]
        let own = try await delValle.post("/api/catalog/search", query)
        let foreign = try await javaz.post("/api/catalog/search", query)
        #expect(own.json["hits"]?.arrayValue?.isEmpty == false, "\(own.text)")
        let skus = Set(own.json["hits"]?.arrayValue?.compactMap { $0["sku"]?.stringValue } ?? [])
        let foreignSKUs = Set(foreign.json["hits"]?.arrayValue?.compactMap { $0["sku"]?.stringValue } ?? [])
        #expect(skus.isDisjoint(with: foreignSKUs), "\(foreign.text)")
    }
}
