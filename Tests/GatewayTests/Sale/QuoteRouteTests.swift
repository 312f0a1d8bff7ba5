// Quotes over HTTP, from the draft to the order and its invoice.

import HTTPTypes
import HostCore
import HostStorage
import OrkestaModel
import Testing

@testable import HostGateway

/// A tenant with two products, and quotes of them.
struct QuoteShop {
    let host: GatewayFixture

    init(_ settings: JSON = [:]) async throws {
        host = try await GatewayFixture()
        let products: JSON = [
            ["sku": "HAMMER", "name": "Martillo <16 oz>", "price": "250.00", "stock": 10],
            ["sku": "CABLE", "name": "Cable 12", "price": "18.50", "unit": "m"],
        ]
        let upload = try await host.client.ask(.post, "/api/catalog/upload", key: host.keys.alpha, json: products)
        try #require(upload.status == 200, "\(upload.text)")
        guard settings != [:] else { return }
        let path = "/api/tenants/alpha/sales-settings"
        let changed = try await host.tower.ask(.put, path, key: host.keys.alpha, json: settings)
        try #require(changed.status == 200, "\(changed.text)")
    }

    static let draft: JSON = [
        "customer": ["phone": "+525512345678", "name": "Ana"], "lines": [["sku": "HAMMER", "quantity": "2"]],
    ]

    /// Asks the client port, when no other is named.
    func post(
        _ path: String,
        _ body: JSON,
        idempotencyKey: String? = nil,
        to port: InProcessClient? = nil
    ) async throws -> Reply {
        var headers = HTTPFields()
        if let idempotencyKey, let name = HTTPField.Name("Idempotency-Key") { headers[name] = idempotencyKey }
        return try await (port ?? host.client).ask(.post, path, key: host.keys.alpha, json: body, headers: headers)
    }

    func get(_ path: String, key: String? = nil) async throws -> Reply {
        try await host.client.ask(.get, path, key: key ?? host.keys.alpha)
    }

    /// A quote of ``draft``.
    func quote() async throws -> JSON {
        let made = try await post("/api/quotes", Self.draft)
        try #require(made.status == 201, "\(made.text)")
        return made.json
    }
}

@Suite struct QuoteRouteTests {
    @Test func aQuoteIsMadeLookedAtAndListed() async throws {
        let shop = try await QuoteShop()
        let quote = try await shop.quote()
        #expect(quote["number"] == "COT-1")
        #expect(quote["total"] == "500.00")
        #expect(quote["tax_amount"] == "68.97")
        #expect(quote["problems"] == [])
        let stored = quote.merging(["problems": .null])
        let id = try #require(quote["id"]?.stringValue)
        for name in ["COT-1", "cot-1", id] {
            #expect(try await shop.get("/api/quotes/\(name)").json == stored, "\(name)")
        }
        let list = try await shop.get("/api/quotes?state=sent&customer=CUST-1")
        #expect(list.json["items"]?.arrayValue == [stored])
        #expect(try await shop.get("/api/quotes?state=accepted").json["items"] == [])
        #expect(try await shop.get("/api/quotes?state=lost").status == 400)
        #expect(try await shop.get("/api/quotes?customer=CUST-99").status == 404)
        #expect(try await shop.get("/api/quotes/COT-99").status == 404)
        #expect(try await shop.get("/api/quotes/COT-1", key: shop.host.keys.beta).status == 404)
    }

    /// It may be quoted, for stock may come; whoever makes it hears that it could not be accepted today.
    @Test func aQuoteBeyondStockSaysSo() async throws {
        let shop = try await QuoteShop()
        let quote = try await shop.quote()
        let lines: JSON = ["lines": [["sku": "CABLE", "quantity": "3"], ["sku": "HAMMER", "quantity": "500"]]]
        let made = try await shop.post("/api/quotes", QuoteShop.draft.merging(lines))
        let number = try #require(quote["number"]?.stringValue)
        for answer in [made, try await shop.post("/api/quotes/\(number)/versions", lines)] {
            #expect(answer.status == 201, "\(answer.text)")
            let problem = try #require(answer.json["problems"]?.arrayValue?.first, "\(answer.text)")
            #expect(problem["kind"] == "stock" && problem["sku"] == "HAMMER" && problem["line"] == 1, "\(problem)")
            #expect(problem["available"] == "10", "\(problem)")
        }
    }

