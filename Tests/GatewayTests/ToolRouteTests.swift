// Tools over the Control Tower: who sees and calls which, and what their failures
// become.

import HTTPTypes
import HostAccess
import HostCore
import HostStorage
import OrkestaModel
import Testing

@testable import HostGateway

@Suite struct ToolRouteTests {
    private func names(_ reply: Reply) -> [String] {
        (reply.json["items"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
    }

    @Test func eachSeesItsOwn() async throws {
        let host = try await GatewayFixture()
        let (platform, alpha) = (host.keys.platform, host.keys.alpha)
        #expect(names(try await host.tower.ask(.get, "/api/tools", key: platform)) == ["double"])
        let named = try await host.tower.ask(.get, "/api/tools?tenant_id=beta", key: platform)
        #expect(names(named) == ["double", "double_of_beta"])
        #expect(names(try await host.tower.ask(.get, "/api/tools", key: alpha)) == ["double", "double_of_alpha"])
        #expect(try await host.tower.ask(.get, "/api/tools?tenant_id=beta", key: alpha).status == 404)
        #expect(try await host.tower.ask(.get, "/api/tools").status == 401)
    }

    @Test func whatIsShownIsEnoughForAModel() async throws {
        let host = try await GatewayFixture()
        let reply = try await host.tower.ask(.get, "/api/tools", key: host.keys.platform)
        #expect(
            reply.json["items"]?.arrayValue?.first == [
                "name": "double", "description": "Doubles a number.", "plugin": "api", "form": "bound",
                "parameters": ["type": "object"], "changes_state": false,
            ]
        )
    }

    @Test func aCallAnswersAndIsAudited() async throws {
        let host = try await GatewayFixture()
        let path = "/api/tools/double/call"
        let reply = try await host.tower.ask(.post, path, key: host.keys.alpha, json: ["number": 314159])
        #expect(
            reply.status == 200 && reply.json["result"] == 628318 && reply.json["tool"] == "double",
            "\(reply.text)"
        )
        let audit = try await host.tower.ask(.get, "/api/audit?tenant_id=alpha", key: host.keys.platform)
        #expect(audit.text.contains("tool.call") && !audit.text.contains("314159"), "\(audit.text)")
        let readOnly = try await host.tower.ask(.post, path, key: host.keys.alphaReadOnly, json: ["number": 314159])
        #expect(readOnly.status == 403)
        let body = try await host.tower.ask(.post, path, key: host.keys.alpha, json: [1])
        #expect(body.status == 400, "\(body.text)")
    }

    @Test(
        arguments: [
            ("double", [:], 400, "arguments.number"), ("double", ["number": 11], 502, "SIGSEGV"),
            ("double", ["number": 12], 504, "50 ms"), ("double", ["number": 13], 503, "busy"),
            ("triple", [:], 404, "Known are"),
        ] as [(String, JSON, Int, String)]
    )
    func failuresAreProblems(tool: String, arguments: JSON, status: Int, word: String) async throws {
        let host = try await GatewayFixture()
        let reply = try await host.tower.ask(.post, "/api/tools/\(tool)/call", key: host.keys.alpha, json: arguments)
        #expect(reply.status == status && reply.text.contains(word), "\(reply.text)")
        #expect(reply.json["remedy"]?.stringValue?.isEmpty == false)
    }
}
