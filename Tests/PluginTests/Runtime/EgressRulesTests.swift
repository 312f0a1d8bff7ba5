// Whom a plugin may reach: what counts is the host that the request would go to,
// however its URL is written.

import OrkestaModel
import Testing

@testable import HostPlugins

struct EgressRulesTests {
    private static let manifest = #"""
        {"id": "whatsapp", "version": "1", "kind": "channel", "egress": ["graph.facebook.com", "*.fbsbx.com"],
         "config": {"type": "object", "properties": {"api_base_url": {"type": "string", "egress": true},
                                                     "note": {"type": "string"}}}}
        """#

    private func rules(_ settings: JSON = .object([:])) throws -> EgressRules {
        EgressRules(try PluginManifest(parsing: Self.manifest), settings: settings)
    }

    @Test(
        arguments: [
            ("https://graph.facebook.com/v25.0/1/messages", true), ("https://GRAPH.facebook.com:443/", true),
            ("https://lookaside.fbsbx.com/x?y=1", true), ("https://a.b.fbsbx.com", true),
            ("https://fbsbx.com/", false), ("https://evilfbsbx.com/", false),
            ("http://graph.facebook.com/", false), ("https://graph.facebook.com:8443/", false),
            ("https://graph.facebook.com.evil.test/", false), ("https://graph.facebook.com@evil.test/", false),
            ("https://graph.facebook.com\\@evil.test/", false), ("https://graph.facebook.com%2eevil.test/", false),
            ("https://evil.test/graph.facebook.com", false), ("https://evil.test#graph.facebook.com", false),
            ("https://", false), ("ftp://graph.facebook.com/", false), ("graph.facebook.com", false),
        ]
    )
    func namesOfTheManifest(url: String, isPermitted: Bool) throws {
        let rules = try rules()
        #expect((ServerAddress(url).map(rules.permit) ?? false) == isPermitted)
    }

    @Test func anAddressInTheSettingsStandsForItselfAlone() throws {
        let rules = try rules(["api_base_url": "http://127.0.0.1:9200/emulate/whatsapp", "note": "https://evil.test"])
        func isPermitted(_ url: String) -> Bool { ServerAddress(url).map(rules.permit) ?? false }
        #expect(isPermitted("http://127.0.0.1:9200/v25.0/1/messages"))
        #expect(!isPermitted("http://127.0.0.1:9201/"))
        #expect(!isPermitted("https://127.0.0.1:9200/"))
        #expect(!isPermitted("http://localhost:9200/"))
        #expect(!isPermitted("https://evil.test/"))
    }

    @Test func numbersInBracketsAreHosts() throws {
        let address = try #require(ServerAddress("http://[::1]:8000/x"))
        #expect(address.host == "::1")
        #expect(address.port == 8000)
        #expect(ServerAddress("http://[::1") == nil)
        #expect(ServerAddress("http://[::1]x/") == nil)
        #expect(ServerAddress("http://a:99999/") == nil)
    }
}
