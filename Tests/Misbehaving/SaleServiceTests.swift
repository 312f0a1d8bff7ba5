// ork.quotes/1, ork.orders/1 and ork.stock/1 as a plugin in C uses them: a real
// library, the real loader, whole turns.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(20)))
struct SaleServiceTests {
    /// A tenant whose customers speak to the clerk.
    private struct Shop {
        let tenant: MisbehavingTenant

        init() async throws {
            tenant = try await MisbehavingHost.shared().newTenant(agent: "clerk")
            let enabled = try await tenant.enable()
            try #require(enabled.status == 200, "\(enabled.text)")
            let products: JSON = [
                ["sku": "HAMMER", "name": "Martillo", "price": "250.00", "stock": 10],
                ["sku": "CABLE", "name": "Cable", "price": "18.50", "unit": "M"],
            ]
            let upload = try await tenant.client.post("/api/catalog/upload", products)
            try #require(upload.status == 200, "\(upload.text)")
        }

        /// What the clerk answers to a command.
        func ask(_ command: String, id: String) async throws -> JSON {
            let answer = try await tenant.chat(command, messageID: id)
            return (try? JSON(parsing: answer.said)) ?? .string(answer.said)
        }
    }

    private let hammers = #"{"lines":[{"sku":"HAMMER","quantity":"2"}]}"#

    @Test("a quote is read back, changed and accepted over several turns")
    func overTurns() async throws {
        let shop = try await Shop()
        let made = try await shop.ask("quote \(hammers)", id: "1")
        #expect(made["outcome"] == "created" && made["quote"]?["number"] == "COT-1", "\(made)")
        #expect(made["quote"]?["total"] == "500.00")
        #expect(made["quote"]?["agent"] == "clerk")
        let read = try await shop.ask("get COT-1", id: "2")
        #expect(read["state"] == "sent" && read["total"] == "500.00", "\(read)")
        let revised = try await shop.ask(
            #"revise COT-1 1 {"lines":[{"sku":"HAMMER","quantity":"1"},{"sku":"CABLE","quantity":"2.5"}]}"#,
            id: "3"
        )
        #expect(revised["quote"]?["version"] == 2 && revised["quote"]?["total"] == "296.25", "\(revised)")
        let hash = try #require(revised["quote"]?["hash"]?.stringValue)
        let old = try #require(made["quote"]?["hash"]?.stringValue)
        #expect(try await shop.ask("accept COT-1 \(old)", id: "4")["outcome"] == "changed")
        let accepted = try await shop.ask("accept COT-1 \(hash)", id: "5")
        #expect(accepted["order"]?["number"] == "ORD-1", "\(accepted)")
        #expect(try await shop.ask("accept COT-1 \(hash)", id: "6")["order"]?["number"] == "ORD-1")
        let pdf = try await shop.ask("pdf COT-1", id: "7")
        #expect(pdf["type"] == "document" && pdf["name"] == "COT-1.pdf", "\(pdf)")
        #expect(try await shop.ask("orders", id: "8").arrayValue?.count == 1)
        let orders = try await shop.tenant.client.get("/api/orders")
        #expect(orders.json["items"]?.arrayValue?.first?["quote"] == "COT-1", "\(orders.text)")
    }

    @Test("a quote is accepted in the turn that makes it")
    func withinATurn() async throws {
        let shop = try await Shop()
        let sold = try await shop.ask("sell \(hammers)", id: "1")
        #expect(sold["outcome"] == "accepted" && sold["order"]?["number"] == "ORD-1", "\(sold)")
        let quote = try await shop.tenant.client.get("/api/quotes/COT-1")
        #expect(quote.json["state"] == "accepted" && quote.json["order"] == "ORD-1", "\(quote.text)")
        let stock = try await shop.ask(#"stock [{"sku":"HAMMER","quantity":"9"}]"#, id: "2")
        #expect(stock.arrayValue?.first?["available"] == "8", "\(stock)")
    }

    @Test("a basket is held and given back")
    func holds() async throws {
        let shop = try await Shop()
        let held = try await shop.ask(#"hold basket [{"sku":"HAMMER","quantity":"7"}]"#, id: "1")
        #expect(held["held_until"] != nil, "\(held)")
        let elsewhere = try await shop.tenant.client.chat(
            phone: "+525577770002",
            text: #"stock [{"sku":"HAMMER","quantity":"4"}]"#,
            messageID: "1"
        )
        #expect(try JSON(parsing: elsewhere.said).arrayValue?.first?["available"] == "3", "\(elsewhere.text)")
        #expect(try await shop.ask("release basket", id: "2") == [:])
    }

    @Test("another customer's quote does not exist")
    func privacy() async throws {
        let shop = try await Shop()
        #expect(try await shop.ask("quote \(hammers)", id: "1")["outcome"] == "created")
        let other = try await shop.tenant.client.chat(phone: "+525577770002", text: "get COT-1", messageID: "1")
        #expect(other.said == "status -3: the customer has no such paper", "\(other.text)")
    }

    @Test(
        "a document that is none is refused, and the turn goes on",
        arguments: [
            ("quote nonsense", "refused -1"), ("quote", "refused -1"),
            (#"quote {"lines":[{"sku":"HAMMER","quantity":"many"}]}"#, "status -1: lines[0].quantity"),
            ("stock []", "refused -1"), ("get", "refused -1"),
            (#"hold basket [{"sku":"HAMMER","quantity":"0"}]"#, "refused -1"),
        ]
    )
    func misuse(command: String, said: String) async throws {
        let shop = try await Shop()
        let answer = try await shop.ask(command, id: "1")
        #expect(answer.stringValue?.hasPrefix(said) == true, "\(answer)")
    }
}
