// One app at a provider for many tenants: each gets its own entries of a batch, and
// nobody another's.

import HTTPTypes
import HostCore
import HostInbox
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@testable import HostGateway

@Suite struct PlatformChannelTests {
    /// A host on which these tenants have the channel `phone`, some with settings.
    private static func host(_ tenants: String..., settings: [String: JSON] = [:]) async throws -> GatewayFixture {
        let host = try await GatewayFixture()
        let phone = try #require(PluginID("phone"))
        try await host.services.database.write { connection in
            for name in tenants {
                let id = try required(TenantID(name))
                let handle = try TenantDirectory().handle(for: id, in: connection)
                try TenantPlugins(handle).set(
                    phone,
                    enabled: true,
                    settings: settings[name] ?? [:],
                    at: Timestamp(milliseconds: 1),
                    in: connection
                )
            }
        }
        return host
    }

    private static func post(_ batch: String, to host: GatewayFixture) async throws -> Int {
        try await host.client.ask(.post, "/channels/phone?secret=platform", body: batch).status
    }

    private static func received(_ host: GatewayFixture) async throws -> [String] {
        try await host.services.database.read { connection in
            try connection.rows("SELECT tenant_id, provider_message_id FROM inbox ORDER BY 1, 2")
                .map { "\(try $0.text(0)) \(try $0.text(1))" }
        }
    }

    @Test func aBatchOfSeveralTenantsIsParted() async throws {
        let host = try await Self.host("alpha", "beta", "gone")
        let batch =
            "+number-alpha ana a1 hola\n+number-beta ana b1 hola\n+number-gone ana g1 hola\n+number-alpha beto a2 hi"
        for _ in 0..<2 {
            let reply = try await host.client.ask(.post, "/channels/phone?secret=platform", body: batch)
            #expect(reply.status == 200, "\(reply.text)")
        }
        #expect(try await Self.received(host) == ["alpha a1", "alpha a2", "beta b1"])
    }

    /// A form writes the plus of a number as `%2B`.
    @Test func aNumberInAFormIsFound() async throws {
        let host = try await Self.host("alpha", "beta")
        let form = "%2Bnumber-alpha ana a1 hola"
        let reply = try await host.client.ask(.post, "/channels/phone?secret=platform", body: form)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(try await Self.received(host) == ["alpha a1"])
    }

    @Test func aRouteOfATenantTakesNoOthersEntries() async throws {
        let host = try await Self.host("alpha", "beta")
        let batch = "+number-beta ana b1 hola"
        let reply = try await host.client.ask(.post, "/channels/phone/alpha?secret=platform", body: batch)
        #expect(reply.status == 200)
        #expect(try await Self.received(host).isEmpty)
    }

    /// Mail comes with its files: a channel may take larger requests than others do.
    @Test func aChannelSaysHowLargeItsRequestsMayBe() async throws {
        let host = try await Self.host("alpha")
        for (bytes, status) in [(Limits.webhookBodyBytesMax + 1, 200), (NumberChannel.requestBytesMax + 1, 413)] {
            let body = String(repeating: "x", count: bytes)
            let reply = try await host.client.ask(.post, "/channels/phone/alpha?secret=platform", body: body)
            #expect(reply.status == status, "\(bytes) bytes: \(reply.text)")
        }
    }

    @Test func aBadSignatureAndAnUnknownNumberAreRefused() async throws {
        let host = try await Self.host("alpha")
        let batch = "+number-alpha ana a1 hola"
        #expect(try await host.client.ask(.post, "/channels/phone?secret=guessed", body: batch).status == 401)
        let stranger = try await host.client.ask(
            .post,
            "/channels/phone?secret=platform",
            body: "+number-zeta ana z1 x"
        )
        #expect(stranger.status == 404)
        #expect(try await host.client.ask(.post, "/channels/web?secret=platform", body: batch).status == 404)
        #expect(try await Self.received(host).isEmpty)
    }

    /// Meta sends again what is answered otherwise, to all: only what names the tenant.
    @Test func aBrokenChannelFailsOnlyWhatNamesIt() async throws {
        let host = try await Self.host("alpha", "beta", settings: ["beta": ["is_broken": true]])
        #expect(try await Self.post("+number-alpha ana a1 hola", to: host) == 200)
        #expect(try await Self.post("+number-beta ana b1 hola\n+number-alpha ana a2 hola", to: host) == 503)
        #expect(try await Self.post("+number-beta ana b2 hola", to: host) == 503)
        #expect(try await Self.received(host) == ["alpha a1", "alpha a2"])
    }

    /// Whoever has another secret loses an own part, and nobody else's.
    @Test func aWrongSecretRefusesNobodyElses() async throws {
        let host = try await Self.host("alpha", "beta", settings: ["beta": ["secret": "another"]])
        #expect(try await Self.post("+number-beta ana b1 hola\n+number-alpha ana a1 hola", to: host) == 200)
        #expect(try await Self.received(host) == ["alpha a1"])
        #expect(try await Self.post("+number-beta ana b2 hola", to: host) == 401)
    }

    /// A name that is a part of another one, or of anything, names nobody.
    @Test(arguments: ["1", "+number-al", "number-alpha", "ana", ""])
    func aNameIsAWholeWord(_ number: String) async throws {
        let broken: JSON = ["is_broken": true, "number": .string(number)]
        let host = try await Self.host("alpha", "beta", settings: ["beta": broken])
        #expect(try await Self.post("+number-alpha ana a1 hola 1", to: host) == 200)
    }

    /// Whoever forges a request, and knows many numbers, has few channels look at it.
    @Test func aForgedRequestIsSoonGivenUp() async throws {
        let host = try await Self.host("alpha")
        let phone = try #require(PluginID("phone"))
        let alpha = try #require(try await host.plugins.register(of: phone).tenants.first)
        var answer = PlatformAnswer()
        for number in 0..<Limits.platformRefusalsMax {
            #expect(!answer.isForged, "\(number)")
            answer.add(.answered(ChannelResponse(status: 401, headers: [], body: [])), of: alpha)
        }
        #expect(answer.isForged)
        #expect(try answer.response()?.status == 401)
        answer.add(.answered(ChannelResponse(status: 200, headers: [], body: [])), of: alpha)
        #expect(!answer.isForged && answer.mistaken.count == Limits.platformRefusalsMax)
        #expect(try answer.response()?.status == 200)
    }

    /// What concerns an account names no number.
    @Test func whatConcernsAnAccountComesToItsTenant() async throws {
        let host = try await Self.host("alpha", "beta")
        let reply = try await host.client.ask(.post, "/channels/phone?secret=platform", body: "account-beta paused")
        #expect(reply.status == 200 && reply.text == "+number-beta", "\(reply.text)")
    }

    @Test func whoeverKnowsTheTokenVerifies() async throws {
        let host = try await Self.host("alpha", "beta")
        let reply = try await host.client.ask(.get, "/channels/phone?secret=+number-beta")
        #expect(reply.status == 200)
        #expect(reply.text == "+number-beta")
        #expect(try await host.client.ask(.get, "/channels/phone?secret=guessed").status == 401)
        #expect(try await host.client.ask(.get, "/channels/nothing?secret=guessed").status == 404)
    }

    /// Each look goes through all tenants: whoever guesses has few.
    @Test func verificationsAreRare() async throws {
        let host = try await Self.host("alpha")
        var statuses: Set<Int> = []
        for _ in 0...Limits.platformVerificationsPerMinute {
            statuses.insert(try await host.client.ask(.get, "/channels/phone?secret=guessed").status)
        }
        #expect(statuses == [401, 429])
    }
}
