// Agents that break the contract: their tenant gets a clear error and its
// customers an answer, and everybody else notices nothing.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(20)))
struct MisbehavingTests {
    private static let agent = "misbehaving"
    private static let apology = "Una persona de nuestro equipo"

    @Test func theExampleAgentAnswers() async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: "hello")
        let enabled = try await tenant.enable()
        try #require(enabled.status == 200, "\(enabled.text)")
        let answer = try await tenant.chat("¿qué tal? ñandú 🐦", messageID: "1")
        #expect(answer.status == 200 && answer.said == "Me escribiste: ¿qué tal? ñandú 🐦", "\(answer.text)")
        #expect(answer.json["agent"] == "hello" && answer.json["intent"] == "hello")
        let status = try await tenant.status()
        #expect(status["state"] == "running" && status["detail"] == .null, "\(status)")
    }

    @Test func theMisbehavingAgentCanBehave() async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        try #require(try await tenant.enable("none").status == 200)
        #expect(try await tenant.chat("hola", messageID: "1").said == "well behaved")
        let status = try await tenant.status()
        #expect(status["detail"] == .null, "\(status)")
    }

    /// Misdeeds that the host refuses call by call: the turn itself stands.
    @Test(arguments: [
        ("finish_twice", "once", "finish"), ("emit_after_finish", "in time", "emit"),
        ("forged_handle", "genuine", "emit"), ("wrong_thread", "from the lane", "emit"),
    ])
    func refusedCallsDoNotHarmTheTurn(misdeed: String, said: String, call: String) async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        try #require(try await tenant.enable(misdeed).status == 200)
        let answer = try await tenant.chat("hola", messageID: "1")
        #expect(answer.status == 200 && answer.said == said, "\(answer.text)")
        try await expectViolation(of: tenant, naming: call)
        try await MisbehavingHost.shared().expectOthersGoOn()
    }

    @Test func theHandleOfAnEarlierTurnOpensNothing() async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        try #require(try await tenant.enable("stale_handle").status == 200)
        for number in 1...3 {
            let answer = try await tenant.chat("hola \(number)", messageID: "\(number)")
            #expect(answer.said == "fresh", "\(answer.text)")
        }
        try await expectViolation(of: tenant, naming: "emit")
        try await MisbehavingHost.shared().expectOthersGoOn()
    }

    /// A plugin that guesses the handle of another tenant's instance finds
    /// nothing, and no violation is put down to that tenant.
    @Test func theHandlesOfNeighboursCannotBeGuessed() async throws {
        // A host of its own, where the three instances are made one after the other.
        let host = try await MisbehavingHost()
        let forger = try await host.newTenant(agent: Self.agent)
        let neighbours = [try await host.newTenant(agent: "hello"), try await host.newTenant(agent: "hello")]
        try #require(try await neighbours[0].enable().status == 200)
        try #require(try await forger.enable("neighbours_handle").status == 200)
        try #require(try await neighbours[1].enable().status == 200)
        for number in 1...3 {
            let answer = try await forger.chat("hola", messageID: "\(number)")
            #expect(answer.status == 200 && answer.said == "genuine", "\(answer.text)")
        }
        for neighbour in neighbours {
            let status = try await neighbour.status()
            #expect(status["state"] == "running" && status["detail"] == .null, "\(status)")
            #expect(try await neighbour.chat("hola", messageID: "1").said == "Me escribiste: hola")
        }
        try await host.process.stop()
    }

    @Test func endlessRepliesAreCut() async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        try #require(try await tenant.enable("endless_replies").status == 200)
        let answer = try await tenant.chat("hola", messageID: "1")
        let count = answer.json["replies"]?.arrayValue?.count ?? 0
        #expect(answer.status == 200 && (1...16).contains(count), "\(count) replies")
        try await MisbehavingHost.shared().expectOthersGoOn()
    }

    /// What cannot be sent is counted; the tenant stays served.
    @Test(arguments: ["garbage_utf8", "oversized_reply", "null_text", "wrong_size"])
    func whatCannotBeSentIsNotSent(misdeed: String) async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        try #require(try await tenant.enable(misdeed).status == 200)
        let answer = try await tenant.chat("hola", messageID: "1")
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.body.count < 10_000)
        try await expectViolation(of: tenant, naming: "")
        try await MisbehavingHost.shared().expectOthersGoOn()
    }

    /// Turns that end in nothing: the customer hears that a person will answer.
    @Test(arguments: [
        "garbage_json", "never_finish", "refuse_turn", "unknown_status", "hand_off_nowhere", "hand_off_to_itself",
        "blocked_lane",
    ])
    func aFailedTurnBecomesACaseForAPerson(misdeed: String) async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        try #require(try await tenant.enable(misdeed).status == 200)
        let answer = try await tenant.chat("hola", messageID: "1")
        #expect(answer.status == 200 && answer.said.contains(Self.apology), "\(answer.text)")
        #expect(try await tenant.caseCount() == 1)
        try await MisbehavingHost.shared().expectOthersGoOn()
        // The tenant's next message is answered too.
        let next = try await tenant.chat("¿siguen ahí?", messageID: "2")
        #expect(next.status == 200 && !next.said.isEmpty, "\(next.text)")
        // And the tenant can go back to a working plugin without a restart.
        let mended = try await tenant.enable("none")
        #expect(mended.status == 200, "\(mended.text)")
        let after = try await tenant.chat("¿y ahora?", messageID: "3")
        #expect(after.said == "well behaved", "\(misdeed): \(after.text)")
    }

    /// Instances that do not come up: whoever enables them is told why.
    @Test(arguments: [
        ("fail_create", "not in the mood"), ("null_instance", ""), ("fail_start", ""),
        ("fail_activate", "the moon is in the wrong house"), ("never_activate", ""), ("no_agent", ""),
    ])
    func whatDoesNotComeUpIsToldAtOnce(misdeed: String, reason: String) async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        let answer = try await tenant.enable(misdeed)
        #expect(answer.status >= 400, "\(answer.text)")
        #expect(answer.json["detail"]?.stringValue?.contains(reason) == true, "\(answer.text)")
        #expect(answer.json["remedy"]?.stringValue?.isEmpty == false, "\(answer.text)")
        let chat = try await tenant.chat("hola", messageID: "1")
        #expect(chat.status == 200 && chat.said.contains(Self.apology), "\(chat.text)")
        try await MisbehavingHost.shared().expectOthersGoOn()
    }

    /// Libraries that cannot be used at all.
    @Test(arguments: [("foreign", "99"), ("closed", "orkesta_plugin_entry_v1"), ("renamed", "misbehaving")])
    func unusableLibrariesAreRefused(plugin: String, reason: String) async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: plugin)
        let answer = try await tenant.enable()
        #expect(answer.status >= 400 && answer.text.contains(reason), "\(answer.text)")
        #expect(answer.json["remedy"]?.stringValue?.isEmpty == false, "\(answer.text)")
        try await MisbehavingHost.shared().expectOthersGoOn()
    }

    /// Instances that do not go quietly.
    @Test(arguments: ["never_drain", "call_after_destroy", "activate_twice"])
    func badEndingsAreSurvived(misdeed: String) async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: Self.agent)
        try #require(try await tenant.enable(misdeed).status == 200)
        #expect(try await tenant.chat("hola", messageID: "1").said == "well behaved")
        let path = "/api/tenants/\(tenant.id)/plugins/\(Self.agent)"
        #expect(try await tenant.tower.put(path, ["enabled": false]).status == 200)
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await tenant.enable("none").status == 200)
        #expect(try await tenant.chat("hola", messageID: "2").said == "well behaved")
        try await MisbehavingHost.shared().expectOthersGoOn()
    }

    /// A lane that never comes back is left behind when the host stops.
    @Test func aBlockedLaneDoesNotKeepTheHostFromStopping() async throws {
        let host = try await MisbehavingHost()
        let tenant = try await host.newTenant(agent: Self.agent)
        try #require(try await tenant.enable("blocked_lane").status == 200)
        let message = Task { try await tenant.chat("hola", messageID: "1") }
        try await Task.sleep(for: .milliseconds(500))
        try await host.process.stop()
        _ = await message.result
    }

    private func expectViolation(of tenant: MisbehavingTenant, naming call: String) async throws {
        let status = try await tenant.status()
        let detail = status["detail"]?.stringValue ?? ""
        #expect(!detail.isEmpty && (call.isEmpty || detail.contains(call) || detail.contains("finish")), "\(status)")
    }
}
