// Money over HTTP beyond the payment itself: refunds, credit, plans, returns,
// disputes, reviews, tables, and webhooks both ways.

import HTTPTypes
import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import Testing

@testable import HostGateway

/// A shop whose one order, of eight hammers, is paid.
private struct PaidShop {
    let shop: QuoteShop
    let order: JSON
    /// `INV-1001`, over 2,000 pesos.
    let invoice: JSON

    init() async throws {
        shop = try await QuoteShop()
        let draft = QuoteShop.draft.merging(["lines": [["sku": "HAMMER", "quantity": "8"]]])
        let quote = try await shop.post("/api/quotes", draft)
        let hash = try #require(quote.json["hash"], "\(quote.text)")
        let accepted = try await shop.post("/api/quotes/COT-1/accept", ["hash": hash])
        invoice = try #require(accepted.json["invoice"], "\(accepted.text)")
        order = try #require(accepted.json["order"]?["number"], "\(accepted.text)")
        try await simulate(["invoice": invoice, "outcome": "succeeded"])
    }

    func simulate(_ json: JSON) async throws {
        let answer = try await post("/api/payments/simulate-webhook", json)
        try #require(answer.status == 202, "\(answer.text)")
        try await work()
    }

    func post(_ path: String, _ json: JSON) async throws -> Reply {
        try await shop.post(path, json, to: shop.host.tower)
    }

    func ask(_ method: HTTPRequest.Method, _ path: String, _ json: JSON? = nil) async throws -> Reply {
        try await shop.host.tower.ask(method, path, key: shop.host.keys.alpha, json: json)
    }

    func get(_ path: String) async throws -> JSON {
        let answer = try await ask(.get, path)
        try #require(answer.status == 200, "\(path): \(answer.text)")
        return answer.json
    }

    /// What a running host does by itself.
    func work() async throws {
        let services = shop.host.services
        await WebhookProcessor(
            database: services.database,
            providers: services.payments.providers,
            clocks: services.clocks,
            clock: services.clock,
            work: services.engine,
            wakeUp: WakeUp(),
            log: services.logger
        ).processAll()
        await RefundSender(
            database: services.database,
            providers: services.payments.providers,
            clocks: services.clocks,
            clock: services.clock,
            work: services.engine,
            wakeUp: WakeUp(),
            log: services.logger,
            isStopped: { _, _, _ in false }
        ).sendDue()
    }
}

@Suite struct MoneyRouteTests {
    @Test func aPartIsGivenBack() async throws {
        let shop = try await PaidShop()
        let begun = try await shop.post("/api/refunds", ["invoice": shop.invoice, "amount": "250.00", "reason": "one"])
        #expect(begun.status == 201, "\(begun.text)")
        try await shop.work()
        let refund = try #require(try await shop.get("/api/refunds?invoice=INV-1001")["items"]?.arrayValue?.first)
        #expect(refund["state"] == "succeeded" && refund["destination"] == "provider", "\(refund)")
        let invoice = try await shop.get("/api/invoices/INV-1001")
        #expect(invoice["paid"]?["amount"] == "1750.00" && invoice["status"] == "succeeded", "\(invoice)")
        let id = try #require(refund["id"]?.stringValue)
        #expect(try await shop.get("/api/refunds/\(id)") == refund)
        #expect(try await shop.ask(.post, "/api/refunds/\(id)/retry").status == 409)
    }

