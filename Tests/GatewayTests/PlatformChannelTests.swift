// One app at a provider for many tenants: each gets its own entries of a batch, and
// nobody another's.

import HTTPTypes
import HostCore
import HostGateway
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@Suite struct PlatformChannelTests {
    /// A host on which these tenants have the channel `phone`.
    private static func host(_ tenants: String...) async throws -> GatewayFixture {
        let host = try await GatewayFixture()
        let phone = try #require(PluginID("phone"))
        try await host.services.database.write { connection in
            for name in tenants {
                let id = try required(TenantID(name))
                let handle = try TenantDirectory().handle(for: id, in: connection)
                try TenantPlugins(handle).set(
                    phone,
                    enabled: true,
                    settings: [:],
                    at: Timestamp(milliseconds: 1),
                    in: connection
                )
            }
        }
        return host
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
    }
}
