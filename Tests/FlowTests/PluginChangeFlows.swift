// Plugins are switched off, on and over while customers write; not one message
// is lost or answered twice.

import CrashDrill
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PluginChangeFlows {
    @Test func changesUnderLoadLoseNothing() async throws {
        let tenant = try await FlowHost.newTenant()
        _ = try await tenant.upload("sku,name,price\nMAR-1,Martillo de Uña,189\nTOR-1,Tornillo 1/2 Pulgada,2.50\n")
        var plan = CrashDrillPlan()
        plan.kills = 0
        plan.customers = 12
        plan.seed = 7
        let changes: [(plugin: String, change: JSON)] = [
            ("catalog", ["settings": ["results_per_reply": 3]]),
            ("catalog", ["enabled": false]),
            ("orchestrator", ["settings": ["confidence_threshold": 0.6]]),
            ("catalog", ["enabled": true]),
            ("catalog", ["settings": ["results_per_reply": 5]]),
            ("orchestrator", ["enabled": false]),
            ("orchestrator", ["enabled": true]),
        ]
        try await tenant.set(["default_agent": "catalog"])
        let drillTenant = DrillTenant(name: tenant.id, key: tenant.key)
        let report = try await CrashDrill.run(plan, on: [FlowHost.shared()], [drillTenant]) {
            for _ in 0..<3 {
                for (plugin, change) in changes {
                    try await Task.sleep(for: .milliseconds(120))
                    try await tenant.change(plugin, change)
                }
            }
        }
        #expect(report.isClean, "\(report)")
        #expect(report.acknowledged > 50, "\(report)")
    }

    @Test func aDisabledAgentGetsNoMoreTurnsAndAnEnabledOneDoes() async throws {
        let tenant = try await FlowHost.newTenant()
        _ = try await tenant.upload("sku,name,price\nMAR-1,Martillo de Uña,189\n")
        let phone = FlowHost.newPhone()
        #expect(try await tenant.client.chat(phone: phone, text: "busco martillo").agent == "catalog")
        try await tenant.change("catalog", ["enabled": false])
        #expect(try await tenant.plugin("catalog")["state"] == "disabled")
        let without = try await tenant.client.chat(phone: phone, text: "busco martillo de uña")
        #expect(without.status == 200 && without.agent != "catalog", "\(without.text)")
        try await tenant.change("catalog", ["enabled": true])
        let with = try await tenant.client.chat(phone: phone, text: "busco un martillo")
        #expect(with.agent == "catalog" && with.products.first?["sku"] == "MAR-1", "\(with.text)")
    }

    @Test func aChangedSettingIsInForceAtOnce() async throws {
        let tenant = try await FlowHost.newTenant()
        let rows = (1...9).map { "CLA-\($0),Clavo de \($0) Pulgadas,\($0)0" }
        _ = try await tenant.upload("sku,name,price\n" + rows.joined(separator: "\n"))
        for count in [2, 4] {
            try await tenant.change("catalog", ["settings": ["results_per_reply": .integer(Int64(count))]])
            let answer = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "¿qué clavos tienen?")
            #expect(answer.products.count == count, "\(answer.text)")
        }
    }

    @Test func withoutTheOrchestratorTheDefaultAgentAnswers() async throws {
        let tenant = try await FlowHost.newTenant()
        _ = try await tenant.upload("sku,name,price\nMAR-1,Martillo de Uña,189\n")
        try await tenant.change("orchestrator", ["enabled": false])
        try await tenant.set(["default_agent": "catalog"])
        let answer = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "martillo")
        #expect(answer.agent == "catalog" && answer.json["intent"] == .null, "\(answer.text)")
    }

    @Test func withoutAnyAgentAPersonGetsTheMessage() async throws {
        let tenant = try await FlowHost.newTenant(enabling: [])
        for plugin in ["orchestrator", "catalog"] { try await tenant.change(plugin, ["enabled": false]) }
        let answer = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "¿hola?")
        #expect(answer.status == 200 && !answer.said.isEmpty, "\(answer.text)")
        let conversation = try #require(answer.json["conversation_id"]?.stringValue)
        #expect(try await openCases(of: tenant.id, conversation).count == 1)
    }
}