    @Test(
        arguments: [
            (["invoice": "INV-1001", "amount": "2000.01"] as JSON, 400, "amount"),
            (["invoice": "INV-1001", "amount": "0"] as JSON, 400, "amount"),
            (["invoice": "INV-1001", "amount": "much"] as JSON, 400, "amount"),
            (["invoice": "INV-9"] as JSON, 404, "invoice"), (["amount": "1"] as JSON, 400, "invoice"),
            (["invoice": "INV-1001", "to": "the moon"] as JSON, 400, "to"),
            (["invoice": "INV-1001", "amont": "1"] as JSON, 400, "amont"),
        ]
    )
    func aRefundThatCannotBeIsRefused(json: JSON, status: Int, field: String) async throws {
        let shop = try await PaidShop()
        let answer = try await shop.post("/api/refunds", json)
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.json["field"]?.stringValue == field, "\(answer.text)")
        #expect(try await shop.get("/api/refunds")["items"] == [])
    }

    @Test func creditIsGrantedAppliedAndPaidOut() async throws {
        let shop = try await PaidShop()
        let granted = try await shop.post(
            "/api/credits/CUST-1",
            ["action": "grant", "amount": "100.00", "reason": "late"]
        )
        #expect(granted.json["balances"] == [["amount": "100.00", "currency": "MXN"]], "\(granted.text)")
        let issued = try await shop.post("/api/invoices", ["customer": "CUST-1", "amount": "60.00"])
        let number = try #require(issued.json["number"]?.stringValue, "\(issued.text)")
        let paid = try await shop.post("/api/invoices/\(number)/apply-credit", [:])
        #expect(paid.json["status"] == "succeeded", "\(paid.text)")
        let payOut: JSON = ["action": "pay-out", "amount": "50.00", "reason": "SPEI"]
        #expect(try await shop.post("/api/credits/CUST-1", payOut).status == 409)
        let out = try await shop.post("/api/credits/CUST-1", payOut.merging(["amount": "40.00"]))
        #expect(out.json["balances"] == [["amount": "0.00", "currency": "MXN"]], "\(out.text)")
        #expect(out.json["movements"]?.arrayValue?.count == 3)
    }

    @Test func anInvoiceIsPaidInInstalments() async throws {
        let shop = try await PaidShop()
        let issued = try await shop.post("/api/invoices", ["customer": "CUST-1", "amount": "100.00"])
        let number = try #require(issued.json["number"]?.stringValue, "\(issued.text)")
        let set = try await shop.ask(.put, "/api/invoices/\(number)/plan", ["parts": 3, "every_days": 30])
        let amounts = set.json["installments"]?.arrayValue?.map { $0["amount"]?["amount"] }
        #expect(amounts == ["33.34", "33.33", "33.33"], "\(set.text)")
        try await shop.simulate(["invoice": .string(number), "amount": "33.34", "outcome": "succeeded"])
        let standing = try await shop.get("/api/invoices/\(number)/plan")
        #expect(standing["installments"]?.arrayValue?.map { $0["state"] } == ["paid", "open", "open"], "\(standing)")
        let bad = try await shop.ask(.put, "/api/invoices/\(number)/plan", ["parts": 1])
        #expect(bad.status == 400, "\(bad.text)")
        #expect(try await shop.ask(.put, "/api/invoices/INV-1001/plan", ["parts": 2]).status == 409)
    }

    @Test func aTicketBecomesAReturnAndTheReturnCredit() async throws {
        let shop = try await PaidShop()
        let wish: JSON = ["order": shop.order, "lines": [["sku": "HAMMER", "quantity": "3"]], "reason": "rusty"]
        let asked = try await shop.post("/api/returns", wish)
        #expect(asked.json["number"] == "RMA-1" && asked.json["state"] == "requested", "\(asked.text)")
        let more = try await shop.post("/api/returns", wish.merging(["lines": [["sku": "HAMMER", "quantity": "6"]]]))
        #expect(more.status == 400, "only five are left to come back: \(more.text)")
        #expect(try await shop.post("/api/returns/RMA-1/settle", [:]).status == 409, "nothing has arrived")
        let arrival: JSON = ["lines": [["sku": "HAMMER", "received": "1", "damaged": "1"]]]
        let received = try await shop.post("/api/returns/RMA-1/receive", arrival)
        #expect(received.json["state"] == "partially-received", "\(received.text)")
        let stock = try await shop.shop.host.services.database.read {
            try $0.row("SELECT stock FROM catalog_items WHERE sku = 'HAMMER' AND tenant_id = 'alpha'")?.integer(0)
        }
        #expect(stock == 3, "ten less eight, and the whole one is back")
        let settled = try await shop.post("/api/returns/RMA-1/settle", ["to": "credit"])
        #expect(settled.json["state"] == "settled", "\(settled.text)")
        let credit = try await shop.get("/api/credits/CUST-1")
        #expect(credit["balances"] == [["amount": "500.00", "currency": "MXN"]], "\(credit)")
        #expect(try await shop.post("/api/returns/RMA-1/settle", [:]).status == 409, "once")
    }

    @Test func aDisputeWaitsForAPerson() async throws {
        let shop = try await PaidShop()
        let payment = try #require(
            try await shop.get("/api/payments/transactions")["items"]?.arrayValue?.first?["id"]
        )
        try await shop.simulate(["payment": payment, "outcome": "disputed"])
        #expect(try await shop.get("/api/disputes?state=open")["items"]?.arrayValue?.count == 1)
        let review = try #require(try await shop.get("/api/payments/reviews?state=open")["items"]?.arrayValue?.first)
        #expect(review["kind"] == "dispute" && review["invoice"] == "INV-1001", "\(review)")
        let id = try #require(review["id"]?.stringValue)
        let resolve = "/api/payments/reviews/\(id)/resolve"
        let resolved = try await shop.post(resolve, ["resolution": "sent the receipt"])
        #expect(resolved.json["state"] == "resolved", "\(resolved.text)")
        #expect(try await shop.post(resolve, ["resolution": "again"]).status == 409)
    }

    @Test func paymentsAreATable() async throws {
        let shop = try await PaidShop()
        let table = try await shop.ask(.get, "/api/payments/transactions?format=csv&state=succeeded&method=card")
        #expect(table.headers[.contentType] == "text/csv; charset=utf-8")
        let lines = table.text.split(separator: "\r\n")
        #expect(lines.count == 2, "\(table.text)")
        #expect(lines.first?.hasPrefix("payment,invoice,") == true)
        #expect(
            lines.last?.contains(",INV-1001,") == true
                && lines.last?.contains(",2000.00,0.00,MXN,sandbox,card,") == true
        )
        let none = try await shop.get("/api/payments/transactions?from=2999-01-01T00:00:00Z")
        #expect(none["items"] == [])
        #expect(try await shop.ask(.get, "/api/payments/transactions?from=yesterday").status == 400)
    }

    @Test(arguments: [("=1+1", "'=1+1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("-5", "'-5"), ("plain", "plain")])
    func aCellIsOne(cell: String, written: String) {
        #expect(CSVLine([cell]).text == written + "\r\n")
    }

    @Test func theProvidersBooksAgree() async throws {
        let shop = try await PaidShop()
        let report = try await shop.post("/api/payments/reconcile", [:])
        #expect(report.json["checked"] == 1 && report.json["differences"] == [], "\(report.text)")
        let bad = try await shop.post("/api/payments/reconcile", ["from": "2020-01-01T00:00:00Z"])
        #expect(bad.status == 400 && bad.json["field"] == "from", "\(bad.text)")
    }

    @Test func anEventDeliveredOftenIsOneRow() async throws {
        let shop = try await PaidShop()
        let report = try await shop.post("/api/webhooks/test-idempotency", ["times": 20])
        #expect(report.json["accepted"] == 1 && report.json["duplicates"] == 19, "\(report.text)")
        #expect(report.json["deduplicated"] == true)
        #expect(try await shop.post("/api/webhooks/test-idempotency", ["times": 1]).status == 400)
    }

    @Test func webhooksAreProcessedOnceMore() async throws {
        let shop = try await PaidShop()
        let webhooks = try #require(try await shop.get("/api/payments/webhooks")["items"]?.arrayValue)
        let id = try #require(webhooks.first?["id"])
        let one = try await shop.post("/api/payments/webhooks/replay", ["webhook": id])
        #expect(one.json["replayed"] == 1, "\(one.text)")
        let range: JSON = ["from": "2000-01-01T00:00:00Z", "until": "2999-01-01T00:00:00Z"]
        let all = try await shop.post("/api/payments/webhooks/replay", range)
        #expect(all.json["replayed"]?.integerValue == Int64(webhooks.count), "\(all.text)")
        try await shop.work()
        let invoice = try await shop.get("/api/invoices/INV-1001")
        #expect(invoice["paid"]?["amount"] == "2000.00", "\(invoice)")
    }

    @Test func anEndpointIsMadeChangedTriedAndRemoved() async throws {
        let shop = try await PaidShop()
        let path = "/api/webhooks/endpoints"
        let made = try await shop.post(path, ["url": "https://shop.example/x", "events": ["payment.*"]])
        #expect(made.status == 201 && made.json["secret"]?.stringValue?.hasPrefix("whsec_") == true, "\(made.text)")
        let id = try #require(made.json["id"]?.stringValue)
        let listed = try #require(try await shop.get(path)["items"]?.arrayValue?.first)
        #expect(listed["secret"] == nil && listed["events"] == ["payment.*"], "\(listed)")
        let rotated = try await shop.ask(.post, "\(path)/\(id)/rotate")
        #expect(rotated.json["secret"]?.stringValue != made.json["secret"]?.stringValue, "\(rotated.text)")
        let tried = try await shop.ask(.post, "\(path)/\(id)/test")
        #expect(tried.status == 202 && tried.json["state"] == "pending", "\(tried.text)")
        let delivery = try #require(tried.json["id"]?.stringValue)
        let log = try await shop.get("/api/webhooks/deliveries/\(delivery)")
        #expect(log["type"] == "endpoint.test" && log["log"] == [], "\(log)")
        let off = try await shop.ask(.put, "\(path)/\(id)", ["enabled": false])
        #expect(off.json["enabled"] == false, "\(off.text)")
        #expect(try await shop.ask(.post, "\(path)/\(id)/test").status == 409)
        #expect(try await shop.ask(.delete, "\(path)/\(id)").status == 200)
        #expect(try await shop.get("/api/webhooks/deliveries?state=cancelled")["items"]?.arrayValue?.count == 1)
        #expect(try await shop.ask(.put, "\(path)/\(id)", ["enabled": true]).status == 404)
        let bad = try await shop.post(path, ["url": "nowhere"])
        #expect(bad.status == 400 && bad.json["field"] == "url", "\(bad.text)")
        let other = try await shop.shop.host.tower.ask(.get, path, key: shop.shop.host.keys.beta)
        #expect(other.json["items"] == [], "another tenant's are not seen")
    }

    @Test func aPlanAndAVoucherAreOnThePage() async throws {
        let shop = try await PaidShop()
        let issued = try await shop.post("/api/invoices", ["customer": "CUST-1", "amount": "100.00"])
        let number = try #require(issued.json["number"], "\(issued.text)")
        let plan = "/api/invoices/\(number.stringValue ?? "")/plan"
        let set = try await shop.ask(.put, plan, ["deposit": "30.00", "balance_due_at": "2999-01-01T00:00:00Z"])
        #expect(set.status == 200, "\(set.text)")
        let link = try await shop.post("/api/payments/create-link", ["invoice": number])
        let url = try #require(link.json["url"]?.stringValue, "\(link.text)")
        let page = "/pay/" + (url.split(separator: "/pay/").last ?? "")
        let shown = try await shop.shop.host.client.ask(.get, "\(page)?lang=es")
        #expect(shown.text.contains("Pagar $30.00 MXN"), "\(shown.text)")
        #expect(shown.text.contains("Pagar todo: $100.00 MXN"))
        #expect(shown.text.contains("Plan de pagos"))
        try await shop.simulate(["invoice": number, "amount": "30.00", "outcome": "voucher"])
        let waiting = try await shop.shop.host.client.ask(.get, "\(page)?lang=es")
        #expect(waiting.text.contains("Paga en la caja con este número"), "\(waiting.text)")
        #expect(waiting.text.contains("Pagar $70.00 MXN"))
    }
}
