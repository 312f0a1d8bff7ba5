// The public page of a quote: what it shows, and what its forms do.

import HTTPTypes
import OrkestaModel
import Testing

@testable import HostGateway

@Suite struct QuotePageTests {
    private func path(_ quote: JSON) throws -> String { "/q/\(try #require(quote["token"]?.stringValue))" }

    private func submit(_ shop: QuoteShop, _ path: String, _ form: String = "") async throws -> Reply {
        try await shop.host.client.ask(
            .post,
            path,
            body: form,
            headers: [.contentType: "application/x-www-form-urlencoded"]
        )
    }

    @Test func itShowsTheQuoteInThreeLanguages() async throws {
        let shop = try await QuoteShop(["color": "#7A0B2E", "terms": "Pago <contado>"])
        let quote = try await shop.quote()
        for (language, words) in [
            ("es", ["Cotización COT-1", "Aceptar cotización", "QUINIENTOS PESOS"]),
            ("en", ["Quote COT-1", "Accept quote"]),
            ("pt", ["Orçamento COT-1", "Aceitar orçamento"]),
        ] {
            let page = try await shop.host.client.ask(.get, try path(quote) + "?lang=\(language)")
            #expect(page.status == 200)
            #expect(page.text.contains("<html lang=\"\(language)\">"))
            for word in words + ["$500.00 MXN", "#7a0b2e", "Martillo &lt;16 oz&gt;", "Pago &lt;contado&gt;"] {
                #expect(page.text.contains(word), "\(language): \(word)")
            }
            #expect(!page.text.contains("Ana"), "the address alone tells nobody's name")
        }
        #expect(QuotePage.template != nil)
    }

    @Test func aYesLeadsToTheOrderAndThenToPay() async throws {
        let shop = try await QuoteShop()
        let quote = try await shop.quote()
        let page = try path(quote)
        let hash = try #require(quote["hash"]?.stringValue)
        let early = try await submit(shop, "\(page)/pay")
        #expect(early.status == 409)
        let accepted = try await submit(shop, "\(page)/accept?lang=en", "hash=\(hash)")
        #expect(accepted.status == 303, "\(accepted.text)")
        #expect(accepted.headers[.location] == "\(page)?lang=en")
        let after = try await shop.host.client.ask(.get, page + "?lang=en")
        #expect(after.text.contains("Accepted. Thank you!") && after.text.contains("Pay now"))
        #expect(!after.text.contains("Accept quote"))
        let again = try await submit(shop, "\(page)/accept?lang=en", "hash=\(hash)")
        #expect(again.headers[.location] == "\(page)?lang=en")
        #expect(try await shop.get("/api/orders").json["items"]?.arrayValue?.count == 1)
        let pay = try await submit(shop, "\(page)/pay")
        #expect(pay.status == 303)
        #expect(pay.headers[.location]?.hasPrefix("/pay/") == true)
        #expect(try await submit(shop, "\(page)/pay").headers[.location] == pay.headers[.location])
    }

    @Test func anOldHashIsToldApart() async throws {
        let shop = try await QuoteShop()
        let quote = try await shop.quote()
        let hash = try #require(quote["hash"]?.stringValue)
        let change: JSON = ["lines": [["sku": "HAMMER", "quantity": "3"]]]
        #expect(try await shop.post("/api/quotes/COT-1/versions", change).status == 201)
        let page = try path(quote)
        let reply = try await submit(shop, "\(page)/accept?lang=es", "hash=\(hash)")
        #expect(reply.headers[.location] == "\(page)?lang=es&result=changed")
        let shown = try await shop.host.client.ask(.get, "\(page)?lang=es&result=changed")
        #expect(shown.text.contains("cambió desde que la viste"))
        #expect(shown.text.contains("$750.00 MXN"))
    }

    @Test func anExpiredQuoteCannotBeAccepted() async throws {
        let shop = try await QuoteShop()
        let quote = try await shop.quote()
        let moved = try await shop.host.tower.ask(
            .post,
            "/api/time-machine/set",
            key: shop.host.keys.platform,
            json: ["tenant_id": "alpha", "now": try #require(quote["valid_until"])]
        )
        #expect(moved.status == 200, "\(moved.text)")
        let page = try path(quote)
        let shown = try await shop.host.client.ask(.get, page)
        #expect(shown.text.contains("ya venció") && !shown.text.contains("<button"))
        let hash = try #require(quote["hash"]?.stringValue)
        let reply = try await submit(shop, "\(page)/accept", "hash=\(hash)")
        #expect(reply.headers[.location]?.hasSuffix("result=expired") == true)
        #expect(try await shop.get("/api/quotes?state=expired").json["items"]?.arrayValue?.count == 1)
        let refused = try await shop.post("/api/quotes/COT-1/accept", ["hash": .string(hash)])
        #expect(refused.status == 409)
    }

    @Test func documentsHaveTheSameAddress() async throws {
        let shop = try await QuoteShop()
        let page = try path(try await shop.quote())
        let pdf = try await shop.host.client.send(.get, page + ".pdf")
        #expect(pdf.status == 200 && pdf.body.starts(with: Array("%PDF-".utf8)))
        let style = try await shop.host.client.ask(.get, "/q/assets/quote.css")
        #expect(style.headers[.contentType] == "text/css; charset=utf-8")
    }

    @Test func thePaperIsInTheLanguageOfThePage() async throws {
        let shop = try await QuoteShop()
        let page = try path(try await shop.quote())
        let shown = try await shop.host.client.ask(.get, page + "?lang=pt")
        #expect(shown.text.contains("lang=\"pt\" aria-current=\"true\""))
        for format in ["pdf", "xlsx"] {
            #expect(shown.text.contains("href=\"\(page).\(format)?lang=pt\""))
            let spanish = try await shop.host.client.send(.get, "\(page).\(format)?lang=es")
            let portuguese = try await shop.host.client.send(.get, "\(page).\(format)?lang=pt")
            #expect(spanish.status == 200 && portuguese.status == 200)
            #expect(spanish.body != portuguese.body, "\(format)")
            #expect(try await shop.host.client.send(.get, "\(page).\(format)").body == spanish.body, "the quote's")
        }
    }

    @Test("at a wrong address people get a page, and programs a problem", arguments: ["/q/x", "/pay/x"])
    func wrongAddress(path: String) async throws {
        let shop = try await QuoteShop()
        let people = try await shop.host.client.ask(.get, path, headers: [.accept: "text/html,*/*;q=0.8"])
        #expect(people.status == 404)
        #expect(people.headers[.contentType] == "text/html; charset=utf-8")
        for words in ["Esta página no existe", "There is no such page", "Esta página não existe"] {
            #expect(people.text.contains(words))
        }
        let program = try await shop.host.client.ask(.get, path)
        #expect(program.status == 404)
        #expect(program.headers[.contentType] == "application/problem+json")
    }

    @Test(arguments: ["x", "", "%00", "AAAAAAAAAAAAAAAAAAAAAA", "x.pdf"])
    func anUnknownAddressIsNothing(token: String) async throws {
        let shop = try await QuoteShop()
        _ = try await shop.quote()
        let reply = try await shop.host.client.ask(.get, "/q/\(token)")
        #expect([400, 404].contains(reply.status), "\(reply.status)")
        #expect([400, 404, 405].contains(try await submit(shop, "/q/\(token)/accept", "hash=x").status))
    }
}
