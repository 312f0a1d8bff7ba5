// Payments over HTTP: links, and the page behind them.

import HTTPTypes
import HostStorage
import OrkestaModel
import Testing

@testable import HostGateway

/// A shop that is owed 2,000 pesos.
private struct PaymentShop {
    let shop: QuoteShop
    /// `INV-1001`.
    let invoice: JSON

    init() async throws {
        shop = try await QuoteShop()
        let draft = QuoteShop.draft.merging(["lines": [["sku": "HAMMER", "quantity": "8"]]])
        let quote = try await shop.post("/api/quotes", draft)
        let hash = try #require(quote.json["hash"], "\(quote.text)")
        invoice = try #require(try await shop.post("/api/quotes/COT-1/accept", ["hash": hash]).json["invoice"])
    }

    func makeLink(idempotencyKey: String? = nil) async throws -> Reply {
        let path = "/api/payments/create-link"
        return try await shop.post(path, ["invoice": invoice], idempotencyKey: idempotencyKey, to: shop.host.tower)
    }

    /// The path of a new link's page.
    func page() async throws -> String {
        let made = try await makeLink()
        let url = try #require(made.json["url"]?.stringValue, "\(made.text)")
        return try #require(url.split(separator: "/pay/").last.map { "/pay/\($0)" })
    }

    func press(_ form: String, on page: String) async throws -> Reply {
        try await shop.host.client.ask(
            .post,
            "\(page)?lang=es",
            body: form,
            headers: [.contentType: "application/x-www-form-urlencoded"]
        )
    }

    /// Every attempt there is.
    func attempts() async throws -> [JSON] {
        let path = "/api/payments/transactions"
        let list = try await shop.host.tower.ask(.get, path, key: shop.host.keys.alpha)
        return try #require(list.json["items"]?.arrayValue, "\(list.text)")
    }
}

@Suite struct PaymentRouteTests {
    @Test(arguments: [
        ("1%2C000", "1000.00"), ("%24+1%2C234.50", "1234.50"), ("1.234%2C50", "1234.50"), ("250", "250.00"),
        ("99%2C5", "99.50"),
    ])
    func aPartIsReadAsPeopleWriteIt(typed: String, amount: String) async throws {
        let shop = try await PaymentShop()
        let page = try await shop.page()
        let reply = try await shop.press("action=part&amount=\(typed)", on: page)
        #expect(reply.headers[.location] == "\(page)?lang=es", "\(reply.text)")
        let attempts = try await shop.attempts()
        #expect(attempts.map { $0["amount"]?["amount"]?.stringValue } == [amount])
        #expect(attempts.first?["invoice"] == shop.invoice)
    }

    @Test(arguments: ["", "amount=100", "action=everything"])
    func whoPressesNoButtonPaysNothing(form: String) async throws {
        let shop = try await PaymentShop()
        let reply = try await shop.press(form, on: try await shop.page())
        #expect(reply.status == 400 && reply.json["field"] == "action", "\(reply.text)")
        #expect(try await shop.attempts().isEmpty)
    }

    @Test(
        arguments: [
            ("1.000", "unclear"), ("", "unclear"), ("mil", "unclear"), ("0", "amount"), ("-5", "amount"),
            ("2000.01", "amount"), ("US%245", "amount"),
        ]
    )
    func anAmountThatIsNoneIsToldAndNotPaid(typed: String, result: String) async throws {
        let shop = try await PaymentShop()
        let page = try await shop.page()
        let reply = try await shop.press("action=part&amount=\(typed)", on: page)
        #expect(reply.headers[.location] == "\(page)?lang=es&result=\(result)", "\(reply.text)")
        #expect(try await shop.attempts().isEmpty)
        let shown = try await shop.shop.host.client.ask(.get, "\(page)?lang=es&result=\(result)")
        #expect(shown.text.contains(result == "unclear" ? "No entendimos la cantidad" : "Esa cantidad no se puede"))
    }

    @Test func oneKeyAtOnceMakesOneLink() async throws {
        let shop = try await PaymentShop()
        let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
            for _ in 0..<10 { group.addTask { try await shop.makeLink(idempotencyKey: "k-1") } }
            return try await group.reduce(into: [Reply]()) { $0.append($1) }
        }
        let made = replies.filter { $0.status == 201 }
        #expect(Set(made.map(\.json)).count == 1, "\(replies.map(\.text))")
        // Where the engine takes several at once, who comes too early is told so.
        for early in replies where early.status != 201 {
            #expect(early.status == 409, "\(early.text)")
            #expect(early.json["field"] == "Idempotency-Key")
        }
        let links = try await shop.shop.host.services.database.read {
            try $0.rows("SELECT id FROM payment_links").count
        }
        #expect(links == 1)
        let later = try await shop.makeLink(idempotencyKey: "k-1")
        #expect(later.json == made.first?.json)
    }
}