    @Test func aDraftIsPricedWithoutAQuote() async throws {
        let shop = try await QuoteShop()
        let priced = try await shop.post(
            "/api/quotes/price",
            ["lines": [["sku": "CABLE", "quantity": "2.5"], ["sku": "NOTHING", "quantity": "1"]]]
        )
        #expect(priced.json["prices"]?["total"] == "46.25", "\(priced.text)")
        #expect(priced.json["problems"]?.arrayValue?.first?["kind"] == "unknown")
        #expect(try await shop.get("/api/quotes").json["items"] == [])
    }

    @Test(
        arguments: [
            (["lines": []], 400, "lines"), (["lines": [["sku": "HAMMER", "quantity": "0"]]], 400, "lines[0].quantity"),
            (["lines": [["sku": "HAMMER", "quantity": "-2"]]], 400, "lines[0].quantity"),
            (["lines": [["sku": "HAMMER", "quantity": 1.5]]], 400, "lines[0].quantity"),
            (["lines": [["sku": "HAMMER", "quantity": "99999999999999999999"]]], 400, "lines[0].quantity"),
            (["lines": [["sku": "HAMMER", "quantity": "1e3"]]], 400, "lines[0].quantity"),
            (["lines": [["sku": "NOTHING", "quantity": "1"]]], 400, "lines[0].sku"),
            (["lines": [["sku": "HAMMER", "quantity": "1"]], "coupon": "NADA"], 400, "coupon"),
            (
                ["lines": [["sku": "HAMMER", "quantity": "1"]], "discount": ["percent": "101"]], 400, "discount.percent"
            ),
            (["lines": [["sku": "HAMMER", "quantity": "1"]], "discount": ["amount": "-5"]], 400, "discount.amount"),
            (["lines": [["sku": "HAMMER", "quantity": "1"]], "price": "1.00"], 400, "price"),
            (
                [
                    "lines": [["sku": "HAMMER", "quantity": "1"]],
                    "invoicing": [
                        "rfc": "NO", "legal_name": "Ana", "tax_regime": "616", "cfdi_use": "S01",
                        "postal_code": "06700",
                    ],
                ], 400, "invoicing.rfc"
            ),
        ] as [(JSON, Int, String)]
    )
    func badDraftsNameTheField(draft: JSON, status: Int, field: String) async throws {
        let shop = try await QuoteShop()
        let reply = try await shop.post("/api/quotes", draft.merging(["customer": ["phone": "+525512345678"]]))
        #expect(reply.status == status, "\(reply.text)")
        #expect(reply.json["field"]?.stringValue == field, "\(reply.text)")
        #expect(reply.json["remedy"]?.stringValue?.isEmpty == false)
        #expect(try await shop.get("/api/quotes").json["items"] == [])
    }

    @Test func anEmptyCatalogHasNothingToQuote() async throws {
        let host = try await GatewayFixture()
        let reply = try await host.client.ask(.post, "/api/quotes", key: host.keys.alpha, json: QuoteShop.draft)
        #expect(reply.status == 400)
        #expect(reply.json["field"] == "lines[0].sku")
    }

    @Test func aChangeMakesAVersion() async throws {
        let shop = try await QuoteShop()
        let first = try await shop.quote()
        let change: JSON = ["version": 1, "lines": [["sku": "HAMMER", "quantity": "3"]]]
        let second = try await shop.post("/api/quotes/COT-1/versions", change)
        #expect(second.status == 201, "\(second.text)")
        #expect(second.json["version"] == 2)
        #expect(second.json["total"] == "750.00")
        let stale = try await shop.post("/api/quotes/COT-1/versions", change)
        #expect(stale.status == 409)
        #expect(stale.json["field"] == "version")
        let old = try await shop.get("/api/quotes/COT-1?version=1").json
        #expect(old["state"] == "superseded")
        #expect(old["total"] == first["total"])
        #expect(try await shop.get("/api/quotes/COT-1").json["version"] == 2)
    }

