// From a chat to a paid receipt through Stripe and Mercado Pago: the real host, and
// the providers played by programs of their own.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PaymentProviderFlows {
    /// A provider that is played, and how its pages and accounts are.
    struct Played: Sendable, CustomTestStringConvertible {
        let name: String
        let key: String
        let secret: String
        /// What a customer sends from the provider's page.
        let card: String
        let declined: String

        var testDescription: String { name }

        static let all = [
            Played(
                name: "stripe",
                key: "sk_test_flows",
                secret: "whsec_emulated",
                card: "method=card&card=4242424242424242",
                declined: "method=card&card=4000000000009995"
            ),
            Played(
                name: "mercadopago",
                key: "TEST-flows",
                secret: "mp_emulated",
                card: "method=card&holder=APRO",
                declined: "method=card&holder=FUND"
            ),
        ]
    }

    @Test("a customer buys in the chat and pays by card, after one that was declined", arguments: Played.all)
    func boughtAndPaid(_ played: Played) async throws {
        let host = try await FlowHost.shared()
        let client = try #require(host.clientURL)
        let shop = try await FlowHost.newShop()
        // Twice each, and in any order.
        let url = "\(client)/webhooks/\(played.name)/\(shop.id)"
        let provider = try EmulatedProvider(
            ["--webhook-url", url, "--duplicates", "100", "--late", "50", "--late-ms", "200"],
            of: played.name
        )
        try await setUp(played, provider, shop)

        var ana = Shopper(shop.client)
        for message in ["quiero 2 martillos", "el primero", "es todo", "sí, confirmo"] { try await ana.write(message) }
        let link = try ana.link
        let path = try #require(link.split(separator: "/pay/").last)
        let page = try await open("\(client)/pay/\(path)")
        #expect(page.hasPrefix(provider.url), "\(page)")
        _ = try await send(played.declined, to: page)
        // The link comes again behind it.
        try await ana.awaitMessage(saying: "no pasó", amongLast: 2)
        // The same page takes another card.
        let back = try await send(played.card, to: page)
        #expect(back.status == 303 && back.header("Location") == link, "\(back.head)")
        try await ana.awaitMessage(saying: "Recibo: INV-")
        let invoices = try await shop.tower.get("/api/invoices?tenant_id=\(shop.id)")
        let invoice = try #require(invoices.json["items"]?.arrayValue?.first, "\(invoices.text)")
        #expect(invoice["status"] == "succeeded", "\(invoice)")
        #expect(invoice["payments"]?.arrayValue?.last?["provider"] == .string(played.name), "\(invoice)")
    }

    @Test("no key of an account comes out again, and what cannot be is refused")
    func accounts() async throws {
        let shop = try await FlowHost.newShop()
        let path = "/api/tenants/\(shop.id)/payment-accounts/stripe"
        let set = try await shop.tower.put(path, ["key": "sk_test_secret", "webhook_secret": "whsec_secret"])
        #expect(set.status == 200 && set.json["key"] == true && set.json["active"] == true, "\(set.text)")
        let list = try await shop.tower.get("/api/tenants/\(shop.id)/payment-accounts")
        let audit = try await shop.tower.get("/api/audit?tenant_id=\(shop.id)")
        for text in [set.text, list.text, audit.text] {
            #expect(!text.contains("whsec_secret") && !text.contains("sk_test"), "\(text)")
        }
        let refused: [(JSON, String)] = [
            (["key": "sk_live_secret"], "key"), (["mode": "live"], "mode"), (["methods": []], "methods"),
            (["api_base_url": "http://10.0.0.1"], "api_base_url"), (["voucher_days": 9], "voucher_days"),
            (["api_base_url": "http://127.0.0.1@evil.example"], "api_base_url"), (["acount": "acct_1"], "acount"),
        ]
        for (change, field) in refused {
            let answer = try await shop.tower.put(path, change)
            #expect(answer.status == 400 && answer.json["field"] == .string(field), "\(answer.text)")
        }
        let removed = try await shop.tower.delete(path)
        #expect(removed.status == 200, "\(removed.text)")
        #expect(try await shop.tower.delete(path).status == 404)
    }

    private func setUp(_ played: Played, _ provider: EmulatedProvider, _ shop: FlowTenant) async throws {
        let set = try await CommandLineRun.orkesta(
            [
                "payments", "account", "set", played.name, "--tenant", shop.id, "--key", "-", "--webhook-secret", "-",
                "--set", "api_base_url=\(provider.url)", "--data", FlowHost.shared().dataFolder,
            ],
            input: "\(played.key)\n\(played.secret)\n",
            timeoutMilliseconds: 300_000
        )
        #expect(set.exitCode == 0 && !set.standardOutput.contains(played.secret), "\(set)")
        let checked = try await shop.tower.post("/api/tenants/\(shop.id)/payment-accounts/\(played.name)/check")
        #expect(checked.status == 200 && checked.json["account"]?.stringValue?.isEmpty == false, "\(checked.text)")
    }

    // MARK: As a browser

    /// Presses "pay" on the page of a link; returns where the provider wants to be paid.
    private func open(_ link: String) async throws -> String {
        let answer = try await send("action=pay", to: link)
        #expect(answer.status == 303, "\(answer.head)")
        return try #require(answer.header("Location"))
    }

    private func send(_ form: String, to url: String) async throws -> HTTPResponse {
        let client = try HTTPClient()
        defer { client.shutdown() }
        return try await client.send(
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
