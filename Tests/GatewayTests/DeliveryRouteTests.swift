// How messages go on when their channel fails them, through the routes.

import HTTPTypes
import HostGateway
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct DeliveryRouteTests {
    @Test func aPolicyIsChangedMemberByMember() async throws {
        let host = try await GatewayFixture()
        let path = "/api/tenants/alpha/channels/whatsapp/delivery"
        let key = host.keys.alpha
        #expect(try await host.tower.ask(.get, path, key: key).json["fallback"] == [])
        let first = try await host.tower.ask(
            .put,
            path,
            key: key,
            json: ["fallback": ["sms", "email"], "undelivered_minutes": 30]
        )
        #expect(first.status == 200, "\(first.text)")
        let template: JSON = ["name": "aviso", "language": "es_MX", "parameters": ["text"]]
        let second = try await host.tower.ask(
            .put,
            path,
            key: key,
            json: ["template": template, "undelivered_minutes": .null]
        )
        #expect(second.json == ["fallback": ["sms", "email"], "undelivered_minutes": .null, "template": template])
        #expect(try await host.tower.ask(.get, path, key: key).json == second.json)
    }

    @Test(
        arguments: [
            (["fallback": ["whatsapp"]], "fallback[0]"), (["fallback": ["sms", "sms"]], "fallback"),
            (["fallback": ["sms", "smss"]], "fallback[1]"), (["undelivered_minutes": 0], "undelivered_minutes"),
            (["undelivered_minutes": "soon"], "undelivered_minutes"),
            (["template": ["name": "a", "language": "es", "parameters": ["customer"]]], "template.parameters"),
            (["fallbacks": []], "fallbacks"),
        ] as [(JSON, String)]
    )
    func aWrongPolicyNamesItsField(change: JSON, field: String) async throws {
        let host = try await GatewayFixture()
        let path = "/api/tenants/alpha/channels/whatsapp/delivery"
        let reply = try await host.tower.ask(.put, path, key: host.keys.alpha, json: change)
        #expect(reply.status == 400, "\(reply.text)")
        #expect(reply.json["field"]?.stringValue == field, "\(reply.text)")
    }
}
