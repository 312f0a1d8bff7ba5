// Templates through their routes: what an edit keeps, and what a channel would not take.

import HTTPTypes
import OrkestaModel
import Testing

@testable import HostGateway

@Suite struct TemplateRouteTests {
    private static let path = "/api/tenants/alpha/templates/payment-reminder"
    private static let approved: JSON = [
        "body": "Hola {{customer}}, gracias.", "variables": [["name": "customer", "type": "text"]],
        "provider": ["name": "recordatorio_pago", "language": "es_MX", "approval": "approved"],
    ]

    /// A template's document with this change; a member that is null is left out.
    private static func words(_ change: [String: JSON]) -> JSON {
        .object((approved.objectValue ?? [:]).merging(change) { $1 }.filter { !$0.value.isNull })
    }

    @Test(
        arguments: [
            // Nothing is said of the provider: the same words are as approved as before.
            (words(["provider": .null]), "approved"),
            (words(["provider": ["name": "recordatorio_pago", "language": "es_MX"]]), "approved"),
            // It has not seen these.
            (words(["provider": .null, "body": "Buen día {{customer}}, gracias."]), "pending"),
            (words(["provider": ["name": "otro", "language": "es_MX"]]), "pending"),
            (words(["body": "Buen día {{customer}}, gracias."]), "approved"),
        ] as [(JSON, String)]
    )
    func anEditKeepsWhatTheProviderDecidedOnTheSameWords(_ edit: JSON, _ approval: String) async throws {
        let host = try await GatewayFixture()
        let first = try await host.tower.ask(.put, Self.path, key: host.keys.alpha, json: Self.approved)
        #expect(first.status == 200, "\(first.text)")
        let second = try await host.tower.ask(.put, Self.path, key: host.keys.alpha, json: edit)
        #expect(second.json["provider"]?["approval"] == .string(approval), "\(second.text)")
        let none: JSON = [
            "body": "Hola {{customer}}, gracias.", "variables": [["name": "customer", "type": "text"]],
            "provider": .null,
        ]
        let third = try await host.tower.ask(.put, Self.path, key: host.keys.alpha, json: none)
        #expect(third.json["provider"]?.isNull == true, "\(third.text)")
    }

    @Test(
        arguments: [
            ("?channel=phone", ["body": .string(String(repeating: "x", count: 1_601)), "provider": .null], "body"),
            ("?channel=phone", [:], "provider"),
            ("", ["provider": ["name": "Aviso-1", "language": "es"]], "provider.name"),
            ("", ["body": "{{customer}}, gracias."], "body"), ("", ["body": "Hola {{customer}}"], "body"),
            ("", ["body": .string("Hola {{customer}} " + String(repeating: "x", count: 1_100))], "body"),
        ] as [(String, [String: JSON], String)]
    )
    func whatTheChannelWouldNotTakeIsNamed(_ query: String, _ change: [String: JSON], _ field: String) async throws {
        let host = try await GatewayFixture()
        var document = change
        if document["provider"]?.isNull == true { document["variables"] = .null }
        let reply = try await host.tower.ask(
            .put,
            Self.path + query,
            key: host.keys.alpha,
            json: Self.words(document)
        )
        #expect(reply.status == 400, "\(reply.text)")
        #expect(reply.json["field"]?.stringValue == field, "\(reply.text)")
    }

    @Test func aTextWithoutAProviderMayBeAsLongAsAMessage() async throws {
        let host = try await GatewayFixture()
        let text = String(repeating: "x", count: 1_500)
        let reply = try await host.tower.ask(.put, Self.path, key: host.keys.alpha, json: ["body": .string(text)])
        #expect(reply.status == 200, "\(reply.text)")
    }
}
