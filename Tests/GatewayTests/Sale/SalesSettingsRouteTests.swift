// How a tenant sells, over HTTP.

import HTTPTypes
import OrkestaModel
import TestHarness
import Testing

@Suite struct SalesSettingsRouteTests {
    private let path = "/api/tenants/alpha/sales-settings"

    @Test func aTenantSetsItsOwn() async throws {
        let host = try await GatewayFixture()
        let standard = try await host.tower.ask(.get, path, key: host.keys.alpha)
        #expect(standard.json["tax_zone"] == "mexico")
        #expect(standard.json["prices_include_tax"] == true)
        let change: JSON = ["tax_zone": "mexico_border", "discount_limits": [["agent": "sales", "percent": "12.5"]]]
        let changed = try await host.tower.ask(.put, path, key: host.keys.alpha, json: change)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(try await host.tower.ask(.get, path, key: host.keys.alpha).json == changed.json)
        #expect(changed.json["discount_limits"]?.arrayValue?.first?["percent"] == "12.5")
        let audit = try await host.tower.ask(.get, "/api/audit?tenant_id=alpha", key: host.keys.platform)
        #expect(audit.json["items"]?.arrayValue?.first?["action"] == "sales-settings.change")
    }

    @Test(arguments: [
        String(SamplePNG.small.prefix(64)), SamplePNG.small.replacing("IAQ", with: "IAR"), SamplePNG.huge,
        "iVBORw0KGgo=",
    ])
    func aLogoThatCannotBePrintedIsRefused(picture: String) async throws {
        let host = try await GatewayFixture()
        func logo(_ base64: String) -> JSON { ["logo": .string("data:image/png;base64,\(base64)")] }
        let good = try await host.tower.ask(.put, path, key: host.keys.alpha, json: logo(SamplePNG.small))
        #expect(good.status == 200, "\(good.text)")
        let refused = try await host.tower.ask(.put, path, key: host.keys.alpha, json: logo(picture))
        #expect(refused.status == 400, "\(refused.text)")
        #expect(refused.json["field"] == "logo")
        let kept = try await host.tower.ask(.get, path, key: host.keys.alpha)
        #expect(kept.json["logo"] == good.json["logo"])
        #expect(good.json["logo"]?.stringValue?.hasSuffix(SamplePNG.small) == true)
    }

    @Test func whoMayNotIsKeptOut() async throws {
        let host = try await GatewayFixture()
        let change: JSON = ["tax_zone": "none"]
        #expect(try await host.tower.ask(.put, path, key: host.keys.beta, json: change).status == 404)
        #expect(try await host.tower.ask(.put, path, key: host.keys.alphaReadOnly, json: change).status == 403)
        let wrong = try await host.tower.ask(.put, path, key: host.keys.alpha, json: ["tax_zone": "moon"])
        #expect(wrong.status == 400)
        #expect(wrong.json["field"] == "tax_zone")
        let unknown = try await host.tower.ask(.put, path, key: host.keys.alpha, json: ["tax": "x"])
        #expect(unknown.status == 400)
        #expect(unknown.json["field"] == "tax")
    }
}