    @Test func acceptanceMakesAnOrderAndItsInvoiceOnce() async throws {
        let shop = try await QuoteShop()
        let quote = try await shop.quote()
        let hash = try #require(quote["hash"])
        let wrong = try await shop.post("/api/quotes/COT-1/accept", ["hash": "0"])
        #expect(wrong.status == 409 && wrong.json["field"] == "hash", "\(wrong.text)")
        let accepted = try await shop.post("/api/quotes/COT-1/accept", ["hash": hash])
        #expect(accepted.status == 200, "\(accepted.text)")
        #expect(accepted.json["order"]?["number"] == "ORD-1")
        #expect(accepted.json["quote"]?["state"] == "accepted")
        #expect(accepted.json["quote"]?["order"] == "ORD-1")
        #expect(accepted.json["invoice"]?.stringValue?.hasPrefix("INV-") == true, "\(accepted.text)")
        let again = try await shop.post("/api/quotes/COT-1/accept", ["hash": hash])
        #expect(again.json["order"]?["number"] == "ORD-1")
        #expect(again.json["invoice"] == accepted.json["invoice"])
        let orders = try await shop.get("/api/orders").json["items"]?.arrayValue
        #expect(orders?.count == 1)
        #expect(try await shop.get("/api/orders/ORD-1").json["total"] == "500.00")
        #expect(try await shop.get("/api/orders/ORD-9").status == 404)
        let audit = try await shop.host.tower.ask(.get, "/api/audit?tenant_id=alpha", key: shop.host.keys.platform)
        let actions = audit.json["items"]?.arrayValue?.compactMap { $0["action"]?.stringValue } ?? []
        #expect(actions.contains("quote.create") && actions.contains("order.create"), "\(actions)")
    }

