// What a customer gets for what they write: the right agent, the right
// products, a person where one is needed.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ConversationFlows {
    private func ask(_ text: String, of tenant: String, locale: String? = nil) async throws -> APIResponse {
        let client = try await FlowHost.client(tenant)
        let answer = try await client.chat(phone: FlowHost.newPhone(), text: text, name: "Ana", locale: locale)
        try #require(answer.status == 200, "\(answer.text)")
        return answer
    }

    @Test(arguments: [
        ("Hola, buenos días", "Ana", "Javaz"), ("Hello, good morning", "Ana", "Javaz"), ("Oi, bom dia", "Ana", "Javaz"),
    ])
    func greetings(text: String, name: String, business: String) async throws {
        let answer = try await ask(text, of: FlowHost.javaz)
        #expect(answer.agent == "orchestrator" && answer.intent == "greeting", "\(answer.text)")
        #expect(answer.said.contains(name) && answer.said.contains(business), "\(answer.said)")
        #expect(answer.replies.first?["type"]?.stringValue == "buttons", "\(answer.text)")
        #expect(answer.json["state"]?.stringValue == "active")
        #expect(answer.json["conversation_id"]?.stringValue?.isEmpty == false)
    }

    @Test(arguments: [
        ("busco valatas para tsuru", FlowHost.javaz, "balata"),
        ("do you have brake pads for tsuru?", FlowHost.javaz, "balata"),
        ("vocês têm pastilhas de freio para tsuru?", FlowHost.javaz, "balata"),
        ("necesito filtro de aseite para versa", FlowHost.javaz, "filtro"),
        ("tienen simento gris?", FlowHost.laCentral, "cemento"),
        ("busco martiyo", FlowHost.laCentral, "martillo"),
        ("busco leche deslactozada", FlowHost.delValle, "leche"),
        ("vocês têm arros?", FlowHost.delValle, "arroz"),
    ])
    func productSearches(text: String, tenant: String, word: String) async throws {
        let answer = try await ask(text, of: tenant)
        #expect(answer.agent == "catalog", "\(answer.text)")
        let first = try #require(answer.products.first, "\(answer.text)")
        #expect(first["name"]?.stringValue?.lowercased().contains(word) == true, "\(answer.products)")
        #expect(first["sku"]?.stringValue?.isEmpty == false)
        // What is shown is what the answer says, and the price is the catalog's.
        let name = try #require(first["name"]?.stringValue)
        #expect(answer.text.contains(name))
    }

    @Test func quotationsAndPurchasesGoToTheCatalogWhileNobodyElseSells() async throws {
        let tenant = try await FlowHost.newTenant()
        _ = try await tenant.upload("sku,name,price\nCEM-1,Cemento Gris 50 kg,230\nMAR-1,Martillo de Uña,189\n")
        for text in ["Quiero una cotización de 20 bultos de cemento", "Quiero comprar 3 martillos"] {
            let answer = try await tenant.client.chat(phone: FlowHost.newPhone(), text: text)
            #expect(answer.agent == "catalog", "\(text): \(answer.text)")
            #expect(["quotation", "purchase"].contains(answer.intent), "\(answer.text)")
            #expect(!answer.said.isEmpty)
        }
    }

    @Test(arguments: [
        ("Mi pedido llegó roto y nadie me contesta, qué mal servicio", "complaint"),
        ("My order arrived broken and I want my money back", "complaint"),
        ("Quiero hablar con una persona", "support"),
    ])
    func casesForPeople(text: String, kind: String) async throws {
        let client = try await FlowHost.client(FlowHost.delValle)
        let phone = FlowHost.newPhone()
        let answer = try await client.chat(phone: phone, text: text)
        #expect(answer.status == 200 && answer.intent == kind, "\(answer.text)")
        #expect(!answer.said.isEmpty)
        let conversation = try #require(answer.json["conversation_id"]?.stringValue)
        let cases = try await openCases(of: FlowHost.delValle, conversation)
        #expect(cases.map { $0["kind"]?.stringValue } == [kind], "\(cases)")
        #expect(cases.first?["summary"]?.stringValue?.contains(text) == true)
        // Insisting joins the same case.
        _ = try await client.chat(phone: phone, text: text + "!!")
        #expect(try await openCases(of: FlowHost.delValle, conversation).count == 1)
    }

    @Test func whatNobodyUnderstandsIsAnsweredPolitely() async throws {
        let answer = try await ask("¿Quién ganó el mundial de 1986?", of: FlowHost.javaz)
        #expect(!answer.said.isEmpty)
        let thanks = try await ask("muchas gracias", of: FlowHost.javaz)
        #expect(thanks.agent == "orchestrator" && !thanks.said.isEmpty, "\(thanks.text)")
    }

    @Test func anAnswerCanBeStreamed() async throws {
        let client = try await FlowHost.client(FlowHost.laCentral)
        let message: JSON = ["customer": ["phone": .string(FlowHost.newPhone())], "message": "busco brochas"]
        let stream = try await client.post("/api/chat", message, headers: [("Accept", "text/event-stream")])
        #expect(stream.status == 200 && stream.header("Content-Type")?.hasPrefix("text/event-stream") == true)
        let names = stream.text.split(separator: "\n").filter { $0.hasPrefix("event:") }.map { $0.dropFirst(7) }
        #expect(names.first == "turn.started" && names.last == "turn.finished" && names.contains("message"), "\(names)")
    }

    @Test func aConversationGoesOn() async throws {
        let client = try await FlowHost.client(FlowHost.laCentral)
        let phone = FlowHost.newPhone()
        let first = try await client.chat(phone: phone, text: "Hola")
        let second = try await client.chat(phone: phone, text: "busco pintura blanca")
        #expect(first.json["conversation_id"] == second.json["conversation_id"])
        #expect(first.turnID != second.turnID)
        let history = try await client.get("/api/chat/history/\(phone)")
        let items = try #require(history.json["items"]?.arrayValue)
        let firstReplies = first.replies.count
        #expect(items.map { $0["role"]?.stringValue }.prefix(1) == ["user"])
        #expect(items[0]["reply"]?["text"] == "Hola")
        #expect(items[1 + firstReplies]["reply"]?["text"] == "busco pintura blanca", "\(history.text)")
        #expect(items.count == 2 + firstReplies + second.replies.count)
        #expect(items.compactMap { $0["sequence"]?.integerValue } == (1...Int64(items.count)).map { $0 })
        let newestFirst = try await client.get("/api/chat/history/\(phone)?order=desc&limit=1")
        #expect(newestFirst.json["items"]?.arrayValue == items.suffix(1))
        #expect(newestFirst.json["next_cursor"]?.stringValue != nil)
    }

    @Test func activeConversationsAreListedLatestFirst() async throws {
        let tenant = try await FlowHost.newTenant()
        let phones = (0..<3).map { _ in FlowHost.newPhone() }
        for phone in phones { _ = try await tenant.client.chat(phone: phone, text: "Hola") }
        let first = try await tenant.client.get("/api/chat/active?limit=2")
        let cursor = try #require(first.json["next_cursor"]?.stringValue, "\(first.text)")
        let second = try await tenant.client.get("/api/chat/active?limit=2&cursor=\(cursor)")
        let items = (first.json["items"]?.arrayValue ?? []) + (second.json["items"]?.arrayValue ?? [])
        #expect(items.compactMap { $0["address"]?.stringValue } == phones.reversed(), "\(items)")
        #expect(items.allSatisfy { $0["state"]?.stringValue == "active" })
    }
}

/// The open cases of one conversation.
func openCases(of tenant: String, _ conversation: String) async throws -> [JSON] {
    let answer = try await FlowHost.tower().get("/api/cases?tenant_id=\(tenant)&limit=200")
    try #require(answer.status == 200, "\(answer.text)")
    return (answer.json["items"]?.arrayValue ?? []).filter { $0["conversation_id"]?.stringValue == conversation }
}
