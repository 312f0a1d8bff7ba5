// Customers over the API: made by whatever names them, and listed.

import HTTPTypes
import HostGateway
import OrkestaModel
import Testing

@Suite struct CustomerRouteTests {
    @Test func anInvoiceTakesTheTelephoneNumberThatAQuoteTakes() async throws {
        let host = try await GatewayFixture()
        let body: JSON = ["customer": ["phone": "+52 55 1234 5678", "name": "Ana"], "amount": "500.00"]
        let issued = try await host.tower.ask(.post, "/api/invoices", key: host.keys.alpha, json: body)
        #expect(issued.status == 201, "\(issued.text)")
        let wrong: [(JSON, String)] = [
            (["phone": "abc"], "customer.phone"), ("CUST-99", "customer"), (7, "customer"),
            (["name": "Ana"], "customer"),
        ]
        for (customer, field) in wrong {
            let reply = try await host.tower.ask(
                .post,
                "/api/invoices",
                key: host.keys.alpha,
                json: ["customer": customer, "amount": "500.00"]
            )
            #expect([400, 404].contains(reply.status) && reply.json["field"]?.stringValue == field, "\(reply.text)")
        }
        let listed = try await host.client.ask(.get, "/api/customers", key: host.keys.alpha)
        let customer = try #require(listed.json["items"]?.arrayValue?.first, "\(listed.text)")
        #expect(customer["number"] == "CUST-1" && customer["name"] == "Ana", "\(listed.text)")
        #expect(customer["addresses"] == [["channel": "api", "address": "+525512345678"]], "\(listed.text)")
        let again = try await host.tower.ask(
            .post,
            "/api/invoices",
            key: host.keys.alpha,
            json: ["customer": "CUST-1", "amount": "20.00"]
        )
        #expect(again.status == 201, "\(again.text)")
    }

    @Test(arguments: ["0", "-5.00", "60000000000000000.00", "much"])
    func anInvoiceIsOverAnAmountThatAddsUp(_ amount: String) async throws {
        let host = try await GatewayFixture()
        let body: JSON = ["customer": ["phone": "+52 55 1234 5678"], "amount": .string(amount)]
        let refused = try await host.tower.ask(.post, "/api/invoices", key: host.keys.alpha, json: body)
        #expect(refused.status == 400 && refused.json["field"] == "amount", "\(refused.text)")
    }

    @Test func customersComeInPagesAndToTheirTenantAlone() async throws {
        let host = try await GatewayFixture()
        for number in 1...3 {
            let message: JSON = ["customer": ["id": .string("visitor-\(number)")], "message": "hola"]
            #expect(try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message).status == 200)
        }
        let first = try await host.client.ask(.get, "/api/customers?limit=2", key: host.keys.alpha)
        #expect(first.json["items"]?.arrayValue?.compactMap { $0["number"]?.stringValue } == ["CUST-3", "CUST-2"])
        let cursor = try #require(first.json["next_cursor"]?.stringValue)
        let rest = try await host.client.ask(.get, "/api/customers?limit=2&cursor=\(cursor)", key: host.keys.alpha)
        #expect(rest.json["items"]?.arrayValue?.compactMap { $0["number"]?.stringValue } == ["CUST-1"])
        #expect(rest.json["next_cursor"] == JSON.null)
        let others = try await host.client.ask(.get, "/api/customers", key: host.keys.beta)
        #expect(others.json["items"] == [], "\(others.text)")
    }
}
