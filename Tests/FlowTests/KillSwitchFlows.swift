// Kill switches by the Control Tower: set, listed, audited and lifted; what is
// inbound, and what is sandbox, goes on.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct KillSwitchFlows {
    private func scopes(_ answer: APIResponse) -> [String] {
        answer.json["items"]?.arrayValue?.compactMap { $0["scope"]?.stringValue } ?? []
    }

    @Test func aTenantsSwitchIsSetListedAuditedAndLifted() async throws {
        let tenant = try await FlowHost.newTenant()
        func change(_ isSet: Bool) async throws -> APIResponse {
            try await tenant.tower.post(
                "/api/kill-switch",
                [
                    "scope": "tenant", "tenant_id": .string(tenant.id), "set": .bool(isSet),
                    "reason": "lista de precios equivocada",
                ]
            )
        }
        let set = try await change(true)
        #expect(set.status == 200 && scopes(set).contains { $0.contains(tenant.id) }, "\(set.text)")
        let listed = try await tenant.tower.get("/api/kill-switch")
        #expect(scopes(listed).contains { $0.contains(tenant.id) } && listed.text.contains("lista de precios"))
        let chat = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "hola")
        #expect(chat.status == 200 && !chat.said.isEmpty, "\(chat.text)")
        let lifted = try await change(false)
        #expect(lifted.status == 200 && !scopes(lifted).contains { $0.contains(tenant.id) }, "\(lifted.text)")
        let audit = try await tenant.tower.get("/api/audit?limit=200")
        #expect(audit.text.contains("lista de precios equivocada"), "\(audit.text)")
    }

    @Test func onlyThePlatformMay() async throws {
        let tower = try await FlowHost.tower(FlowHost.javaz)
        let answer = try await tower.post("/api/kill-switch", ["scope": "global", "set": true, "reason": "travesura"])
        #expect(answer.isProblem(403), "\(answer.text)")
    }

    @Test(arguments: [
        (["scope": "galaxy", "set": true, "reason": "x"] as JSON, "scope"),
        (["scope": "tenant", "set": true, "reason": "x"] as JSON, "tenant_id"),
        (["scope": "channel", "set": true, "reason": "x"] as JSON, "channel"),
        (["scope": "global", "reason": "x"] as JSON, "set"),
        (["scope": "global", "set": true] as JSON, "reason"),
    ])
    func incompleteChangesAreRefused(change: JSON, field: String) async throws {
        let answer = try await FlowHost.tower().post("/api/kill-switch", change)
        #expect(answer.isProblem(400) && answer.json["field"]?.stringValue == field, "\(answer.text)")
    }
}
