// The Control Tower: tenants, plugins, kill switches, the time machine, and
// the audit of all of it.

import HTTPTypes
import HostCore
import HostGateway
import HostOutbox
import HostStorage
import OrkestaModel
import Testing

@Suite struct TowerRouteTests {
    @Test func aTenantIsMadeOnceAndItsKeyWorks() async throws {
        let host = try await GatewayFixture()
        let body: JSON = ["id": "nueva", "display_name": "Nueva", "environment": "production", "default_agent": "echo"]
        let made = try await host.tower.ask(.post, "/api/tenants", key: host.keys.platform, json: body)
        #expect(made.status == 201)
        let key = try #require(made.json["api_key"]?.stringValue)
        #expect(key.hasPrefix("ork_live_"))
        let message: JSON = ["customer": ["id": "x"], "message": "hola"]
        #expect(try await host.client.ask(.post, "/api/chat", key: key, json: message).status == 200)
        #expect(try await host.tower.ask(.post, "/api/tenants", key: host.keys.platform, json: body).status == 409)
        let seen = try await host.tower.ask(.get, "/api/tenants/nueva", key: key)
        #expect(seen.json["messages_24h"] == 2)
        #expect(seen.json["whatsapp"]?["status"] == "inactive")
        #expect(seen.text.contains("ork_") == false)
        let audit = try await host.tower.ask(.get, "/api/audit?tenant_id=nueva", key: host.keys.platform)
        #expect(
            audit.json["items"]?.arrayValue?.compactMap { $0["action"]?.stringValue }.sorted() == [
                "key.issue", "tenant.create",
            ]
        )
        #expect(audit.text.contains(key) == false)
    }

    @Test(
        arguments: [
            (["display_name": "x"], "id"), (["id": "UPPER", "display_name": "x"], "id"), (["id": "a"], "display_name"),
            (["id": "a", "display_name": "x", "environment": "moon"], "environment"),
            (["id": "a", "display_name": "x", "currency": "pesos"], "currency"),
            (["id": "a", "display_name": "x", "color": "red"], "color"),
            (["id": "a", "display_name": "x", "locale": "xx"], "locale"),
            (["id": "a", "display_name": "x", "plugins": ["nope"]], "plugins"),
            (["id": "a", "display_name": "x", "plugins": "echo"], "plugins"),
            (["id": "a", "display_name": "x", "default_agent": "nope"], "default_agent"),
            (["id": "a", "display_name": "x", "plugins": [], "default_agent": "echo"], "default_agent"),
        ] as [(JSON, String)]
    )
    func aTenantThatCannotBeIsRefused(body: JSON, field: String) async throws {
        let host = try await GatewayFixture()
        let reply = try await host.tower.ask(.post, "/api/tenants", key: host.keys.platform, json: body)
        #expect(reply.status == 400)
        #expect(reply.json["field"] == .string(field))
    }

    @Test func aNewTenantHasWhatSellsUnlessItNamesItsPlugins() async throws {
        let host = try await GatewayFixture()
        let made = try await host.tower.ask(
            .post,
            "/api/tenants",
            key: host.keys.platform,
            json: ["id": "nueva", "display_name": "Nueva", "locale": "es-MX"]
        )
        #expect(made.json["plugins"] == ["echo"] && made.json["default_agent"] == "echo", "\(made.text)")
        let bare = try await host.tower.ask(
            .post,
            "/api/tenants",
            key: host.keys.platform,
            json: ["id": "bare", "display_name": "Bare", "plugins": []]
        )
        #expect(bare.json["plugins"] == [] && bare.json["default_agent"] == JSON.null, "\(bare.text)")
        let path = "/api/tenants/bare/settings"
        let early = try await host.tower.ask(.put, path, key: host.keys.platform, json: ["default_agent": "echo"])
        #expect(early.status == 400 && early.json["field"] == "default_agent", "\(early.text)")
        let plugin = "/api/tenants/bare/plugins/echo"
        #expect(try await host.tower.ask(.put, plugin, key: host.keys.platform, json: ["enabled": true]).status == 200)
        let unknown = try await host.tower.ask(.put, path, key: host.keys.platform, json: ["default_agent": "nope"])
        #expect(unknown.status == 400 && unknown.json["detail"]?.stringValue?.contains("one of echo") == true)
        let named = try await host.tower.ask(.put, path, key: host.keys.platform, json: ["default_agent": "echo"])
        #expect(named.json["default_agent"] == "echo", "\(named.text)")
    }

    @Test func settingsChangeWhatTheyName() async throws {
        let host = try await GatewayFixture()
        let agent: HTTPFields = [.userAgent: "test/1"]
        let changed = try await host.tower.ask(
            .put,
            "/api/tenants/alpha/settings",
            key: host.keys.platform,
            json: ["display_name": "Otra", "default_agent": .null],
            headers: agent
        )
        #expect(changed.json["display_name"] == "Otra")
        #expect(changed.json["default_agent"] == JSON.null)
        #expect(changed.json["locale"] == "es")
        let suspended = try await host.tower.ask(
            .put,
            "/api/tenants/alpha/settings",
            key: host.keys.platform,
            json: ["status": "suspended"]
        )
        #expect(suspended.json["status"] == "suspended")
        let message: JSON = ["customer": ["id": "x"], "message": "hola"]
        #expect(try await host.client.ask(.post, "/api/chat", key: host.keys.alpha, json: message).status == 403)
        let audit = try await host.tower.ask(.get, "/api/audit?tenant_id=alpha&limit=200", key: host.keys.platform)
        let records = audit.json["items"]?.arrayValue ?? []
        #expect(records.contains { $0["user_agent"] == "test/1" && $0["diff"]?["after"]?["display_name"] == "Otra" })
    }

    @Test func pluginsAreSetUp() async throws {
        let host = try await GatewayFixture()
        let path = "/api/tenants/alpha/plugins/echo"
        let on = try await host.tower.ask(
            .put,
            path,
            key: host.keys.alpha,
            json: ["enabled": true, "settings": ["volume": 3]]
        )
        #expect(on.status == 200)
        #expect(on.json["enabled"] == true)
        #expect(on.json["settings"]?["volume"] == 3)
        let wrong = try await host.tower.ask(.put, path, key: host.keys.alpha, json: ["settings": ["volume": "loud"]])
        #expect(wrong.status == 400)
        #expect(wrong.json["field"] == "settings.volume")
        #expect(try await host.tower.ask(.put, path, key: host.keys.alpha, json: [:]).status == 400)
        #expect(
            try await host.tower.ask(.put, path, key: host.keys.alpha, json: ["settings": 1]).json["field"]
                == "settings"
        )
        #expect(try await host.tower.ask(.put, path, key: host.keys.beta, json: ["enabled": true]).status == 404)
        let listed = try await host.tower.ask(.get, "/api/tenants/alpha/plugins", key: host.keys.alpha)
        #expect(listed.json["items"]?.arrayValue?.first?["state"] == "running")
        #expect(
            try await host.tower.ask(.get, "/api/plugins", key: host.keys.alpha).json["items"]?.arrayValue?.count == 3
        )
    }

    /// A channel that runs, and that its provider lets nothing through.
    @Test func aPluginSaysWhatHasToBeMendedAtItsProvider() async throws {
        let host = try await GatewayFixture()
        let path = "/api/tenants/alpha/plugins"
        let on: JSON = ["enabled": true]
        #expect(try await host.tower.ask(.put, "\(path)/sms", key: host.keys.alpha, json: on).status == 200)
        let channel = try #require(PluginID("sms"))
        let id = try #require(TenantID("alpha"))
        let tenant = try await host.services.database.read { try TenantDirectory().handle(for: id, in: $0) }
        func detail() async throws -> JSON? {
            let list = try await host.tower.ask(.get, path, key: host.keys.alpha)
            return list.json["items"]?.arrayValue?.first?["detail"]
        }
        await host.services.dispatcher.incomingStopped(channel, of: tenant, reason: "Set the token anew.")
        #expect(try await detail() == "Set the token anew.")
        host.services.dispatcher.incomingGoesOn(channel, of: tenant)
        #expect(try await detail() == JSON.null)
    }

    @Test func aReloadIsForThePlatformAndIsAudited() async throws {
        let host = try await GatewayFixture()
        let path = "/api/plugins/echo/reload"
        let reloaded = try await host.tower.ask(.post, path, key: host.keys.platform)
        #expect(reloaded.status == 200 && reloaded.json["version"] == "1.0.1", "\(reloaded.text)")
        #expect(reloaded.json["tenants"] == ["alpha"] && reloaded.json["failed"] == [], "\(reloaded.text)")
        #expect(try await host.tower.ask(.post, path, key: host.keys.alpha).status == 403)
        #expect(try await host.tower.ask(.post, "/api/plugins/nobody/reload", key: host.keys.platform).status == 404)
        let audit = try await host.tower.ask(.get, "/api/audit?limit=200", key: host.keys.platform)
        #expect(audit.json["items"]?.arrayValue?.count { $0["action"] == "plugin.reload" } == 1, "\(audit.text)")
    }

    @Test func killSwitchesAreSetAndLifted() async throws {
        let host = try await GatewayFixture()
        func change(_ json: JSON) async throws -> Reply {
            try await host.tower.ask(.post, "/api/kill-switch", key: host.keys.platform, json: json)
        }
        let set = try await change([
            "scope": "channel", "tenant_id": "alpha", "channel": "whatsapp", "set": true, "reason": "r",
        ])
        #expect(set.json["items"]?.arrayValue?.first?["scope"] == "tenant:alpha/channel:whatsapp")
        _ = try await change(["scope": "global", "set": true, "reason": "all"])
        let listed = try await host.tower.ask(.get, "/api/kill-switch", key: host.keys.platform)
        #expect(listed.json["items"]?.arrayValue?.count == 2)
        let overview = try await host.tower.ask(.get, "/api/overview", key: host.keys.platform)
        #expect(overview.json["kill_switches"]?.arrayValue?.count == 2)
        #expect(overview.json["tenants"]?["total"] == 3)
        #expect(
            try await change(["scope": "global", "set": false, "reason": "ok"]).json["items"]?.arrayValue?.count == 1
        )
        #expect(try await change(["scope": "global", "set": false, "reason": "ok"]).status == 404)
        #expect(try await change(["scope": "global", "set": true]).json["field"] == "reason")
        #expect(try await change(["scope": "tenant", "set": true, "reason": "x"]).json["field"] == "tenant_id")
        #expect(try await change(["scope": "moon", "set": true, "reason": "x"]).json["field"] == "scope")
        #expect(try await change(["scope": "tenant", "tenant_id": "nobody", "set": true, "reason": "x"]).status == 404)
    }

    @Test func timeMovesForwardInASandbox() async throws {
        let host = try await GatewayFixture()
        let before = try await host.tower.ask(
            .get,
            "/api/time-machine/current?tenant_id=alpha",
            key: host.keys.platform
        )
        #expect(before.json["simulated"] == false)
        func move(_ moment: String) async throws -> Reply {
            try await host.tower.ask(
                .post,
                "/api/time-machine/set",
                key: host.keys.platform,
                json: ["tenant_id": "alpha", "now": .string(moment)]
            )
        }
        let moved = try await move("2099-01-01T00:00:00Z")
        #expect(moved.status == 200)
        #expect(moved.json["now"] == "2099-01-01T00:00:00.000Z")
        let after = try await host.tower.ask(.get, "/api/time-machine/current?tenant_id=alpha", key: host.keys.platform)
        #expect(after.json["simulated"] == true)
        #expect(after.json["now"] == "2099-01-01T00:00:00.000Z")
        #expect(try await move("2098-01-01T00:00:00Z").status == 409)
        #expect(try await move("tomorrow").json["field"] == "now")
        #expect(try await host.tower.ask(.get, "/api/time-machine/current", key: host.keys.alpha).status == 403)
    }
}
