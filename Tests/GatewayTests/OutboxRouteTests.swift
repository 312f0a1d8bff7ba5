// What waits to be sent and what could not be, through the routes.

import HTTPTypes
import HostCore
import HostGateway
import HostOutbox
import HostStorage
import HostTime
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10))) struct OutboxRouteTests {
    @Test(arguments: [true, false])
    func whatAKillSwitchHeldIsSentOrDiscarded(isDiscarded: Bool) async throws {
        let host = try await GatewayFixture()
        let item = try GatewayFixture.waiting(1)
        func change(_ json: JSON) async throws -> Reply {
            let scope: JSON = ["scope": "tenant", "tenant_id": "alpha", "reason": "drill"]
            let key = host.keys.platform
            return try await host.tower.ask(.post, "/api/kill-switch", key: key, json: scope.merging(json))
        }
        try await host.services.database.write { try $0.execute("UPDATE tenants SET environment = 'production'") }
        #expect(try await change(["set": true]).status == 200)
        try await host.services.database.write { connection in
            let tenant = try TenantDirectory().handle(for: item.tenant, in: connection)
            let now = SystemClock().now()
            let free = try Outbox(tenant).enqueue(
                [item],
                environment: .production,
                leaseOwner: "nobody",
                now: now,
                in: connection
            )
            guard free.isEmpty else { throw Problem(.internal, "it is not held", remedy: "None.") }
        }
        #expect(try await change(["set": false, "discard_held": .bool(isDiscarded)]).status == 200)
        let path = "/api/outbox?tenant_id=alpha&state=\(isDiscarded ? "cancelled" : "sent")"
        let found = try await eventual {
            try await host.tower.ask(.get, path, key: host.keys.platform).json["items"]?.arrayValue?.first
        }
        #expect(found?["id"] == .string(item.id.rawValue))
        let error = isDiscarded ? "discarded when the kill switch was lifted" : nil
        #expect(found?["error"]?.stringValue == error)
    }

    @Test func aDeadMessageIsSentAgainByHandAndOnlyOnce() async throws {
        let host = try await GatewayFixture()
        let item = try GatewayFixture.waiting(1)
        try await host.bury(item, because: "refused")
        let list = try await host.tower.ask(.get, "/api/outbox?state=dead", key: host.keys.alpha)
        #expect(list.json["items"]?.arrayValue?.first?["error"] == "refused", "\(list.text)")
        #expect(try await host.tower.ask(.get, "/api/outbox?state=dead", key: host.keys.beta).json["items"] == [])
        let path = "/api/outbox/\(item.id)/replay"
        #expect(try await host.tower.ask(.post, path, key: host.keys.beta).status == 409)
        #expect(try await host.tower.ask(.post, path, key: host.keys.alphaReadOnly).status == 403)
        #expect(try await host.tower.ask(.post, path, key: host.keys.alpha).status == 200)
        let isSent = try await eventually {
            try await host.tower.ask(.get, "/api/outbox?state=sent", key: host.keys.alpha).json["items"] != []
        }
        #expect(isSent)
        #expect(try await host.tower.ask(.post, path, key: host.keys.alpha).status == 409)
    }

    /// Whoever reads the conversation sees what did not go out.
    @Test func aMessageThatDiedIsShownInItsConversation() async throws {
        let host = try await GatewayFixture()
        let message: JSON = ["customer": ["id": "x"], "message": "hola"]
        let answer = try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message)
        let id = try #require(answer.json["conversation_id"]?.stringValue)
        let path = "/api/conversations/\(id)"
        #expect(try await host.client.ask(.post, "\(path)/take", key: host.keys.alpha).json["taken"]?["by"] != nil)
        let said = try await host.client.ask(.post, "\(path)/messages", key: host.keys.alpha, json: ["text": "Sí"])
        let messageID = try #require(said.json["id"]?.stringValue)
        let item = try GatewayFixture.waiting(1, in: id, messageID: messageID, sequence: 4)
        try await host.bury(item, because: "window closed")
        let shown = try await host.client.ask(.get, path, key: host.keys.alpha)
        let last = shown.json["messages"]?.arrayValue?.last
        #expect(last?["delivery"] == ["state": "dead", "channel": "web", "error": "window closed"], "\(shown.text)")
    }
}
