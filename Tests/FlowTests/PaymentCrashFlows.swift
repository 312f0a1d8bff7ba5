// The host is killed between every two steps of a payment: the customer pays once,
// the books say so once, and one receipt is sent.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PaymentCrashFlows {
    @Test("kill -9 after the attempt, the page, the payment, its webhook and its booking: one effect each")
    func killedBetweenAllSteps() async throws {
        let town = try await PaymentTown()
        let link = try await town.buy()

        // The attempt is a row; Mercado Pago has made its page, and its answer is lost.
        try await town.breakProvider("lost-answer@1-1000")
        let pressing = Task { try await town.press(link) }
        _ = try await town.invoice { $0["payments"]?.arrayValue?.isEmpty == false }
        try await town.kill()
        _ = await pressing.result
        try await town.mendProvider()

        // The page is stored.
        let page = try await town.press(link)
        try await town.kill()
        #expect(try await town.press(link) == page, "a second page was made")

        // Paid, and nobody was told: the host is dead.
        await town.host.kill()
        try await town.pay(page)
        try await town.host.start()

        // Its webhook is stored; what it means cannot be asked for.
        let payment = try await town.onlyPayment()
        try await town.breakProvider("error-500@1-100000")
        try await town.notify(of: payment)
        try await town.awaitWebhooks { $0.contains { $0["processed"] == false && $0["attempts"] != 0 } }
        try await town.kill()
        try await town.mendProvider()

        // Booked; the receipt is a turn that may not have run.
        _ = try await town.invoice { $0["status"] == "succeeded" }
        try await town.kill()

        #expect(try await town.receipts(atLeast: 1) == 1)
        for _ in 0..<3 { try await town.notify(of: payment) }
        try await town.awaitWebhooks { $0.allSatisfy { $0["processed"] == true } }
        let invoice = try await town.invoice { $0["status"] == "succeeded" }
        #expect(invoice["payments"]?.arrayValue?.map { $0["state"] } == ["succeeded"], "\(invoice)")
        #expect(try await town.receipts(atLeast: 1) == 1, "a second receipt was sent")
        try await town.host.stop()
    }
}

/// A host that is killed, and a Mercado Pago that lives on.
private struct PaymentTown: Sendable {
    let host: HostProcess
    let provider: APIClient
    private let process: EmulatedProvider
    private let http: HTTPClient
    private let tenant: FlowTenant
    private let phone = FlowHost.newPhone()

    init() async throws {
        http = try HTTPClient()
        host = try await HostProcess.start(FlowHost.configuration)
        process = try EmulatedProvider(of: "mercadopago")
        provider = APIClient(baseURL: process.url, apiKey: nil, http: http)
        tenant = try await FlowTenant.create(on: host, enabling: FlowHost.sellingAgents, http: http)
        _ = try await tenant.upload(FlowHost.shopList)
        let set = try await tenant.tower.put(
            "/api/tenants/\(tenant.id)/payment-accounts/mercadopago",
            ["key": "TEST-crashes", "webhook_secret": "mp_emulated", "api_base_url": .string(process.url)]
        )
        try #require(set.status == 200, "\(set.text)")
    }

    /// After a start the host listens on other ports.
    private var client: APIClient {
        get throws { APIClient(baseURL: try #require(host.clientURL), apiKey: tenant.key, http: http) }
    }
    private var tower: APIClient { get throws { try host.tower("platform", http) } }

    func kill() async throws {
        await host.kill()
        try await host.start()
    }

    // MARK: The provider

    func breakProvider(_ plan: String) async throws {
        let set = try await provider.put("/control/faults", ["plan": .string(plan)])
        try #require(set.status == 200, "\(set.text)")
    }

    func mendProvider() async throws { try await breakProvider("hang-up@1000000") }

    /// Pays on the provider's page, by a card that is taken.
    func pay(_ page: String) async throws {
        let answer = try await send("method=card&holder=APRO", to: page)
        #expect(answer.status == 303, "\(answer.head)")
    }

    /// The key of the one payment that the provider has.
    func onlyPayment() async throws -> String {
        let found = try await provider.get("/v1/payments/search", headers: [("Authorization", "Bearer TEST-crashes")])
        let payments = found.json["results"]?.arrayValue ?? []
        try #require(payments.count == 1, "\(found.text)")
        return try #require(payments.first?["id"]?.integerValue.map { String($0) })
    }

    /// The notification that the provider sends, which nobody signs in its sandbox.
    func notify(of id: String) async throws {
        let told = try await client.post(
            "/webhooks/mercadopago/\(tenant.id)?data.id=\(id)&type=payment",
            ["type": "payment", "action": "payment.updated", "data": ["id": .string(id)]]
        )
        #expect(told.status == 200, "\(told.text)")
    }

    // MARK: The customer

    /// Buys in the chat; returns the path of the link to pay.
    func buy() async throws -> String {
        var said = ""
        for message in ["quiero 2 martillos", "el primero", "es todo", "sí, confirmo"] {
            let answer = try await client.chat(phone: phone, text: message, name: "Ana")
            said = answer.text
            if let link = answer.replies.last(where: { $0["type"] == "link" })?["url"]?.stringValue {
                return "/pay/\(try #require(link.split(separator: "/pay/").last))"
            }
        }
        throw Shortcoming(description: "no link to pay: \(said)")
    }

    /// Presses "pay" on the page of the link; returns where the provider wants to be paid.
    func press(_ link: String) async throws -> String {
        let answer = try await send("action=pay", to: "\(try #require(host.clientURL))\(link)")
        try #require(answer.status == 303, "\(answer.head)")
        return try #require(answer.header("Location"))
    }

    /// How many receipts the customer has, once there are enough.
    func receipts(atLeast count: Int) async throws -> Int {
        var receipts = 0
        _ = try await eventually(every: 100) {
            let history = try await client.get("/api/chat/history/\(phone)?order=desc&limit=50")
            receipts =
                (history.json["items"]?.arrayValue ?? []).filter { message in
                    message["role"] == "assistant"
                        && message["reply"].flatMap { try? Reply(json: $0) }?.plainText.contains("Recibo: INV-") == true
                }.count
            return receipts >= count
        }
        return receipts
    }

    // MARK: What the house says

    /// The one invoice, once it is as wanted.
    func invoice(_ isWanted: (JSON) -> Bool) async throws -> JSON {
        var last = ""
        let invoice = try await eventual(every: 50) {
            let answer = try await tower.get("/api/invoices?tenant_id=\(tenant.id)")
            last = answer.text
            return answer.json["items"]?.arrayValue?.first.flatMap { isWanted($0) ? $0 : nil }
        }
        if let invoice { return invoice }
        throw Shortcoming(description: "the invoice is not as expected: \(last)")
    }

    func awaitWebhooks(_ areWanted: ([JSON]) -> Bool) async throws {
        var last = ""
        let areThere = try await eventually(every: 50) {
            let answer = try await tower.get("/api/payments/webhooks?tenant_id=\(tenant.id)")
            last = answer.text
            let webhooks = answer.json["items"]?.arrayValue ?? []
            return !webhooks.isEmpty && areWanted(webhooks)
        }
        if areThere { return }
        throw Shortcoming(description: "the webhooks are not as expected: \(last)")
    }

    private func send(_ form: String, to url: String) async throws -> HTTPResponse {
        try await http.send(
            HTTPRequest(
                method: "POST",
                url: url,
                headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(form.utf8),
                timeoutMilliseconds: 300_000
            )
        )
    }
}

private struct Shortcoming: Error, CustomStringConvertible { let description: String }