    @Test func tenAtOnceMakeOneOrder() async throws {
        let shop = try await QuoteShop()
        let hash = try #require(try await shop.quote()["hash"])
        let orders = try await withThrowingTaskGroup(of: JSON?.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    try await shop.post("/api/quotes/COT-1/accept", ["hash": hash]).json["order"]?["number"]
                }
            }
            return try await group.reduce(into: [JSON?]()) { $0.append($1) }
        }
        #expect(orders == Array(repeating: "ORD-1", count: 10))
    }

    @Test func theSameKeyHasOneEffect() async throws {
        let shop = try await QuoteShop()
        let first = try await shop.post("/api/quotes", QuoteShop.draft, idempotencyKey: "k-1")
        let again = try await shop.post("/api/quotes", QuoteShop.draft, idempotencyKey: "k-1")
        let name = try #require(HTTPField.Name("Idempotent-Replayed"))
        #expect(first.status == 201 && again.status == 201)
        #expect(again.json == first.json)
        #expect(first.headers[name] == nil)
        #expect(again.headers[name] == "true")
        let other = try await shop.post(
            "/api/quotes",
            QuoteShop.draft.merging(["note": "otra"]),
            idempotencyKey: "k-1"
        )
        #expect(other.status == 422)
        #expect(other.json["field"] == "Idempotency-Key")
        #expect(try await shop.get("/api/quotes").json["items"]?.arrayValue?.count == 1)
        // What failed left nothing under its key.
        let bad: JSON = ["customer": ["phone": "+525512345678"], "lines": []]
        #expect(try await shop.post("/api/quotes", bad, idempotencyKey: "k-2").status == 400)
        #expect(try await shop.post("/api/quotes", QuoteShop.draft, idempotencyKey: "k-2").status == 201)
    }

    @Test func whatCostsNothingIsPaidWithTheYes() async throws {
        let shop = try await QuoteShop(["discount_limits": [["percent": "100"]]])
        let free = QuoteShop.draft.merging(["discount": ["percent": "100"]])
        let quote = try await shop.post("/api/quotes", free)
        #expect(quote.json["total"] == "0.00", "\(quote.text)")
        let accepted = try await shop.post("/api/quotes/COT-1/accept", ["hash": try #require(quote.json["hash"])])
        #expect(accepted.json["order"]?["state"] == "paid", "\(accepted.text)")
        let invoice = try #require(accepted.json["invoice"]?.stringValue)
        let issued = try await shop.host.tower.ask(.get, "/api/invoices/\(invoice)", key: shop.host.keys.alpha)
        #expect(issued.json["status"] == "succeeded")
        let levels = try await shop.post("/api/quotes/price", ["lines": [["sku": "HAMMER", "quantity": "9"]]])
        #expect(levels.json["problems"]?.arrayValue?.first?["kind"] == "stock", "two of ten are sold: \(levels.text)")
    }

    @Test func noLogHoldsTheKeyToAQuote() async throws {
        let shop = try await QuoteShop()
        let quote = try await shop.quote()
        let token = try #require(quote["token"]?.stringValue)
        let change: JSON = ["lines": [["sku": "HAMMER", "quantity": "3"]]]
        #expect(try await shop.post("/api/quotes/COT-1/versions", change).json["token"]?.stringValue == token)
        let logs = try await shop.host.services.database.read { connection in
            try connection.rows("SELECT diff FROM audit_logs UNION ALL SELECT data FROM events").map { try $0.text(0) }
        }
        #expect(logs.contains { $0.contains("COT-1") }, "nothing of the quote was logged")
        for log in logs { #expect(!log.contains(token), "\(log)") }
    }

    @Test func aPersonDecidesOnDiscountsBeyondPolicy() async throws {
        let shop = try await QuoteShop(["discount_limits": [["percent": "10"]]])
        let asking = QuoteShop.draft.merging(["discount": ["percent": "20"]])
        let cut = try await shop.post("/api/quotes", asking).json
        #expect(cut["total"] == "450.00")
        #expect(cut["approval"]?["state"] == "pending")
        #expect(try await shop.get("/api/quotes?approval=pending").json["items"]?.arrayValue?.count == 1)
        let nonsense = try await shop.post("/api/quotes/COT-1/approval", ["decision": "perhaps"])
        #expect(nonsense.status == 400)
        let granted = try await shop.post("/api/quotes/COT-1/approval", ["decision": "granted"])
        #expect(granted.json["version"] == 2, "\(granted.text)")
        #expect(granted.json["total"] == "400.00")
        #expect(granted.json["approval"]?["state"] == "granted")
        #expect(try await shop.post("/api/quotes/COT-1/approval", ["decision": "granted"]).status == 409)
    }

    @Test func documentsShowTheSameTotal() async throws {
        let shop = try await QuoteShop(["legal_name": "La Central SA", "rfc": "ABC010101AB1", "color": "#7A0B2E"])
        _ = try await shop.quote()
        let pdf = try await shop.host.client.send(.get, "/api/quotes/COT-1.pdf?paper=a4", headers: shop.authorization)
        #expect(pdf.status == 200)
        #expect(pdf.headers[.contentType] == "application/pdf")
        #expect(pdf.body.starts(with: Array("%PDF-".utf8)))
        let xlsx = try await shop.host.client.send(.get, "/api/quotes/COT-1.xlsx", headers: shop.authorization)
        #expect(xlsx.body.starts(with: Array("PK".utf8)))
        #expect(try await shop.get("/api/quotes/COT-1.pdf?paper=b5").status == 400)
        #expect(try await shop.get("/api/quotes/COT-7.pdf").status == 404)
    }
}

extension QuoteShop {
    var authorization: HTTPFields { [.authorization: "Bearer \(host.keys.alpha)"] }
}
