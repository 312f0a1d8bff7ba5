// What a manifest says of a channel's settings, and what the host knows by it of all tenants
// while nobody's channel runs.

import HostCore
import HostInbox
import HostStorage
import HostStorageSQLite
import HostTime
import OrkestaModel
import Testing

@testable import HostPlugins

@Suite(.timeLimit(.minutes(2)))
struct ChannelDeclarationTests {
    private static func manifest(_ channel: JSON) throws -> PluginManifest {
        let settings: JSON = [
            "number": ["type": "string"], "mode": ["type": "string", "default": "push"],
            "token": ["type": "string", "secret": true],
        ]
        let document: JSON = [
            "id": "pager", "kind": "channel", "version": "1", "channel": channel,
            "config": ["type": "object", "properties": settings],
        ]
        return try PluginManifest(parsing: document.description)
    }

    @Test func settingsSayWhoIsAsked() throws {
        let (number, ask): (JSON, JSON) = (["setting": "number"], ["setting": "mode", "is": "ask"])
        let cases: [(pull: JSON, settings: JSON, isPulled: Bool)] = [
            (false, [:], false), (true, [:], true), ([number], [:], false), ([number], ["number": ""], false),
            ([number], ["number": "7"], true), ([ask], [:], false), ([ask], ["mode": "ask"], true),
            ([["setting": "mode", "is": "push"]], [:], true), ([number, ask], ["number": "7"], true),
        ]
        for (pull, settings, isPulled) in cases {
            let reading = try Self.manifest(["pull": pull]).channel.read(settings)
            #expect(reading.isPulled == isPulled, "\(pull) \(settings)")
        }
        // One that does not say is started to be asked.
        #expect(try Self.manifest([:]).channel.read([:]).isPulled)
        let names = try Self.manifest(["sender": "number", "account": "mode"]).channel.read(["number": "7"])
        #expect(names.sender == "7" && names.account == "push")
    }

    @Test(
        arguments: [
            ("sender", ["sender": "token"]), ("sender", ["sender": "nothing"]), ("account", ["account": 7]),
            ("pull", ["pull": "maybe"]), ("pull.setting", ["pull": [["setting": "token"]]]),
        ] as [(String, JSON)]
    )
    func aWrongNameIsRefused(_ member: String, _ channel: JSON) {
        let problem = #expect(throws: Problem.self) { _ = try Self.manifest(channel) }
        #expect(problem?.field == "manifest.channel.\(member)")
    }

    /// Everything from the row: nobody's channel is started for it. What is changed here counts
    /// at once.
    @Test func aSenderIsKnownWhileNoChannelRuns() async throws {
        let house = try await ChannelHouse("whatsapp")
        let shop = try await Self.add(["phone_number_id": "106540352242922"], to: house)
        func named(_ number: String) async throws -> [TenantHandle] {
            let body = Array(#"{"metadata":{"phone_number_id":"\#(number)"}}"#.utf8)
            return try await house.runtime.register(of: house.plugin).tenants(namedIn: body)
        }
        #expect(try await named("106540352242922") == [shop])
        #expect(try await house.runtime.register(of: house.plugin).pulled.isEmpty)
        #expect(house.runtime.ownInstances.isEmpty)
        let settings: JSON = ["phone_number_id": "106540352249999", "verify_token": "the word"]
        _ = try await house.runtime.change(house.plugin, of: shop, enabled: nil, settings: settings) { _, _, _ in }
        #expect(try await named("106540352242922").isEmpty)
        #expect(try await named("106540352249999") == [shop])
        #expect(try await house.runtime.tenants(of: house.plugin, knowing: ["a word", "the word"]) == [shop])
        #expect(try await house.runtime.tenants(of: house.plugin, knowing: ["106540352249999"]).isEmpty)
        await house.runtime.shutDown()
    }

    @Test(arguments: ["telegram", "email"])
    func whoIsAskedIsKnownWhileNoChannelRuns(_ channel: String) async throws {
        let house = try await ChannelHouse(channel)
        let (asked, not): (JSON, JSON) =
            channel == "email"
            ? (["imap_url": "imap://127.0.0.1:1"], ["imap_url": ""])
            : (["updates": "polling"], ["updates": "webhook"])
        _ = try await Self.add(not, to: house, as: "quiet")
        let shop = try await Self.add(asked, to: house)
        #expect(try await house.runtime.register(of: house.plugin).pulled == [shop])
        #expect(house.runtime.ownInstances.isEmpty)
        await house.runtime.shutDown()
    }

    /// However many there are, all of them.
    @Test func nobodyIsLeftOut() async throws {
        let house = try await ChannelHouse("telegram")
        let now = SystemClock().now()
        let ids = (0...Limits.channelRegisterPageMax).compactMap { TenantID("shop-\($0)") }
        try await house.database.write { [plugin = house.plugin] connection in
            for id in ids {
                let tenant = Tenant(id: id, displayName: "Shop", randomSeed: 1, createdAt: now)
                let handle = try TenantDirectory().create(tenant, in: connection)
                let settings: JSON = ["updates": "polling"]
                try TenantPlugins(handle).set(plugin, enabled: true, settings: settings, at: now, in: connection)
            }
        }
        #expect(try await house.runtime.register(of: house.plugin).pulled.count == ids.count)
        await house.runtime.shutDown()
    }

    /// A tenant with the channel, which is not started.
    private static func add(
        _ settings: JSON,
        to house: ChannelHouse,
        as name: String = "shop"
    ) async throws -> TenantHandle {
        let (id, now) = (try #require(TenantID(name)), SystemClock().now())
        return try await house.database.write { [plugin = house.plugin] connection in
            let tenant = Tenant(id: id, displayName: name, randomSeed: 1, createdAt: now)
            let handle = try TenantDirectory().create(tenant, in: connection)
            try TenantPlugins(handle).set(plugin, enabled: true, settings: settings, at: now, in: connection)
            return handle
        }
    }
}
