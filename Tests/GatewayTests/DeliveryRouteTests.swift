// How messages go on when their channel fails them, through the routes.

import HTTPTypes
import HostCore
import HostGateway
import HostInbox
import HostOutbox
import HostStorage
import HostTime
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

    /// Whoever sets a template anew knows that its provider lets it through again.
    @Test func aTemplateThatWasHeldBackIsTriedOnceItIsSetAnew() async throws {
        let host = try await GatewayFixture()
        let (alpha, whatsapp) = (try #require(TenantID("alpha")), try #require(PluginID("whatsapp")))
        try await host.services.database.write { connection in
            let tenant = try TenantDirectory().handle(for: alpha, in: connection)
            let paused = TemplateDecision(name: "aviso", language: "es_MX", approval: .paused, reason: nil, at: nil)
            try MessageTemplates(tenant).record([paused], by: whatsapp, now: SystemClock().now(), in: connection)
        }
        let template: JSON = ["name": "aviso", "language": "es_MX", "parameters": ["text"]]
        for (change, held) in [(["fallback": ["sms"]], 1), (["template": template], 0)] as [(JSON, Int64)] {
            let path = "/api/tenants/alpha/channels/whatsapp/delivery"
            let reply = try await host.tower.ask(.put, path, key: host.keys.alpha, json: change)
            #expect(reply.status == 200, "\(reply.text)")
            let count = try await host.services.database.read { connection in
                try connection.row("SELECT COUNT(*) FROM template_decisions")?.integer(0)
            }
            #expect(count == held)
        }
    }
}
