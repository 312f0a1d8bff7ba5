// A sale to its receipt through the doors that plugins and people use: an agent in
// C asks for a link, the customer pays on the page, and the agent is woken. And an
// agent that makes prices up.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TillTests {
    private static let phone = "+525577770001"

    @Test("from the link in a chat to the receipt, in two parts")
    func linkToReceipt() async throws {
        let tenant = try await till()
        #expect(try await tenant.chat("hola", messageID: "1").said == "Escribe: cobra INV-1001")
        let issued = try await tenant.tower.post(
            "/api/invoices?tenant_id=\(tenant.id)",
            ["customer": "CUST-1", "amount": "350.00", "description": "Martillo"]
        )
        #expect(issued.status == 201 && issued.json["number"] == "INV-1001", "\(issued.text)")

        let asked = try await tenant.chat("cobra INV-1001", messageID: "2")
        let token = try #require(asked.said.split(separator: "/").last.map(String.init), "\(asked.text)")
        #expect(token.utf8.count == 22)
        let page = try await tenant.client.get("/pay/\(token)?lang=es")
        #expect(page.status == 200 && page.text.contains("Pagar $350.00 MXN") && page.text.contains("Martillo"))

        let part = try await press(tenant, token, "action=part&amount=100")
        #expect(part.status == 303, "\(part.text)")
        #expect(try await receipt(tenant, 1) == ["payment.partial: $100.00"])
        let rest = try await tenant.client.get("/pay/\(token)?lang=en")
        #expect(rest.text.contains("Pay $250.00 MXN"), "\(rest.text)")

        #expect(try await press(tenant, token, "action=decline").status == 303)
        #expect(try await receipt(tenant, 2).last == "payment.failed: $100.00")
        #expect(try await press(tenant, token, "action=pay").status == 303)
        #expect(try await receipt(tenant, 3).last == "payment.succeeded: $350.00")
        let paid = try await tenant.client.get("/pay/\(token)?lang=pt")
        #expect(paid.text.contains("Pago. Obrigado pela compra!") && !paid.text.contains("<form"), "\(paid.text)")

        let invoice = try await tenant.tower.get("/api/invoices/INV-1001?tenant_id=\(tenant.id)").json
        #expect(invoice["status"] == "succeeded" && invoice["balance"]?["amount"] == "0.00", "\(invoice)")
        let webhooks = try await tenant.tower.get("/api/payments/webhooks?tenant_id=\(tenant.id)").json
        let states = (webhooks["items"]?.arrayValue ?? []).map { $0["processed"] == true && $0["error"] == .null }
        #expect(states == [true, true, true, true, true], "\(webhooks)")
        #expect(try await tenant.chat("cobra INV-1001", messageID: "3").said.hasPrefix("status -11"))
        #expect(try await tenant.chat("cobra INV-9", messageID: "4").said == "status -3")
    }

    @Test("a price from nowhere is not sent: the fallback is, or a sentence without a claim")
    func madeUpPrices() async throws {
        let tenant = try await till()
        #expect(try await tenant.chat("inventa", messageID: "1").said == "Ahora te digo el precio.")
        #expect(try await tenant.chat("inventa todo", messageID: "2").said.hasPrefix("No puedo confirmar ese dato"))
        let metrics = try await tenant.client.get("/metrics").text
        #expect(metrics.contains(#"orkesta_replies_refused_total{agent="till",kind="money",sent="fallback"}"#))
        #expect(metrics.contains(#"orkesta_replies_refused_total{agent="till",kind="money",sent="neutral"}"#))
    }

    @Test("webhooks that nobody signed, strangers' links and amounts that are none")
    func misuse() async throws {
        let tenant = try await till()
        let forged = try await tenant.client.send(
            "POST",
            "/webhooks/sandbox/\(tenant.id)",
            body: Array(#"{"id":"evt_1","type":"payment.succeeded"}"#.utf8),
            type: "application/json"
        )
        #expect(forged.status == 401, "\(forged.text)")
        #expect(try await tenant.client.post("/webhooks/nobody", [:]).status == 404)
        #expect(try await tenant.client.get("/pay/nothing").status == 404)
        for (body, field) in [
            (["invoice": "INV-1"], "invoice"), ([:], "invoice"), (["invoice": "INV-1", "order": "ORD-1"], "invoice"),
        ] as [(JSON, String)] {
            let answer = try await tenant.tower.post("/api/payments/create-link?tenant_id=\(tenant.id)", body)
            #expect(answer.json["field"]?.stringValue == field, "\(body): \(answer.text)")
        }
        let tooMuch = try await tenant.tower.post(
            "/api/payments/simulate-webhook?tenant_id=\(tenant.id)",
            ["invoice": "INV-1", "outcome": "paid"]
        )
        #expect(tooMuch.status == 400 && tooMuch.json["field"] == "outcome", "\(tooMuch.text)")
    }

    private func till() async throws -> MisbehavingTenant {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: "till")
        let enabled = try await tenant.enable()
        try #require(enabled.status == 200, "\(enabled.text)")
        return tenant
    }

    private func press(_ tenant: MisbehavingTenant, _ token: String, _ form: String) async throws -> APIResponse {
        try await tenant.client.send(
            "POST",
            "/pay/\(token)?lang=es",
            body: Array(form.utf8),
            type: "application/x-www-form-urlencoded"
        )
    }

    /// What the agent said when it was woken, once there are so many of it.
    private func receipt(_ tenant: MisbehavingTenant, _ count: Int) async throws -> [String] {
        var said: [String] = []
        _ = try await eventually(every: 50) {
            let history = try await tenant.client.get("/api/chat/history/\(Self.phone)?limit=100").json
            said = (history["items"]?.arrayValue ?? []).compactMap { message in
                let text = message["reply"]?["text"]?.stringValue ?? message["content"]?["text"]?.stringValue
                return text?.hasPrefix("payment.") == true ? text : nil
            }
            return said.count >= count
        }
        return said
    }
}
